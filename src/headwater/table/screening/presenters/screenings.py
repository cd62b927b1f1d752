"""One screening: its overview, what is sealed, and exactly what will cross to the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headwater.core.permissions import Permission, ask
from headwater.core.zones import local_day
from headwater.network.models import Seat
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import MeetingState
from headwater.vault.api import EntryHead, OpenedEntry

from .. import lists, permissions
from ..models import Screening
from ..rules import (
    DUTY_BLOCKS,
    LIFTED_AT,
    ONE_PERSON,
    OPEN,
    SET_ASIDE,
    Block,
    Danger,
    Done,
    SealedField,
    State,
    Step,
    next_step,
)
from ..selectors import Standing, standing_of, zone_of
from ..wording import BLOCKS, DONE, NEXT, SEALED, STEPS, language
from .duties import duty_words, reminders
from .lists import BLOCKS_TO_SHOW, card, joined, sentence, step_url


def overview(screening: Screening, seat: Seat, at: datetime) -> dict[str, Any]:
    """The page of one screening: its steps, what stands in the way, what may be done."""
    standing = standing_of(screening)
    state = State(screening.state)
    return {
        "screening": card(screening, at),
        "is_open": state in OPEN,
        "is_aside": state in SET_ASIDE,
        "is_brought": state is State.BROUGHT,
        "is_returned": state is State.RETURNED,
        "returned_reason": lists.label("rejection_reasons", screening.returned_reason, language()),
        "settled": settled(screening),
        "steps": steps(screening, standing),
        "blocks": [BLOCKS[block] for block in standing.blocks if block in BLOCKS_TO_SHOW],
        "not_sure": Block.DUTY_NOT_SURE in standing.blocks,
        "calls": [duty_words(rule) for rule in standing.asked],
        "next": NEXT[next_step(standing.blocks)],
        "next_url": step_url(screening, next_step(standing.blocks)),
        "ready": not standing.blocks,
        "youth": bool(lists.held_back(standing.facts)) and state not in SET_ASIDE,
        "duty_back": state is State.BROUGHT and bool(DUTY_BLOCKS & set(standing.blocks)),
        "aside_allowed": may_set_aside(seat, screening, standing),
        "reminders": reminders(standing),
    }


def may_bring(seat: Seat, screening: Screening, standing: Standing, at: datetime) -> Permission:
    """Whether it may be brought to the seat's table, with the first reason if not."""
    allowed = ask(permissions.may_bring, seat, screening, standing.blocks)
    if not allowed or seat.table is None:
        return allowed
    day = local_day(at, seat.table.time_zone)
    return ask(permissions.may_bring_to, seat, seat.table, day)


def may_set_aside(seat: Seat, screening: Screening, standing: Standing) -> Permission:
    """Whether it may be kept or referred, with the reason if not."""
    return ask(permissions.may_set_aside, seat, screening, standing.blocks)


def settled(screening: Screening) -> str:
    """How it was set aside, in words."""
    if State(screening.state) is State.KEPT:
        return joined(*(str(DONE[Done(code)]) for code in screening.outcomes))
    if State(screening.state) is State.REFERRED:
        return lists.label("sectors", screening.referred_to, language())
    return ""


def steps(screening: Screening, standing: Standing) -> list[dict[str, Any]]:
    """The four pages as a list of facts: name, where it stands, and the link to change it."""
    open_steps = {LIFTED_AT[block] for block in standing.blocks}
    found = []
    for step in (Step.BEFORE, Step.QUESTIONS, Step.FACTS):
        done = step not in open_steps
        value = _step_value(step, screening, done)
        actions = []
        back = step is Step.BEFORE and not done and State(screening.state) is State.BROUGHT
        if State(screening.state) in OPEN or back:
            label = _("Change") if done else _("Answer now")
            about = str(STEPS[step])
            actions = [{"label": label, "url": step_url(screening, step), "about": about}]
        found.append({"key": STEPS[step], "value": value, "actions": actions})
    return found


def _step_value(step: Step, screening: Screening, done: bool) -> str:
    if not done:
        return _("To do")
    if step is Step.FACTS:
        return sentence(screening)
    return _("Answered") if step is Step.BEFORE else _("Your agency’s conditions hold")


def danger_now(screening: Screening) -> bool:
    """Whether help must still be called."""
    return screening.danger_now == Danger.YES


def sealed_words(heads: Sequence[EntryHead], screening: Screening) -> list[dict[str, Any]]:
    """What is sealed, without its text: which of the two, and when."""
    zone = ZoneInfo(zone_of(screening.agency))
    return [
        {"field": SEALED[SealedField(head.field)], "when": head.sealed_at.astimezone(zone)}
        for head in heads
    ]


def opened_words(opened: Sequence[OpenedEntry], screening: Screening) -> list[dict[str, Any]]:
    """What was opened, with its text; for one answer only."""
    zone = ZoneInfo(zone_of(screening.agency))
    return [
        {
            "field": SEALED[SealedField(entry.field)],
            "when": entry.sealed_at.astimezone(zone),
            "text": entry.text,
        }
        for entry in opened
    ]


def crossing(screening: Screening) -> list[dict[str, Any]]:
    """Exactly what will cross to the table, as rows; the same values that are sent."""
    lang = language()
    if not screening.type:
        return []
    rows = [
        {"key": _("Brought by"), "value": screening.agency.name(lang)},
        {
            "key": _("It is about"),
            "value": lists.label("discussion_types", screening.type, lang),
        },
    ]
    if screening.type == ONE_PERSON:
        rows += [
            {
                "key": _("Age group"),
                "value": lists.label("age_groups", screening.age_group, lang),
            },
            {"key": _("Sex or gender"), "value": lists.label("sexes", screening.sex, lang)},
        ]
    return rows


def crossing_lists(screening: Screening) -> list[dict[str, Any]]:
    """The lists of codes that will cross, each with its title; empty ones left out."""
    titles = {
        "factors": _("Risk factors"),
        "protective": _("Protective factors"),
        "flags": _("Flags"),
    }
    return [
        {
            "title": titles[field],
            "entries": [lists.label(name, code, language()) for code in getattr(screening, field)],
        }
        for field, name in lists.LISTS_OF_FACTS.items()
        if getattr(screening, field)
    ]


def meeting_words(meetings: Sequence[Meeting]) -> dict[str, str]:
    """Reference -> day and hour in the table's zone, the next first."""
    return {meeting.reference: _meeting_line(meeting) for meeting in meetings}


def _meeting_line(meeting: Meeting) -> str:
    local = meeting.starts_at.astimezone(ZoneInfo(meeting.table.time_zone))
    line = f"{date_format(local, 'l j F Y')}, {date_format(local, 'TIME_FORMAT')}"
    if meeting.state == MeetingState.OPEN:
        return _("%(meeting)s (open now)") % {"meeting": line}
    return line
