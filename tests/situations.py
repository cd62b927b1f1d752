"""Discussions and meetings in every state, reached the way people reach them: through services.

    def test_something(situations):
        discussion = situations.at_filter_three()   # a meeting is open, its item is open

Each step is a minute after the one before; `situations.at` is now. Later rooms add their own
factories on top; none writes a row past a service.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import AT, Cast

if TYPE_CHECKING:
    from headwater.network.models import Seat
    from headwater.table.discussions.models import Discussion
    from headwater.table.meetings.models import AgendaItem, Meeting

# S1 of the situations told in public: a boy of eleven and his mother.
S1: dict[str, Any] = {
    "type": "family",
    "age_group": "",
    "sex": "",
    "factors": (
        "basic-needs.neglected-by-others",
        "missing-school.chronic-absenteeism",
        "physical-violence.perpetrator",
        "alcohol.abuse-in-home",
        "mental-health.not-following-treatment",
        "suicide.current-risk",
    ),
}
# S2: no shelter that could take them.
S2: dict[str, Any] = {
    "type": "person",
    "age_group": "40-59",
    "sex": "unknown",
    "factors": ("physical-health.disability", "housing.no-access"),
}
MET = {
    "significant-interest": True,
    "probability-of-harm": True,
    "severity-of-harm": True,
    "several-sectors": True,
}
ONE_AGENCY_CAN = MET | {"several-sectors": False}


class Situations:
    """Factories over one cast. `meeting` is the last one made, `at` the clock of the story."""

    def __init__(self, cast: Cast, at: datetime = AT) -> None:
        self.cast = cast
        self.at = at
        self.meeting: Meeting | None = None

    def tick(self, minutes: int = 1) -> datetime:
        """Let time pass; return the new now."""
        self.at += timedelta(minutes=minutes)
        return self.at

    # meetings

    def planned_meeting(self) -> Meeting:
        """A meeting of the table, planned for now."""
        from headwater.table.meetings import services

        self.meeting = services.plan_meeting(
            table=self.cast.table, starts_at=self.tick(), by=self.cast.chair, at=self.at
        )
        return self.meeting

    def open_meeting(self, present: Iterable[Seat] | None = None) -> Meeting:
        """An open meeting, run by the chair; `present` (the ordinary ones) have acknowledged."""
        from headwater.table.meetings import services

        meeting = self.planned_meeting()
        self.meeting = services.open_meeting(meeting=meeting, by=self.cast.chair, at=self.tick())
        for seat in self.cast.at_the_table if present is None else present:
            services.acknowledge(meeting=meeting, by=seat, at=self.at)
        return self.fresh_meeting()

    def running(self) -> Meeting:
        """The open meeting; opened if there is none."""
        if self.meeting is None or self.fresh_meeting().state != "open":
            return self.open_meeting()
        return self.meeting

    def closed_meeting(self) -> Meeting:
        """The running meeting, its open item finished, closed."""
        from headwater.table.meetings import selectors, services

        meeting = self.running()
        item = selectors.open_item_of(meeting)
        if item:
            services.finish_item(item=item, by=self.cast.chair, at=self.tick())
        services.close_meeting(meeting=meeting, by=self.cast.chair, at=self.tick())
        return self.fresh_meeting()

    def fresh_meeting(self) -> Meeting:
        """The last meeting as it is now."""
        assert self.meeting is not None
        self.meeting.refresh_from_db()
        return self.meeting

    def item_of(self, discussion: Discussion) -> AgendaItem:
        """The newest agenda item of a discussion."""
        from headwater.table.meetings.models import AgendaItem

        found = AgendaItem.objects.filter(subject=discussion.reference).order_by("-id").first()
        assert found is not None
        return found

    def take_up(self, discussion: Discussion) -> AgendaItem:
        """Put the discussion on the running meeting's agenda if need be, and open its item."""
        from headwater.table.discussions import services as discussions
        from headwater.table.meetings import selectors, services

        meeting, chair = self.running(), self.cast.chair
        if not meeting.items.filter(subject=discussion.reference).exists():
            discussions.fill_agenda(meeting=meeting, by=chair, at=self.tick())
        item = meeting.items.get(subject=discussion.reference)
        current = selectors.open_item_of(meeting)
        if current and current.pk != item.pk:
            services.finish_item(item=current, by=chair, at=self.tick())
        if item.state != "open":
            item = services.open_item(item=item, by=chair, at=self.tick())
        return item

    # discussions

    def brought(self, by: Seat | None = None, **facts: Any) -> Discussion:
        """Brought by the police (or `by`'s agency) and on no agenda yet."""
        from headwater.table.discussions import services

        seat = by or self.cast.representative
        assert seat.agency and seat.table
        return services.bring(
            table=seat.table, agency=seat.agency, by=seat, at=self.tick(), **(S1 | facts)
        )

    def at_filter_two(self, **facts: Any) -> Discussion:
        """Before the whole table, its item open at an open meeting."""
        from headwater.table.discussions import services

        discussion = self.brought(**facts)
        self.take_up(discussion)
        return services.start_filter_two(discussion=discussion, by=self.cast.chair, at=self.tick())

    def proposed(self, *, accepted: bool = True, **facts: Any) -> Discussion:
        """A decision is proposed and read back, not confirmed."""
        from headwater.table.discussions import services

        discussion = self.at_filter_two(**facts)
        return services.propose_decision(
            discussion=discussion,
            revision=discussion.revision,
            findings=MET if accepted else ONE_AGENCY_CAN,
            accepted=accepted,
            rejection_reason="" if accepted else "single-agency",
            stances=self._heard(discussion),
            by=self.cast.chair,
            at=self.tick(),
        )

    def _heard(self, discussion: Discussion) -> list[tuple[Any, Any]]:
        """Every agency in the room agrees, where the table asks each of them."""
        from headwater.table.discussions import selectors
        from headwater.table.discussions.rules import Stance

        if self.cast.table.decision_mode != "positions":
            return []
        room = selectors.agencies_who_hear(discussion, self.fresh_meeting())
        return [(agency, Stance.FOR) for agency in room]

    def rejected(self, **facts: Any) -> Discussion:
        """Not accepted: stripped, under its fresh reference."""
        return self._confirmed(self.proposed(accepted=False, **facts))

    def at_filter_three(self, **facts: Any) -> Discussion:
        """Accepted as acutely elevated risk."""
        return self._confirmed(self.proposed(**facts))

    def _confirmed(self, discussion: Discussion) -> Discussion:
        from headwater.table.discussions import services

        return services.confirm_decision(
            discussion=discussion,
            revision=discussion.revision,
            by=self.cast.chair,
            at=self.tick(),
        )

    def named(self, **facts: Any) -> Discussion:
        """At filter three, the agency that brought it has recorded its basis, all have answered."""
        from headwater.table.discussions import services
        from headwater.table.discussions.rules import Answer

        discussion = self.at_filter_three(**facts)
        assert discussion.originating_agency
        services.record_disclosure(
            discussion=discussion,
            agency=discussion.originating_agency,
            basis="consent.person",
            consent_state="given",
            by=self.cast.chair,
            at=self.tick(),
        )
        for code, said in (
            ("counselling", Answer.INVOLVED),
            ("families", Answer.CAN_HELP),
            ("housing", Answer.NOT_NEEDED),
        ):
            services.answer(
                discussion=discussion,
                agency=self.cast.agency(code),
                answer=said,
                by=self.cast.chair,
                at=self.tick(),
            )
        discussion.refresh_from_db()
        return discussion

    def at_filter_four(self, **facts: Any) -> Discussion:
        """Counselling leads, families assist."""
        from headwater.table.discussions import services

        return services.choose_agencies(
            discussion=self.named(**facts),
            lead=self.cast.agency("counselling"),
            assisting=[self.cast.agency("families")],
            by=self.cast.chair,
            at=self.tick(),
        )

    def reported_back(self, **facts: Any) -> Discussion:
        """The lead agency has reported back at the table."""
        from headwater.table.discussions import services

        discussion = self.at_filter_four(**facts)
        self.take_up(discussion)
        return services.report_back(discussion=discussion, by=self.cast.chair, at=self.tick())

    def concluded(
        self, *, conclusion: str = "risk-lowered.connected-here", **facts: Any
    ) -> Discussion:
        """Concluded at the table."""
        from headwater.table.discussions import services

        return services.conclude(
            discussion=self.reported_back(**facts),
            conclusion=conclusion,
            by=self.cast.chair,
            at=self.tick(),
        )

    def reopened(self, **facts: Any) -> Discussion:
        """Concluded, then taken up again by the chair."""
        from headwater.table.discussions import services
        from headwater.table.discussions.rules import ReopenReason

        return services.reopen(
            discussion=self.concluded(**facts),
            reason=ReopenReason.RISK_RETURNED,
            by=self.cast.chair,
            at=self.tick(),
        )

    def in_state(self, state: str, **facts: Any) -> Discussion:
        """A discussion in a state, by the state's name."""
        found: Discussion = self._factories()[state](**facts)
        return found

    def _factories(self) -> dict[str, Any]:
        return {
            "brought": self.brought,
            "at_filter_two": self.at_filter_two,
            "decision_proposed": self.proposed,
            "rejected": self.rejected,
            "at_filter_three": self.at_filter_three,
            "at_filter_four": self.at_filter_four,
            "reported_back": self.reported_back,
            "concluded": self.concluded,
            "reopened": self.reopened,
        }

    def step_aside(self, discussion: Discussion, seat: Seat | None = None) -> None:
        """Let the recused member (or `seat`) step aside; the discussion is on an agenda."""
        from headwater.table.meetings import services

        services.recuse(subject=discussion.reference, by=seat or self.cast.recused, at=self.tick())


@pytest.fixture
def situations(cast: Cast) -> Situations:
    """Factories over the cast of this test."""
    return Situations(cast)
