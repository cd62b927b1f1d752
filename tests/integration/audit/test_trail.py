"""The trail on a real database: it grows, stands or falls with its deed, and cannot be changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from headwater.audit import anchors, selectors, trail
from headwater.audit.models import Entry
from headwater.audit.rules import GENESIS, Outcome
from headwater.core.errors import Denied
from headwater.network.acting import acting
from tests.integration.vault.room import AT, LATER, Room

pytestmark = pytest.mark.django_db


def test_each_entry_points_to_the_one_before() -> None:
    for action in ("meeting.opened", "meeting.closed", "meeting.planned"):
        trail.record(action, at=AT)

    entries = list(Entry.objects.all())
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert entries[0].previous == GENESIS
    assert entries[1].previous == entries[0].digest
    assert entries[2].previous == entries[1].digest
    assert selectors.verdict().whole


def test_a_line_gives_back_what_was_recorded() -> None:
    trail.record(
        "vault.opened",
        at=AT,
        seat="s-1",
        person="p-1",
        subject="r-1",
        outcome=Outcome.OPENED,
        detail={"purpose": "plan_response", "basis": "act.phipa-40-1"},
    )

    [line] = selectors.lines(selectors.about("r-1"))
    assert (line.at, line.action, line.outcome) == (AT, "vault.opened", Outcome.OPENED)
    assert (line.seat, line.person, line.subject) == ("s-1", "p-1", "r-1")
    assert line.detail == {"purpose": "plan_response", "basis": "act.phipa-40-1"}


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(action="nothing.happened"),
        lambda: Entry.objects.all().delete(),
        lambda: connection.cursor().execute("DELETE FROM audit_entry WHERE sequence = 1"),
        lambda: connection.cursor().execute("UPDATE audit_entry SET seat = 's-2'"),
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(change: Callable[[], object]) -> None:
    trail.record("meeting.opened", at=AT, seat="s-1")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()

    assert Entry.objects.get().seat == "s-1"


@pytest.mark.parametrize(
    "words",
    [
        {"subject": "Jane Doe"},
        {"subject": "jane@example.org"},
        {"seat": "rivière"},
        {"detail": {"note": "lives at the mill"}},
        {"detail": {"Note": "x"}},
    ],
)
def test_what_could_tell_a_story_is_not_taken(words: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="trail takes") as refusal:
        trail.record("meeting.opened", at=AT, **words)  # type: ignore[arg-type]

    assert "mill" not in str(refusal.value)
    assert not Entry.objects.exists()


def test_an_entry_needs_a_dotted_action_and_an_aware_instant() -> None:
    with pytest.raises(ValueError, match="dotted"):
        trail.record("opened", at=AT)
    with pytest.raises(ValueError, match="aware"):
        trail.record("meeting.opened", at=AT.replace(tzinfo=None))


def test_a_deed_and_its_entry_stand_together(room: Room) -> None:
    with acting("meeting.opened", by=room["chair"], at=AT, how="planned") as deed:
        room.table.quorum = 4
        room.table.save()
        deed.subject = "m-1"
        deed.detail["present"] = "7"

    [line] = selectors.lines(selectors.about("m-1"))
    assert line.outcome is Outcome.DONE
    assert line.seat == room["chair"].reference
    assert line.person == room["chair"].person.reference
    assert line.detail == {"how": "planned", "present": "7"}


def test_a_failed_audit_undoes_the_deed(room: Room) -> None:
    deed = acting("meeting.opened", by=room["chair"], at=AT, subject="with a space")
    with pytest.raises(ValueError, match="trail takes"), deed:
        room.table.quorum = 4
        room.table.save()

    room.table.refresh_from_db()
    assert room.table.quorum is None


def test_a_refused_deed_is_undone_and_the_refusal_kept(room: Room) -> None:
    deed = acting("meeting.opened", by=room["health"], at=AT, subject="m-1")
    with pytest.raises(Denied), deed:
        room.table.quorum = 4
        room.table.save()
        raise Denied("Only the chair opens a meeting.")

    room.table.refresh_from_db()
    assert room.table.quorum is None
    [line] = selectors.lines(selectors.about("m-1"))
    assert line.outcome is Outcome.REFUSED


def test_refusals_of_nested_deeds_are_all_kept_after_the_outermost_is_undone(room: Room) -> None:
    outer = acting("board.confirmed", by=room["health"], at=AT, subject="d-1")
    inner = acting("response.started", by=room["health"], at=AT, subject="r-1")
    with pytest.raises(Denied), outer, inner:
        raise Denied("Not this seat.")

    kept = [(line.action, line.outcome) for line in selectors.lines(Entry.objects.all())]
    assert kept == [
        ("response.started", Outcome.REFUSED),
        ("board.confirmed", Outcome.REFUSED),
    ]


def test_an_error_that_is_no_refusal_leaves_no_entry(room: Room) -> None:
    with pytest.raises(RuntimeError), acting("meeting.opened", by=room["chair"], at=AT):
        raise RuntimeError

    assert not Entry.objects.exists()


def test_the_officer_finds_entries_by_subject_seat_person_time_and_outcome(room: Room) -> None:
    housing, health = room["housing"], room["health"]
    for seat, at, outcome in (
        (housing, AT, Outcome.OPENED),
        (health, AT, Outcome.DONE),
        (housing, LATER, Outcome.REFUSED),
    ):
        trail.record(
            "a.b",
            at=at,
            seat=seat.reference,
            person=seat.person.reference,
            subject="r-1",
            outcome=outcome,
        )
    trail.record("vault.swept", at=LATER)

    everything = Entry.objects.all()
    assert [each.sequence for each in selectors.about("r-1")] == [3, 2, 1]
    assert [each.sequence for each in selectors.by_seats([housing.reference])] == [3, 1]
    assert [each.sequence for each in selectors.by_seats([health.reference], with_system=True)] == [
        4,
        2,
    ]
    assert [each.sequence for each in selectors.by_person(health.person.reference)] == [2]
    assert [each.sequence for each in selectors.between(everything, LATER, LATER)] == []
    assert [each.sequence for each in selectors.between(everything, AT, LATER)] == [1, 2]
    assert [each.sequence for each in selectors.openings(everything)] == [1]
    assert [each.sequence for each in selectors.refusals(everything)] == [3]
    assert selectors.head() == (4, Entry.objects.get(sequence=4).digest)


def test_a_trail_without_entries_is_whole() -> None:
    assert selectors.verdict().whole
    assert selectors.head() == (0, "")


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_anchored_outside_the_database(keys: Path) -> None:
    trail.record("meeting.opened", at=AT)
    trail.record("meeting.closed", at=LATER)

    [anchor] = anchors.recorded()
    assert (anchor.day, anchor.sequence) == ("2026-01-05", 2)
    assert anchor.digest == Entry.objects.get(sequence=2).digest
    assert (keys / "anchors" / "2026-01-05.json").stat().st_mode & 0o077 == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_anchored() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        trail.record("meeting.opened", at=AT)
        raise RuntimeError

    assert anchors.recorded() == []


def test_an_anchor_never_goes_back() -> None:
    anchors.note("2026-01-05T10:00:00", 7, "b" * 64)
    anchors.note("2026-01-05T09:00:00", 6, "a" * 64)

    assert [anchor.sequence for anchor in anchors.recorded()] == [7]


def test_a_spoilt_anchor_is_named(keys: Path) -> None:
    anchors.note("2026-01-05T10:00:00", 7, "b" * 64)
    (keys / "anchors" / "2026-01-05.json").write_text(json.dumps({"day": "2026-01-05"}))

    with pytest.raises(ValueError, match=r"2026-01-05\.json is not an anchor"):
        anchors.recorded()


def test_an_anchor_whose_content_a_loss_of_power_took_is_written_again(keys: Path) -> None:
    anchors.note("2026-01-05T10:00:00", 7, "b" * 64)
    (keys / "anchors" / "2026-01-05.json").write_text("")
    assert anchors.recorded() == []

    anchors.note("2026-01-05T11:00:00", 8, "c" * 64)
    assert [anchor.sequence for anchor in anchors.recorded()] == [8]


def test_a_later_anchor_of_a_day_covers_the_earlier_one_wholly(keys: Path) -> None:
    for sequence in (9, 10, 123_456_789_012):
        anchors.note("2026-01-05T10:00:00", sequence, "b" * 64)

    lines = (keys / "anchors" / "2026-01-05.json").read_text().splitlines()
    assert [json.loads(line)["sequence"] for line in lines] == [123_456_789_012]
