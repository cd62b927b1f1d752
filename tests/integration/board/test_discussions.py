"""The list of discussions and the page of one: as much as each seat may see, and what it asks."""

from __future__ import annotations

import pytest

from headwater.table.discussions import services as discussions
from tests.integration.board.conftest import Pages
from tests.situations import S2

pytestmark = pytest.mark.django_db


def address(discussion: object) -> str:
    return f"/discussions/{discussion.reference}"  # type: ignore[attr-defined]


def test_the_list_shows_those_of_my_agency_and_elsewhere_only_the_state(pages: Pages) -> None:
    pages.situations.at_filter_four()
    page = pages.see("counsellor", "/discussions")
    assert "A family; brought by policing; 6 risk factors." in page and "filter 4 of 4" in page
    assert "Nothing yet." in pages.see("bystander", "/discussions")
    page = pages.see("bystander", "/discussions?all=1")
    assert "A situation: at filter four." in page and "A family" not in page
    assert "A family" in pages.see("chair", "/discussions")


def test_a_long_list_comes_in_pages(pages: Pages) -> None:
    for _each in range(21):
        pages.situations.brought()
    page = pages.see("representative", "/discussions?page=2")
    assert page.count("A family") == 1
    for _each in range(21):
        pages.situations.closed_meeting()
        pages.situations.meeting = None
    assert pages.see("representative", "/meetings?page=2").count("Ended at") == 1


@pytest.mark.parametrize(
    ("state", "name", "asks"),
    [
        ("brought", "representative", "Wait for the meeting."),
        ("brought", "chair", "Start filter two"),
        ("at_filter_two", "counsellor", "The table decides whether the risk"),
        ("at_filter_two", "chair", "Read the decision back"),
        ("decision_proposed", "chair", "Read it back and confirm"),
        ("rejected", "counsellor", "may bring it again"),
        ("at_filter_three", "counsellor", "Answer at the table"),
        ("at_filter_three", "chair", "Hear from each agency"),
        ("at_filter_four", "counsellor", "Your agency leads."),
        ("at_filter_four", "child_worker", "Riverbend Counselling leads and reports back"),
        ("at_filter_four", "bystander", "Your agency has no part in it."),
        ("reported_back", "chair", "Conclude"),
        ("concluded", "chair", "Take it up again"),
        ("concluded", "counsellor", "Nothing more."),
        ("reopened", "counsellor", "Say whether your agency is involved"),
    ],
)
def test_the_page_says_what_the_state_asks_of_me(
    pages: Pages, state: str, name: str, asks: str
) -> None:
    discussion = pages.situations.in_state(state)
    if state == "reopened":
        pages.situations.take_up(discussion)
    assert asks in pages.see(name, address(discussion))


def test_an_agency_that_left_is_asked_nothing(pages: Pages) -> None:
    discussion = pages.situations.named()
    page = pages.see("housing_worker", address(discussion))
    assert "nothing is asked of it" in page and "Alcohol" not in page


def test_outside_a_meeting_the_button_stays_and_says_why(pages: Pages) -> None:
    discussion = pages.situations.brought()
    page = pages.get("chair", address(discussion))
    assert "disabled" in page.content.decode()
    assert "Open a meeting with this situation on its agenda first." in pages.text(page)


def test_the_response_and_the_note_are_a_step_away_for_those_in_it(pages: Pages) -> None:
    from headwater.table.interventions import services as interventions

    discussion = pages.situations.at_filter_four()
    interventions.start_response(
        discussion=discussion, by=pages.cast.chair, at=pages.situations.tick()
    )
    page = pages.see("counsellor", address(discussion))
    assert "Open the response" in page and "The note for our own file" in page
    assert "First contact" in page and "47 hours left" in page
    page = pages.see("representative", address(discussion))
    assert "Open the response" not in page and "The note for our own file" in page
    assert "First contact" not in page


def test_a_correction_stands_as_a_dated_entry(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three(**S2)
    base = address(discussion)
    page = pages.get("chair", base).content.decode()
    assert f"/en{base}/correct/age_group" in page and "correct/conclusion" not in page
    form = {"revision": discussion.revision, "now": "60-plus", "reason": "learned-later"}
    page = pages.text(pages.post("chair", f"{base}/correct/age_group", form))
    assert "3 March 2026 “40 to 59” became “60 and over”. Learned later." in page
    discussion.refresh_from_db()
    form = {
        "revision": discussion.revision,
        "was": "housing.no-access",
        "now": "housing.transient",
        "reason": "entered-wrongly",
    }
    page = pages.text(pages.post("chair", f"{base}/correct/factors", form))
    assert "became “Housing: Person transient" in page
    discussion.refresh_from_db()
    form = {"revision": discussion.revision, "now": "homelessness", "reason": "learned-later"}
    page = pages.text(pages.post("chair", f"{base}/correct/flags", form))
    assert "was added. Learned later." in page
    discussion.refresh_from_db()
    form = {"revision": discussion.revision, "was": "homelessness", "reason": "entered-wrongly"}
    page = pages.text(pages.post("chair", f"{base}/correct/flags", form))
    assert "was taken away. Entered wrongly." in page


def test_a_correction_of_nothing_is_refused_at_its_field(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three()
    base = address(discussion)
    form = {"revision": discussion.revision, "reason": "entered-wrongly"}
    answer = pages.post("chair", f"{base}/correct/factors", form)
    assert answer.status_code == 422
    assert "Choose what goes, what comes, or both." in pages.text(answer)
    answer = pages.post("chair", f"{base}/correct/type", {**form, "now": "family"})
    assert "This is recorded already." in pages.text(answer)
    assert pages.get("chair", f"{base}/correct/age_group").status_code == 404
    assert pages.get("chair", f"{base}/correct/conclusion").status_code == 404
    assert pages.get("counsellor", f"{base}/correct/type").status_code == 403


def test_a_correction_overtaken_by_another_keeps_what_was_chosen(pages: Pages) -> None:
    discussion = pages.situations.at_filter_three(**S2)
    stale = discussion.revision
    for code in ("60-plus", "unknown"):
        discussion = discussions.correct(
            discussion=discussion,
            revision=discussion.revision,
            field="age_group",
            now=code,
            reason="learned-later",
            by=pages.cast.chair,
            at=pages.situations.tick(),
        )
    form = {"revision": stale, "now": "female", "reason": "learned-later"}
    answer = pages.post("chair", f"{address(discussion)}/correct/sex", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'name="revision" value="{discussion.revision}"' in page
    assert 'value="female" selected' in page


def test_a_concluded_discussion_is_taken_up_again_with_a_reason(pages: Pages) -> None:
    discussion = pages.situations.concluded()
    base = address(discussion)
    assert "What was destroyed stays destroyed" in pages.see("chair", f"{base}/reopen")
    answer = pages.post("chair", f"{base}/reopen")
    assert answer.status_code == 422
    assert "Choose why it is taken up again." in pages.text(answer)
    page = pages.text(pages.post("chair", f"{base}/reopen", {"reason": "risk_returned"}))
    assert "was taken away. The risk has come back." in page
    page = pages.text(pages.post("chair", f"{base}/reopen", {"reason": "risk_returned"}))
    assert "already" in page
    assert pages.get("counsellor", f"{base}/reopen").status_code == 403


def test_a_conclusion_is_put_right_under_its_headings(pages: Pages) -> None:
    discussion = pages.situations.concluded()
    page = pages.get("chair", f"{address(discussion)}/correct/conclusion").content.decode()
    assert '<optgroup label="Still at acutely elevated risk">' in page
