"""A browser without scripts, an old or a locked-down one: the work can be done all the same."""

from __future__ import annotations

from headwater.table.screening.rules import Young
from tests.browser import story
from tests.browser.conftest import Enter
from tests.browser.site import Site


def test_a_situation_is_brought_and_decided_without_any_script(enter: Enter, site: Site) -> None:
    worker = enter("representative", java_script_enabled=False).sign_in()
    story.start_screening(worker)
    story.nobody_in_danger(worker, Young.NOBODY)
    story.save_and_go_on(worker)
    story.answer_questions(worker)
    seen = [("", "housing.no-access")]
    story.record_facts(worker, "person", seen, age_group="40-59", sex="female")
    brought = story.bring(worker, site)

    chair = enter("chair", java_script_enabled=False).sign_in()
    story.open_meeting(chair)
    story.take_attendance(chair)
    story.next_meeting(chair)
    story.put_off_until(chair, story.item_of(site, brought.discussion))
    story.hear_more(chair, [("", "suicide.current-risk")])
    assert chair.label("risk_factors", "suicide.current-risk") in chair.text
    story.decide(chair, accepted=True)
    story.confirm(chair)
    assert chair.sees("Accepted. Filter three is open.")
