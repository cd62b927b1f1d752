"""Destruction, the schedule that asks for it, and the sweep that finishes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from headwater.audit import anchors, selectors, trail
from headwater.audit.models import Entry
from headwater.core.errors import Denied
from headwater.vault import _ending, _keys, api, retention
from headwater.vault.api import Purpose
from headwater.vault.models import AgencyGrant, Holding, SealedEntry, WrappedKey
from tests.integration.vault.room import AT, BASIS, LATER, RESPONSE, SCREENING, Room

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "12 Mill Lane"


@pytest.fixture
def response(room: Room) -> Room:
    for agency in ("housing", "health"):
        api.admit(
            reference=RESPONSE,
            agency=room.agencies[agency],
            purpose=Purpose.PLAN_RESPONSE,
            until=None,
            by=room["chair"],
            at=AT,
        )
    api.seal(reference=RESPONSE, field="where", text=ADDRESS, by=room["housing"], at=AT)
    return room


def _open(room: Room, at: datetime = LATER) -> list[str]:
    found = api.open_entries(
        reference=RESPONSE, purpose=Purpose.PLAN_RESPONSE, basis=BASIS, by=room["housing"], at=at
    )
    return [entry.text for entry in found]


def _nothing_left() -> None:
    for model in (Holding, AgencyGrant, SealedEntry, WrappedKey):
        assert not model.objects.exists(), model


def _actions() -> list[str]:
    return [entry.action for entry in Entry.objects.all()]


# Destroying


def test_destroyed_is_gone_from_both_stores(response: Room) -> None:
    assert api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)

    _nothing_left()
    assert api.entries(reference=RESPONSE) == []
    assert api.grants(RESPONSE, LATER) == []
    with pytest.raises(Denied):
        _open(response)
    assert "vault.destroyed" in _actions()


def test_destroying_again_says_that_nothing_was_there(response: Room) -> None:
    assert api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
    assert not api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
    assert _actions().count("vault.destroyed") == 1


def test_an_undone_caller_destroys_nothing(response: Room) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
        raise RuntimeError

    assert _open(response) == [ADDRESS]


def test_within_the_caller_the_door_is_shut_at_once(response: Room) -> None:
    with transaction.atomic():
        api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
        assert api.entries(reference=RESPONSE) == []
        assert not api.has_grant(RESPONSE, response["housing"], LATER)


@pytest.mark.parametrize("name", ["chair", "housing", "health"])
def test_the_chair_or_an_agency_inside_may_destroy(response: Room, name: str) -> None:
    api.destroy(reference=RESPONSE, at=LATER, reason="person_asked", by=response[name])
    _nothing_left()


@pytest.mark.parametrize("name", ["school", "elsewhere", "other_chair", "lead", "officer"])
def test_nobody_else_may_destroy(response: Room, name: str) -> None:
    with pytest.raises(Denied):
        api.destroy(reference=RESPONSE, at=LATER, reason="person_asked", by=response[name])
    assert _open(response) == [ADDRESS]


def test_an_agency_destroys_its_own_screening_after_its_grant_ended(room: Room) -> None:
    api.admit(
        reference=SCREENING,
        agency=room.agencies["housing"],
        purpose=Purpose.SCREENING,
        until=LATER,
        by=room["housing"],
        at=AT,
    )
    at = LATER + timedelta(days=1)
    for name in ("health", "chair"):
        with pytest.raises(Denied):
            api.destroy(reference=SCREENING, at=at, reason="person_asked", by=room[name])
    assert api.destroy(reference=SCREENING, at=at, reason="person_asked", by=room["alternate"])


def test_what_is_sealed_again_has_another_key_and_brings_nothing_back(response: Room) -> None:
    before = WrappedKey.objects.get().wrapped
    api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
    api.admit(
        reference=RESPONSE,
        agency=response.agencies["housing"],
        purpose=Purpose.PLAN_RESPONSE,
        until=None,
        by=response["chair"],
        at=LATER,
    )
    api.seal(reference=RESPONSE, field="where", text="Anew", by=response["housing"], at=LATER)

    assert _open(response, LATER) == ["Anew"]
    assert bytes(WrappedKey.objects.get().wrapped) != bytes(before)


def test_no_byte_of_key_or_content_stays_in_the_files(response: Room) -> None:
    if connections["keys"].vendor != "sqlite":
        pytest.skip("the key store is not a file here")
    wrapped = bytes(WrappedKey.objects.get().wrapped)
    sealed = bytes(SealedEntry.objects.get().sealed)
    assert wrapped in _bytes_of("keys")

    api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)

    assert wrapped not in _bytes_of("keys")
    if connections["default"].vendor == "sqlite":
        assert sealed not in _bytes_of("default")


def _bytes_of(alias: str) -> bytes:
    """Everything on disk of an embedded database: the file and its write-ahead log."""
    path = Path(connections[alias].settings_dict["NAME"])
    files = [path, path.with_name(path.name + "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


# The sweep


def test_a_destruction_cut_off_before_the_key_is_finished(
    response: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut_off:
        cut_off.setattr(_ending, "remove", lambda key: None)
        api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
    assert WrappedKey.objects.exists()
    with pytest.raises(Denied):
        _open(response)

    assert api.sweep(LATER).finished == 1
    _nothing_left()
    assert api.sweep(LATER) == api.Swept()


def test_a_destruction_that_fails_midway_is_left_to_the_sweep(
    response: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(alias: str) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as failing:
        failing.setattr(_ending, "flush", fail)
        assert api.destroy(reference=RESPONSE, at=LATER, reason="response_ended", by=None)
    assert "disk full" in caplog.text
    assert not WrappedKey.objects.exists()
    assert SealedEntry.objects.exists()

    assert api.sweep(LATER).finished == 1
    _nothing_left()


def test_a_key_without_a_holding_is_removed_and_recorded(response: Room) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        api.admit(
            reference="r-000000000001",
            agency=response.agencies["housing"],
            purpose=Purpose.PLAN_RESPONSE,
            until=None,
            by=response["chair"],
            at=AT,
        )
        api.seal(reference="r-000000000001", field="where", text="x", by=response["housing"], at=AT)
        raise RuntimeError
    assert WrappedKey.objects.count() == 2

    assert api.sweep(LATER).orphan_keys == 1
    assert _open(response) == [ADDRESS]
    assert "vault.swept" in _actions()


def test_content_whose_key_is_missing_is_counted_and_kept(response: Room) -> None:
    WrappedKey.objects.all().delete()

    assert api.sweep(LATER).unreadable == 1
    assert SealedEntry.objects.exists()


def test_keys_are_kept_while_the_records_are_an_old_copy(response: Room) -> None:
    """A backup of the records was put in place: its trail is shorter than the anchors say."""
    sequence, digest = selectors.head()
    anchors.note("2026-01-06", sequence + 5, digest)
    WrappedKey.objects.create(reference="k-1", period="2026Q3", wrapped=b"0" * 40, made_at=AT)

    swept = api.sweep(LATER)
    assert swept.records_behind
    assert swept.orphan_keys == 0
    assert WrappedKey.objects.filter(reference="k-1").exists()


def test_flushing_within_a_transaction_waits_for_a_later_one(response: Room) -> None:
    with transaction.atomic(), transaction.atomic(using="keys"):
        _ending.flush("default")
        _ending.flush("keys")


# The schedule


def test_nothing_is_destroyed_before_its_day(response: Room) -> None:
    due = Holding.objects.get().due
    day_before = AT.replace(year=due.year, month=due.month, day=due.day) - timedelta(days=1)

    assert retention.destroy_due(day_before) == 0
    assert _open(response, day_before - timedelta(days=1)) == [ADDRESS]


def test_on_its_last_day_it_is_destroyed_even_with_a_live_grant(response: Room) -> None:
    assert retention.destroy_due(AT + timedelta(days=180)) == 1

    _nothing_left()
    [line] = selectors.lines(Entry.objects.filter(action="vault.destroyed"))
    assert line.detail == {"reason": "schedule_longest"}
    assert (line.seat, line.subject) == ("", RESPONSE)


def test_what_no_agency_may_open_any_more_is_destroyed_after_its_days(response: Room) -> None:
    for agency in ("housing", "health"):
        api.dismiss(
            reference=RESPONSE,
            agency=response.agencies[agency],
            by=response["chair"],
            at=LATER,
        )

    assert retention.destroy_due(LATER + timedelta(days=30)) == 0
    assert retention.destroy_due(LATER + timedelta(days=31)) == 1
    [line] = selectors.lines(Entry.objects.filter(action="vault.destroyed"))
    assert line.detail == {"reason": "schedule_after_last_grant"}


def test_the_key_of_a_period_ends_with_it(response: Room, keys: Path) -> None:
    retention.destroy_due(AT + timedelta(days=180))
    assert _keys.periods() == ["2026Q3"]

    at = AT.replace(month=10, day=1)
    assert retention.destroy_due(at) == 0
    assert _keys.periods() == []
    assert list(keys.glob("*2026Q3*")) == []
    [line] = selectors.lines(Entry.objects.filter(action="vault.period_key_destroyed"))
    assert line.detail == {"period": "2026Q3"}
    assert retention.destroy_due(at) == 0
    assert _actions().count("vault.period_key_destroyed") == 1


def test_a_period_key_is_kept_while_something_needs_it(response: Room) -> None:
    WrappedKey.objects.create(reference="k-1", period="2025Q4", wrapped=b"0" * 40, made_at=AT)
    _keys._period_key("2026Q1", make=True)
    sequence, digest = selectors.head()
    anchors.note("2026-01-06", sequence + 50, digest)

    retention.destroy_due(AT)
    assert "2026Q3" in _keys.periods()
    retention._end_period("2026Q3", AT)
    assert "2026Q3" in _keys.periods()


def test_a_backup_of_both_stores_opens_nothing_once_the_period_key_is_gone(
    response: Room,
) -> None:
    """Wall five: the rows and wrapped keys of an old backup are put back, as they were."""
    backup = [
        list(model.objects.all()) for model in (Holding, AgencyGrant, SealedEntry, WrappedKey)
    ]
    retention.destroy_due(AT.replace(month=10, day=1))
    for rows in backup:
        for row in rows:
            row.save(force_insert=True)

    with pytest.raises(api.VaultUnreadable, match="2026Q3 is missing"):
        _open(response)


def test_the_trail_stays_whole_through_all_of_it(response: Room) -> None:
    _open(response)
    retention.destroy_due(AT.replace(month=10, day=1))
    trail.record("audit.verified", at=AT)

    verdict = selectors.verdict()
    assert verdict.whole, verdict.broken
    assert verdict.anchors > 0
    assert Path(settings.KEYS).exists()
