"""A table's meetings in one's own calendar: a secret address, and nothing of any situation."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from headwater.exchange.calendars import services
from headwater.exchange.calendars.models import FeedAddress
from headwater.table.meetings import services as meetings
from tests.cast import Cast, sign_in
from tests.integration.visits import Clock
from tests.situations import Situations

pytestmark = pytest.mark.django_db


def feed(token: str, language: str = "en") -> tuple[int, bytes]:
    answer = Client().get(f"/{language}/calendar/{token}.ics")
    return answer.status_code, answer.content


def test_the_feed_tells_when_and_where_and_nothing_else(
    situations: Situations, still_clock: Clock
) -> None:
    cast = situations.cast
    place = meetings.add_place(
        table=cast.table, name="Town hall, room 2", by=cast.chair, at=situations.tick()
    )
    discussion = situations.at_filter_two()
    ahead = meetings.plan_meeting(
        table=cast.table,
        starts_at=situations.at + timedelta(days=2),
        place=place,
        by=cast.chair,
        at=situations.tick(),
    )
    token = services.make_address(by=cast.counsellor, at=situations.tick())
    still_clock.at = situations.at
    status, written = feed(token)
    assert status == 200
    events = Calendar.from_ical(written).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Riverbend table"] * 2
    assert events[1].decoded("dtstart") == ahead.starts_at
    assert str(events[1]["location"]) == "Town hall, room 2"
    allowed = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL"}
    assert all(set(event) <= allowed for event in events)
    for told in (discussion.reference, "family", "Counsel", "Filter"):
        assert told.encode() not in written
    assert "Table de Méandre".encode() in feed(token, "fr")[1]


def test_wrong_revoked_and_ended_are_not_found(cast: Cast, still_clock: Clock) -> None:
    at, by = still_clock.at, cast.counsellor
    first = services.make_address(by=by, at=at)
    second = services.make_address(by=by, at=at)
    assert (feed(first)[0], feed(second)[0], feed("nothing")[0]) == (404, 200, 404)
    services.revoke_address(by=by, at=at)
    assert feed(second)[0] == 404
    third = services.make_address(by=by, at=at)
    by.ends = still_clock.at.date() - timedelta(days=1)
    by.save()
    assert feed(third)[0] == 404
    assert not FeedAddress.objects.filter(digest__in=[first, second, third]).exists()


def test_the_page_shows_a_new_address_once(cast: Cast, still_clock: Clock) -> None:
    client = Client()
    sign_in(client, cast.counsellor)
    made = client.post("/en/calendar/").content.decode()
    found = re.search(r'id="calendar-address">[^<]*/en/calendar/([\w-]+)\.ics<', made)
    assert found and feed(found[1])[0] == 200
    page = client.get("/en/calendar/").content.decode()
    assert found[1] not in page and "It cannot be shown again." in page
    client.post("/en/calendar/revoke")
    assert feed(found[1])[0] == 404
