"""A rejection after everyone looked: no session, no cache, no page, no later extract knows more."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.evidence.extract.build import build
from tests.extracts import everything_in, rows_of
from tests.integration.board.conftest import Pages, decision
from tests.integration.discussions.test_rejection_leaves_nothing import PLANTED, WORDS, _cells

pytestmark = pytest.mark.django_db
SEEN = ("Terminal illness", "60 and over", "Acquired brain injury", "single-parent")
LOOKED_AT = ("", "/fragment", "/wall", "/minutes")


def test_what_everyone_saw_is_gone_from_pages_sessions_caches_and_extracts(
    pages: Pages, tmp_path: Path
) -> None:
    situations, cast = pages.situations, pages.cast
    discussion = situations.at_filter_two(type="person", **PLANTED)
    address, members = f"/discussions/{discussion.reference}", ("chair", "alternate")
    before = "".join(pages.see(member, address) for member in members)
    assert "erminal illness" in before
    item = pages.item(discussion, "decision")
    pages.post("chair", item, decision(discussion.revision, accepted=False))
    discussion.refresh_from_db()
    pages.post("chair", pages.item(discussion, "confirm"), {"revision": discussion.revision})

    assert [word for word in WORDS if word in _cells()] == []
    for member in (*members, "representative", "second_chair"):
        assert pages.get(member, address).status_code == 404
        for each in (*(pages.board() + part for part in LOOKED_AT), "/discussions?all=1", "/today"):
            page = pages.get(member, each).content.decode()
            assert not [word for word in SEEN if word in page], (member, each)
    folder = build(tmp_path, at=situations.tick())
    [row] = rows_of(folder)
    kept = ("factors", "protective", "flags", "age_group", "sex")
    assert [row[name] for name in kept] == [None] * len(kept)
    held = everything_in(folder)
    assert discussion.reference not in held and cast.agency("police").reference not in held
