"""What was brought and never heard is destroyed; what the table took up is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.audit.models import Entry
from headwater.table.discussions import retention, schedule
from headwater.table.discussions.models import Discussion, DiscussionFactor
from headwater.table.meetings import services as meetings
from headwater.table.meetings.models import AgendaItem, Recusal
from tests.situations import Situations

pytestmark = pytest.mark.django_db

PERIOD = timedelta(days=schedule.unheard().days)


def test_a_situation_never_taken_up_goes_after_its_period(situations: Situations) -> None:
    discussion = situations.brought()
    assert retention.destroy_due(situations.at + PERIOD) == 0
    assert retention.destroy_due(situations.at + PERIOD + timedelta(days=1)) == 1
    assert not Discussion.objects.exists()
    assert not DiscussionFactor.objects.exists()
    entry = Entry.objects.get(action="discussion.destroyed")
    assert (entry.subject, entry.detail) == (discussion.reference, "")


def test_it_waits_while_it_stands_on_the_agenda_of_a_coming_meeting(
    situations: Situations,
) -> None:
    discussion = situations.brought()
    situations.take_up(discussion)
    situations.step_aside(discussion)
    later = situations.at + PERIOD + timedelta(days=2)
    assert retention.destroy_due(later) == 0
    item = situations.item_of(discussion)
    meetings.park_item(item=item, by=situations.cast.chair, at=situations.tick())
    situations.closed_meeting()
    assert retention.destroy_due(later) == 1
    assert not AgendaItem.objects.exists()
    assert not Recusal.objects.exists()


def test_what_the_table_took_up_stays(situations: Situations) -> None:
    situations.at_filter_two()
    situations.closed_meeting()
    situations.rejected()
    situations.concluded()
    assert retention.destroy_due(situations.at + 10 * PERIOD) == 0
    assert Discussion.objects.count() == 3
