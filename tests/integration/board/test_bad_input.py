"""What goes wrong while people work: a clear word at the field, nothing lost or half-saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from headwater.table.discussions import services as discussions
from headwater.table.meetings.models import Meeting
from tests.integration.board.conftest import Pages, decision
from tests.situations import MET, S1

pytestmark = pytest.mark.django_db


def facts(revision: int, **more: object) -> dict[str, object]:
    return {"type": "family", "factors": list(S1["factors"]), "revision": revision, **more}


def test_an_unknown_factor_is_refused_at_its_field_and_the_others_stay_chosen(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    form = facts(discussion.revision, factors=["alcohol.use-by-person", "no-such.factor"])
    answer = pages.post("chair", pages.item(discussion, "facts"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "this code is not part of it" in page and 'href="#id_factors_0"' in page
    assert "no-such" not in page
    assert 'value="alcohol.use-by-person" checked' in page
    discussion.refresh_from_db()
    assert discussion.factors.count() == 6


def test_a_criterion_left_open_is_named_and_the_rest_is_kept(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    form = decision(discussion.revision)
    del form["criterion-severity-of-harm"]
    answer = pages.post("chair", pages.item(discussion, "decision"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say yes or no: The harm would be severe" in page
    assert page.count(" checked") == 4  # three criteria and the decision
    discussion.refresh_from_db()
    assert discussion.state == "at_filter_two"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"criterion-several-sectors": "no"}, "A situation is accepted when all four criteria"),
        ({"accepted": "rejected"}, "Choose why it is not accepted."),
        ({"accepted": "rejected", "rejection_reason": "no-such"}, "this entry is not in it"),
        ({"criterion-several-sectors": "perhaps"}, "Choose yes or no."),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_at_its_field(
    pages: Pages, changed: dict[str, str], said: str
) -> None:
    discussion = pages.situations.at_filter_two()
    form = decision(discussion.revision) | changed
    answer = pages.post("chair", pages.item(discussion, "decision"), form)
    assert answer.status_code == 422
    assert said in pages.text(answer)
    discussion.refresh_from_db()
    assert discussion.state == "at_filter_two"


def test_whoever_decides_second_sees_what_stands_and_keeps_what_was_chosen(pages: Pages) -> None:
    discussion, cast = pages.situations.at_filter_two(), pages.cast
    address, stale = pages.item(discussion, "decision"), discussion.revision
    discussions.record_facts(
        discussion=discussion,
        revision=stale,
        **(S1 | {"factors": ("suicide.current-risk",)}),
        by=cast.representative,
        at=pages.situations.tick(),
    )
    answer = pages.post("chair", address, decision(stale, accepted=False))
    page = pages.text(answer)
    assert answer.status_code == 409
    assert "Someone else decided while you were typing" in page
    assert "1 risk factor." in page  # what stands now
    assert "What you had chosen" in page and "One agency can address the risk alone" in page
    assert answer.content.decode().count(" checked") == 6
    discussion.refresh_from_db()
    assert (discussion.state, discussion.findings.count()) == ("at_filter_two", 0)
    # The page carries the new revision: having read it, the chair may decide after all.
    assert f'name="revision" value="{discussion.revision}"' in answer.content.decode()


def test_a_decision_made_meanwhile_leaves_the_choices_to_be_read(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    address, stale = pages.item(discussion, "decision"), discussion.revision
    for _again in range(2):
        discussion = discussions.propose_decision(
            discussion=discussion,
            revision=discussion.revision,
            findings=MET,
            accepted=True,
            by=pages.cast.chair,
            at=pages.situations.tick(),
        )
    discussions.confirm_decision(
        discussion=discussion,
        revision=discussion.revision,
        by=pages.cast.chair,
        at=pages.situations.tick(),
    )
    answer = pages.post("chair", address, decision(stale, accepted=False))
    assert answer.status_code == 409
    assert "What you had chosen" in pages.text(answer)
    assert 'id="decision"' not in answer.content.decode()


def test_a_confirmation_on_an_older_reading_is_stopped(pages: Pages) -> None:
    discussion = pages.situations.proposed()
    answer = pages.post(
        "chair", pages.item(discussion, "confirm"), {"revision": discussion.revision - 1}
    )
    assert answer.status_code == 409
    assert "Someone else decided while you were typing" in pages.text(answer)
    discussion.refresh_from_db()
    assert discussion.state == "decision_proposed"
    answer = pages.post("chair", pages.item(discussion, "confirm"), {"revision": "x"})
    assert answer.status_code == 409


def test_facts_changed_meanwhile_are_shown_beside_what_was_chosen(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    stale = discussion.revision
    discussions.record_facts(
        discussion=discussion,
        revision=stale,
        **(S1 | {"factors": ("suicide.current-risk",)}),
        by=pages.cast.representative,
        at=pages.situations.tick(),
    )
    answer = pages.post("chair", pages.item(discussion, "facts"), facts(stale))
    discussion.refresh_from_db()
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What stands now" in page and f'value="{discussion.revision}"' in page
    assert 'value="alcohol.abuse-in-home" checked' in page
    assert discussion.factors.count() == 1


@pytest.mark.parametrize("deed", ["decision", "confirm", "facts"])
def test_a_form_sent_twice_counts_once_and_leads_on(pages: Pages, deed: str) -> None:
    made = pages.situations.proposed() if deed == "confirm" else pages.situations.at_filter_two()
    form = {
        "decision": decision(made.revision),
        "confirm": {"revision": made.revision},
        "facts": facts(made.revision, factors=["suicide.current-risk"]),
    }[deed]
    address = pages.item(made, deed)
    pages.post("chair", address, form)
    answer = pages.post("chair", address, form)
    assert answer.status_code == 200 and answer.redirect_chain
    assert "already" in pages.text(answer)


def test_a_rejection_confirmed_twice_counts_once(pages: Pages) -> None:
    made = pages.situations.proposed(accepted=False)
    item = pages.situations.item_of(made)
    address = pages.of(item, "confirm")
    pages.post("chair", address, {"revision": made.revision})
    answer = pages.post("chair", address, {"revision": made.revision})
    assert answer.status_code == 200
    assert "saved already" in pages.text(answer)


def test_a_meeting_in_the_future_cannot_be_closed(pages: Pages) -> None:
    meeting = pages.situations.open_meeting()
    ends = (pages.situations.at + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    answer = pages.post("chair", f"{pages.board()}/close", {"closed_at": ends})
    assert answer.status_code == 422
    assert "A meeting in the future cannot be closed." in pages.text(answer)
    assert 'href="#id_closed_at"' in answer.content.decode()
    assert ends in answer.content.decode()
    answer = pages.post("chair", f"{pages.board()}/close", {"closed_at": "2026-02-31T25:00"})
    assert "Enter a day and an hour that exist." in pages.text(answer)
    assert Meeting.objects.get(pk=meeting.pk).state == "open"


def test_a_meeting_with_an_open_item_is_not_closed(pages: Pages) -> None:
    pages.situations.at_filter_two()
    answer = pages.post("chair", f"{pages.board()}/close")
    assert answer.status_code == 422
    assert "An item is still open." in pages.text(answer)


def test_a_session_that_ends_while_typing_leads_back_to_the_form(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    address = "/en" + pages.item(discussion, "decision")
    seen_at = {"referer": f"http://testserver{address}"}
    answer = Client().post(address, decision(discussion.revision), headers=seen_at)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address}")
    page = pages.client("chair").get(address).content.decode()
    assert 'id="decision"' in page and 'data-draft="coded"' in page and "data-draft-note" in page
    discussion.refresh_from_db()
    assert discussion.state == "at_filter_two"


def test_drafts_of_the_table_can_hold_no_typed_text(pages: Pages) -> None:
    """A form whose choices are kept in the browser has codes in it and nothing typed."""
    discussion = pages.situations.named()
    pages.situations.take_up(discussion)
    police = pages.cast.agency("schools").reference
    for verb in (f"basis/{police}", "answers", "agencies"):
        page = pages.get("chair", pages.item(discussion, verb)).content.decode()
        form = page.split("data-draft=", 1)[1].split("</form>", 1)[0]
        assert "<textarea" not in form and 'type="text"' not in form


def test_a_deed_that_has_moved_on_leads_to_the_board(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    answer = pages.client("chair").get("/en" + pages.item(discussion, "decision"), follow=True)
    assert "This has moved on. Here is where it stands." in pages.text(answer)


def test_a_stale_deed_of_one_button_leads_back_with_a_word(pages: Pages) -> None:
    discussion = pages.situations.proposed()
    answer = pages.post("chair", pages.item(discussion, "take-back"), {"revision": 1})
    assert "Someone else decided while you were typing" in pages.text(answer)
    answer = pages.post("chair", pages.item(discussion, "take-up"))
    assert "already" in pages.text(answer)
    other = pages.situations.brought()
    pages.post("chair", f"{pages.board()}/agenda")
    answer = pages.post("chair", pages.item(other, "take-up"))
    assert "Another item is open. Finish it or put it off first." in pages.text(answer)


@pytest.mark.parametrize(
    "deed",
    ["here", "leave", "open", "agenda", "next"],
)
def test_looking_at_the_address_of_a_deed_does_nothing(pages: Pages, deed: str) -> None:
    """A switch of language on a page that answered a form asks for its address again."""
    pages.situations.open_meeting()
    revision = pages.situations.fresh_meeting().revision
    answer = pages.get("chair", f"{pages.board()}/{deed}")
    assert answer.status_code == 302 and answer["Location"] == f"/en{pages.board()}"
    assert pages.situations.fresh_meeting().revision == revision


@pytest.mark.parametrize(
    "deed",
    ["take-up", "move", "park", "step-out", "start", "confirm", "take-back", "answer", "report"],
)
def test_looking_at_the_address_of_an_items_deed_does_nothing(pages: Pages, deed: str) -> None:
    discussion = pages.situations.at_filter_two()
    revision = pages.situations.fresh_meeting().revision
    answer = pages.get("chair", pages.item(discussion, deed))
    assert answer.status_code == 302 and answer["Location"] == f"/en{pages.board()}"
    assert pages.situations.fresh_meeting().revision == revision


def test_an_item_is_found_under_its_own_meeting_only(pages: Pages) -> None:
    discussion = pages.situations.at_filter_four()
    first = pages.situations.item_of(discussion)
    pages.situations.closed_meeting()
    second = pages.situations.take_up(discussion).meeting
    assert (
        pages.get("chair", f"/meetings/{second.reference}/items/{first.reference}").status_code
        == 404
    )
    assert pages.get("chair", "/meetings/series/ms-000000000000").status_code == 404


def test_an_answer_that_is_not_in_the_list_stays_at_the_form(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    form = {"lead": "a-000000000000", "no_name": "on"}
    answer = pages.post("chair", pages.item(discussion, "agencies"), form)
    assert answer.status_code == 422
    assert "this entry is not in it" in pages.text(answer)


def test_what_was_ticked_is_kept_to_be_read_when_all_has_moved_on(pages: Pages) -> None:
    """The item was put off meanwhile: the form has no place on the board, its choices do."""
    discussion = pages.situations.named()
    address = pages.item(discussion, "agencies")
    pages.post("chair", pages.item(discussion, "park"))
    answer = pages.post("chair", address, {"no_name": "on"})
    page = pages.text(answer)
    assert answer.status_code == 422
    assert "What you had chosen" in page and "No name was said at this table Yes" in page


def test_items_change_places_before_one_is_open(pages: Pages) -> None:
    pages.situations.brought()
    pages.situations.brought()
    pages.situations.open_meeting()
    pages.post("chair", f"{pages.board()}/agenda")
    first, second = pages.situations.fresh_meeting().items.all()
    pages.post("chair", pages.of(second, "move"), {"to": "up"})
    assert [item.pk for item in pages.situations.fresh_meeting().items.all()] == [
        second.pk,
        first.pk,
    ]
    pages.post("chair", pages.of(second, "move"), {"to": "elsewhere"})
    pages.post("chair", pages.of(second, "take-up"))
    assert "Earlier" not in pages.see("chair", pages.board())


def test_an_item_left_undecided_can_be_taken_up_again(pages: Pages) -> None:
    discussion = pages.situations.at_filter_two()
    pages.post("chair", f"{pages.board()}/next")
    page = pages.see("chair", pages.board())
    assert "At filter two" in page and "Take up" in page
    pages.post("chair", pages.item(discussion, "take-up"))
    assert "Decide" in pages.see("chair", pages.board())


def test_an_item_opened_elsewhere_starts_with_its_own_button(pages: Pages) -> None:
    from headwater.table.meetings import services as meetings

    discussion = pages.situations.brought()
    pages.situations.open_meeting()
    pages.post("chair", f"{pages.board()}/agenda")
    meetings.open_item(
        item=pages.situations.item_of(discussion), by=pages.cast.chair, at=pages.situations.at
    )
    assert "Start filter two" in pages.see("chair", pages.board())
    assert "This opens when the table takes it up" in pages.see("counsellor", pages.board())
    pages.post("chair", pages.item(discussion, "start"))
    discussion.refresh_from_db()
    assert discussion.state == "at_filter_two"


def test_a_rejected_item_says_that_nothing_is_left(pages: Pages) -> None:
    from headwater.table.meetings import services as meetings

    rejected = pages.situations.rejected()
    item = pages.situations.item_of(rejected)
    if item.state != "open":
        meetings.open_item(item=item, by=pages.cast.chair, at=pages.situations.tick())
    assert "What was said of it is gone." in pages.see("chair", pages.board())
