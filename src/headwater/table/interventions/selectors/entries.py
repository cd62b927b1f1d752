"""What is recorded in a response, without what a correction has struck out."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from headwater.core.errors import NotFoundHere
from headwater.network.models import Agency
from headwater.vault import api as vault

from .. import codes
from ..models import (
    ActingLead,
    Consent,
    Contact,
    Correction,
    Debrief,
    DoorAgency,
    DoorDecision,
    Entry,
    Mobilization,
    ReportBack,
    Response,
    Step,
    SystemGap,
    ToBeTold,
    Visit,
)

# The kinds of entries that a correction can strike out, by the name it stores.
KINDS: dict[str, type[Entry]] = {
    "step": Step,
    "door": DoorDecision,
    "visit": Visit,
    "consent": Consent,
    "contact": Contact,
    "mobilization": Mobilization,
    "gap": SystemGap,
    "to_be_told": ToBeTold,
    "report": ReportBack,
    "debrief": Debrief,
    "acting": ActingLead,
}


def standing[E: Entry](entries: QuerySet[E]) -> QuerySet[E]:
    """The entries that no correction has struck out."""
    return entries.exclude(Exists(Correction.objects.filter(entry=OuterRef("reference"))))


def entry_of(response: Response, reference: str) -> tuple[str, Entry]:
    """An entry of this response with its kind. NotFoundHere where there is none."""
    for kind, model in KINDS.items():
        entries = model._default_manager.select_related("by_agency")
        found = entries.filter(response=response, reference=reference).first()
        if found is not None:
            return kind, found
    raise NotFoundHere


def door_of(response: Response) -> DoorDecision | None:
    """Who kind of goes to the door: the latest decision that stands."""
    return standing(DoorDecision.objects.filter(response=response)).order_by("at", "id").last()


def visit_of(response: Response) -> Visit | None:
    """What makes the visit safe, and its language: the latest that stands."""
    return standing(Visit.objects.filter(response=response)).order_by("at", "id").last()


def reached_at(response: Response) -> datetime | None:
    """When the person was first reached; None while the clock runs."""
    reached = standing(Contact.objects.filter(response=response, outcome__in=codes.reached()))
    return reached.order_by("at").values_list("at", flat=True).first()


def current_consents(response: Response) -> list[Consent]:
    """The last answer of each person to each agency, by number."""
    last: dict[tuple[int, int | None], Consent] = {}
    answers = standing(Consent.objects.filter(response=response)).select_related("agency")
    for each in answers.order_by("at", "id"):
        last[each.person_number, each.agency_id] = each
    return sorted(last.values(), key=lambda each: (each.person_number, each.agency_id or 0))


def current_services(response: Response) -> list[Mobilization]:
    """The last step with each service and agency, in the order they were begun."""
    last: dict[tuple[str, str, int | None], Mobilization] = {}
    steps = standing(Mobilization.objects.filter(response=response)).select_related("agency")
    for each in steps.order_by("at", "id"):
        last[each.service, each.sector, each.agency_id] = each
    return list(last.values())


def untold(response: Response) -> QuerySet[ToBeTold]:
    """Persons who are still to be told, soonest first."""
    waiting = ToBeTold.objects.filter(response=response, told_at__isnull=True)
    return standing(waiting).select_related("owner").order_by("due", "id")


def entries_of(response: Response) -> dict[str, list[Entry]]:
    """Every entry of a response by kind, oldest first, struck-out ones among them."""
    return {
        kind: list(
            model._default_manager.filter(response=response)
            .select_related(*_AGENCIES[kind])
            .order_by(*(("due_at", "position", "id") if kind == "step" else ("at", "id")))
        )
        for kind, model in KINDS.items()
    }


# Kind -> the agencies to read along with its entries.
_AGENCIES = {
    "step": ("by_agency", "owner", "settled_by"),
    "door": ("by_agency",),
    "visit": ("by_agency",),
    "consent": ("by_agency", "agency"),
    "contact": ("by_agency",),
    "mobilization": ("by_agency", "agency"),
    "gap": ("by_agency",),
    "to_be_told": ("by_agency", "owner"),
    "report": ("by_agency",),
    "debrief": ("by_agency",),
    "acting": ("by_agency", "seat__person", "seat__agency"),
}


def corrections_of(response: Response) -> dict[str, Correction]:
    """The corrections of a response by the entry each strikes out."""
    found = Correction.objects.filter(response=response).select_related("by_agency")
    return {each.entry: each for each in found}


def going_of(response: Response) -> dict[int, list[Agency]]:
    """The agencies that go, by the key of the decision about the door."""
    going: dict[int, list[Agency]] = {}
    for row in DoorAgency.objects.filter(decision__response=response).select_related("agency"):
        going.setdefault(row.decision_id, []).append(row.agency)
    return going


def has_plan(response: Response) -> bool:
    """Whether anything is sealed under the response."""
    return bool(vault.entries(reference=response.sealed_under))
