"""Plain values for the page, and the lines of *Today*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Seat
from headwater.table.discussions import presenters as discussions
from headwater.vocabulary import registry

from . import selectors
from .rules import LINES


@dataclass(frozen=True)
class Due:
    """One line of *Today*: the same shape as its tasks."""

    title: str
    text: str
    label: str
    url: str
    note: str = ""
    tone: str = ""


def words(code: str) -> str:
    """The line a code stands for, from the newest version that has it."""
    for found in reversed(registry.versions(LINES)):
        if code in found:
            return found.label(code, get_language() or "en")
    return code


def today(seat: Seat, at: datetime) -> list[Due]:
    """For the agency that brought it what became of it; for the lead what it may still say."""
    news = [
        Due(
            _("What became of a situation you brought"),
            _("Brought on %(day)s. %(line)s.")
            % {"day": date_format(line.discussion.opened, "DATE_FORMAT"), "line": words(line.code)},
            _("Good to know"),
            reverse("follow_up:read", args=[line.reference]),
        )
        for line in selectors.unread(seat)
    ]
    asked = [
        Due(
            _("Tell who brought it what became of it"),
            discussions.sentence(each),
            _("Choose one line"),
            reverse("follow_up:say", args=[each.reference]),
        )
        for each in selectors.to_say(seat, at)
    ]
    return news + asked
