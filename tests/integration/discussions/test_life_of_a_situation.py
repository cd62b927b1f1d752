"""Whatever people do in whatever order: one decision at most, and a rejection has nothing left."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from headwater.core.errors import HeadwaterError
from headwater.table.discussions import services
from headwater.table.discussions.models import Discussion, StateChange
from headwater.table.discussions.rules import (
    ACCEPTED,
    MOVES,
    Answer,
    ReopenReason,
    State,
)
from headwater.table.meetings.models import Meeting
from tests.cast import make_cast
from tests.situations import MET, ONE_AGENCY_CAN, S1, S2, Situations

# All that a rejection may leave on the row, with what the row itself needs.
LEFT = {
    "id",
    "reference",
    "table_id",
    "opened",
    "type",
    "originating_sector",
    "state",
    "decision",
    "rejection_reason",
    "vocabulary_version",
    "revision",
}
AGENCIES = st.sampled_from(["police", "schools", "counselling", "families", "social-services"])


class Life(RuleBasedStateMachine):
    """One situation from any state, one open meeting, people who press any button at any time."""

    @initialize(state=st.sampled_from(State))
    def begin(self, state: State) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.situations = Situations(make_cast())
        self.cast = self.situations.cast
        discussion = self.situations.in_state(state)
        if state in (State.BROUGHT, State.REOPENED):
            self.situations.take_up(discussion)
        discussion.refresh_from_db()
        self.pk = discussion.pk
        self.revisions = [discussion.revision]
        self.meeting_revisions = [self.situations.fresh_meeting().revision]
        self.decisions = [discussion.decision] if discussion.decision else []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @property
    def now(self) -> Discussion:
        return Discussion.objects.get(pk=self.pk)

    def _try(self, verb: Any, *, stale: bool = False, **facts: Any) -> None:
        before = self.now
        if "revision" in facts:
            facts["revision"] = before.revision - (1 if stale else 0)
        try:
            verb(discussion=before, at=self.situations.tick(), **facts)
        except HeadwaterError:
            assert self.now.revision == before.revision, "a refusal changed the record"
            return
        assert self.now.revision > before.revision
        if verb is services.confirm_decision:
            self.decisions.append(self.now.decision)

    @rule(accepted=st.booleans())
    def go_on(self, accepted: bool) -> None:
        """What comes next by itself, so that walks get far; the other rules press anything."""
        match self.now.state:
            case State.BROUGHT:
                self.start("chair")
            case State.AT_FILTER_TWO:
                self.propose(accepted=accepted, stale=False)
            case State.DECISION_PROPOSED:
                self.confirm(stale=False)
            case State.AT_FILTER_THREE | State.REOPENED:
                self.disclose("police", "consent.person")
                self.choose("counselling", ["families"])
            case State.AT_FILTER_FOUR:
                self.report()
            case State.REPORTED_BACK:
                self.conclude()
            case State.CONCLUDED:
                self.reopen()

    @rule(by=st.sampled_from(["chair", "representative", "second_chair"]))
    def start(self, by: str) -> None:
        self._try(services.start_filter_two, by=self.cast.seat(by))

    @rule(by=st.sampled_from(["chair", "representative"]), facts=st.sampled_from([S1, S2]))
    def record(self, by: str, facts: dict[str, Any]) -> None:
        self._try(services.record_facts, revision=0, by=self.cast.seat(by), **facts)

    @rule(accepted=st.booleans(), stale=st.booleans())
    def propose(self, accepted: bool, stale: bool) -> None:
        self._try(
            services.propose_decision,
            stale=stale,
            revision=0,
            findings=MET if accepted else ONE_AGENCY_CAN,
            accepted=accepted,
            rejection_reason="" if accepted else "single-agency",
            by=self.cast.chair,
        )

    @rule()
    def withdraw(self) -> None:
        self._try(services.withdraw_proposal, revision=0, by=self.cast.chair)

    @rule(stale=st.booleans())
    def confirm(self, stale: bool) -> None:
        self._try(services.confirm_decision, stale=stale, revision=0, by=self.cast.chair)

    @rule(agency=AGENCIES, basis=st.sampled_from(["consent.person", "act.mfippa-32-h"]))
    def disclose(self, agency: str, basis: str) -> None:
        self._try(
            services.record_disclosure,
            agency=self.cast.agency(agency),
            basis=basis,
            consent_state="given",
            by=self.cast.chair,
        )

    @rule(agency=AGENCIES, answer=st.sampled_from(Answer))
    def answer(self, agency: str, answer: Answer) -> None:
        self._try(
            services.answer, agency=self.cast.agency(agency), answer=answer, by=self.cast.chair
        )

    @rule(lead=AGENCIES, assisting=st.lists(AGENCIES, max_size=2))
    def choose(self, lead: str, assisting: list[str]) -> None:
        self._try(
            services.choose_agencies,
            lead=self.cast.agency(lead),
            assisting=[self.cast.agency(code) for code in assisting],
            by=self.cast.chair,
        )

    @rule()
    def report(self) -> None:
        self._try(services.report_back, by=self.cast.chair)

    @rule()
    def conclude(self) -> None:
        self._try(services.conclude, conclusion="other.not-found", by=self.cast.chair)

    @rule()
    def reopen(self) -> None:
        self._try(services.reopen, reason=ReopenReason.RISK_RETURNED, by=self.cast.chair)

    @rule(field=st.sampled_from(["flags", "age_group", "type"]))
    def correct(self, field: str) -> None:
        now = {"flags": "hoarding", "age_group": "60-plus", "type": "group"}[field]
        self._try(
            services.correct,
            revision=0,
            field=field,
            now=now,
            reason="learned-later",
            by=self.cast.chair,
        )

    @invariant()
    def never_two_decisions(self) -> None:
        if hasattr(self, "pk"):
            assert len(self.decisions) <= 1
            assert (self.now.decision != "") == bool(self.decisions)

    @invariant()
    def a_rejection_has_nothing_left(self) -> None:
        if not hasattr(self, "pk") or self.now.state != State.REJECTED:
            return
        row = Discussion.objects.filter(pk=self.pk).values().get()
        assert {name for name, value in row.items() if value} <= LEFT
        for relation in Discussion._meta.related_objects:
            held = relation.related_model._base_manager
            assert not held.filter(**{relation.field.name: self.pk}).exists()

    @invariant()
    def revisions_only_grow(self) -> None:
        if not hasattr(self, "pk"):
            return
        self.revisions.append(self.now.revision)
        self.meeting_revisions.append(Meeting.objects.get().revision)
        assert self.revisions == sorted(self.revisions)
        assert self.meeting_revisions == sorted(self.meeting_revisions)

    @invariant()
    def every_step_is_one_of_the_rules_and_in_order(self) -> None:
        if not hasattr(self, "pk"):
            return
        steps = list(StateChange.objects.filter(discussion_id=self.pk))
        allowed = {(source, move.target) for move in MOVES.values() for source in move.sources}
        for earlier, later in pairwise(steps):
            assert earlier.after == later.before
            assert earlier.at <= later.at
            assert (later.before, later.after) in allowed
        if self.now.state in ACCEPTED:
            assert steps[-1].after == self.now.state


@pytest.mark.django_db
def test_any_order_of_deeds_keeps_the_rules(proofs: bool) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=150 if proofs else 12,
            stateful_step_count=60 if proofs else 30,
            deadline=None,
            derandomize=not proofs,
        ),
    )
