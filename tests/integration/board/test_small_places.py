"""What a small place does not show, and what a table celebrates inside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.table.board import rules, selectors
from tests.integration.board.conftest import Pages

pytestmark = pytest.mark.django_db


def test_lists_of_a_small_place_show_months_and_no_days(pages: Pages) -> None:
    pages.situations.brought()
    assert "3 March 2026" in pages.see("chair", "/discussions")
    pages.cast.table.small_place = True
    pages.cast.table.save()
    page = pages.see("chair", "/discussions")
    assert "March 2026" in page and "3 March" not in page


def test_a_milestone_is_told_to_all_at_the_table_for_a_month(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "MILESTONES", (1, 5))
    table = pages.cast.table
    assert selectors.milestone_of(table, pages.situations.at) is None
    pages.situations.concluded()
    words = "Together, this table concluded 1 situations"
    assert words in pages.see("bystander", "/today") and words in pages.see("chair", "/today")
    assert words not in pages.see("other_table", "/today")
    assert selectors.milestone_of(table, pages.situations.at + timedelta(days=31)) is None


def test_no_milestone_is_small_enough_to_point_at_anyone() -> None:
    assert min(rules.MILESTONES) >= 10
