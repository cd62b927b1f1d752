"""Kept out of a discussion beforehand: it does not exist for them, and nobody can tell."""

from __future__ import annotations

import re

import pytest

from headwater.audit.models import Entry
from headwater.core.errors import Denied, NotFoundHere, Refused
from headwater.table.discussions import services
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings.models import KeptOut
from tests.integration.board.conftest import Pages
from tests.integration.screening.room import Room
from tests.situations import Situations

pytestmark = pytest.mark.django_db

PLACES = ("/today", "/meetings", "/discussions?all=1")


def kept_out(pages: Pages, *names: str) -> object:
    """A new situation out of which the police keep these members."""
    discussion = pages.situations.brought()
    chosen = [pages.cast.seat(name).reference for name in names]  # type: ignore[union-attr]
    answer = pages.post(
        "representative", f"/discussions/{discussion.reference}/keep-out", {"keep_out": chosen}
    )
    assert "Saved." in pages.text(answer)
    return discussion


def words(pages: Pages, name: str, address: str) -> str:
    """A page without what differs at each visit."""
    page = pages.get(name, address).content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r"revision=\d+|Audit trail at entry.*|Made .*", "", page)


def test_for_whoever_is_kept_out_it_exists_nowhere(pages: Pages) -> None:
    discussion = kept_out(pages, "bystander")
    reference = discussion.reference  # type: ignore[attr-defined]
    meeting = pages.situations.take_up(discussion).meeting  # type: ignore[arg-type]
    board = f"/meetings/{meeting.reference}"
    pages.post("chair", pages.item(discussion, "start"))  # type: ignore[arg-type]
    item = pages.item(discussion)  # type: ignore[arg-type]
    for address in (item, f"{item}/facts", f"{item}/decision", f"/discussions/{reference}"):
        assert pages.get("bystander", address).status_code == 404
    assert pages.post("bystander", f"{item}/answer", {"answer": "can_help"}).status_code == 404
    for address in (board, f"{board}/wall", f"{board}/minutes", *PLACES):
        page = pages.see("bystander", address)
        assert "A family" not in page and "New situation" not in page
        assert "At filter two" not in page and reference not in page
    assert "Nothing is on the agenda yet." in pages.see("bystander", board)
    assert "A family" in pages.see("counsellor", board)


def test_nobody_else_sees_that_anyone_is_kept_out(pages: Pages) -> None:
    open_to_all = pages.situations.brought()
    meeting = pages.situations.take_up(open_to_all).meeting
    board = f"/meetings/{meeting.reference}"
    addresses = (board, f"{board}/wall", f"{board}/minutes", *PLACES)
    seen_by = ("counsellor", "chair", "second_chair", "privacy_officer")
    second = pages.situations.brought()
    before = {(name, place): words(pages, name, place) for name in seen_by for place in addresses}
    services.keep_out(
        discussion=second,
        seats=[pages.cast.bystander],
        by=pages.cast.representative,
        at=pages.situations.tick(),
    )
    after = {(name, place): words(pages, name, place) for name in seen_by for place in addresses}
    minutes = re.compile(r"\d+ min\b|data-so-far=\"\d+\"|\d+:\d+")
    for key, page in before.items():
        assert minutes.sub("", page) == minutes.sub("", after[key]), key


def test_numbers_close_up_for_whoever_is_kept_out(pages: Pages) -> None:
    first, hidden, last = (pages.situations.brought() for _each in range(3))
    services.keep_out(
        discussion=hidden,
        seats=[pages.cast.second_chair],
        by=pages.cast.representative,
        at=pages.situations.tick(),
    )
    meeting = pages.situations.open_meeting()
    pages.post("chair", f"{pages.board()}/agenda")
    page = pages.get("second_chair", pages.board()).content.decode()
    assert re.findall(r'hw-agenda__number">(\d+)<', page) in ([], ["1", "2"])
    pages.post("chair", f"{pages.board()}/chair", {"to": pages.cast.second_chair.reference})
    page = pages.get("second_chair", pages.board()).content.decode()
    assert re.findall(r'hw-agenda__number">(\d+)<', page) == ["1", "2"]
    # One step moves past the neighbour that is seen, whatever lies between.
    shown = meetings.agenda(meeting, pages.cast.second_chair)
    pages.post("second_chair", pages.of(shown[1], "move"), {"to": "up"})
    moved = meetings.agenda(pages.situations.fresh_meeting(), pages.cast.second_chair)
    assert [item.pk for item in moved] == [shown[1].pk, shown[0].pk]
    assert {first.reference, last.reference} == {item.subject for item in moved}


