"""The middle of a meeting, made through services in the home of a running site.

Runs as a process of its own (`site.arrange("tests.browser.midmorning")`) and prints, as JSON, where
everything is: a meeting with its first items done and S1 of the situations open, S2 at filter four
with its response, a screening of the police half way, and a draft of a bulletin.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from headwater.core.zones import Quarter

REPORTED = 2  # items of the agenda that are done before S1 comes up
S1 = (
    "basic-needs.neglected-by-others",
    "missing-school.chronic-absenteeism",
    "physical-violence.perpetrator",
    "alcohol.abuse-in-home",
    "mental-health.not-following-treatment",
    "suicide.current-risk",
)
S2 = ("physical-health.disability", "housing.no-access")


@dataclass
class Morning:
    """Who is there, and the time, which goes on by a minute with each deed."""

    at: datetime

    def tick(self) -> datetime:
        """A minute later."""
        self.at += timedelta(minutes=1)
        return self.at

    def seat(self, mailbox: str) -> Any:
        """The first seat of a person of the demo."""
        from headwater.network.models import Seat

        address = f"{mailbox}@riverbend.example"
        return Seat.objects.filter(person__email=address).order_by("id").first()

    def agency(self, code: str) -> Any:
        """An agency of the demo."""
        from headwater.network.models import Agency

        return Agency.objects.get(code=code)


def arrange() -> dict[str, str]:
    """Do it all; the references by what they are of."""
    from headwater.core import clock
    from headwater.table.meetings.models import Meeting

    # Long enough ago that nothing here lies ahead of the site’s own clock.
    morning = Morning(clock.now() - timedelta(minutes=40))
    meeting = Meeting.objects.filter(state="planned").order_by("starts_at").first()
    assert meeting
    first, second = _situations(morning, meeting)
    _open(morning, meeting)
    response = _to_filter_four(morning, meeting, second)
    item = _take_up(morning, meeting, first)
    return {
        "meeting": meeting.reference,
        "item": item,
        "discussion": first.reference,
        "response": response,
        "screening": _screening(morning),
        "draft": _draft(morning),
    }


def _situations(morning: Morning, meeting: Any) -> list[Any]:
    from headwater.table.discussions import services

    told = [
        ("police", "police", {"type": "family", "age_group": "", "sex": "", "factors": S1}),
        (
            "shelter",
            "shelter",
            {"type": "person", "age_group": "40-59", "sex": "unknown", "factors": S2},
        ),
    ]
    return [
        services.bring(
            table=meeting.table,
            agency=morning.agency(code),
            by=morning.seat(mailbox),
            at=morning.tick(),
            meeting=meeting,
            **facts,
        )
        for code, mailbox, facts in told
    ]


def _open(morning: Morning, meeting: Any) -> None:
    """Everyone is there but the hospital, and the first reports are heard."""
    from headwater.network.models import Seat
    from headwater.table.discussions import services as discussions
    from headwater.table.meetings import services

    chair = morning.seat("chair")
    services.open_meeting(meeting=meeting, by=chair, at=morning.tick())
    speakers = Seat.objects.filter(table=meeting.table, role="representative")
    for seat in speakers.exclude(agency__code__in=["hospital", "lapsed-agency", "paramedics"]):
        services.acknowledge(meeting=meeting, by=seat, at=morning.tick())
    discussions.fill_agenda(meeting=meeting, by=chair, at=morning.tick())
    for item in list(meeting.items.order_by("position"))[:REPORTED]:
        opened = services.open_item(item=item, by=chair, at=morning.tick())
        services.finish_item(item=opened, by=chair, at=morning.tick())


def _item(meeting: Any, discussion: Any) -> Any:
    return meeting.items.get(subject=discussion.reference)


def _take_up(morning: Morning, meeting: Any, discussion: Any) -> str:
    """Move it up behind what is done, and open it: filter two."""
    from headwater.table.discussions import services as discussions
    from headwater.table.meetings import services

    chair = morning.seat("chair")
    item = _item(meeting, discussion)
    services.move_item(item=item, position=REPORTED + 1, by=chair, at=morning.tick())
    services.open_item(item=_item(meeting, discussion), by=chair, at=morning.tick())
    discussions.start_filter_two(discussion=discussion, by=chair, at=morning.tick())
    return str(item.reference)


def _to_filter_four(morning: Morning, meeting: Any, discussion: Any) -> str:
    """Accepted, agencies chosen, a plan sealed, a first attempt, one consent, a gap."""
    from headwater.table.discussions import services as discussions
    from headwater.table.discussions.rules import Answer
    from headwater.table.interventions import services as responses
    from headwater.table.interventions.rules import PlanField
    from headwater.table.meetings import services
    from headwater.vocabulary import registry

    chair = morning.seat("chair")
    services.open_item(item=_item(meeting, discussion), by=chair, at=morning.tick())
    discussion = discussions.start_filter_two(discussion=discussion, by=chair, at=morning.tick())
    discussion = discussions.propose_decision(
        discussion=discussion,
        revision=discussion.revision,
        findings=dict.fromkeys(registry.current("criteria").codes, True),
        accepted=True,
        rejection_reason="",
        by=chair,
        at=morning.tick(),
    )
    discussion = discussions.confirm_decision(
        discussion=discussion, revision=discussion.revision, by=chair, at=morning.tick()
    )
    discussions.record_disclosure(
        discussion=discussion,
        agency=morning.agency("shelter"),
        basis="consent.person",
        consent_state="given",
        by=chair,
        at=morning.tick(),
    )
    for code in ("housing", "social-services"):
        discussions.answer(
            discussion=discussion,
            agency=morning.agency(code),
            answer=Answer.CAN_HELP,
            by=chair,
            at=morning.tick(),
        )
    discussion = discussions.choose_agencies(
        discussion=discussion,
        lead=morning.agency("housing"),
        assisting=[morning.agency("shelter"), morning.agency("social-services")],
        by=chair,
        at=morning.tick(),
    )
    response = responses.start_response(discussion=discussion, by=chair, at=morning.tick())
    lead = morning.seat("housing")
    deed: dict[str, Any] = {"response": response, "by": lead}
    texts = {PlanField.WHERE: "The library, the entrance with the ramp."}
    responses.write_plan(**deed, texts=texts, at=morning.tick())
    responses.record_contact(**deed, outcome="met", at=morning.tick())
    responses.record_consent(
        **deed, person_number=1, state="given", how="spoken", giver="person", at=morning.tick()
    )
    service = "emergency-shelter"
    responses.record_mobilization(**deed, service=service, state="not-available", at=morning.tick())
    responses.record_gap(**deed, service=service, kind="not-accessible", at=morning.tick())
    services.finish_item(item=_item(meeting, discussion), by=chair, at=morning.tick())
    return str(response.reference)


def _screening(morning: Morning) -> str:
    """One of the police: danger and duty are answered, the facts are coded."""
    from headwater.table.screening import services
    from headwater.table.screening.services import DutyGiven

    police = morning.seat("police")
    reported = DutyGiven("reported", reported_at=morning.at - timedelta(hours=1))
    found = services.begin(
        form_key="midmorning",
        danger="no",
        young=("under-12",),
        duties={"child-protection": reported},
        by=police,
        at=morning.tick(),
    )
    found = services.record_facts(
        screening=found,
        facts={"type": "family", "age_group": "", "sex": "", "factors": list(S1[:3])},
        by=police,
        at=morning.tick(),
    )
    return str(found.reference)


def _draft(morning: Morning) -> str:
    """A bulletin about the last quarter, corrected: a draft of its second edition."""
    from headwater.publishing import services

    analyst = morning.seat("analyst")
    edition = services.build_bulletin(
        community=analyst.community, quarter=Quarter(2025, 4), by=analyst, at=morning.tick()
    )
    return str(edition.reference)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "headwater.config.settings"
    import sys

    import django

    django.setup()
    sys.stdout.write(json.dumps(arrange()))
