"""One line for one entry: what happened in words, when, and by which agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.network.models import Agency

from .. import codes, labels
from ..models import (
    ActingLead,
    Consent,
    Contact,
    Correction,
    Debrief,
    DoorDecision,
    Entry,
    Mobilization,
    ReportBack,
    Step,
    SystemGap,
    ToBeTold,
    Visit,
)
from ..rules import OFFERED_LANGUAGES


@dataclass(frozen=True)
class Line:
    """An entry as shown. `struck` says why it no longer counts, or is empty."""

    reference: str
    text: str
    meta: str
    struck: str = ""
    may_correct: bool = False
    may_tell: bool = False
    may_settle: bool = False
    overdue: bool = False


def name(agency: Agency | None) -> str:
    """An agency's name in the language of the page; the chair where there is none."""
    return agency.name(get_language() or "en") if agency else _("the chair")


def day_and_hour(instant: datetime, zone: str) -> str:
    """A day and an hour of the table's zone in words."""
    local = instant.astimezone(ZoneInfo(zone))
    return _("%(day)s at %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
    }


def moment(instant: datetime, zone: str) -> str:
    """A day and an hour without the year, for lines of a response that lasts some weeks."""
    local = instant.astimezone(ZoneInfo(zone))
    return _("%(day)s at %(time)s") % {
        "day": date_format(local, "MONTH_DAY_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
    }


def lowered(text: str) -> str:
    """A label within a sentence."""
    return text[:1].lower() + text[1:]


def names(agencies: list[Agency]) -> str:
    """Several agencies in one phrase."""
    found = sorted(name(agency) for agency in agencies)
    if len(found) < 2:
        return "".join(found)
    return _("%(several)s and %(last)s") % {"several": ", ".join(found[:-1]), "last": found[-1]}


def consent(entry: Consent) -> str:
    """Who answered what to whom; spoken or written."""
    facts = {
        "number": entry.person_number,
        "agencies": name(entry.agency) if entry.agency else _("every agency here"),
        "state": codes.label(codes.CONSENT_STATES, entry.state),
    }
    if not entry.how:
        return _("Person %(number)s, %(agencies)s: %(state)s") % facts
    answer = {
        "how": labels.how(entry.how),
        "giver": codes.label(codes.CONSENT_GIVERS, entry.giver),
    }
    return _("Person %(number)s, %(agencies)s: %(state)s, %(how)s (%(giver)s)") % {
        **facts,
        **answer,
    }


def contact(entry: Contact) -> str:
    """What came of an attempt."""
    return codes.label(codes.CONTACT_OUTCOMES, entry.outcome)


def mobilization(entry: Mobilization) -> str:
    """A service, whose it is, and what came of it."""
    facts = {
        "service": codes.label(codes.SERVICES, entry.service),
        "state": codes.label(codes.MOBILIZATION_STATES, entry.state),
        "agency": name(entry.agency) if entry.agency else codes.label(codes.SECTORS, entry.sector),
    }
    return _("%(service)s, %(agency)s: %(state)s") % facts


def gap(entry: SystemGap) -> str:
    """A service and the kind of lack."""
    return _("%(service)s: %(kind)s") % {
        "service": codes.label(codes.SERVICES, entry.service),
        "kind": codes.label(codes.GAP_KINDS, entry.kind),
    }


def to_be_told(entry: ToBeTold, zone: str) -> str:
    """Who tells a person by when, or when they were told."""
    facts = {"number": entry.person_number, "agency": name(entry.owner)}
    if entry.told_at is not None:
        facts["when"] = day_and_hour(entry.told_at, zone)
        return _("Person %(number)s was told by %(agency)s on %(when)s") % facts
    facts["day"] = date_format(entry.due, "DATE_FORMAT")
    return _("Person %(number)s: %(agency)s tells them by %(day)s") % facts


def door(entry: DoorDecision, going: list[Agency]) -> str:
    """Who goes, and whether police do and why."""
    facts = {
        "agencies": names(going),
        "reason": codes.label(codes.POLICE_REASONS, entry.reason),
        "knows": labels.without_police(entry.without_police),
    }
    if entry.police:
        return _("To the door: %(agencies)s. Police go: %(reason)s. %(knows)s.") % facts
    return _("To the door: %(agencies)s. Police do not go. %(knows)s.") % facts


def report(entry: ReportBack) -> str:
    """What the table was told."""
    return labels.standing(entry.standing)


def step(entry: Step) -> str:
    """A step, and how it ended once it has."""
    words = codes.label(codes.RESPONSE_STEPS, entry.step)
    if not entry.outcome:
        return words
    facts = {"step": words, "outcome": lowered(labels.outcome(entry.outcome))}
    if not entry.reason:
        return _("%(step)s: %(outcome)s") % facts
    facts["reason"] = lowered(codes.label(codes.STEP_REASONS, entry.reason))
    return _("%(step)s: %(outcome)s (%(reason)s)") % facts


def step_meta(entry: Step, zone: str) -> str:
    """Who does a step by when, or who did it when."""
    if entry.settled_at is not None:
        return _("%(when)s, %(agency)s") % {
            "when": moment(entry.settled_at, zone),
            "agency": name(entry.settled_by),
        }
    return _("%(agency)s, by %(when)s") % {
        "agency": name(entry.owner),
        "when": moment(entry.due_at, zone),
    }


def _language(code: str) -> str:
    """A language within a sentence: English writes its name with a capital, French without."""
    words = labels.visit_language(code)
    keeps_capital = code in OFFERED_LANGUAGES and (get_language() or "en").startswith("en")
    return words if keeps_capital else lowered(words)


def visit(entry: Visit) -> str:
    """The language of the visit, and what is safe."""
    return _(
        "Language: %(language)s. English and French offered: %(offer)s. Interpreter: "
        "%(interpreter)s. Culture: %(culture)s. Card: %(card)s. Message: %(message)s."
    ) % {
        "language": _language(entry.language),
        "offer": lowered(labels.active_offer(entry.offer)),
        "interpreter": lowered(labels.interpreter(entry.interpreter)),
        "culture": lowered(labels.culture(entry.culture)),
        "card": lowered(labels.safe(entry.card)),
        "message": lowered(labels.safe(entry.message)),
    }


def acting(entry: ActingLead, zone: str) -> str:
    """Who acts for the lead, and until when."""
    return _("%(person)s acts for %(agency)s until %(when)s") % {
        "person": entry.seat.person.display_name,
        "agency": name(entry.seat.agency),
        "when": moment(entry.until, zone),
    }


def debrief(entry: Debrief) -> str:
    """That a debrief is offered, and after what."""
    return _("%(why)s: a debrief is offered to those who responded") % {
        "why": labels.debrief(entry.reason)
    }


def left(agencies: list[Agency]) -> str:
    """What a withdrawal did."""
    return _("Left the response, with no more access to the plan: %(agencies)s.") % {
        "agencies": names(agencies)
    }


def wording(zone: str, going: Mapping[int, list[Agency]]) -> dict[str, Callable[[Any], str]]:
    """The words for each kind of entry."""
    return {
        "step": step,
        "visit": visit,
        "debrief": debrief,
        "acting": lambda entry: acting(entry, zone),
        "door": lambda entry: door(entry, going.get(entry.pk, [])),
        "consent": consent,
        "contact": contact,
        "mobilization": mobilization,
        "gap": gap,
        "to_be_told": lambda entry: to_be_told(entry, zone),
        "report": report,
    }


def meta(entry: Entry, zone: str) -> str:
    """When it happened and who wrote it."""
    return _("%(when)s, %(agency)s") % {
        "when": moment(entry.at, zone),
        "agency": name(entry.by_agency),
    }


def struck(correction: Correction | None, zone: str) -> str:
    """Why and when an entry was struck out; empty while it stands."""
    if correction is None:
        return ""
    return _("Struck out on %(when)s by %(agency)s. %(reason)s.") % {
        "when": moment(correction.at, zone),
        "agency": name(correction.by_agency),
        "reason": codes.label(codes.CORRECTION_REASONS, correction.reason),
    }
