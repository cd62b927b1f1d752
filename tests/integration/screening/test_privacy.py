"""Nothing of filter one leaves the agency but the codes it confirmed; what ends is destroyed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

import headwater.evidence
from headwater.audit.models import Entry
from headwater.core.errors import Denied
from headwater.network.models import Seat
from headwater.table.screening import retention, services
from headwater.table.screening.models import DutyRecord, Screening
from headwater.table.screening.rules import SealedField
from headwater.table.screening.services import DutyGiven
from headwater.vault import api as vault
from tests.integration.screening.room import CHILD, S1, Room

pytestmark = pytest.mark.django_db
REFERENCE = re.compile(r"\b[a-z]{1,2}-[0-9a-z]{12}\b")
NOTE = "Aunt Ottilie called from 12 Fictional Lane"
FILE = "RB-2026-0042"


def seal(room: Room, screening: Screening) -> None:
    services.seal_note(
        screening=screening,
        texts={SealedField.FILE_NUMBER: FILE, SealedField.NOTE: NOTE},
        by=room.cast.representative,
        at=room.tick(),
    )


def everything_elsewhere() -> list[str]:
    """Every value of every row outside this room, references and numbers of rows made alike."""
    found = []
    for model in apps.get_models():
        if model._meta.app_label in {"screening", "sessions", "contenttypes", "auth"}:
            continue
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                if field.primary_key or field.remote_field or field.name in {"digest", "previous"}:
                    continue
                value = getattr(row, field.attname)
                if isinstance(value, bytes | memoryview):
                    continue
                text = REFERENCE.sub("·", str(value))
                found.append(f"{model._meta.label}.{field.name}={text}")
    return sorted(found)


def world(room: Room, start: datetime, young: tuple[str, ...], duty: DutyGiven) -> list[str]:
    """What the rest of the product holds after a child is brought; then everything is undone."""
    room.at, room.count = start, 0
    with transaction.atomic():
        screening = room.coded(S1, young=young, duties={CHILD: duty})
        # Once more, in the light of the facts, so that a "not needed" stands.
        services.answer_danger_and_duty(
            screening=screening,
            danger="no",
            young=young,
            duties={CHILD: duty},
            by=room.cast.representative,
            at=room.tick(),
        )
        room.brought(screening)
        found = everything_elsewhere()
        transaction.set_rollback(True)
    return found


def test_no_one_outside_can_tell_how_the_duty_was_answered(room: Room) -> None:
    """Two worlds that differ only in the answers are the same everywhere else."""
    start = room.at
    one = world(room, start, ("under-12",), DutyGiven("reported", reported_at=start))
    other = world(room, start, ("12-15", "16-17"), DutyGiven("not-needed", "same-facts-reported"))
    assert one == other


def test_the_audit_trail_holds_no_answer_and_no_code(room: Room) -> None:
    screening = room.brought(room.coded(S1, young=("under-12",), duties={CHILD: room.reported()}))
    with pytest.raises(Denied):
        services.keep(
            screening=screening,
            outcomes=["declined"],
            by=room.cast.representative,
            at=room.tick(),
        )
    entries = Entry.objects.filter(action__startswith="screening.")
    assert entries
    assert {entry.detail for entry in entries} == {""}
    assert {entry.subject for entry in entries} == {screening.reference}


def test_the_trail_does_not_tell_bringing_from_keeping(room: Room) -> None:
    for screening in (room.kept(), room.referred(), room.brought()):
        actions = Entry.objects.filter(subject=screening.reference, outcome="done").values_list(
            "action", flat=True
        )
        own = [action for action in actions if action.startswith("screening.")]
        assert own[-1] == "screening.settled"


def test_a_rejection_leaves_no_entry_that_leads_to_the_agency(room: Room) -> None:
    screening = room.brought()
    before = Entry.objects.count()
    services.was_rejected(discussion_reference=screening.discussion_reference, at=room.tick())
    assert Entry.objects.count() == before


def test_what_is_typed_is_in_no_column_in_plain_text(room: Room) -> None:
    seal(room, room.begun())
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                assert FILE.encode() not in raw, f"{model._meta.label}.{field.name}"
                assert b"Ottilie" not in raw, f"{model._meta.label}.{field.name}"


def test_the_agency_opens_what_it_sealed_and_others_do_not(room: Room) -> None:
    screening = room.begun()
    seal(room, screening)
    opened = services.open_note(screening=screening, by=room.cast.other_table, at=room.tick())
    assert {entry.field: entry.text for entry in opened} == {"file_number": FILE, "note": NOTE}
    with pytest.raises(Denied):
        vault.open_entries(
            reference=screening.reference,
            purpose=vault.Purpose.SCREENING,
            basis="",
            by=room.cast.alternate,
            at=room.tick(),
        )


def test_evidence_never_reads_a_screening() -> None:
    """The extract is made from the table's record; this room is not named on that floor."""
    folder = Path(headwater.evidence.__file__).parent
    for path in folder.rglob("*.py"):
        assert "screening" not in re.findall(r"\w+", path.read_text(encoding="utf-8")), path.name


