"""Every page and every deed of filter one, for every member of the cast, through HTTP.

The expected answers stand in `tests/permissions/screening.csv`, written by hand. A 302 of the
anonymous visitor leads to the page to sign in; every other 302 is a deed that was done.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from headwater.network.models import Seat
from headwater.table.screening import services
from headwater.table.screening.models import Protocol, Screening
from headwater.table.screening.rules import SealedField
from tests.cast import CAST
from tests.integration.screening.room import HOLDS, S2, Room

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TABLE = Path(__file__).parents[2] / "permissions" / "screening.csv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    ROWS = {row.pop("page"): row for row in csv.DictReader(lines)}
SENT: dict[str, dict[str, Any]] = {
    "questions": {f"question-{code}": answer for code, answer in HOLDS.items()},
    "facts": S2,
    "note": {"note": "Fictional."},
    "keep": {"outcomes": "declined"},
    "refer": {"referred_to": "health"},
    "change-question": {"do": "down"},
    "publish": {
        "starts_day": "4",
        "starts_month": "4",
        "starts_year": "2030",
        "retention_days": "60",
    },
}


def address(page: str, screening: Screening, draft: Protocol) -> str:
    """The address of a page of the table."""
    base, protocol = "/en/screening/", "/en/screening/protocol/"
    question = f"{protocol}draft/questions/{draft.questions[0]['code']}/"
    return {
        "list": base,
        "new": f"{base}new/",
        "overview": f"{base}{screening.reference}/",
        "open-note": f"{base}{screening.reference}/note/open/",
        "protocol": protocol,
        "version": f"{protocol}versions/{screening.protocol.reference}/",
        "draft": f"{protocol}draft/",
        "publish": f"{protocol}draft/",
        "preview": f"{protocol}draft/preview/",
        "add-question": f"{protocol}draft/questions/new/",
        "question": question,
        "start-draft": f"{protocol}start/",
        "change-question": f"{question}change/",
        "discard": f"{protocol}draft/discard/",
    }.get(page, f"{base}{screening.reference}/{page}/")


def prepared(room: Room, page: str) -> tuple[Screening, Protocol]:
    """A screening of the police that the page can be about, and the police's draft."""
    screening = room.kept() if page == "take-up-again" else room.coded()
    services.seal_note(
        screening=screening,
        texts={SealedField.NOTE: "Fictional."},
        by=room.cast.representative,
        at=room.tick(),
    )
    return screening, services.start_draft(by=room.cast.agency_lead, at=room.tick())


def test_the_table_names_the_whole_cast() -> None:
    for page, row in ROWS.items():
        assert tuple(row) == CAST, page


@pytest.mark.parametrize("line", list(ROWS))
def test_each_member_gets_what_the_table_says(
    room: Room, signed_in: Callable[[Seat | None], Client], line: str
) -> None:
    method, page = line.split(" ")
    screening, draft = prepared(room, page)
    where = address(page, screening, draft)
    found = {}
    for name in CAST:
        # An opening of the vault stands on its own, so it cannot be undone; it changes nothing.
        with nullcontext() if page == "open-note" else undone():
            client = signed_in(room.cast.seat(name))
            client.raise_request_exception = True
            answer = getattr(client, method)(where, SENT.get(page, {}))
            found[name] = str(answer.status_code)
            if name == "anonymous":
                assert answer.url.startswith(reverse("account_login"))
    assert found == ROWS[line]


@contextmanager
def undone() -> Iterator[None]:
    """Take back what one member did before the next one comes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def plain(answer: Any, reference: str) -> str:
    """The page without what differs each time: its own address and the form's token."""
    page = answer.content.decode().replace(reference, "·")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_a_page_of_another_agency_tells_no_more_than_one_that_never_was(
    room: Room, signed_in: Callable[[Seat | None], Client]
) -> None:
    screening, client = room.coded(), signed_in(room.cast.alternate)
    theirs = client.get(f"/en/screening/{screening.reference}/")
    nobodys = client.get("/en/screening/x-000000000000/")
    assert theirs.status_code == nobodys.status_code == 404
    assert plain(theirs, screening.reference) == plain(nobodys, "x-000000000000")


def test_a_seat_that_ended_screens_no_more(
    room: Room, signed_in: Callable[[Seat | None], Client]
) -> None:
    seat = room.cast.representative
    screening, client = room.coded(), signed_in(seat)
    seat.ends = room.at.date().replace(year=2025)
    seat.save()
    assert client.get(f"/en/screening/{screening.reference}/").status_code == 403
