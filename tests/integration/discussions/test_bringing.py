"""Bringing a situation, and recording its coded facts at filter two."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.discussions import permissions, selectors, services
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import State
from headwater.table.meetings import services as meeting_verbs
from headwater.table.meetings.rules import ItemKind
from tests.cast import AT, Cast
from tests.situations import S1, S2, Situations

pytestmark = pytest.mark.django_db


def _bring(cast: Cast, **changes: Any) -> Discussion:
    usual: dict[str, Any] = {
        "table": cast.table,
        "agency": cast.agency("police"),
        "by": cast.representative,
        "at": AT,
    }
    return services.bring(**(usual | S1 | changes))


def test_only_codes_cross_and_the_agency_and_its_sector_are_kept(cast: Cast) -> None:
    discussion = _bring(cast)
    assert discussion.reference.startswith("d-")
    assert (discussion.originating_sector, discussion.opened.isoformat()) == (
        "policing",
        "2026-03-03",
    )
    assert set(discussion.factors.values_list("code", flat=True)) == set(S1["factors"])
    assert [change.after for change in discussion.changes.all()] == [State.BROUGHT]
    entry = Entry.objects.get(action="discussion.brought")
    assert (entry.subject, entry.detail) == (discussion.reference, "")


def test_the_day_is_the_tables_own(cast: Cast) -> None:
    late = AT.replace(hour=3)  # ten in the evening before, in Riverbend
    assert _bring(cast, at=late).opened.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"factors": ["hates his mother"]}, "factors"),
        ({"factors": []}, "factors"),
        ({"protective": ["unknown"]}, "protective"),
        ({"flags": ["unknown"]}, "flags"),
        ({"type": "case"}, "type"),
        ({"age_group": "6-11"}, "age_group"),
        ({"sex": "male"}, "sex"),
        ({"type": "person"}, "age_group"),
        ({"type": "person", "age_group": "11"}, "age_group"),
        ({"type": "person", "age_group": "0-17"}, "age_group"),
        ({"type": "person", "age_group": "6-11", "sex": "boy"}, "sex"),
    ],
)
def test_what_is_no_code_is_refused_at_its_field_and_not_echoed(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _bring(cast, **changes)
    assert refusal.value.field == field
    assert "mother" not in refusal.value.message
    assert not Discussion.objects.exists()


def test_in_a_small_place_ages_are_kept_in_wide_bands(cast: Cast) -> None:
    cast.table.small_place = True
    cast.table.save()
    discussion = _bring(cast, type="person", age_group="12-17", sex="unknown")
    assert discussion.age_group == "0-17"
    assert _bring(cast, type="person", age_group="unknown", sex="unknown").age_group == "unknown"


def test_an_agency_brings_what_it_screened_itself_and_only_under_an_agreement(
    cast: Cast,
) -> None:
    with pytest.raises(NotFoundHere):
        _bring(cast, by=cast.counsellor)
    with pytest.raises(NotFoundHere):
        _bring(cast, by=cast.other_table)
    with pytest.raises(NotFoundHere):
        _bring(cast, by=cast.agency_lead)
    with pytest.raises(Denied, match="not by the chair"):
        _bring(cast, by=cast.chair)
    with pytest.raises(Denied, match="no agreement in force"):
        _bring(cast, by=cast.lapsed, agency=cast.lapsed.agency)


def test_it_can_go_straight_onto_a_meetings_agenda(situations: Situations) -> None:
    meeting = situations.planned_meeting()
    discussion = _bring(situations.cast, meeting=meeting)
    item = situations.item_of(discussion)
    assert (item.meeting, item.kind) == (meeting, ItemKind.NEW)
    with pytest.raises(NotFoundHere):
        _bring(
            situations.cast,
            table=situations.cast.sister,
            by=situations.cast.other_table,
            meeting=meeting,
        )


def test_what_was_brought_on_paper_was_opened_on_that_day(situations: Situations) -> None:
    cast = situations.cast
    meeting = meeting_verbs.enter_afterwards(
        table=cast.table,
        held_at=AT - timedelta(days=5),
        reason="held-on-paper",
        chair=cast.chair,
        by=cast.chair,
        at=AT,
    )
    situations.meeting = meeting
    discussion = _bring(cast, meeting=meeting)
    assert discussion.opened.isoformat() == "2026-02-26"
    situations.take_up(discussion)
    discussion = services.start_filter_two(
        discussion=discussion, by=cast.chair, at=situations.tick()
    )
    accepted = situations._confirmed(
        services.propose_decision(
            discussion=discussion,
            revision=discussion.revision,
            findings=dict.fromkeys(
                (
                    "significant-interest",
                    "probability-of-harm",
                    "severity-of-harm",
                    "several-sectors",
                ),
                True,
            ),
            accepted=True,
            by=cast.chair,
            at=situations.tick(),
        )
    )
    # The clock of the response runs from when the table decided, not from when it was typed.
    assert accepted.decided_at == AT - timedelta(days=5)


def test_the_agenda_fills_itself_with_what_is_promised_first(situations: Situations) -> None:
    promised = situations.at_filter_four()
    situations.closed_meeting()
    new = situations.brought()
    meeting = situations.planned_meeting()
    who = {"meeting": meeting, "by": situations.cast.chair, "at": situations.tick()}
    assert services.fill_agenda(**who) == 2
    assert [(item.subject, item.kind) for item in meeting.items.all()] == [
        (promised.reference, ItemKind.FOLLOW_UP),
        (new.reference, ItemKind.NEW),
    ]
    assert services.fill_agenda(**who) == 0
    with pytest.raises(Denied):
        services.fill_agenda(meeting=meeting, by=situations.cast.counsellor, at=situations.at)


def test_filter_two_begins_when_its_item_is_taken_up(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.brought()
    who = {"discussion": discussion, "by": cast.chair}
    with pytest.raises(Denied, match="on its agenda first"):
        services.start_filter_two(**who, at=situations.tick())
    meeting = situations.running()
    services.fill_agenda(meeting=meeting, by=cast.chair, at=situations.tick())
    with pytest.raises(Refused, match="Take this item"):
        services.start_filter_two(**who, at=situations.tick())
    situations.take_up(discussion)
    started = services.start_filter_two(**who, at=situations.tick())
    assert started.state == State.AT_FILTER_TWO
    with pytest.raises(AlreadyDone):
        services.start_filter_two(**who, at=situations.tick())


def test_until_then_only_its_agency_and_the_chair_see_the_facts(situations: Situations) -> None:
    cast = situations.cast
    discussion = situations.brought()
    situations.take_up(discussion)
    permissions.may_read(cast.representative, discussion)
    permissions.may_read(cast.second_chair, discussion)
    with pytest.raises(Denied, match="when the table takes it up"):
        permissions.may_read(cast.counsellor, discussion)


def test_facts_recorded_at_the_table_replace_the_ones_brought(situations: Situations) -> None:
    discussion = situations.at_filter_two()
    changed = services.record_facts(
        discussion=discussion,
        revision=discussion.revision,
        **S2,
        protective=["prosocial.optimism"],
        flags=["hoarding"],
        by=situations.cast.representative,
        at=situations.tick(),
    )
    assert (changed.type, changed.age_group) == ("person", "40-59")
    assert set(changed.factors.values_list("code", flat=True)) == set(S2["factors"])
    assert changed.revision == discussion.revision + 1


def test_the_same_facts_sent_twice_are_saved_once(situations: Situations) -> None:
    discussion = situations.at_filter_two()
    form = {
        "discussion": discussion,
        "revision": discussion.revision,
        **S2,
        "by": situations.cast.representative,
        "at": situations.tick(),
    }
    services.record_facts(**form)
    with pytest.raises(AlreadyDone):
        services.record_facts(**form)


def test_facts_changed_after_the_read_back_take_the_proposal_back(situations: Situations) -> None:
    discussion = situations.proposed()
    changed = services.record_facts(
        discussion=discussion,
        revision=discussion.revision,
        **S2,
        by=situations.cast.chair,
        at=situations.tick(),
    )
    assert (changed.state, changed.proposal) == (State.AT_FILTER_TWO, "")
    assert not changed.findings.exists()


def test_a_rep_who_has_not_acknowledged_records_nothing(situations: Situations) -> None:
    cast = situations.cast
    situations.open_meeting(present=[cast.counsellor])
    discussion = situations.at_filter_two()
    with pytest.raises(Denied, match="First say that you are here"):
        services.record_facts(
            discussion=discussion,
            revision=discussion.revision,
            **S2,
            by=cast.representative,
            at=situations.tick(),
        )


def test_lists_of_discussions_start_from_the_seat(situations: Situations) -> None:
    cast = situations.cast
    mine, others = situations.brought(), situations.brought(by=cast.alternate)
    assert set(selectors.for_seat(cast.representative)) == {mine, others}
    assert list(selectors.mine(cast.representative)) == [mine]
    assert set(selectors.mine(cast.chair)) == {mine, others}
    assert not selectors.for_seat(cast.privacy_officer).exists()
    assert not selectors.mine(cast.analyst).exists()
    assert selectors.states_of(cast.bystander, [mine.reference, "d-unknown"]) == {
        mine.reference: State.BROUGHT
    }
