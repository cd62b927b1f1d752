"""The disclosure register in words: what kind of thing, to whom, on what basis, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.vocabulary import registry

from .. import codes
from ..models import Disclosure
from ..rules import How
from .labels import language, marked, marked_all


@dataclass(frozen=True)
class Disclosed:
    """One entry. `told` are names of agencies, or only their number for the privacy officer."""

    reference: str
    agency: str
    at: datetime
    zone: str
    kinds: list[str]
    how: str
    basis: str
    consent: str
    not_sought: str
    tells_person: bool  # the Act asks that the person is told of it
    told: list[str]
    told_count: int


def for_agency(rows: Iterable[Disclosure]) -> list[Disclosed]:
    """What an agency disclosed, for its own file."""
    return [_entry(row, named=True) for row in rows]


def for_privacy_officer(rows: Iterable[Disclosure]) -> list[Disclosed]:
    """The codes alone: no reference leads to a discussion, no agency that heard is named."""
    return [_entry(row, named=False) for row in rows]


def how_label(how: str) -> str:
    """How it was disclosed."""
    return {
        How.SPOKEN: _("Said aloud, written nowhere"),
        How.SEALED: _("Sealed, and destroyed when the table went on"),
    }[How(how)]


def _entry(row: Disclosure, *, named: bool) -> Disclosed:
    told = sorted(each.agency.name(language()) for each in row.told.all())
    kinds = marked_all(codes.DISCLOSED_KINDS, (kind.code for kind in row.kinds.all()))
    why = row.not_sought_reason
    basis = registry.current(codes.LEGAL_BASES).get(row.basis)
    return Disclosed(
        reference=row.discussion.reference if named else "",
        agency=row.agency.name(language()),
        at=row.at,
        zone=row.discussion.table.time_zone,
        kinds=[kind.text for kind in kinds],
        how=how_label(row.how),
        basis=marked(codes.LEGAL_BASES, row.basis).text,
        consent=marked(codes.CONSENT_STATES, row.consent_state).text,
        tells_person=bool(basis and basis.get("notice")),
        not_sought=marked(codes.NOT_SOUGHT_REASONS, why).text if why else "",
        told=told if named else [],
        told_count=len(told),
    )
