"""A fact recorded at the table brings the duty to report back, and holds the decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from headwater.core.errors import Refused
from headwater.table.board import services as board
from headwater.table.board.presenters.panel import panel
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.screening import presenters, selectors, services
from headwater.table.screening.models import Screening
from headwater.table.screening.rules import Block, State
from headwater.table.screening.services import DutyGiven
from tests.integration.screening.room import CHILD, Room
from tests.situations import MET, ONE_AGENCY_CAN, Situations

pytestmark = pytest.mark.django_db

QUIET: dict[str, Any] = {
    "type": "family",
    "age_group": "",
    "sex": "",
    "factors": ["poverty.inadequate-finances"],
}
UNCARED_FOR: dict[str, Any] = QUIET | {
    "factors": ["poverty.inadequate-finances", "supervision.not-supervised"],
    "protective": [],
    "flags": [],
}


@pytest.fixture
def before_the_table(room: Room, situations: Situations) -> tuple[Screening, Discussion]:
    """A family with a child, no report needed so far; its item is open at filter two."""
    screening = room.coded(
        QUIET, young=("under-12",), duties={CHILD: DutyGiven("not-needed", "no-grounds")}
    )
    situations.at = max(situations.at, room.at)
    reference = services.bring_forward(
        screening=screening,
        table=room.cast.table,
        meeting=situations.running(),
        by=screening.begun_by,
        at=situations.tick(),
    )
    discussion = Discussion.objects.get(reference=reference)
    situations.take_up(discussion)
    discussions.start_filter_two(
        discussion=discussion, by=situations.cast.chair, at=situations.tick()
    )
    discussion.refresh_from_db()
    return room.fresh(screening), discussion


def _hear(situations: Situations, discussion: Discussion) -> bool:
    return board.record_facts(
        discussion=discussion,
        revision=discussion.revision,
        facts=UNCARED_FOR,
        by=situations.cast.chair,
        at=situations.tick(),
    )


def _confirm(situations: Situations, discussion: Discussion) -> board.Confirmed:
    discussion.refresh_from_db()
    return board.confirm(
        item=situations.item_of(discussion),
        revision=discussion.revision,
        by=situations.cast.chair,
        at=situations.tick(),
    )


def _propose(situations: Situations, discussion: Discussion, *, accepted: bool = True) -> None:
    discussion.refresh_from_db()
    discussions.propose_decision(
        discussion=discussion,
        revision=discussion.revision,
        findings=MET if accepted else ONE_AGENCY_CAN,
        accepted=accepted,
        rejection_reason="" if accepted else "single-agency",
        by=situations.cast.chair,
        at=situations.tick(),
    )


def test_the_decision_waits_until_the_agency_answered(
    before_the_table: tuple[Screening, Discussion], situations: Situations
) -> None:
    screening, discussion = before_the_table

    assert _hear(situations, discussion)
    _propose(situations, discussion)
    with pytest.raises(Refused, match="duty to report"):
        _confirm(situations, discussion)

    shown = panel(situations.item_of(discussion), discussion, situations.cast.chair)
    assert shown.duty_back
    screening = Screening.objects.get(pk=screening.pk)
    assert selectors.standing_of(screening).blocks == (Block.DUTY_RETURNED,)
    line = presenters.index([screening], situations.at)["open"][0]
    assert line["card_tone"] == "overdue"

    services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=screening.subject_ages,
        duties={CHILD: DutyGiven("reported", reported_at=situations.at)},
        by=situations.cast.representative,
        at=situations.tick(),
    )
    screening.refresh_from_db()
    assert screening.state == State.BROUGHT
    assert _confirm(situations, discussion).accepted


def test_not_sure_still_holds_it(
    before_the_table: tuple[Screening, Discussion], situations: Situations
) -> None:
    screening, discussion = before_the_table
    _hear(situations, discussion)
    _propose(situations, discussion)

    services.answer_danger_and_duty(
        screening=screening,
        danger="no",
        young=screening.subject_ages,
        duties={CHILD: DutyGiven("not-sure")},
        by=situations.cast.representative,
        at=situations.tick(),
    )

    with pytest.raises(Refused, match="duty to report"):
        _confirm(situations, discussion)


def test_a_later_correction_brings_it_back_and_admits_no_youth_record(
    before_the_table: tuple[Screening, Discussion], situations: Situations
) -> None:
    screening, discussion = before_the_table
    _propose(situations, discussion)
    _confirm(situations, discussion)
    discussion.refresh_from_db()

    assert board.correct(
        discussion=discussion,
        revision=discussion.revision,
        field="factors",
        now="supervision.not-supervised",
        reason="learned-later",
        by=situations.cast.chair,
        at=situations.tick(),
    )
    assert selectors.duty_open(Screening.objects.get(pk=screening.pk))

    Screening.objects.filter(pk=screening.pk).update(subject_ages=["12-15"])
    discussion.refresh_from_db()
    with pytest.raises(Refused, match="what was seen") as refusal:
        board.correct(
            discussion=discussion,
            revision=discussion.revision,
            field="factors",
            now="criminal.theft",
            reason="learned-later",
            by=situations.cast.chair,
            at=situations.tick(),
        )
    assert refusal.value.field == "now"


def test_what_was_heard_goes_with_the_stripping(
    before_the_table: tuple[Screening, Discussion], situations: Situations
) -> None:
    screening, discussion = before_the_table
    _hear(situations, discussion)

    services.was_rejected(discussion_reference=discussion.reference, at=situations.tick())

    screening.refresh_from_db()
    assert screening.heard == {}
    assert "supervision.not-supervised" not in screening.factors


PLANTED = "gambling.harm-to-others"


@pytest.mark.django_db(transaction=True)
def test_what_was_heard_is_not_on_disk_after_a_rejection(
    before_the_table: tuple[Screening, Discussion], situations: Situations
) -> None:
    """The copy kept for the agency's duties goes with the record: the file and its log are read."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL frees space in its own time: ADR 0021 says what that leaves")
    screening, discussion = before_the_table
    board.record_facts(
        discussion=discussion,
        revision=discussion.revision,
        facts=UNCARED_FOR | {"factors": [*QUIET["factors"], PLANTED]},
        by=situations.cast.chair,
        at=situations.tick(),
    )
    assert PLANTED in _bytes_on_disk()

    _propose(situations, discussion, accepted=False)
    assert not _confirm(situations, discussion).accepted

    assert Screening.objects.get(pk=screening.pk).state == State.RETURNED
    assert PLANTED not in _bytes_on_disk()


def _bytes_on_disk() -> str:
    path = Path(str(connection.settings_dict["NAME"]))
    files = [path, path.with_name(path.name + "-wal")]
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())
