"""The table's pages over the cast: clients by name, the story's clock, addresses of the board."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from headwater.core import clock
from tests.cast import sign_in
from tests.situations import MET, Situations

if TYPE_CHECKING:
    from django.http import HttpResponse

    from headwater.table.discussions.models import Discussion
    from headwater.table.meetings.models import AgendaItem, Meeting


class Pages:
    """Walks through the pages as members of the cast do, one client each."""

    def __init__(self, situations: Situations) -> None:
        self.situations, self.cast = situations, situations.cast
        self._clients: dict[str, Client] = {}

    def client(self, name: str) -> Client:
        """The member's browser, signed in."""
        if name not in self._clients:
            self._clients[name] = Client()
            sign_in(self._clients[name], self.cast.seat(name))
        return self._clients[name]

    def get(self, name: str, address: str, lang: str = "en") -> HttpResponse:
        """Ask for a page."""
        return self.client(name).get(f"/{lang}{address}")

    def post(
        self, name: str, address: str, form: dict[str, Any] | None = None, *, follow: bool = True
    ) -> HttpResponse:
        """Send a form and, unless told otherwise, follow where it leads."""
        return self.client(name).post(f"/en{address}", {"sent": "1", **(form or {})}, follow=follow)

    def text(self, answer: HttpResponse) -> str:
        """The words of a page, without tags and needless space."""
        main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
        return re.sub(r"[ \t\r\n]+", " ", re.sub(r"<[^>]+>", " ", main))

    def see(self, name: str, address: str, lang: str = "en") -> str:
        """The words of a page that opens."""
        answer = self.get(name, address, lang)
        assert answer.status_code == 200, (address, answer.status_code)
        return self.text(answer)

    # addresses

    def board(self, meeting: Meeting | None = None) -> str:
        return f"/meetings/{(meeting or self.situations.fresh_meeting()).reference}"

    def item(self, discussion: Discussion, verb: str = "") -> str:
        """The address of the discussion's item, or of a deed there."""
        found = self.situations.item_of(discussion)
        base = f"/meetings/{found.meeting.reference}/items/{found.reference}"
        return f"{base}/{verb}" if verb else base

    def of(self, item: AgendaItem, verb: str) -> str:
        return f"/meetings/{item.meeting.reference}/items/{item.reference}/{verb}"


def decision(revision: int, *, accepted: bool = True, **more: Any) -> dict[str, Any]:
    """The form of the decision: all four met and accepted, or one not met and rejected."""
    found = {f"criterion-{code}": "yes" if met else "no" for code, met in MET.items()}
    if not accepted:
        found |= {"criterion-several-sectors": "no", "rejection_reason": "single-agency"}
    return {
        **found,
        "revision": revision,
        "accepted": "accepted" if accepted else "rejected",
        **more,
    }


@pytest.fixture
def pages(situations: Situations, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """The pages over the situations of this test, at the time of the story."""
    monkeypatch.setattr(clock, "now", lambda: situations.tick())
    return Pages(situations)