def test_only_coded_pages_are_kept_by_the_browser(
    room: Room, signed_in: Callable[[Seat | None], Client]
) -> None:
    screening, client = room.begun(), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    for name, kept in (
        ("facts/", True),
        ("questions/", True),
        ("before-anything/", False),
        ("note/", False),
        ("keep/", False),
    ):
        answer = client.get(base + name)
        assert ('data-draft="coded"' in answer.content.decode()) == kept, name
        assert "no-store" in answer["Cache-Control"], name


def test_the_pages_have_no_field_for_a_name(
    room: Room, signed_in: Callable[[Seat | None], Client]
) -> None:
    """Text can be typed in two places only, and both are sealed."""
    screening, client = room.begun(), signed_in(room.cast.representative)
    base = f"/en/screening/{screening.reference}/"
    typed: dict[str, set[str]] = {}
    for name in ("before-anything/", "questions/", "facts/", "note/", "review/", "keep/", "refer/"):
        page = client.get(base + name).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        fields = re.findall(r'<(?:textarea|input[^>]*type="text")[^>]*name="([^"]+)"', main)
        fields += re.findall(r'<(?:textarea|input)[^>]*name="([^"]+)"[^>]*type="text"', main)
        fields += re.findall(r'<textarea[^>]*name="([^"]+)"', main)
        typed[name] = {field for field in fields if "-reported_" not in field}
    assert typed.pop("note/") == {"file_number", "note"}
    assert set().union(*typed.values()) == set()


# --- Retention -----------------------------------------------------------------------------------


def test_on_its_day_a_screening_is_destroyed_with_what_was_sealed(room: Room) -> None:
    screening = room.coded(S1, young=("under-12",), duties={CHILD: room.reported()})
    seal(room, screening)
    screening = room.fresh(screening)
    last = room.at + timedelta(days=89)
    assert retention.destroy_due(last) == 0
    assert retention.destroy_due(room.at + timedelta(days=90)) == 1
    assert not Screening.objects.exists()
    assert not DutyRecord.objects.exists()
    assert vault.entries(reference=screening.reference) == []
    assert Entry.objects.filter(action="screening.destroyed", subject=screening.reference).exists()


@pytest.mark.parametrize("state", ["draft", "ready", "kept", "referred", "brought", "returned"])
def test_every_state_ends_after_the_agencys_period(room: Room, state: str) -> None:
    room.in_state(state)
    assert retention.destroy_due(room.at + timedelta(days=91)) == 1


def test_the_day_is_that_of_the_agencys_own_zone(room: Room) -> None:
    screening = room.begun()
    # Three in the morning in UTC is still the evening before in Riverbend.
    early = datetime.combine(screening.destroy_on, room.at.timetz()).replace(hour=3)
    assert retention.destroy_due(early) == 0
    assert retention.destroy_due(early.replace(hour=12)) == 1


def test_a_rejection_after_the_end_gives_nothing_back(room: Room) -> None:
    reference = room.brought().discussion_reference
    retention.destroy_due(room.at + timedelta(days=91))
    assert not services.was_rejected(discussion_reference=reference, at=room.tick())


def test_nothing_is_destroyed_when_the_vault_fails(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.begun()

    def broken(**_: Any) -> bool:
        raise OSError("the key store is away")

    monkeypatch.setattr(vault, "destroy", broken)
    with pytest.raises(OSError, match="away"):
        retention.destroy_due(room.at + timedelta(days=91))
    assert Screening.objects.count() == 1
