"""Two people decide at once: one decision stands, the other is told, nothing is half saved."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from headwater.core.errors import AlreadyDone, ChangedMeanwhile, HeadwaterError
from headwater.table.discussions import services
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import State
from headwater.table.meetings import services as meeting_verbs
from tests.situations import MET, ONE_AGENCY_CAN, Situations

Deed = Callable[[], object]


def _at_once(*deeds: Deed) -> list[type[HeadwaterError] | None]:
    """Start all together, each on a connection of its own; what stopped each, or None."""
    start = Barrier(len(deeds))

    def run(deed: Deed) -> type[HeadwaterError] | None:
        try:
            start.wait()
            deed()
        except HeadwaterError as stopped:
            return type(stopped)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(run, deed) for deed in deeds]]


def _confirm(situations: Situations, discussion: Discussion) -> Deed:
    return lambda: services.confirm_decision(
        discussion=Discussion.objects.get(pk=discussion.pk),
        revision=discussion.revision,
        by=situations.cast.chair,
        at=situations.at,
    )


def _withdraw(situations: Situations, discussion: Discussion) -> Deed:
    return lambda: services.withdraw_proposal(
        discussion=Discussion.objects.get(pk=discussion.pk),
        revision=discussion.revision,
        by=situations.cast.chair,
        at=situations.at,
    )


def _propose(situations: Situations, discussion: Discussion, *, accepted: bool) -> Deed:
    return lambda: services.propose_decision(
        discussion=Discussion.objects.get(pk=discussion.pk),
        revision=discussion.revision,
        findings=MET if accepted else ONE_AGENCY_CAN,
        accepted=accepted,
        rejection_reason="" if accepted else "single-agency",
        by=situations.cast.chair,
        at=situations.at,
    )


@pytest.mark.django_db(transaction=True)
def test_confirmed_and_taken_back_at_once_only_one_stands(situations: Situations) -> None:
    for _round in range(3):
        discussion = situations.proposed()
        found = _at_once(_confirm(situations, discussion), _withdraw(situations, discussion))
        assert sorted(found, key=str) == sorted([None, ChangedMeanwhile], key=str)
        discussion.refresh_from_db()
        stands = State.AT_FILTER_THREE if found[0] is None else State.AT_FILTER_TWO
        assert discussion.state == stands


@pytest.mark.django_db(transaction=True)
def test_two_different_proposals_at_once_only_one_is_read_back(situations: Situations) -> None:
    discussion = situations.at_filter_two()
    found = _at_once(
        _propose(situations, discussion, accepted=True),
        _propose(situations, discussion, accepted=False),
    )
    assert sorted(found, key=str) == sorted([None, ChangedMeanwhile], key=str)
    discussion.refresh_from_db()
    assert discussion.proposal == ("accepted" if found[0] is None else "rejected")
    assert discussion.findings.count() == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("accepted", [True, False])
def test_the_same_confirmation_from_many_screens_counts_once(
    situations: Situations, accepted: bool
) -> None:
    discussion = situations.proposed(accepted=accepted)
    found = _at_once(*[_confirm(situations, discussion)] * 4)
    assert sorted(found, key=str) == sorted([None, *[AlreadyDone] * 3], key=str)
    assert Discussion.objects.get(pk=discussion.pk).revision == discussion.revision + 1


@pytest.mark.django_db(transaction=True)
def test_an_item_opened_from_two_screens_is_open_once(situations: Situations) -> None:
    discussion = situations.brought()
    meeting = situations.running()
    services.fill_agenda(meeting=meeting, by=situations.cast.chair, at=situations.tick())
    item = situations.item_of(discussion)
    revision = situations.fresh_meeting().revision

    def open_it() -> None:
        meeting_verbs.open_item(item=item, by=situations.cast.chair, at=situations.at)

    found = _at_once(open_it, open_it)
    assert sorted(found, key=str) == sorted([None, AlreadyDone], key=str)
    assert situations.fresh_meeting().revision == revision + 1


@pytest.mark.django_db
def test_someone_typing_on_an_older_state_is_told_and_saves_nothing(
    situations: Situations,
) -> None:
    cast = situations.cast
    discussion = situations.at_filter_two()
    older = discussion.revision
    services.record_facts(
        discussion=discussion,
        revision=older,
        type="family",
        age_group="",
        sex="",
        factors=["housing.no-access"],
        by=cast.representative,
        at=situations.tick(),
    )
    with pytest.raises(ChangedMeanwhile, match="Someone else decided while you were typing"):
        _propose_on(situations, discussion, older)
    discussion.refresh_from_db()
    assert discussion.state == State.AT_FILTER_TWO
    assert not discussion.findings.exists()


def _propose_on(situations: Situations, discussion: Discussion, revision: int) -> None:
    services.propose_decision(
        discussion=discussion,
        revision=revision,
        findings=MET,
        accepted=True,
        by=situations.cast.chair,
        at=situations.tick(),
    )


@pytest.mark.django_db
def test_a_discussion_destroyed_meanwhile_is_told_as_changed(situations: Situations) -> None:
    discussion = situations.brought()
    gone = Discussion.objects.get(pk=discussion.pk)
    gone.delete()
    with pytest.raises(ChangedMeanwhile):
        services.start_filter_two(
            discussion=discussion, by=situations.cast.chair, at=situations.tick()
        )
