"""The door: what it takes, what it gives back, and whom it turns away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from headwater.audit import selectors, trail
from headwater.audit.models import Entry
from headwater.core.errors import Denied, Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Community, Seat
from headwater.vault import api
from headwater.vault.api import Purpose
from headwater.vault.models import Holding, SealedEntry
from tests.integration.vault.room import AT, BASIS, LATER, RESPONSE, SCREENING, Room

pytestmark = pytest.mark.django_db

ADDRESS = "12 Mill Lane, ask for the aunt"


@pytest.fixture
def response(room: Room) -> Room:
    """A response: the chair admitted housing (which sealed an address) and health."""
    for agency in ("housing", "health"):
        admit(room, agency, by="chair")
    seal(room, "where", ADDRESS, by="housing")
    return room


@pytest.fixture
def screening(room: Room) -> Room:
    """A screening of housing, with its file number sealed."""
    admit(room, "housing", by="housing", purpose=Purpose.SCREENING, reference=SCREENING)
    seal(room, "file_number", "H-4711", by="housing", reference=SCREENING)
    return room


def admit(
    room: Room,
    agency: str,
    *,
    by: str,
    purpose: Purpose = Purpose.PLAN_RESPONSE,
    until: datetime | None = None,
    at: datetime = AT,
    reference: str = RESPONSE,
) -> None:
    api.admit(
        reference=reference,
        agency=room.agencies[agency],
        purpose=purpose,
        until=until,
        by=room[by],
        at=at,
    )


def seal(
    room: Room,
    field: str,
    text: str,
    *,
    by: str,
    at: datetime = AT,
    reference: str = RESPONSE,
) -> str:
    return api.seal(reference=reference, field=field, text=text, by=room[by], at=at)


def opened(
    room: Room,
    by: str,
    *,
    at: datetime = LATER,
    purpose: Purpose = Purpose.PLAN_RESPONSE,
    basis: str = BASIS,
    reference: str = RESPONSE,
    present: str = "",
) -> list[str]:
    found = api.open_entries(
        reference=reference, purpose=purpose, basis=basis, by=room[by], at=at, present=present
    )
    return [entry.text for entry in found]


def refusals() -> list[selectors.Line]:
    return selectors.lines(selectors.refusals(Entry.objects.order_by("-sequence")))


# What it gives back


def test_what_was_sealed_is_opened_by_each_agency_inside(response: Room) -> None:
    seal(response, "approach", "Two together, no uniform. Élise parle français.", by="health")

    texts = [ADDRESS, "Two together, no uniform. Élise parle français."]
    assert opened(response, "housing") == texts
    assert opened(response, "alternate") == texts
    assert opened(response, "health") == texts


def test_a_newer_text_is_a_new_entry(response: Room) -> None:
    first = api.entries(reference=RESPONSE)[0].entry
    second = seal(response, "where", "They moved", by="housing", at=LATER)

    heads = api.entries(reference=RESPONSE)
    assert [head.entry for head in heads] == [first, second]
    assert {head.field for head in heads} == {"where"}
    assert {head.agency for head in heads} == {"housing"}
    assert heads[1].sealed_at == LATER
    assert opened(response, "health") == [ADDRESS, "They moved"]


def test_the_database_holds_no_word_of_it(response: Room) -> None:
    [row] = SealedEntry.objects.all()
    assert b"Mill" not in bytes(row.sealed)
    assert b"aunt" not in bytes(row.sealed)


def test_texts_of_different_lengths_look_alike(response: Room) -> None:
    seal(response, "approach", "Yes", by="housing")

    assert len({len(bytes(row.sealed)) for row in SealedEntry.objects.all()}) == 1


def test_an_opened_entry_hides_its_text_from_logs(response: Room) -> None:
    found = api.open_entries(
        reference=RESPONSE,
        purpose=Purpose.PLAN_RESPONSE,
        basis=BASIS,
        by=response["housing"],
        at=LATER,
    )
    assert "Mill" not in repr(found)


# The trail


def test_an_opening_is_recorded_with_purpose_basis_and_who_is_present(response: Room) -> None:
    opened(response, "health", present=response["housing"].reference)

    [line] = selectors.lines(selectors.openings(selectors.about(RESPONSE)))
    assert (line.action, line.seat) == ("vault.opened", response["health"].reference)
    assert line.person == response["health"].person.reference
    assert line.detail == {
        "purpose": "plan_response",
        "basis": BASIS,
        "present": response["housing"].reference,
        "entries": "1",
    }


def test_nothing_sealed_reaches_trail_or_log(
    response: Room, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        opened(response, "health")

    said = caplog.text + "".join(str(vars(entry)) for entry in Entry.objects.all())
    assert "Mill" not in said


def test_an_opening_that_cannot_be_recorded_shows_nothing(
    response: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError, match="the trail is full"):
        opened(response, "health")


def test_an_opening_inside_another_transaction_is_not_possible(response: Room) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        opened(response, "health")


def test_words_about_who_is_present_are_not_taken(response: Room) -> None:
    with pytest.raises(ValueError, match="trail takes codes"):
        opened(response, "health", present="the aunt")


# Who is turned away. Each is refused with a sentence, and the refusal is in the trail.


def _grant_ended(room: Room) -> tuple[str, datetime]:
    admit(room, "health", by="chair", until=LATER)
    return "health", LATER


def _dismissed(room: Room) -> tuple[str, datetime]:
    api.dismiss(reference=RESPONSE, agency=room.agencies["health"], by=room["chair"], at=AT)
    return "health", LATER


def _seat_ended(room: Room) -> tuple[str, datetime]:
    Seat.objects.filter(pk=room["health"].pk).update(ends=date(2026, 1, 4))
    return "health", LATER


def _not_active(room: Room) -> tuple[str, datetime]:
    room["health"].person.is_active = False
    room["health"].person.save()
    return "health", LATER


def _agency_left(room: Room) -> tuple[str, datetime]:
    Agency.objects.filter(code="health").update(left=date(2026, 1, 4))
    return "health", LATER


def _another_agency(room: Room) -> tuple[str, datetime]:
    return "school", LATER


def _same_agency_at_another_table(room: Room) -> tuple[str, datetime]:
    return "elsewhere", LATER


def _agency_lead(room: Room) -> tuple[str, datetime]:
    return "lead", LATER


def _chair(room: Room) -> tuple[str, datetime]:
    return "chair", LATER


def _privacy_officer(room: Room) -> tuple[str, datetime]:
    return "officer", LATER


def _changed_in_memory(room: Room) -> tuple[str, datetime]:
    room["school"].agency = room.agencies["health"]
    return "school", LATER


def _reference_of_another(room: Room) -> tuple[str, datetime]:
    room["school"].reference = room["health"].reference
    return "school", LATER


def _before_the_grant(room: Room) -> tuple[str, datetime]:
    return "health", AT - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("someone", "code"),
    [
        (_grant_ended, "no_grant"),
        (_dismissed, "no_grant"),
        (_before_the_grant, "no_grant"),
        (_another_agency, "no_grant"),
        (_same_agency_at_another_table, "no_grant"),
        (_changed_in_memory, "no_grant"),
        (_seat_ended, "seat_ended"),
        (_not_active, "seat_ended"),
        (_agency_left, "seat_ended"),
        (_reference_of_another, "seat_ended"),
        (_agency_lead, "role"),
        (_chair, "role"),
        (_privacy_officer, "role"),
    ],
)
def test_the_vault_turns_away(
    response: Room, someone: Callable[[Room], tuple[str, datetime]], code: str
) -> None:
    name, at = someone(response)
    before = len(refusals())

    assert not api.has_grant(RESPONSE, response[name], at)
    with pytest.raises(Denied):
        opened(response, name, at=at)
    with pytest.raises(Denied):
        seal(response, "where", "Somewhere else", by=name, at=at)

    sealing, opening = refusals()[: len(refusals()) - before]
    assert (opening.action, sealing.action) == ("vault.opened", "vault.sealed")
    assert opening.detail == sealing.detail == {"reason": code}
    assert opening.seat == response[name].reference
    assert SealedEntry.objects.count() == 1


def test_a_refusal_does_not_tell_which_references_exist(response: Room) -> None:
    with pytest.raises(Denied) as existing:
        opened(response, "school")
    with pytest.raises(Denied) as unknown:
        opened(response, "school", reference="r-000000000000")

    assert existing.value.message == unknown.value.message


def test_a_refused_opening_keeps_its_record_when_the_caller_is_undone(response: Room) -> None:
    deed = acting("response.plan_written", by=response["school"], at=LATER, subject=RESPONSE)
    with pytest.raises(Denied), deed:
        seal(response, "where", "Somewhere", by="school", at=LATER)

    assert [line.action for line in refusals()] == ["response.plan_written", "vault.sealed"]


def test_a_grant_for_one_purpose_does_not_open_for_another(response: Room) -> None:
    with pytest.raises(Denied):
        opened(response, "health", purpose=Purpose.REPORT_BACK)


@pytest.mark.parametrize("basis", ["", "because", "consent"])
def test_opening_what_others_sealed_needs_a_known_basis(response: Room, basis: str) -> None:
    with pytest.raises(Refused) as refusal:
        opened(response, "health", basis=basis)
    assert refusal.value.field == "basis"


# Own file and screening


def test_for_its_own_file_an_agency_opens_only_what_it_sealed(response: Room) -> None:
    seal(response, "approach", "Knock twice", by="health")
    admit(response, "health", by="chair", purpose=Purpose.OWN_FILE)

    assert opened(response, "health", purpose=Purpose.OWN_FILE, basis="") == ["Knock twice"]


def test_who_may_only_read_its_own_note_neither_writes_nor_lets_itself_in(
    response: Room,
) -> None:
    api.dismiss(
        reference=RESPONSE,
        agency=response.agencies["health"],
        by=response["chair"],
        at=AT,
    )
    admit(response, "health", by="chair", purpose=Purpose.OWN_FILE)

    with pytest.raises(Denied):
        seal(response, "where", "Somewhere", by="health", at=LATER)
    with pytest.raises(Denied):
        admit(response, "health", by="health", at=LATER)


def test_a_screening_opens_without_basis_to_its_own_agency_at_any_table(
    screening: Room,
) -> None:
    for name in ("housing", "alternate", "elsewhere"):
        assert opened(
            screening, name, purpose=Purpose.SCREENING, basis="", reference=SCREENING
        ) == ["H-4711"]


@pytest.mark.parametrize("name", ["health", "lead", "chair"])
def test_a_screening_stays_closed_to_everyone_else(screening: Room, name: str) -> None:
    with pytest.raises(Denied):
        opened(screening, name, purpose=Purpose.SCREENING, basis="", reference=SCREENING)


@pytest.mark.parametrize(
    ("agency", "by", "purpose"),
    [
        ("health", "housing", Purpose.SCREENING),
        ("health", "chair", Purpose.PLAN_RESPONSE),
        ("housing", "housing", Purpose.PLAN_RESPONSE),
        ("health", "health", Purpose.SCREENING),
        ("housing", "chair", Purpose.OWN_FILE),
    ],
)
def test_nobody_is_let_into_a_screening(
    screening: Room, agency: str, by: str, purpose: Purpose
) -> None:
    with pytest.raises(Denied):
        admit(screening, agency, by=by, purpose=purpose, reference=SCREENING)


def test_the_chair_opens_no_screening_for_an_agency(room: Room) -> None:
    with pytest.raises(Denied):
        admit(room, "housing", by="chair", purpose=Purpose.SCREENING, reference=SCREENING)
    assert not Holding.objects.exists()


# Admitting and dismissing


def test_an_agency_inside_may_admit_another(response: Room) -> None:
    admit(response, "school", by="housing", at=LATER)

    assert api.has_grant(RESPONSE, response["school"], LATER)
    assert [grant.agency for grant in api.grants(RESPONSE, LATER)] == [
        "health",
        "housing",
        "school",
    ]


def test_the_seat_that_opens_a_reference_may_admit_several_in_that_deed(room: Room) -> None:
    admit(room, "housing", by="school")
    admit(room, "health", by="school")

    with pytest.raises(Denied):
        admit(room, "school", by="school", at=LATER)


@pytest.mark.parametrize("by", ["school", "elsewhere", "other_chair", "lead", "officer"])
def test_who_is_not_inside_admits_nobody(response: Room, by: str) -> None:
    with pytest.raises(Denied):
        admit(response, "school", by=by, at=LATER)
    with pytest.raises(Denied):
        api.dismiss(
            reference=RESPONSE, agency=response.agencies["health"], by=response[by], at=LATER
        )
    assert api.has_grant(RESPONSE, response["health"], LATER)


def test_an_agency_of_another_community_is_never_admitted(response: Room) -> None:
    stranger = Agency.objects.create(
        community=Community.objects.create(slug="far", name_en="Far"),
        code="far",
        name_en="Far",
        sector="health",
        joined=date(2025, 1, 1),
    )
    with pytest.raises(Denied):
        api.admit(
            reference=RESPONSE,
            agency=stranger,
            purpose=Purpose.PLAN_RESPONSE,
            until=None,
            by=response["chair"],
            at=AT,
        )


def test_a_grant_without_end_ends_with_the_schedule(response: Room) -> None:
    [first, _] = api.grants(RESPONSE, AT)

    assert first.purpose is Purpose.PLAN_RESPONSE
    assert first.until.date() == (AT + timedelta(days=180)).date()
    assert not api.has_grant(RESPONSE, response["health"], first.until)


def test_admitting_again_replaces_the_grant(response: Room) -> None:
    admit(response, "health", by="chair", until=LATER + timedelta(days=1), at=LATER)

    [grant] = [each for each in api.grants(RESPONSE, LATER) if each.agency == "health"]
    assert grant.until == LATER + timedelta(days=1)


def test_an_end_that_lies_behind_is_refused(response: Room) -> None:
    with pytest.raises(Refused) as refusal:
        admit(response, "school", by="chair", until=AT, at=AT)
    assert refusal.value.field == "until"


def test_an_agency_ends_its_own_access_and_the_last_act_of_a_deed_still_counts(
    response: Room,
) -> None:
    housing = response.agencies["housing"]
    api.dismiss(reference=RESPONSE, agency=housing, by=response["housing"], at=LATER)
    admit(response, "housing", by="housing", purpose=Purpose.OWN_FILE, at=LATER)
    api.dismiss(
        reference=RESPONSE, agency=response.agencies["health"], by=response["housing"], at=LATER
    )

    assert [(g.agency, g.purpose) for g in api.grants(RESPONSE, LATER)] == [
        ("housing", Purpose.OWN_FILE)
    ]


def test_dismissing_where_nothing_is_left_to_end_asks_nothing(response: Room) -> None:
    school = response.agencies["school"]
    api.dismiss(reference=RESPONSE, agency=school, by=response["school"], at=LATER)
    api.dismiss(reference="r-000000000000", agency=school, by=response["school"], at=LATER)


# What it does not take


def test_only_opaque_references_are_taken(room: Room) -> None:
    with pytest.raises(ValueError, match="opaque"):
        admit(room, "housing", by="chair", reference="Jane")


def test_only_codes_name_a_field(response: Room) -> None:
    with pytest.raises(ValueError, match="lower-case word"):
        seal(response, "Where to", "x", by="housing")


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_an_empty_or_overlong_text_is_refused_at_its_field(response: Room, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        seal(response, "where", text, by="housing")
    assert refusal.value.field == "where"
    assert "xxx" not in refusal.value.message


def test_an_undone_caller_leaves_nothing_sealed(response: Room) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        seal(response, "approach", "Knock", by="housing")
        raise RuntimeError

    assert opened(response, "housing") == [ADDRESS]


def test_nothing_is_known_of_a_reference_that_never_was() -> None:
    assert api.entries(reference="r-000000000000") == []
    assert api.grants("r-000000000000", AT) == []
