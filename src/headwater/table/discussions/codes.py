"""The lists of the vocabulary this room takes codes from, and the questions it asks of them.

A posted code is compared, never echoed: the error names the field and not what was sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.models import Agency
from headwater.vocabulary import registry

TYPES = "discussion_types"
AGE_GROUPS = "age_groups"
SEXES = "sexes"
SECTORS = "sectors"
FACTORS = "risk_factors"
PROTECTIVE = "protective_factors"
FLAGS = "study_flags"
CRITERIA = "criteria"
DISSENT = "dissent_criteria"
REJECTION_REASONS = "rejection_reasons"
CONCLUSIONS = "conclusions"
LEGAL_BASES = "legal_bases"
CONSENT_STATES = "consent_states"
NOT_SOUGHT_REASONS = "consent_not_sought_reasons"
CORRECTION_REASONS = "correction_reasons"
DISCLOSED_KINDS = "disclosed_kinds"
RECORD_KINDS = "record_kinds"

NAME = "name"

PERSON = "person"
NOT_ASKED = "not-asked"

# Field of the record -> the list its codes come from.
LISTS: dict[str, str] = {
    "type": TYPES,
    "age_group": AGE_GROUPS,
    "sex": SEXES,
    "factors": FACTORS,
    "protective": PROTECTIVE,
    "flags": FLAGS,
    "conclusion": CONCLUSIONS,
}


def version() -> str:
    """The set of lists in force, as written on each record."""
    return registry.bundle_version()


def criteria() -> tuple[str, ...]:
    """The codes of the criteria of acutely elevated risk, in the order they are asked."""
    return registry.current(CRITERIA).codes


def checked(list_name: str, code: str, *, field: str) -> str:
    """The code, if the list in force has it; Refused at the field otherwise."""
    if code not in registry.current(list_name):
        raise Refused(_("Choose from the list: this entry is not in it."), field=field)
    return code


def checked_all(list_name: str, chosen: Iterable[str], *, field: str) -> tuple[str, ...]:
    """The codes, each once, sorted; Refused at the field if one is not in the list in force."""
    return tuple(sorted({checked(list_name, code, field=field) for code in chosen}))


def age_groups(*, wide: bool) -> tuple[str, ...]:
    """The age groups a table offers: narrow ones, or wide ones in small-place mode."""
    wanted = {"wide" if wide else "narrow", "any"}
    return tuple(
        entry.code for entry in registry.current(AGE_GROUPS) if entry.get("scheme") in wanted
    )


def checked_age(code: str, *, wide: bool) -> str:
    """An age group this table may keep; in small-place mode a narrow one as its wide one."""
    entry = registry.current(AGE_GROUPS)[checked(AGE_GROUPS, code, field="age_group")]
    if wide and entry.get("wide"):
        return str(entry.get("wide"))
    if not wide and entry.get("scheme") == "wide":
        raise Refused(_("Choose one of the narrower age groups."), field="age_group")
    return entry.code


def bases_for(agency: Agency, *, youth: bool) -> tuple[str, ...]:
    """The legal bases an agency may name: its authority pack, by type of agency.

    An entry that opens nothing (`kind` none) is left out; one that speaks of a youth record
    stands only where the subject may be 12 to 17.
    """
    found = []
    for entry in registry.current(LEGAL_BASES):
        applies = _strings(entry.get("applies_to", ()))
        # An entry that names no type is open to all; an agency of unknown type has only those.
        fits = not applies or agency.agency_type in applies
        if fits and entry.get("kind") != "none" and (youth or not entry.get("youth_record")):
            found.append(entry.code)
    return tuple(found)


def is_consent(basis: str) -> bool:
    """Whether a legal basis is the person's consent."""
    return registry.current(LEGAL_BASES)[basis].get("kind") == "consent"


def allows(consent_state: str) -> bool:
    """Whether a state of consent lets an agency share."""
    return bool(registry.current(CONSENT_STATES)[consent_state].get("allows"))


def _strings(value: object) -> Collection[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value) if isinstance(value, Iterable) else ()
