"""The list of an agency's screenings, and the head each of their pages shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headwater.core.zones import local_day

from .. import lists
from ..models import Screening
from ..rules import DUTY_BLOCKS, ONE_PERSON, OPEN, SET_ASIDE, Block, State, Step, next_step
from ..selectors import Standing, standing_of, zone_of
from ..wording import BLOCKS, NEXT, STATES, STEPS, TONES, language

HELD_UP = "overdue"  # the card's tone with a copper edge
# Step -> the name of its page's address.
PAGES = {
    Step.BEFORE: "screening:before",
    Step.QUESTIONS: "screening:questions",
    Step.FACTS: "screening:facts",
    Step.REVIEW: "screening:review",
}


def step_url(screening: Screening, step: Step) -> str:
    """The address of one of the four pages."""
    return reverse(PAGES[step], args=[screening.reference])


def sentence(screening: Screening) -> str:
    """What it is about in one line of codes: "A family; 6 risk factors"."""
    if not screening.type:
        return _("Nothing coded yet")
    about = lists.label("discussion_types", screening.type, language())
    if screening.type == ONE_PERSON and screening.age_group:
        about += f", {lists.label('age_groups', screening.age_group, language()).lower()}"
    count = len(screening.factors)
    if not count:
        return about
    factors = ngettext("%(count)d risk factor", "%(count)d risk factors", count)
    return joined(about, factors % {"count": count})


def joined(*parts: str) -> str:
    """Parts of one line with a semicolon between them, spaced as the language asks."""
    whole, *rest = parts
    for part in rest:
        whole = _("%(one)s; %(other)s") % {"one": whole, "other": part}
    return whole


def age(screening: Screening, at: datetime) -> str:
    """How long ago it began, in days of the agency's zone."""
    zone = zone_of(screening.agency)
    days = (local_day(at, zone) - local_day(screening.begun_at, zone)).days
    if days <= 0:
        return _("Started today")
    return ngettext("Started %(days)d day ago", "Started %(days)d days ago", days) % {"days": days}


def card(screening: Screening, at: datetime) -> dict[str, Any]:
    """The head of every page of a screening: what it is, where it stands, until when it stays."""
    state = State(screening.state)
    return {
        "reference": screening.reference,
        "url": reverse("screening:screening", args=[screening.reference]),
        "sentence": sentence(screening),
        "state": STATES[state],
        "tone": TONES[state],
        "age": age(screening, at),
        "begun_by": screening.begun_by.person.display_name,
        "destroy_on": screening.destroy_on,
    }


def row(screening: Screening, at: datetime) -> dict[str, Any]:
    """One line of the list: the card, and what comes next with its address."""
    standing = standing_of(screening)
    line = card(screening, at) | {"next": "", "next_url": "", "waits": "", "card_tone": ""}
    state = State(screening.state)
    if state in OPEN or _duty_is_back(state, standing):
        waits = [block for block in standing.blocks if block in BLOCKS_TO_SHOW]
        step = next_step(standing.blocks)
        line["next"], line["next_url"] = NEXT[step], step_url(screening, step)
        if Block.DANGER_NOW in waits:
            line["next"] = _("See what to do now")
            line["next_url"] = reverse("screening:act_now", args=[screening.reference])
        line["waits"] = BLOCKS[waits[0]] if waits else ""
        line["card_tone"] = HELD_UP if waits or state is State.RETURNED else "waiting"
    return line


def _duty_is_back(state: State, standing: Standing) -> bool:
    """Whether what was heard at the table asks the agency for an answer."""
    return state is State.BROUGHT and bool(DUTY_BLOCKS & set(standing.blocks))


# What the list says in words, because it asks for more than the next page.
BLOCKS_TO_SHOW = frozenset(
    {
        Block.DANGER_NOW,
        Block.DUTY_UNANSWERED,
        Block.DUTY_NOT_SURE,
        Block.DUTY_RETURNED,
        Block.PROTOCOL_NOT_MET,
        Block.YOUTH_RECORD,
    }
)


def index(screenings: Sequence[Screening], at: datetime) -> dict[str, list[dict[str, Any]]]:
    """The agency's screenings: what waits for it, what is with the table, what is set aside."""
    groups: dict[str, list[dict[str, Any]]] = {"open": [], "brought": [], "aside": []}
    for screening in screenings:
        state = State(screening.state)
        line = row(screening, at)
        name = "aside" if state in SET_ASIDE else "brought"
        groups["open" if state in OPEN or line["next_url"] else name].append(line)
    # What is held up, or was given back by the table, asks for an answer first.
    groups["open"].sort(key=lambda line: line["card_tone"] != HELD_UP)
    return groups


def stepper(step: Step) -> dict[str, Any]:
    """ "Step 2 of 4" and the step's name."""
    order = list(Step)
    return {"number": order.index(step) + 1, "of": len(order), "name": STEPS[step]}
