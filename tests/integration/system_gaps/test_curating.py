"""The coordinator places what was recorded, describes it, merges twins, and counts honestly."""

from __future__ import annotations

import pytest

from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.table.interventions import services as responses
from headwater.table.interventions.models import Response, SystemGap
from headwater.table.system_gaps import presenters, selectors, services
from headwater.table.system_gaps.models import Gap, Mention
from tests.integration.visits import Clock, Visit
from tests.situations import Situations

pytestmark = pytest.mark.django_db


@pytest.fixture
def response(situations: Situations) -> Response:
    """A response that counselling leads."""
    return responses.start_response(
        discussion=situations.at_filter_four(), by=situations.cast.chair, at=situations.tick()
    )


def codes_in_force() -> tuple[tuple[str, str], tuple[str, str]]:
    """Two services of the list, each with a kind of lack."""
    from headwater.vocabulary import registry

    first, second = [entry.code for entry in registry.current("services")][:2]
    return (first, "no-capacity"), (second, "wait-too-long")


def record(situations: Situations, response: Response, codes: tuple[str, str]) -> SystemGap:
    """The lead records a gap."""
    return responses.record_gap(
        response=response,
        service=codes[0],
        kind=codes[1],
        by=situations.cast.counsellor,
        at=situations.tick(),
    )


def place(situations: Situations, codes: tuple[str, str], into: Gap | None = None) -> Gap:
    """The chair places it."""
    return services.place(
        service=codes[0],
        kind=codes[1],
        into=into,
        by=situations.cast.chair,
        at=situations.tick(),
    )


def test_what_was_recorded_waits_until_it_is_placed(
    situations: Situations, response: Response
) -> None:
    first, second = codes_in_force()
    for codes in (first, first, second):
        record(situations, response, codes)
    chair = situations.cast.chair
    assert [len(each.entries) for each in selectors.unplaced(chair)] in ([2, 1], [1, 2])
    gap = place(situations, first)
    assert gap.mentions.count() == 2
    assert len(selectors.unplaced(chair)) == 1
    with pytest.raises(AlreadyDone):
        place(situations, first)
    assert not selectors.unplaced(situations.cast.counsellor)


def test_only_the_coordinator_curates(situations: Situations, response: Response) -> None:
    first, _second = codes_in_force()
    record(situations, response, first)
    gap = place(situations, first)
    with pytest.raises(Denied):
        services.describe(
            gap=gap,
            service=first[0],
            kind=first[1],
            touches=[],
            standing="raised",
            by=situations.cast.counsellor,
            at=situations.tick(),
        )
    with pytest.raises(NotFoundHere):
        selectors.gap_for(situations.cast.other_table, gap.reference)


def test_a_merge_keeps_both_references_and_counts_once(
    situations: Situations, response: Response
) -> None:
    first, second = codes_in_force()
    for _each in range(3):
        record(situations, response, first)
        record(situations, response, second)
    one, other = place(situations, first), place(situations, second)
    deed = {"by": situations.cast.chair, "at": situations.tick()}
    with pytest.raises(Refused):
        services.merge(gap=one, into=one, **deed)
    services.merge(gap=one, into=other, **deed)
    [head] = selectors.gaps_of(situations.cast.bystander)
    assert head == other
    assert sum(selectors.months_of([head])[head.pk].values()) == 6
    assert presenters.rows([head], situations.at.date())[0].count == "met 6 times"
    assert selectors.gap_for(situations.cast.chair, one.reference).merged_into == other
    one.refresh_from_db()
    services.part(gap=one, **deed)
    rows = presenters.rows(selectors.gaps_of(situations.cast.chair), situations.at.date())
    assert [row.count for row in rows] == ["met fewer than 5 times"] * 2


def test_an_entry_struck_out_later_counts_no_more(
    situations: Situations, response: Response
) -> None:
    first, _second = codes_in_force()
    entry = record(situations, response, first)
    gap = place(situations, first)
    responses.correct(
        response=response,
        entry=entry.reference,
        reason="entered-wrongly",
        by=situations.cast.counsellor,
        at=situations.tick(),
    )
    assert not selectors.months_of([gap]).get(gap.pk)
    assert Mention.objects.count() == 1


def test_the_coordinator_works_on_the_pages(
    situations: Situations, response: Response, visit: Visit, still_clock: Clock
) -> None:
    first, second = codes_in_force()
    record(situations, response, first)
    still_clock.at = situations.tick()
    chair = visit(situations.cast.chair)
    assert b"To be placed" in chair.get("/en/gaps/").content
    sent = {"service": first[0], "kind": first[1], "into": ""}
    assert chair.post("/en/gaps/place", sent).status_code == 302
    gap = Gap.objects.get()
    described = {"service": second[0], "kind": second[1], "standing": "raised"} | {
        "touches": ["youth", "no-home"]
    }
    assert chair.post(f"/en/gaps/{gap.reference}", described).status_code == 302
    gap.refresh_from_db()
    assert (gap.service, gap.standing) == (second[0], "raised")
    read = visit(situations.cast.bystander).get("/fr/gaps/").content.decode()
    assert "Jeunes de 12 à 17 ans" in read
    assert "rencontrée moins de 5 fois" in read
