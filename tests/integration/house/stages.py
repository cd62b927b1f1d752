"""What stands on the stage while the cast asks for pages: places made through services.

A stage is a name of the table `tests/permissions/pages.csv`: a state of a discussion, or one of
those below. It knows the address of each page and what is sent to each deed there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from headwater.accounts.models import Person
from headwater.accounts.services import invite
from headwater.evidence.extract.build import build
from headwater.impact.logic_models.models import Goal
from headwater.impact.logic_models.services import install_drafts
from headwater.network.directory import services as directory
from headwater.stewardship.services import end_seat
from headwater.table.actions import services as actions
from headwater.table.discussions import services as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import Answer
from headwater.table.follow_up import services as follow_up
from headwater.table.interventions import services as responses
from headwater.table.interventions.models import Contact, ToBeTold
from headwater.table.interventions.rules import PlanField
from headwater.table.meetings import services as meetings
from headwater.table.screening import services as screenings
from headwater.table.screening.rules import SealedField
from headwater.table.system_gaps import services as system_gaps
from headwater.vocabulary import registry
from tests.cast import Cast, make_seat
from tests.integration.publishing.press import Press
from tests.integration.screening.room import CHILD, S2, Room
from tests.integration.visits import Clock
from tests.situations import MET, S1, Situations

DAY = {"starts_on_day": "5", "starts_on_month": "3", "starts_on_year": "2026"}
PLANNED = "planned"
Names = dict[str, str]


@dataclass
class Stage:
    """Names in addresses, and what is sent to deeds, by page."""

    names: Names = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)


class Stages:
    """Makes stages over one cast."""

    def __init__(self, situations: Situations, clock: Clock, home: Path) -> None:
        self.situations, self.clock, self.home = situations, clock, home
        self.cast: Cast = situations.cast

    def make(self, name: str) -> Stage:
        """The stage of this name; the clock of the pages then stands at its last deed."""
        own: dict[str, Callable[[], Stage]] = {
            "cast": self.with_nothing,
            PLANNED: self.with_a_planned_meeting,
            "sealed": self.with_a_sealed_name,
            "screening": self.with_a_screening,
            "kept": self.with_a_kept_screening,
            "youth_record": self.with_a_youth_record,
            "response": self.with_a_response,
            "action": self.with_an_action,
            "offering": self.with_a_service_offered,
            "told": self.with_a_line_said,
            "gap": self.with_a_system_gap,
            "left": self.with_work_left_behind,
            "extract": self.with_an_extract,
            "edition": self.with_an_edition,
            "published": self.with_a_published_edition,
        }
        made = own[name]() if name in own else self.with_a_discussion(name)
        self.clock.at = max(self.clock.at, self.situations.at)
        return made

    def with_nothing(self) -> Stage:
        """The cast alone, with its goals and someone who is invited."""
        install_drafts(community=self.cast.community, at=self.situations.at)
        newcomer = Person.objects.create(email="nora@riverbend.example", display_name="Nora")
        code = invite(person=newcomer, at=self.situations.at)
        goal = Goal.objects.order_by("id").first()
        assert goal
        return Stage(
            {
                "goals:goal reference": goal.reference,
                "accounts_invitation code": code,
                "calendars:feed token": "nobodys",
                "stewardship:end_seat reference": self.cast.bystander.reference,
                "stewardship:invite_again reference": self.cast.bystander.reference,
                "setup:take_up reference": self.cast.community.reference,
                "setup:table reference": self.cast.table.reference,
                "table": self.cast.table.reference,
                "reference": self.cast.agency("schools").reference,
            },
            {"switch_seat": {"seat": "s-nobodys"}},
        )

    # --- the table ---

    def with_a_planned_meeting(self) -> Stage:
        """A meeting that has not begun."""
        meeting = self.situations.planned_meeting()
        return Stage(
            {"meeting": meeting.reference, "reference": self.cast.agency("police").reference}
        )

    def with_a_discussion(self, state: str) -> Stage:
        """A situation the police brought; its item is open; the recused has stepped out of it."""
        situations = self.situations
        discussion = situations.in_state(state)
        if state == "rejected":
            situations.running()
        else:
            situations.take_up(discussion)
        situations.step_aside(discussion)
        return Stage(self._names(discussion), self._sent(discussion))

    def with_a_sealed_name(self) -> Stage:
        """The police sealed a name at filter three; counselling can help; the recused is out."""
        situations, cast = self.situations, self.cast
        cast.table.filter_three = "sealed"
        cast.table.save()
        discussion = situations.at_filter_three()
        situations.step_aside(discussion)
        deed: dict[str, Any] = {"discussion": discussion, "by": cast.representative}
        discussions.record_disclosure(
            **deed,
            agency=cast.agency("police"),
            basis="consent.person",
            consent_state="given",
            at=situations.tick(),
        )
        discussions.seal_name(**deed, name="Fictional", born=None, at=situations.tick())
        discussions.answer(
            discussion=discussion,
            agency=cast.agency("counselling"),
            answer=Answer.CAN_HELP,
            by=cast.counsellor,
            at=situations.tick(),
        )
        names = {"discussion": discussion.reference}
        return Stage(names, {"discussions:seal": {"name": "Fictional too"}})

    def _names(self, discussion: Discussion) -> Names:
        at = self.situations.tick()
        series = meetings.plan_series(
            table=self.cast.table,
            weekdays=["TU"],
            hour=at.time(),
            starts_on=at.date(),
            by=self.cast.chair,
            at=at,
        )
        item = self.situations.item_of(discussion)
        place = meetings.add_place(table=self.cast.table, name="Hall", by=self.cast.chair, at=at)
        guest = "g-nobody"
        if item.state == "open":
            came = meetings.welcome_guest(item=item, sector="housing", by=self.cast.chair, at=at)
            guest = came.reference
        return {
            "place": place.reference,
            "guest": guest,
            "meeting": item.meeting.reference,
            "item": item.reference,
            "discussion": discussion.reference,
            "series": series.reference,
            "agency": self.cast.agency("police").reference,
            "field": "factors",
        }

    def _sent(self, discussion: Discussion) -> dict[str, dict[str, Any]]:
        discussion.refresh_from_db()
        cast, revision = self.cast, {"revision": discussion.revision}
        findings = {f"criterion-{code}": "yes" for code in MET}
        facts = {"type": "family", "factors": [*S1["factors"], "gambling.affected"]}
        return {
            "board:hand_over": {"to": cast.second_chair.reference},
            "board:roll": {cast.alternate.reference: "apologies"},
            "board:move": {"to": "down"},
            "board:facts": facts | revision,
            "board:decision": {"accepted": "accepted"} | findings | revision,
            "board:confirm": revision,
            "board:take_back": revision,
            "board:basis": {"consent_state": "given", "basis": "consent.person"},
            "board:answer": {"answer": "can_help"},
            "board:answers": {cast.agency("housing").reference: "can_help"},
            "board:agencies": {"lead": cast.agency("counselling").reference, "no_name": "on"},
            "board:conclusion": {"conclusion": "risk-lowered.informed"},
            "board:reopen": {"reason": "risk_returned"},
            "board:correct": {"now": "gambling.affected", "reason": "learned-later"} | revision,
        }

    # --- filters one and four ---

    def with_a_screening(self) -> Stage:
        """One of the police, ready and with a sealed note; their lead drafts new questions."""
        room = Room(self.cast, self.situations.at)
        screening = room.coded()
        texts = {SealedField.NOTE: "Fictional."}
        by = self.cast.representative
        screenings.seal_note(screening=screening, texts=texts, by=by, at=room.tick())
        lead = self.cast.agency_lead
        screenings.share(protocol=screening.protocol, by=lead, at=room.tick())
        draft = screenings.start_draft(by=lead, at=room.tick())
        self.situations.at = room.at
        return Stage(
            {
                "screening:version reference": screening.protocol.reference,
                "screening:share reference": screening.protocol.reference,
                "screening:shared reference": screening.protocol.reference,
                "reference": screening.reference,
                "code": draft.questions[0]["code"],
            },
            {"screening:change_question": {"do": "down"}},
        )

    def with_a_kept_screening(self) -> Stage:
        """One the police kept."""
        room = Room(self.cast, self.situations.at)
        screening = room.kept()
        self.situations.at = room.at
        return Stage({"reference": screening.reference})

    def with_a_youth_record(self) -> Stage:
        """The police show it to the schools; the table has accepted the situation."""
        room, cast = Room(self.cast, self.situations.at), self.cast
        facts = S2 | {"age_group": "12-17"}
        screening = room.coded(facts, young=("12-15",), duties={CHILD: room.reported()})
        shown = screenings.Shown(
            ground="act.ycja-125-6-b",
            facts=["criminal.theft"],
            recipients=[cast.agency("schools")],
            ends=room.at.date() + timedelta(days=10),
        )
        record = screenings.seal_youth_record(
            screening=screening, shown=shown, by=cast.representative, at=room.tick()
        )
        room.at_filter_three(self.situations, screening)
        return Stage({"reference": record.reference})

    def with_a_response(self) -> Stage:
        """Counselling leads, families assist and are to tell a person; a plan is sealed."""
        situations, cast = self.situations, self.cast
        discussion = situations.at_filter_four()
        situations.step_aside(discussion)
        response = responses.start_response(
            discussion=discussion, by=cast.chair, at=situations.tick()
        )
        deed: dict[str, Any] = {"response": response, "by": cast.counsellor}
        texts = {PlanField.WHERE: "Fictional."}
        responses.write_plan(**deed, texts=texts, at=situations.tick())
        responses.record_contact(**deed, outcome="not-home", at=situations.tick())
        owner, due = cast.agency("families"), situations.at.date()
        at = situations.tick()
        responses.add_to_be_told(**deed, person_number=1, owner=owner, due=due, at=at)
        step = responses.add_step(
            **deed, step="contact-24h", owner=owner, hours=24, at=situations.tick()
        )
        return Stage(
            {
                "reference": response.reference,
                "code": "safety-plan",
                "interventions:entry_sheet discussion": discussion.reference,
                "interventions:settle entry": step.reference,
                "interventions:correct entry": Contact.objects.get().reference,
                "interventions:told entry": ToBeTold.objects.get().reference,
            },
            {
                "interventions:open_plan": {"basis": "consent.person", "form_key": "one"},
                "interventions:template": {"do": "down safety-plan-made"},
            },
        )

    # --- what is to be done ---

    def with_an_action(self) -> Stage:
        """Counselling looks in on someone; it leads, families assist, the recused stepped out."""
        situations, cast = self.situations, self.cast
        discussion = situations.at_filter_four()
        situations.step_aside(discussion)
        action = actions.give(
            kind="look-in",
            due=situations.at.date(),
            agency=cast.agency("counselling"),
            discussion=discussion,
            by=cast.chair,
            at=situations.tick(),
            form_key="one",
        )
        return Stage({"reference": action.reference})

    def with_work_left_behind(self) -> Stage:
        """Someone of the police had a screening under way when their seat ended."""
        cast, at = self.cast, self.situations.at
        police = {"agency": cast.agency("police"), "table": cast.table}
        left = make_seat(cast.community, "representative", name="leaver", **police)
        room = Room(cast, at)
        room.begun(by=left)
        self.situations.at = room.at
        end_seat(seat=left, by=cast.administrator, at=self.situations.tick())
        return Stage({"reference": left.reference})

    def with_a_system_gap(self) -> Stage:
        """Counselling met a service without room; the chair placed it."""
        situations, cast = self.situations, self.cast
        discussion, by = situations.at_filter_four(), cast.chair
        response = responses.start_response(discussion=discussion, by=by, at=situations.tick())
        entry = responses.record_gap(
            response=response,
            service=registry.current("services").entries[0].code,
            kind="no-capacity",
            by=cast.counsellor,
            at=situations.tick(),
        )
        gap = system_gaps.place(
            service=entry.service, kind=entry.kind, by=cast.chair, at=situations.tick()
        )
        return Stage({"reference": gap.reference})

    def with_a_line_said(self) -> Stage:
        """Counselling led what the police brought, and lets them know one line."""
        situations, cast = self.situations, self.cast
        discussion = situations.concluded()
        situations.step_aside(discussion)
        line = follow_up.say(
            discussion=discussion, code="someone-goes-on", by=cast.counsellor, at=situations.tick()
        )
        return Stage(
            {
                "follow_up:say reference": discussion.reference,
                "follow_up:read reference": line.reference,
            }
        )

    def with_a_service_offered(self) -> Stage:
        """Counselling says that it has room."""
        offering = directory.say(
            service="counselling",
            capacity="room",
            wait_days=None,
            in_french=True,
            by=self.cast.counsellor,
            at=self.situations.tick(),
        )
        return Stage({"reference": offering.reference})

    # --- figures and products ---

    def with_an_extract(self) -> Stage:
        """One discussion, in an extract; the sister table has discussed nothing yet."""
        self.situations.at_filter_three()
        build(self.home, at=self.situations.tick())
        return Stage({"name": "factors"})

    def _press(self) -> Press:
        press = Press(self.situations, self.clock, self.home)
        press.discussed()
        press.extracted()
        return press

    def with_an_edition(self) -> Stage:
        """A draft by the analyst."""
        edition = self._press().draft()
        verb = {"publishing:move verb": "send_for_review"}
        slug = self.cast.community.slug
        return Stage({"reference": edition.reference, "slug": slug} | verb)

    def with_a_published_edition(self) -> Stage:
        """Approved and published by the steering committee."""
        edition = self._press().published()
        return Stage({"reference": edition.reference, "slug": self.cast.community.slug})
