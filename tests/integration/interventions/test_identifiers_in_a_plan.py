"""A sealed plan holds names and an address; of a card number it is told once beforehand."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.vault import api as vault

from .conftest import Responses

pytestmark = pytest.mark.django_db


def test_a_plan_may_name_but_is_told_once_of_a_card_number(
    counsellor: Any, at_the_clock: Responses
) -> None:
    response = at_the_clock.open()
    page = f"/en/responses/{response.reference}/plan/"
    asked = counsellor.get(page).context["form"]
    text = {
        "where": "Kathy Bellmore, 12 Elm Street, SIN 098 259 799",
        "form_key": asked["form_key"].value(),
    }
    first = counsellor.post(page, text)
    assert first.status_code == 422
    assert "“098 259 799” looks like a social insurance number" in first.content.decode()
    assert "“Kathy Bellmore”" not in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert vault.entries(reference=response.reference) == []
    seen = first.context["form"]["identifiers_seen"].value()
    assert counsellor.post(page, text | {"identifiers_seen": seen}).status_code == 302
    assert len(vault.entries(reference=response.reference)) == 1
