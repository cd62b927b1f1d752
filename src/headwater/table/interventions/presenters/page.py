"""The page of one response: what is recorded, and what its state asks of this seat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from headwater.core.permissions import ask
from headwater.core.zones import hours_between, local_day
from headwater.network.models import Agency, Seat
from headwater.table.discussions import presenters as discussions
from headwater.vault import api as vault

from .. import codes, labels, permissions, selectors
from ..models import Consent, Entry, Mobilization, Response, Step, SystemGap, ToBeTold
from ..rules import WITHDRAWN, Part, PlanField
from . import lines
from .guiding import GuideNote, notes_of
from .lines import Line


@dataclass(frozen=True)
class Section:
    """One kind of record: its lines, or the sentence for none (empty where none is no news)."""

    key: str
    title: str
    lines: list[Line]
    empty: str


@dataclass(frozen=True)
class Prompt:
    """A service that was missing and of which no gap was recorded yet."""

    text: str
    service: str
    kind: str
    kind_words: str
    form_key: str


@dataclass(frozen=True)
class Page:
    """Everything the template shows of a response. Nothing of the plan but what is sealed when."""

    reference: str
    sentence: str
    banks: Any
    zone: str
    state: str
    state_tone: str
    takes_part: bool
    parts: list[str]
    at_work: bool
    started_at: datetime
    due_at: datetime
    reached_at: datetime | None
    overdue: bool
    reached: str
    sealed: list[str]
    sections: list[Section]
    missing: str
    prompts: list[Prompt]
    ending: str
    guides: list[GuideNote]
    acting: str
    may_adopt: bool
    still_open: str


def page(response: Response, seat: Seat, at: datetime) -> Page:
    """Read a response once for this seat."""
    zone = response.table.time_zone
    reached_at = selectors.reached_at(response)
    overdue = selectors.is_overdue(response, at)
    found = selectors.entries_of(response)
    struck = selectors.corrections_of(response)
    takes_part = selectors.part_of(seat, response) is not None
    sections = _sections(response, seat, at, found, struck)
    return Page(
        reference=response.reference,
        sentence=discussions.sentence(response.discussion),
        banks=discussions.path(response.discussion, seat),
        zone=zone,
        state=_("Overdue") if overdue else labels.state(response.state),
        state_tone="attention" if overdue else _TONES[response.state],
        takes_part=takes_part,
        parts=_parts(response),
        at_work=response.is_at_work(),
        started_at=response.started_at,
        due_at=response.due_at,
        reached_at=reached_at,
        overdue=overdue,
        reached=_reached(response, reached_at),
        sealed=_sealed(response) if takes_part else [],
        sections=[section for section in sections if section.lines],
        missing=_missing(sections) if response.is_at_work() else "",
        prompts=_prompts(response, found, struck) if takes_part else [],
        ending=_ending(response),
        guides=notes_of(selectors.adopted(response)),
        acting=_acting(response, at),
        still_open=_still_open(found["step"], struck),
        may_adopt=bool(ask(permissions.may_record, seat, response)),
    )


_TONES = {"open": "now", "reported": "waiting", "closed": "closed"}


def _still_open(steps: list[Entry], struck: dict[str, Any]) -> str:
    """How many steps nobody has settled; empty for none."""
    number = sum(
        isinstance(each, Step) and not each.outcome and each.reference not in struck
        for each in steps
    )
    if not number:
        return ""
    return ngettext("%(n)d step is still open.", "%(n)d steps are still open.", number) % {
        "n": number
    }


def _acting(response: Response, at: datetime) -> str:
    """Who acts for the lead now; empty where nobody does."""
    found = selectors.acting_lead(response, at)
    return lines.acting(found, response.table.time_zone) if found else ""


def _parts(response: Response) -> list[str]:
    return [
        (_("%(agency)s leads") if part.role == Part.LEAD else _("%(agency)s assists"))
        % {"agency": lines.name(part.agency)}
        for part in selectors.participants(response)
    ]


def _missing(sections: list[Section]) -> str:
    """What has not been recorded, in one passage."""
    return " ".join(each.empty for each in sections if each.empty and not each.lines)


def _reached(response: Response, reached_at: datetime | None) -> str:
    """How long the first contact took, in whole real hours."""
    if reached_at is None:
        return ""
    hours = int(hours_between(response.started_at, reached_at))
    if hours < 1:
        return _("First contact within the hour.")
    return _("First contact after %(hours)s h.") % {"hours": hours}


def _sealed(response: Response) -> list[str]:
    """What is sealed, in the plan's order: one sentence for the parts of one agency and hour."""
    heads = {head.field: head for head in vault.entries(reference=response.sealed_under)}
    names = {agency.code: lines.name(agency) for agency in selectors.all_agencies(response)}
    together: dict[tuple[str, str], list[str]] = {}
    for part in PlanField:
        if part in heads:
            head = heads[part]
            when = lines.moment(head.sealed_at, response.table.time_zone)
            by = names.get(head.agency, head.agency)
            together.setdefault((when, by), []).append(lines.lowered(labels.plan_field(part)))
    return [
        _("Sealed on %(when)s by %(agency)s: %(parts)s.")
        % {"when": when, "agency": by, "parts": ", ".join(parts)}
        for (when, by), parts in together.items()
    ]


