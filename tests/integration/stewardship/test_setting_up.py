"""From an empty program to a first meeting through the browser alone, and who may set what."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, Denied, NotFoundHere, Refused
from headwater.network import services
from headwater.network.models import Agency, Agreement, Community, Seat, Table
from headwater.stewardship import first_administrator
from headwater.stewardship.setting_up import services as founding
from headwater.table.meetings.models import Attendance, Meeting
from tests.cast import AT, PASSWORD, Cast
from tests.integration.visits import Clock, Visit

pytestmark = pytest.mark.django_db
EMAIL = "keys@riverbend.example"
TODAY = {"day": "3", "month": "3", "year": "2026"}


def day(name: str, **parts: str) -> dict[str, str]:
    """A date as the three boxes send it."""
    return {f"{name}_{part}": value for part, value in (TODAY | parts).items()}


def let_in(client: Client, path: str) -> None:
    """Use an invitation: choose a password, be signed in."""
    assert client.post(path, {"password": PASSWORD}).status_code == 302


def newcomer(administrator: Client, visit: Visit, page: str, **words: str) -> Client:
    """Invite someone on a page; they follow the link that is shown once."""
    shown = administrator.post(page, words)
    found = re.search(r"/en/account/invitation/[\w-]+", unescape(shown.content.decode()))
    assert found, shown.content.decode()
    client = visit(None)
    let_in(client, found[0])
    return client


def test_a_community_is_set_up_to_its_first_meeting_in_the_browser(
    visit: Visit, still_clock: Clock
) -> None:
    administrator = visit(None)
    let_in(administrator, first_administrator.invite(email=EMAIL, at=AT).path)
    assert administrator.get("/en/home").headers["Location"] == "/en/set-up/begin"
    names = {"name_en": "Riverbend", "name_fr": "Méandre", "time_zone": "America/Toronto"}
    answer = administrator.post("/en/set-up/begin", names)
    assert answer.headers["Location"] == "/en/set-up/"
    assert b"1 of 7 steps" in administrator.get("/en/set-up/").content

    settings = {"name_en": "Riverbend table", "name_fr": "", "time_zone": "America/Toronto"} | {
        "quorum": "2",
        "decision_mode": "vote",
        "filter_three": "no_names",
        "first_contact_hours": "24",
    }
    administrator.post("/en/set-up/tables/new", settings)
    table = Table.objects.get()
    assert (table.code, table.quorum, table.decision_mode) == ("riverbend-table", 2, "vote")
    for name, kind in (("Schools", "school-board"), ("Shelter", "housing-provider")):
        words = {"name_en": name, "agency_type": kind} | day("joined")
        page = administrator.post("/en/set-up/agencies/new", words).headers["Location"]
        signed = administrator.post(
            f"{page}/agreements", {"table": table.reference} | day("signed")
        )
        assert signed.status_code == 302
    schools, shelter = Agency.objects.order_by("name_en")
    assert (schools.sector, shelter.sector) == ("education", "housing")

    chair = newcomer(
        administrator,
        visit,
        "/en/desk/seats",
        display_name="Cora",
        email="cora@riverbend.example",
        role="chair",
        table=table.reference,
    )
    workers = [
        newcomer(
            administrator,
            visit,
            f"/en/set-up/agencies/{agency.reference}/people",
            display_name=f"Worker {number}",
            email=f"worker{number}@riverbend.example",
            role="representative",
            table=table.reference,
        )
        for number, agency in enumerate((schools, shelter))
    ]
    assert b"6 of 7 steps" in administrator.get("/en/set-up/").content

    chair.post("/en/meetings/plan", {"starts_at": "2026-03-03T09:05"})
    meeting = Meeting.objects.get()
    assert b"Everything a first meeting needs" in administrator.get("/en/set-up/").content
    still_clock.pass_(minutes=5)
    chair.post(f"/en/meetings/{meeting.reference}/open")
    for worker in workers:
        worker.post(f"/en/meetings/{meeting.reference}/here", {"stays_here": "on"})
    meeting.refresh_from_db()
    assert meeting.state == "open"
    there = Attendance.objects.filter(meeting=meeting, acknowledged_at__isnull=False)
    assert there.filter(seat__agency__in=[schools, shelter]).count() == 2


def test_a_community_is_founded_from_its_questionnaire(visit: Visit, still_clock: Clock) -> None:
    from pathlib import Path

    import headwater.stewardship.demo as demo

    profile = (Path(demo.__file__).parent / "riverbend-profile.txt").read_bytes()
    administrator = visit(None)
    let_in(administrator, first_administrator.invite(email=EMAIL, at=AT).path)
    sent = {"from_file": "1", "profile": SimpleUploadedFile("p.txt", b"\x00not text")}
    assert administrator.post("/en/set-up/begin", sent).status_code == 422
    assert not Community.objects.exists()
    sent = {"from_file": "1", "profile": SimpleUploadedFile("p.txt", profile)}
    assert administrator.post("/en/set-up/begin", sent).status_code == 302
    community = Community.objects.get()
    assert community.profile_answers.exists()
    again = {"profile": SimpleUploadedFile("p.txt", profile), "only_look": "on"}
    page = administrator.post("/en/set-up/profile", again)
    assert b"Nothing was saved" in page.content


def test_what_a_file_brought_in_is_taken_up(visit: Visit, still_clock: Clock) -> None:
    administrator = visit(None)
    let_in(administrator, first_administrator.invite(email=EMAIL, at=AT).path)
    community = Community.objects.create(slug="elsewhere", name_en="Elsewhere")
    administrator.post(f"/en/set-up/begin/{community.reference}")
    assert Seat.objects.get().community == community
    assert list(Entry.objects.order_by("-sequence").values_list("action", flat=True)[:2]) == [
        "seat.given",
        "community.founded",
    ]


def test_once_anyone_had_a_seat_nobody_founds(cast: Cast) -> None:
    person = cast.bystander.person
    community = Community.objects.create(slug="elsewhere", name_en="Elsewhere")
    with pytest.raises(NotFoundHere):
        founding.take_up(person=person, community=community, at=AT)
    with pytest.raises(NotFoundHere):
        founding.found_by_hand(
            person=person, name_en="X", name_fr="", time_zone="America/Toronto", at=AT
        )


def test_another_networks_file_is_refused(cast: Cast) -> None:
    from pathlib import Path

    import headwater.stewardship.demo as demo

    profile = (Path(demo.__file__).parent / "riverbend-profile.txt").read_bytes()
    cast.community.slug = "somewhere-else"
    cast.community.save()
    with pytest.raises(Refused, match="another network"):
        founding.read_profile(content=profile, only_look=False, by=cast.administrator, at=AT)
    assert Community.objects.count() == 1


def test_a_chair_sets_their_own_table_and_no_other(cast: Cast) -> None:
    settings = services.TableSettings("Riverbend table", "Table de Méandre", "America/Toronto")
    services.set_table(table=cast.table, settings=settings, by=cast.chair, at=AT)
    with pytest.raises(Denied):
        services.set_table(table=cast.sister, settings=settings, by=cast.chair, at=AT)
    with pytest.raises(Denied):
        services.sign_agreement(
            agency=cast.agency("schools"),
            table=cast.sister,
            signed=date(2026, 3, 3),
            ends=None,
            by=cast.chair,
            at=AT,
        )
    with pytest.raises(Denied):
        services.make_table(settings=settings, by=cast.chair, at=AT)


def test_one_agreement_binds_at_a_time(cast: Cast) -> None:
    schools = cast.agency("schools")
    deed = {"agency": schools, "table": cast.table, "by": cast.chair, "at": AT}
    with pytest.raises(Refused, match="in force"):
        services.sign_agreement(**deed, signed=date(2026, 3, 3), ends=None)
    services.end_agreement(**deed, ends=date(2026, 3, 2))
    services.sign_agreement(**deed, signed=date(2026, 3, 3), ends=date(2027, 3, 2))
    found = Agreement.objects.filter(agency=schools, table=cast.table).order_by("signed")
    assert [each.in_force(date(2026, 3, 3)) for each in found] == [False, True]


def test_an_agency_that_leaves_takes_its_seats_along(cast: Cast) -> None:
    schools = cast.agency("schools")
    services.let_agency_leave(agency=schools, left=date(2026, 3, 2), by=cast.chair, at=AT)
    cast.alternate.refresh_from_db()
    assert not cast.alternate.is_live(date(2026, 3, 3))
    assert not any(each.in_force(date(2026, 3, 3)) for each in schools.agreements.all())
    with pytest.raises(AlreadyDone):
        services.let_agency_leave(agency=schools, left=date(2026, 3, 2), by=cast.chair, at=AT)


def test_an_agency_of_the_same_name_is_refused_and_codes_stay_apart(cast: Cast) -> None:
    deed = {"by": cast.chair, "at": AT, "name_fr": "", "joined": date(2026, 3, 3)}
    with pytest.raises(Refused, match="this name already"):
        services.make_agency(name_en="riverbend police", agency_type="hospital", **deed)
    one = services.make_agency(name_en="Police", agency_type="hospital", **deed)
    assert one.code == "police-2"