def test_no_row_and_no_entry_says_who(situations: Situations) -> None:
    cast, discussion = situations.cast, situations.brought()
    services.keep_out(
        discussion=discussion, seats=[cast.bystander], by=cast.representative, at=situations.tick()
    )
    row = KeptOut.objects.get()
    stored = f"{row.salt} {row.digest} {row.mark}"
    for known in (cast.bystander.reference, cast.bystander.person.reference):
        assert known not in stored
    entry = Entry.objects.filter(action="discussion.absence_noted").get()
    assert cast.bystander.reference not in f"{entry.detail} {entry.subject}"
    assert meetings.is_recused(discussion.reference, cast.bystander)
    assert not meetings.is_recused(discussion.reference, cast.counsellor)


def test_a_row_of_another_key_shuts_everyone_out(situations: Situations, settings: object) -> None:
    cast, discussion = situations.cast, situations.brought()
    services.keep_out(
        discussion=discussion, seats=[cast.bystander], by=cast.representative, at=situations.tick()
    )
    settings.SECRET_KEY = "another-key-of-another-house"  # type: ignore[attr-defined]
    assert meetings.is_recused(discussion.reference, cast.bystander)
    assert meetings.is_recused(discussion.reference, cast.counsellor)


def test_only_the_agency_that_brought_it_and_only_until_it_is_taken_up(
    situations: Situations,
) -> None:
    cast, discussion = situations.cast, situations.brought()
    kept = {"discussion": discussion, "seats": [cast.bystander]}
    for other, error in ((cast.counsellor, Denied), (cast.chair, Denied)):
        with pytest.raises(error):
            services.keep_out(**kept, by=other, at=situations.tick())  # type: ignore[arg-type]
    with pytest.raises(NotFoundHere):
        services.keep_out(**kept, by=cast.other_table, at=situations.tick())  # type: ignore[arg-type]
    by = cast.representative
    for seats in ([by], [cast.chair, cast.second_chair]):
        with pytest.raises(Refused):
            services.keep_out(discussion=discussion, seats=seats, by=by, at=situations.tick())
    services.keep_out(discussion=discussion, seats=[], by=by, at=situations.tick())
    later = situations.at_filter_two()
    with pytest.raises(Refused, match="taken this up"):
        services.keep_out(discussion=later, seats=[cast.bystander], by=by, at=situations.tick())


def test_brought_with_someone_kept_out_it_is_never_seen_by_them(situations: Situations) -> None:
    from tests.situations import S1

    cast, meeting = situations.cast, situations.open_meeting()
    services.bring(
        table=cast.table,
        agency=cast.agency("police"),
        by=cast.representative,
        at=situations.tick(),
        meeting=meeting,
        keep_out=[cast.bystander],
        **S1,
    )
    assert meetings.agenda(meeting, cast.bystander) == []
    assert len(meetings.agenda(meeting, cast.counsellor)) == 1


def test_a_rejected_discussion_stays_hidden_under_its_fresh_reference(
    situations: Situations,
) -> None:
    cast, discussion = situations.cast, situations.brought()
    services.keep_out(
        discussion=discussion, seats=[cast.bystander], by=cast.representative, at=situations.tick()
    )
    situations.take_up(discussion)
    services.start_filter_two(discussion=discussion, by=cast.chair, at=situations.tick())
    discussion.refresh_from_db()
    from tests.situations import ONE_AGENCY_CAN

    proposed = services.propose_decision(
        discussion=discussion,
        revision=discussion.revision,
        findings=ONE_AGENCY_CAN,
        accepted=False,
        rejection_reason="single-agency",
        by=cast.chair,
        at=situations.tick(),
    )
    stripped = services.confirm_decision(
        discussion=proposed, revision=proposed.revision, by=cast.chair, at=situations.tick()
    )
    assert meetings.is_recused(stripped.reference, cast.bystander)


def test_whoever_brings_a_situation_can_keep_someone_out_in_the_same_step(pages: Pages) -> None:
    room = Room(pages.cast, pages.situations.at)
    screening = room.coded()
    pages.situations.at = max(pages.situations.at, room.at)
    meeting = pages.situations.open_meeting()
    address = f"/screening/{screening.reference}/review/"
    assert "Keep someone out of it" in pages.see("representative", address)
    form = {
        "revision": screening.revision,
        "meeting": meeting.reference,
        "keep_out": [pages.cast.bystander.reference],
    }
    page = pages.text(pages.post("representative", address, form))
    assert "The coded facts are with the table." in page
    assert "New situation" in pages.see("counsellor", pages.board())
    assert "New situation" not in pages.see("bystander", pages.board())