def _sections(
    response: Response,
    seat: Seat,
    at: datetime,
    found: dict[str, list[Entry]],
    struck: dict[str, Any],
) -> list[Section]:
    zone = response.table.time_zone
    words = lines.wording(zone, selectors.going_of(response))
    gone = selectors.left_at(response)
    asked = _Asked(seat)
    sections = []
    for kind, title, empty in _titles():
        shown = []
        for entry in found[kind]:
            entry.response = response
            stands = entry.reference not in struck
            open_step = stands and isinstance(entry, Step) and not entry.outcome
            waits = stands and isinstance(entry, ToBeTold) and entry.told_at is None
            shown.append(
                Line(
                    reference=entry.reference,
                    text=_text(words[kind](entry), entry, gone),
                    meta=lines.step_meta(entry, zone)
                    if isinstance(entry, Step)
                    else lines.meta(entry, zone),
                    struck=lines.struck(struck.get(entry.reference), zone),
                    may_correct=stands and asked(permissions.may_correct, entry),
                    may_tell=waits and asked(permissions.may_mark_told, entry),
                    may_settle=open_step and asked(permissions.may_settle, entry),
                    overdue=stands and _is_over(entry, at, zone),
                )
            )
        sections.append(Section(kind, title, shown, empty))
    return sections


class _Asked:
    """What the rules say of entries, asked once for each agency they could hang on."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.known: dict[tuple[object, int | None, int | None], bool] = {}

    def __call__(self, rule: Callable[..., None], entry: Entry) -> bool:
        key = (rule, entry.by_agency_id, getattr(entry, "owner_id", None))
        if key not in self.known:
            self.known[key] = bool(ask(rule, self.seat, entry))
        return self.known[key]


def _text(words: str, entry: Entry, gone: dict[datetime, list[Agency]]) -> str:
    """An entry in words; a withdrawal also says which agencies left with it."""
    if isinstance(entry, Consent) and entry.state == WITHDRAWN and entry.recorded_at in gone:
        return f"{words}. {lines.left(gone[entry.recorded_at])}"
    return words


def _is_over(entry: Entry, at: datetime, zone: str) -> bool:
    """Whether something is still to be done whose time is over."""
    if isinstance(entry, Step):
        return not entry.outcome and at > entry.due_at
    return isinstance(entry, ToBeTold) and entry.told_at is None and entry.due < local_day(at, zone)


def _titles() -> list[tuple[str, str, str]]:
    return [
        ("step", _("Steps"), ""),
        ("door", _("At the door"), _("Nobody has decided yet who goes to the door.")),
        ("visit", _("Safe, and in their language"), ""),
        ("contact", _("Reaching them"), _("Nobody has tried to reach them yet.")),
        ("consent", _("Consent"), _("Nobody has been asked yet.")),
        ("mobilization", _("Services"), _("No service yet.")),
        ("gap", _("Gaps in the system"), ""),
        ("to_be_told", _("To be told"), ""),
        ("report", pgettext("section of a response", "Reported back"), ""),
        ("debrief", _("For those who responded"), ""),
        ("acting", _("Acting for the lead"), ""),
    ]


def _prompts(
    response: Response, found: dict[str, list[Entry]], struck: dict[str, Any]
) -> list[Prompt]:
    """Services that were missing, and of which no gap was recorded."""
    if not response.is_at_work():
        return []
    recorded = {
        gap.service
        for gap in found["gap"]
        if isinstance(gap, SystemGap) and gap.reference not in struck
    }
    last: dict[str, Mobilization] = {}
    for step in found["mobilization"]:
        if isinstance(step, Mobilization) and step.reference not in struck:
            last[step.service] = step
    return [
        Prompt(
            text=lines.mobilization(step),
            service=step.service,
            kind=codes.gap_for(step.state),
            kind_words=lines.lowered(codes.label(codes.GAP_KINDS, codes.gap_for(step.state))),
            # One gap from one prompt, however often it is sent.
            form_key=f"gap-{step.reference}",
        )
        for step in last.values()
        if codes.gap_for(step.state) and step.service not in recorded
    ]


def _ending(response: Response) -> str:
    """What becomes of what was sealed; empty while the response is at work."""
    if response.destroy_at is None:
        return ""
    if response.destroyed_at is not None:
        return _("What was sealed has been destroyed. The codes above stay.")
    day = local_day(response.destroy_at, response.table.time_zone)
    return _("What was sealed is destroyed on %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}
