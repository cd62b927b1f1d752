"""The opened plan, for the one page that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.network.models import Agency
from headwater.vault.api import OpenedEntry

from .. import labels
from . import lines


@dataclass(frozen=True, repr=False)
class OpenedPart:
    """A part of the plan with its text. Lives for one answer; never printed, never kept."""

    title: str
    text: str
    meta: str


def opened_parts(opened: list[OpenedEntry], agencies: list[Agency], zone: str) -> list[OpenedPart]:
    """The opened entries with the words of the page."""
    names = {agency.code: lines.name(agency) for agency in agencies}
    return [
        OpenedPart(
            title=labels.plan_field(entry.field),
            text=entry.text,
            meta=f"{lines.day_and_hour(entry.sealed_at, zone)}, "
            f"{names.get(entry.agency, entry.agency)}",
        )
        for entry in opened
    ]
