"""Who may do what to an edition. Each rule raises `Denied` with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from headwater.core.errors import Denied
from headwater.network.models import Seat

from .models import Edition
from .rules import AUTHORS, MOVES, REVIEWERS, Part, State, Verb


def may_build(seat: Seat) -> None:
    """Analysts, evaluators and coordinators write products."""
    if not seat.has_role(*AUTHORS):
        raise Denied(_("Analysts, evaluators and coordinators write products."))


def may_take_part(seat: Seat, edition: Edition, verb: Verb) -> None:
    """Whether a verb is this person's at all, wherever the edition stands."""
    part = MOVES[verb].part
    is_author = edition.author.person_id == seat.person_id
    if part is Part.AUTHOR and not is_author:
        raise Denied(_("Only its author can do this."))
    if part is Part.REVIEWER and is_author:
        raise Denied(_("Someone other than its author approves an edition."))
    if part is Part.REVIEWER and not seat.has_role(*REVIEWERS):
        raise Denied(_("The steering committee approves and publishes."))


def may(seat: Seat, edition: Edition, verb: Verb) -> None:
    """Whether this seat may do this to the edition now."""
    may_take_part(seat, edition, verb)
    if State(edition.state) not in MOVES[verb].sources:
        raise Denied(_("This is not possible any more: the edition has moved on."))
