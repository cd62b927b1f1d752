"""Every page and deed of the desk, for the whole cast; the answers are written by hand."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.cast import CAST, Cast
from tests.integration.visits import Visit, table

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
ROWS = table("stewardship")


@pytest.mark.parametrize("line", list(ROWS))
def test_each_member_gets_what_the_table_says(cast: Cast, visit: Visit, line: str) -> None:
    method, page = line.split()
    aim = cast.bystander.reference
    address = {
        "invite": f"/en/desk/seats/{aim}/invite",
        "end": f"/en/desk/seats/{aim}/end",
    }.get(page, f"/en/desk/{page}")
    sent = {"display_name": "Nora", "email": "nora@riverbend.example", "role": "analyst"}
    found = {}
    for name in CAST:
        client = visit(cast.seat(name))
        with transaction.atomic():
            answer = getattr(client, method)(address, sent)
            transaction.set_rollback(True)
        found[name] = str(answer.status_code)
    assert found == ROWS[line]
