"""Fills the home of the browser tests, once: the demo with a few months of history, and two more.

Runs as a process of its own (`python -m tests.browser.seed AT`), because settings are read once
and here they name the home being filled.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime

MONTHS = 6


def fill(at: datetime) -> None:
    """Migrate, gather static files, tell the history, add who is missing."""
    from headwater.config.launch.home import prepare
    from headwater.stewardship import demo

    prepare(_say)
    demo.build(at=at, progress=_say, months=MONTHS)
    _add()


def _add() -> None:
    from headwater.network.models import Agency, Agreement, Table
    from headwater.network.rules import Role
    from tests.browser import people

    table = Table.objects.get(code="riverbend")
    _seat(people.MEMBERS["second_chair"].email, people.SECOND_CHAIR, Role.CHAIR, None, table)
    code, english, french = people.LAPSED_AGENCY
    agency = Agency.objects.create(
        community=table.community,
        code=code,
        name_en=english,
        name_fr=french,
        agency_type="community-organization",
        sector="community-services",
        joined=table.community.launched,
    )
    signed = table.community.launched
    Agreement.objects.create(agency=agency, table=table, signed=signed, ends=people.LAPSED_SINCE)
    lapsed = people.MEMBERS["lapsed"].email
    _seat(lapsed, people.LAPSED_PERSON, Role.REPRESENTATIVE, agency, table)


def _seat(email: str, name: str, role: str, agency: object, table: object) -> None:
    from headwater.accounts.models import Person
    from headwater.network.models import Seat, Table
    from tests.browser import people

    assert isinstance(table, Table)
    person = Person.objects.create_user(email, name, people.PASSWORD)
    Seat.objects.create(
        person=person,
        community=table.community,
        agency=agency,  # type: ignore[misc]
        table=table,
        role=role,
        starts=table.community.launched,
    )


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "headwater.config.settings"
    import django

    django.setup()
    fill(datetime.fromisoformat(sys.argv[1]))
