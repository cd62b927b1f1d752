"""Where each agency stands, as the table's setting asks: by consensus, by vote, or each of them.

The count of a vote is said in the sentence that is read back and is kept nowhere: what is kept is
who stood where. Nothing here weighs what was said of a person.
"""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.models import Agency
from headwater.network.rules import DecisionMode

from .. import permissions, selectors
from ..models import Discussion, Position
from ..rules import Stance

Stances = tuple[tuple[Agency, Stance], ...]


def check(discussion: Discussion, said: Stances, dissenting: set[int]) -> None:
    """Refused at the field where positions do not fit the table's way of deciding.

    By consensus none is asked. By each agency's position every agency in the room has one. A vote
    that goes the other way carries no decision. Who is against says on what ground, as a code.
    """
    mode = DecisionMode(discussion.table.decision_mode)
    if mode == DecisionMode.CONSENSUS:
        if said:
            raise Refused(_("This table decides by consensus. Record dissent only."))
        return
    stances = {agency.pk: Stance(stance) for agency, stance in said}
    if mode == DecisionMode.POSITIONS:
        _all_are_heard(discussion, stances)
    against = {key for key, stance in stances.items() if stance == Stance.AGAINST}
    if against - dissenting:
        raise Refused(_("Who is against says on what ground."), field="dissent")
    if {key for key in dissenting & set(stances) if stances[key] != Stance.AGAINST}:
        raise Refused(_("An agency that gives a ground is against."), field="dissent")
    counted = Counter(stances.values())
    if mode == DecisionMode.VOTE and said and counted[Stance.FOR] <= counted[Stance.AGAINST]:
        raise Refused(
            _(
                "More agencies must vote for it than against it. "
                "Change the decision, or vote again."
            ),
            field="accepted",
        )


def _all_are_heard(discussion: Discussion, stances: dict[int, Stance]) -> None:
    room = selectors.agencies_who_hear(discussion, permissions.sitting_of(discussion))
    if {agency.pk for agency in room} - set(stances):
        raise Refused(_("Record where each agency in the room stands."), field="dissent")


def write(discussion: Discussion, said: Stances) -> None:
    """Keep who stands where; an earlier proposal's positions went with it."""
    Position.objects.bulk_create(
        Position(discussion=discussion, agency=agency, stance=Stance(stance))
        for agency, stance in said
    )
