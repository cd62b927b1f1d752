"""The vocabulary as this room reads it: which codes are known, and what they mean here.

Records outlive versions of a list, so meanings and labels are looked up in every version this
installation has had, newest first.
"""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.models import Agency
from headwater.table.discussions import codes as discussions
from headwater.table.discussions.models import Discussion
from headwater.table.discussions.rules import YOUTH_AGE_GROUPS
from headwater.vocabulary import registry

from .rules import NEEDS_REASON, Outcome

CONSENT_STATES = "consent_states"
CONSENT_GIVERS = "consent_givers"
CONTACT_OUTCOMES = "contact_outcomes"
CORRECTION_REASONS = "correction_reasons"
GAP_KINDS = "gap_kinds"
LEGAL_BASES = "legal_bases"
MOBILIZATION_STATES = "mobilization_states"
POLICE_REASONS = "police_at_door_reasons"
RESPONSE_STEPS = "response_steps"
SECTORS = "sectors"
SERVICES = "services"
STEP_REASONS = "step_reasons"


def known(list_name: str, code: str, *, field: str) -> str:
    """The code, if the list in force has it. Refused at the field otherwise; never echoes it."""
    if code not in registry.current(list_name):
        raise Refused(_("Choose one of the answers in the list."), field=field)
    return code


def choices(list_name: str) -> list[tuple[str, str]]:
    """Code and label of every entry in force, in the language of the page."""
    return registry.current(list_name).choices(get_language() or "en")


def label(list_name: str, code: str) -> str:
    """The words for a code, from the newest version that has it; the code itself if none has."""
    for found in reversed(registry.versions(list_name)):
        if code in found:
            return found.label(code, get_language() or "en")
    return code


def _with(list_name: str, attribute: str) -> frozenset[str]:
    return frozenset(
        entry.code
        for found in registry.versions(list_name)
        for entry in found
        if entry.get(attribute) is True
    )


def reached() -> frozenset[str]:
    """Outcomes in which the person was reached: the first of them stops the clock."""
    return _with(CONTACT_OUTCOMES, "reached")


def connects() -> frozenset[str]:
    """States of a service in which the person is connected to it."""
    return _with(MOBILIZATION_STATES, "connected")


def allows() -> frozenset[str]:
    """Answers of a person that let an agency work with them."""
    return _with(CONSENT_STATES, "allows")


def definition(list_name: str, code: str) -> str:
    """What a code means, from the newest version that has it; empty where it says nothing."""
    for found in reversed(registry.versions(list_name)):
        entry = found.get(code)
        if entry is not None:
            return entry.definition(get_language() or "en")
    return ""


def reason_for(outcome: Outcome, reason: str) -> str:
    """The reason, if the list in force has it for this outcome; none for what was done.

    Refused at the field otherwise.
    """
    kind = NEEDS_REASON.get(outcome)
    if kind is None:
        return ""
    found = registry.current(STEP_REASONS).get(reason)
    if found is None or found.get("outcome") != kind:
        raise Refused(_("Choose a reason that fits."), field="reason")
    return reason


def reasons_for(outcome: Outcome) -> list[tuple[str, str]]:
    """Code and label of the reasons that fit an outcome, in the language of the page."""
    kind = NEEDS_REASON[outcome]
    language = get_language() or "en"
    return [
        (entry.code, entry.label(language))
        for entry in registry.current(STEP_REASONS)
        if entry.get("outcome") == kind
    ]


def gap_for(state: str) -> str:
    """The kind of gap a state of a service speaks of, or an empty string."""
    found = registry.current(MOBILIZATION_STATES).get(state)
    return str(found.get("gap_kind") or "") if found else ""


def sector_of(service: str) -> str:
    """The sector a service belongs to in the list in force, or an empty string."""
    found = registry.current(SERVICES).get(service)
    return str(found.get("sector") or "") if found else ""


def bases_to_open(discussion: Discussion, agency: Agency) -> tuple[str, ...]:
    """The legal bases an agency may open the plan on: its own authority pack.

    As at filter three, one that speaks of a youth record stands only where the subject may
    be 12 to 17.
    """
    youth = discussion.age_group in YOUTH_AGE_GROUPS or discussion.type != discussions.PERSON
    return discussions.bases_for(agency, youth=youth)
