"""The cast of the browser tests: the members of `tests.cast`, played by the demo's people.

Two parts nobody plays in the demo are added to it: a second chair of the table, and the
representative of an agency whose agreement has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PASSWORD = "water finds its way"  # the demo's, printed at its start
SLUG = "riverbend-mobilization-partnership"
HOUSE = "riverbend.example"


@dataclass(frozen=True)
class Member:
    """Who plays a part: the name before the @, and the agency's code."""

    mailbox: str
    agency: str = ""

    @property
    def email(self) -> str:
        """What they type to sign in."""
        return f"{self.mailbox}@{HOUSE}"


MEMBERS: dict[str, Member] = {
    "representative": Member("police", "police"),
    "alternate": Member("alternate", "police"),
    "counsellor": Member("mentalhealth", "mental-health"),
    "child_worker": Member("children", "child-welfare"),
    "housing_worker": Member("housing", "housing"),
    "bystander": Member("centre", "francophone-centre"),
    "agency_lead": Member("lead", "police"),
    "chair": Member("chair"),
    "second_chair": Member("second.chair"),
    "analyst": Member("analyst"),
    "evaluator": Member("evaluator"),
    "steering": Member("steering"),
    "data_steward": Member("steward", "indigenous-partner"),
    "privacy_officer": Member("privacy"),
    "administrator": Member("admin"),
    "recused": Member("hospital", "hospital"),
    "lapsed": Member("lapsed", "lapsed-agency"),
    "other_table": Member("other-table", "social-services"),
    # Not in the cast, but at the table in the stories.
    "teacher": Member("school", "school-board"),
    "shelter_worker": Member("shelter", "shelter"),
    "social_worker": Member("social", "social-services"),
}

# Who is added to the demo: code of the table, name, and when the agreement ended.
SECOND_CHAIR = "Emeric Stillwater"
LAPSED_PERSON = "Dov Farrow"
LAPSED_AGENCY = ("lapsed-agency", "Riverbend Sports Club", "Club sportif de Méandre")
LAPSED_SINCE = date(2026, 1, 31)
