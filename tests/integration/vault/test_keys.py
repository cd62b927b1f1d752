"""Keys: apart from the data, private, missed with a sentence, never silently made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.core.errors import HeadwaterError
from headwater.vault import _keys, api
from headwater.vault.api import Purpose, VaultUnreadable
from headwater.vault.models import Holding, SealedEntry, WrappedKey
from tests.integration.vault.room import AT, BASIS, LATER, RESPONSE, Room, make_room

pytestmark = pytest.mark.django_db

OTHER = "r-000000000001"
ADDRESS = "12 Mill Lane"


def _sealed(room: Room, *references: str) -> Room:
    for reference in references:
        api.admit(
            reference=reference,
            agency=room.agencies["housing"],
            purpose=Purpose.PLAN_RESPONSE,
            until=None,
            by=room["chair"],
            at=AT,
        )
        api.seal(reference=reference, field="where", text=ADDRESS, by=room["housing"], at=AT)
    return room


@pytest.fixture
def response(room: Room) -> Room:
    return _sealed(room, RESPONSE)


def _open(room: Room, reference: str = RESPONSE) -> list[str]:
    found = api.open_entries(
        reference=reference,
        purpose=Purpose.PLAN_RESPONSE,
        basis=BASIS,
        by=room["housing"],
        at=LATER,
    )
    return [entry.text for entry in found]


def _unreadable(room: Room, said: str) -> None:
    with pytest.raises(VaultUnreadable, match=said) as refusal:
        _open(room)
    assert isinstance(refusal.value, HeadwaterError)
    assert "Mill" not in refusal.value.message
    assert refusal.value.__cause__ is None


def test_a_period_key_lies_in_the_keys_folder_readable_by_its_owner_alone(
    response: Room, keys: Path
) -> None:
    [file] = keys.glob("period-*.key")
    assert file.name == "period-2026Q3.key"  # 180 days after January 5
    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert list(keys.glob(".period-*")) == []


def test_each_reference_has_a_key_of_its_own(room: Room) -> None:
    _sealed(room, RESPONSE, OTHER)

    made = {bytes(kept.wrapped) for kept in WrappedKey.objects.all()}
    assert len(made) == 2
    assert not WrappedKey.objects.filter(reference__in=[RESPONSE, OTHER]).exists()


def test_the_key_store_holds_no_key_that_opens_by_itself(response: Room) -> None:
    [kept] = WrappedKey.objects.all()
    data_key = _keys.data_key(kept.reference)

    assert data_key is not None
    assert data_key not in bytes(kept.wrapped)
    assert len(bytes(kept.wrapped)) == 40  # RFC 3394: the key and eight bytes of check


def test_a_missing_period_key_is_said_and_not_replaced(response: Room, keys: Path) -> None:
    (keys / "period-2026Q3.key").rename(keys / "elsewhere")

    _unreadable(response, "The key of 2026Q3 is missing")
    with pytest.raises(VaultUnreadable):
        _sealed(response, OTHER)
    assert not (keys / "period-2026Q3.key").exists()

    (keys / "elsewhere").rename(keys / "period-2026Q3.key")
    assert _open(response) == [ADDRESS]


def test_a_wrong_period_key_is_said(response: Room, keys: Path) -> None:
    (keys / "period-2026Q3.key").write_text("00" * 32)
    _unreadable(response, "does not fit")


@pytest.mark.parametrize("content", ["not hexadecimal", "", "00ff"])
def test_a_damaged_period_key_is_said(response: Room, keys: Path, content: str) -> None:
    (keys / "period-2026Q3.key").write_text(content)
    _unreadable(response, "damaged|does not fit")


def test_a_period_key_others_can_read_closes_the_vault(response: Room, keys: Path) -> None:
    (keys / "period-2026Q3.key").chmod(0o644)
    _unreadable(response, "Other users of this machine")


def test_a_lost_key_store_is_said_and_nothing_is_made_over_it(response: Room) -> None:
    WrappedKey.objects.all().delete()

    _unreadable(response, "key store")
    with pytest.raises(VaultUnreadable):
        api.seal(reference=RESPONSE, field="where", text="x", by=response["housing"], at=LATER)
    assert not WrappedKey.objects.exists()


def test_a_key_put_in_anothers_place_opens_nothing(room: Room) -> None:
    _sealed(room, RESPONSE, OTHER)
    [mine] = WrappedKey.objects.filter(
        reference=Holding.objects.get(reference=RESPONSE).key_reference
    )
    [other] = WrappedKey.objects.exclude(pk=mine.pk)
    WrappedKey.objects.filter(pk=mine.pk).update(wrapped=other.wrapped)

    _unreadable(room, "changed outside the program")


def test_an_entry_moved_to_another_reference_or_field_opens_nothing(room: Room) -> None:
    _sealed(room, RESPONSE, OTHER)
    moved = SealedEntry.objects.filter(holding__reference=RESPONSE)

    moved.update(field="approach")
    _unreadable(room, "changed outside the program")
    moved.update(field="where", holding=Holding.objects.get(reference=OTHER))
    with pytest.raises(VaultUnreadable):
        _open(room, OTHER)


@pytest.mark.django_db(transaction=True)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_a_bit_flipped_in_the_database_is_noticed(data: st.DataObject, keys: Path) -> None:
    room = _a_sealed_room()
    row = SealedEntry.objects.get()
    changed = bytearray(bytes(row.sealed))
    bit = data.draw(st.integers(0, len(changed) * 8 - 1))
    changed[bit // 8] ^= 1 << bit % 8
    SealedEntry.objects.update(sealed=bytes(changed))
    try:
        _unreadable(room, "changed outside the program")
    finally:
        SealedEntry.objects.update(sealed=row.sealed)


def _a_sealed_room() -> Room:
    """The room of the example before, or a new one: examples of one test share a database."""
    from headwater.network.models import Seat

    seat = Seat.objects.filter(person__email="housing@example.org").first()
    if seat is None:
        return _sealed(make_room(), RESPONSE)
    return Room(seat.community, seat.table, seat.table, seats={"housing": seat})


def test_two_makers_of_one_period_key_agree(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process makes the key between our look and our writing."""
    path = keys / "period-2026Q3.key"
    link = _keys.os.link

    def overtaken(source: Path, target: Path) -> None:
        if not path.exists():
            path.write_text("11" * 32)
            path.chmod(0o600)
        link(source, target)

    monkeypatch.setattr(_keys.os, "link", overtaken)
    assert _keys._period_key("2026Q3", make=True) == bytes.fromhex("11" * 32)
    assert list(keys.glob(".period-*")) == []


def test_what_was_not_finished_is_cleared(keys: Path) -> None:
    keys.mkdir()
    (keys / ".period-2026Q3-00ff.new").write_text("half")

    _keys.clear_unfinished()
    assert list(keys.iterdir()) == []
