"""The shape every list file must have: its keys, and the attributes that single lists add.

Kept apart from the loader so that a reviewer can read what is allowed without reading code that
checks it. The reference page for these columns is `docs/reference/vocabulary.md`.
"""

import re
from dataclasses import dataclass

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*")
LIST_NAME = re.compile(r"[a-z]+(_[a-z]+)*")
VERSION = re.compile(r"\d{4}(-[a-z0-9]+)+")

HEAD_REQUIRED = ("name", "version", "title_en", "title_fr", "source", "valid_from")
HEAD_OPTIONAL = ("valid_until", "grouped_by")
GROUP_KEYS = ("code", "label_en", "label_fr")
ENTRY_REQUIRED = (
    "code",
    "position",
    "label_en",
    "label_fr",
    "provenance",
    "label_fr_provenance",
)
ENTRY_OPTIONAL = ("category", "definition_en", "definition_fr", "reviewer")

PROVENANCES = {
    "booklet-3-appendix-f": "the name was seen in Ontario's Booklet 3, Appendix F",
    "published-guidance": "seen in public guidance of a ministry or of tables",
    "published-report": "seen in a public report or description of a table or database",
    "drafted": "written or recalled by us; nobody has reviewed it",
    "ministry": "taken from a ministry's own list",
    "community": "agreed by the community that loaded it",
}


@dataclass(frozen=True)
class Attribute:
    """What one extra column may hold.

    `kind` is text, integer, flag or codes (several). `list_name` says that each value must be a
    code of that list; `choices` closes the set.
    """

    kind: str = "text"
    required: bool = False
    list_name: str | None = None
    choices: tuple[str, ...] = ()


PROXY = Attribute(choices=("indigenous-identity", "language", "gender-or-sexual-identity"))
SECTOR = Attribute(required=True, list_name="sectors")
ACT = {
    "act_en": Attribute(),
    "act_fr": Attribute(),
    "section": Attribute(),
    "source_url": Attribute(),
}

ATTRIBUTES: dict[str, dict[str, Attribute]] = {
    "risk_factors": {"booklet_group": Attribute()},
    "sectors": {"proxy_of": PROXY},
    "agency_types": {"sector": SECTOR, "proxy_of": PROXY},
    "services": {"sector": SECTOR, "proxy_of": PROXY},
    "age_groups": {
        "scheme": Attribute(required=True, choices=("narrow", "wide", "any")),
        "from_age": Attribute("integer"),
        "to_age": Attribute("integer"),
        "wide": Attribute(list_name="age_groups"),
    },
    "mobilization_states": {
        "connected": Attribute("flag", required=True),
        "gap_kind": Attribute(list_name="gap_kinds"),
    },
    "legal_bases": {
        "kind": Attribute(required=True, choices=("consent", "without-consent", "none")),
        "law": Attribute(
            choices=(
                "consent",
                "health",
                "freedom-of-information",
                "child-welfare",
                "youth-justice",
                "policing",
                "federal",
                "first-nation",
                "none",
            ),
        ),
        "standing": Attribute(choices=("drafted", "to-be-checked")),
        "notice": Attribute("flag"),
        "caution_en": Attribute(),
        "caution_fr": Attribute(),
        "caution_for": Attribute("codes", list_name="agency_types"),
        "youth_record": Attribute("flag"),
        "applies_to": Attribute("codes", list_name="agency_types"),
        **ACT,
    },
    "record_kinds": {
        "public": Attribute("flag", required=True),
        "standing": Attribute(required=True, choices=("drafted", "to-be-checked")),
        "custody_en": Attribute(required=True),
        "custody_fr": Attribute(required=True),
        "act_en": Attribute(required=True),
        "act_fr": Attribute(required=True),
        "contact_en": Attribute(required=True),
        "contact_fr": Attribute(required=True),
        "retention_en": Attribute(required=True),
        "retention_fr": Attribute(required=True),
        "complaint_en": Attribute(required=True),
        "complaint_fr": Attribute(required=True),
    },
    "consent_states": {"allows": Attribute("flag", required=True)},
    "contact_outcomes": {"reached": Attribute("flag", required=True)},
    "duties": {
        "strength": Attribute(required=True, choices=("must", "should", "may")),
        "asked_for": Attribute(required=True, choices=("everyone", "child", "adult")),
        "from_age": Attribute("integer"),
        "to_age": Attribute("integer"),
        "sectors": Attribute("codes", list_name="sectors"),
        "raised_by": Attribute("codes", list_name="risk_factors"),
        "call_en": Attribute(required=True),
        "call_fr": Attribute(required=True),
        **ACT,
    },
    "duty_answers": {
        "settles": Attribute("flag", required=True),
        "needs_time": Attribute("flag", required=True),
    },
    "step_reasons": {"outcome": Attribute(required=True, choices=("not-possible", "not-done"))},
    "became_of_it": {
        "needs": Attribute(required=True, choices=("reached", "connected", "lowered", "nothing"))
    },
    "capacity_states": {
        "tone": Attribute(required=True, choices=("done", "waiting", "attention", "closed"))
    },
    "action_kinds": {"about": Attribute(required=True, choices=("discussion", "table", "either"))},
    "action_reasons": {"ending": Attribute(required=True, choices=("not-possible", "not-done"))},
    "screening_questions": {
        "expected": Attribute(required=True, choices=("yes", "no", "either")),
    },
    "youth_record_facts": {
        "from_age": Attribute("integer", required=True),
        "to_age": Attribute("integer", required=True),
        "factors": Attribute("codes", list_name="risk_factors"),
        "flags": Attribute("codes", list_name="study_flags"),
        "instead": Attribute("codes", list_name="risk_factors"),
        "standing": Attribute(required=True, choices=("drafted", "to-be-checked")),
        **ACT,
    },
    "youth_record_grounds": {
        "holders": Attribute("codes", list_name="agency_types"),
        "recipients": Attribute("codes", list_name="agency_types"),
        "longest_days": Attribute("integer", required=True),
        "standing": Attribute(required=True, choices=("drafted", "to-be-checked")),
        "caution_en": Attribute(),
        "caution_fr": Attribute(),
        **ACT,
    },
    "starting_points": {
        "sectors": Attribute("codes", list_name="sectors"),
        "first": Attribute("codes", list_name="screening_questions"),
        "last": Attribute("codes", list_name="screening_questions"),
    },
    "starting_questions": {
        "expected": Attribute(required=True, choices=("yes", "no", "either")),
    },
}
