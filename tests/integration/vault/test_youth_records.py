"""What rests on a youth record: one agency writes and lets in; those it names read, no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.core.errors import Denied, Refused
from headwater.vault import api, retention
from headwater.vault.api import Purpose
from headwater.vault.models import Holding
from tests.integration.vault.room import AT, BASIS, LATER, RESPONSE, Room

pytestmark = pytest.mark.django_db

RECORD = "y-7k3m9qxtb2ae"
GROUND = "act.ycja-125-6-b"
ENDS = AT + timedelta(days=10)


def admit(
    room: Room, agency: str, *, by: str, purpose: Purpose = Purpose.YOUTH_RECORD, **changed: object
) -> None:
    given = {"reference": RECORD, "until": ENDS, "at": AT} | changed
    api.admit(agency=room.agencies[agency], purpose=purpose, by=room[by], **given)  # type: ignore[arg-type]


@pytest.fixture
def record(room: Room) -> Room:
    """Housing seals it and names the school."""
    admit(room, "housing", by="housing")
    admit(room, "school", by="housing")
    api.seal(reference=RECORD, field="facts", text="criminal.theft", by=room["housing"], at=AT)
    return room


def test_who_was_named_reads_and_writes_nothing(record: Room) -> None:
    with pytest.raises(Denied):
        api.seal(reference=RECORD, field="facts", text="more", by=record["school"], at=LATER)
    with pytest.raises(Denied):
        admit(record, "health", by="school", at=LATER)
    with pytest.raises(Denied):
        api.dismiss(
            reference=RECORD, agency=record.agencies["housing"], by=record["school"], at=LATER
        )
    with pytest.raises(Denied):
        api.destroy(reference=RECORD, at=LATER, reason="no", by=record["school"])


def test_no_chair_directs_it(record: Room) -> None:
    with pytest.raises(Denied):
        admit(record, "health", by="chair", at=LATER)
    with pytest.raises(Denied):
        api.destroy(reference=RECORD, at=LATER, reason="no", by=record["chair"])


@pytest.mark.parametrize("purpose", [Purpose.PLAN_RESPONSE, Purpose.SCREENING, Purpose.OWN_FILE])
def test_it_takes_no_other_purpose(record: Room, purpose: Purpose) -> None:
    with pytest.raises(Denied):
        admit(record, "health", by="housing", purpose=purpose, at=LATER)


def test_a_response_takes_no_youth_record(room: Room) -> None:
    admit(room, "housing", by="chair", purpose=Purpose.PLAN_RESPONSE, reference=RESPONSE)
    with pytest.raises(Denied):
        admit(room, "housing", by="housing", reference=RESPONSE, at=LATER)


@pytest.mark.django_db(transaction=True)
def test_it_is_opened_on_a_ground_of_its_own_list_by_those_named(record: Room) -> None:
    def open_by(name: str, basis: str) -> list[str]:
        found = api.open_entries(
            reference=RECORD,
            purpose=Purpose.YOUTH_RECORD,
            basis=basis,
            by=record[name],
            at=LATER,
        )
        return [entry.text for entry in found]

    assert open_by("school", GROUND) == ["criminal.theft"]
    for basis in (BASIS, ""):
        with pytest.raises(Refused):
            open_by("school", basis)
    for name in ("health", "elsewhere", "chair", "lead"):
        with pytest.raises(Denied):
            open_by(name, GROUND)


def test_it_is_destroyed_as_soon_as_nobody_has_access(record: Room) -> None:
    retention.destroy_due(ENDS)
    assert Holding.objects.filter(reference=RECORD).exists()
    retention.destroy_due(ENDS + timedelta(days=1))
    assert api.entries(reference=RECORD) == []
