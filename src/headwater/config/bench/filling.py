"""Fills a home for `bench web`: meetings that are open, with everyone there, and their sessions.

Runs as a process of its own (`python -m headwater.config.bench.filling MEETINGS PEOPLE`), because
settings are read once and here they name the throw-away home. Prints JSON: for each meeting its
addresses and the session of the chair and of each person.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from typing import Any

SINCE = date(2024, 1, 1)
ZONE = "America/Toronto"
FACTORS = ("housing.no-access", "alcohol.abuse-in-home")


def fill(meetings: int, people: int) -> list[dict[str, Any]]:
    """So many open meetings of so many people each, the chair among them."""
    from headwater.config.launch.home import prepare
    from headwater.core import clock
    from headwater.network.models import Community

    prepare(_say)
    community = Community.objects.create(
        slug="bench", name_en="Bench", name_fr="Banc", time_zone=ZONE, launched=SINCE
    )
    at = clock.now() - timedelta(hours=1)
    return [_meeting(community, number, people, at) for number in range(meetings)]


def _meeting(community: Any, number: int, people: int, at: datetime) -> dict[str, Any]:
    from headwater.network.models import Table
    from headwater.table.discussions import services as discussions
    from headwater.table.meetings import services as sittings

    table = Table.objects.create(
        community=community,
        code=f"table-{number}",
        name_en=f"Table {number}",
        name_fr=f"Table {number}",
        time_zone=ZONE,
    )
    chair = _seat(community, table, None, f"chair-{number}")
    seats = [
        _seat(community, table, _agency(community, table, f"{number}-{place}"), f"{number}-{place}")
        for place in range(people - 1)
    ]
    first = seats[0]
    discussion = discussions.bring(
        table=table,
        agency=first.agency,
        type="family",
        age_group="",
        sex="",
        factors=FACTORS,
        by=first,
        at=at,
    )
    meeting = sittings.plan_meeting(table=table, starts_at=at, by=chair, at=at)
    meeting = sittings.open_meeting(meeting=meeting, by=chair, at=at)
    for seat in seats:
        sittings.acknowledge(meeting=meeting, by=seat, at=at)
    discussions.fill_agenda(meeting=meeting, by=chair, at=at)
    item = sittings.open_item(item=meeting.items.get(), by=chair, at=at)
    discussions.start_filter_two(discussion=discussion, by=chair, at=at)
    _say(f"meeting {number + 1}: {people} people")
    return {
        "meeting": meeting.reference,
        "item": item.reference,
        "discussion": discussion.reference,
        "chair": _session(chair),
        "people": [_session(seat) for seat in seats],
    }


def _agency(community: Any, table: Any, code: str) -> Any:
    from headwater.network.models import Agency, Agreement

    agency = Agency.objects.create(
        community=community,
        code=f"agency-{code}",
        name_en=f"Agency {code}",
        name_fr=f"Organisme {code}",
        sector="policing",
        agency_type="police-service",
        joined=SINCE,
    )
    Agreement.objects.create(agency=agency, table=table, signed=SINCE)
    return agency


def _seat(community: Any, table: Any, agency: Any, name: str) -> Any:
    from headwater.accounts.models import Person
    from headwater.network.models import Seat
    from headwater.network.rules import Role

    person = Person(email=f"{name}@bench.example", display_name=name)
    person.set_unusable_password()
    person.save()
    return Seat.objects.create(
        person=person,
        community=community,
        agency=agency,
        table=table,
        role=Role.REPRESENTATIVE if agency else Role.CHAIR,
        starts=SINCE,
    )


def _session(seat: Any) -> str:
    """A session as a sign-in leaves it."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from headwater.network.middleware import SESSION_KEY as SEAT_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(seat.person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = seat.person.get_session_auth_hash()
    session[SEAT_KEY] = seat.reference
    session.save()
    return str(session.session_key)


def revisions() -> dict[str, int]:
    """The revision of each discussion by its reference."""
    from headwater.table.discussions.models import Discussion

    return dict(Discussion.objects.values_list("reference", "revision"))


def _say(sentence: str) -> None:
    sys.stderr.write(f"headwater: {sentence}\n")


if __name__ == "__main__":
    import django

    django.setup()
    found: Any = (
        revisions() if sys.argv[1:] == ["revisions"] else fill(int(sys.argv[1]), int(sys.argv[2]))
    )
    sys.stdout.write(json.dumps(found))
