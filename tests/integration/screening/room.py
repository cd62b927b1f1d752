"""Screenings in every state, reached through services, over the cast of a test."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from headwater.network.models import Seat
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.meetings import services as meetings
from headwater.table.meetings.models import Meeting
from headwater.table.screening import services
from headwater.table.screening.models import Screening
from headwater.table.screening.services import DutyGiven
from tests.cast import AT, Cast
from tests.situations import MET, Situations

CHILD = "child-protection"
# S1 of the situations told in public: a boy of eleven and his mother.
S1_FACTORS = [
    "basic-needs.neglected-by-others",
    "missing-school.chronic-absenteeism",
    "suicide.current-risk",
    "supervision.not-supervised",
]
S1: dict[str, Any] = {"type": "family", "age_group": "", "sex": "", "factors": S1_FACTORS}
# S2: no shelter that could take them.
S2: dict[str, Any] = {
    "type": "person",
    "age_group": "40-59",
    "sex": "unknown",
    "factors": ["housing.no-access", "physical-health.disability"],
}
HOLDS = {
    "own-means": "yes",
    "usual-partners": "yes",
    "serious-stake": "yes",
    "harm-likely": "yes",
    "harm-severe": "yes",
    "several-sectors": "yes",
    "consent-asked": "no",
    "youth-record": "no",
    "safe-contact": "not-known",
}


class Room:
    """Factories of screenings; `at` is the clock of the story."""

    def __init__(self, cast: Cast, at: datetime = AT) -> None:
        self.cast, self.at, self.count = cast, at, 0

    def tick(self, minutes: int = 1) -> datetime:
        """Let time pass; return the new now."""
        self.at += timedelta(minutes=minutes)
        return self.at

    def reported(self) -> DutyGiven:
        """Reported to the society an hour ago."""
        return DutyGiven("reported", reported_at=self.at - timedelta(hours=1))

    def meeting(self) -> Meeting:
        """A meeting of the table, planned for the day after."""
        return meetings.plan_meeting(
            table=self.cast.table,
            starts_at=self.at + timedelta(days=1),
            by=self.cast.chair,
            at=self.tick(),
        )

    def begun(
        self,
        *,
        by: Seat | None = None,
        young: tuple[str, ...] = ("nobody",),
        duties: dict[str, DutyGiven] | None = None,
        danger: str = "no",
    ) -> Screening:
        """What comes before anything is answered; nothing more."""
        self.count += 1
        return services.begin(
            form_key=f"key-{self.count}",
            danger=danger,
            young=young,
            duties=duties or {},
            by=by or self.cast.representative,
            at=self.tick(),
        )

    def questioned(self, **begun: Any) -> Screening:
        """The agency's own conditions hold."""
        screening = self.begun(**begun)
        return services.answer_protocol(
            screening=screening, answers=HOLDS, by=screening.begun_by, at=self.tick()
        )

    def coded(self, facts: dict[str, Any] = S2, **begun: Any) -> Screening:
        """All four pages are filled in: ready, unless a duty stands in the way."""
        screening = self.questioned(**begun)
        return services.record_facts(
            screening=screening, facts=facts, by=screening.begun_by, at=self.tick()
        )

    def kept(self) -> Screening:
        """Kept with the agency."""
        screening = self.coded()
        return services.keep(
            screening=screening, outcomes=["own-service"], by=screening.begun_by, at=self.tick()
        )

    def referred(self) -> Screening:
        """Referred to housing."""
        screening = self.coded()
        return services.refer(
            screening=screening, referred_to="housing", by=screening.begun_by, at=self.tick()
        )

    def brought(self, screening: Screening | None = None) -> Screening:
        """With the table, on the agenda of a planned meeting."""
        screening = screening or self.coded()
        services.bring_forward(
            screening=screening,
            table=self.cast.table,
            meeting=self.meeting(),
            by=screening.begun_by,
            at=self.tick(),
        )
        return self.fresh(screening)

    def at_filter_three(self, situations: Situations, screening: Screening) -> Discussion:
        """Brought, taken up and accepted at an open meeting."""
        situations.at = max(situations.at, self.at)
        reference = services.bring_forward(
            screening=screening,
            table=self.cast.table,
            meeting=situations.running(),
            by=screening.begun_by,
            at=situations.tick(),
        )
        discussion = Discussion.objects.get(reference=reference)
        situations.take_up(discussion)
        chair = self.cast.chair
        discussion = discussions.start_filter_two(
            discussion=discussion, by=chair, at=situations.tick()
        )
        discussion = discussions.propose_decision(
            discussion=discussion,
            revision=discussion.revision,
            findings=MET,
            accepted=True,
            rejection_reason="",
            by=chair,
            at=situations.tick(),
        )
        discussion = discussions.confirm_decision(
            discussion=discussion, revision=discussion.revision, by=chair, at=situations.tick()
        )
        self.at = situations.at
        return discussion

    def returned(self, reason: str = "single-agency") -> Screening:
        """Not accepted by the table."""
        screening = self.brought()
        services.was_rejected(
            discussion_reference=screening.discussion_reference, at=self.tick(), reason=reason
        )
        return self.fresh(screening)

    def fresh(self, screening: Screening) -> Screening:
        """The screening as it is now."""
        return Screening.objects.select_related(
            "agency__community", "protocol", "begun_by__person", "table"
        ).get(pk=screening.pk)

    def in_state(self, state: str) -> Screening:
        """A screening in a state, by its name."""
        found: Screening = {
            "draft": self.begun,
            "ready": self.coded,
            "kept": self.kept,
            "referred": self.referred,
            "brought": self.brought,
            "returned": self.returned,
        }[state]()
        return found
