"""The plan is sealed at once, opened for a recorded reason, and nowhere else to be found."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connections, models

from headwater.audit.models import Entry as TrailEntry
from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.table.interventions import selectors, services
from headwater.table.interventions.rules import LONGEST_TEXT, PlanField
from headwater.vault import api as vault

from .conftest import BASIS, SECRET, Responses

pytestmark = pytest.mark.django_db


def test_what_was_written_opens_for_the_agencies_in_the_response(responses: Responses) -> None:
    response, cast = responses.planned(), responses.cast
    for seat in (cast.counsellor, cast.child_worker):
        opened = services.open_plan(response=response, basis=BASIS, by=seat, at=responses.at)
        assert [(each.field, each.text) for each in opened] == [("where", SECRET)]


def test_an_opening_is_recorded_with_purpose_and_basis(responses: Responses) -> None:
    response = responses.planned()
    services.open_plan(
        response=response, basis=BASIS, by=responses.cast.child_worker, at=responses.at
    )
    entry = TrailEntry.objects.get(action="vault.opened")
    assert entry.outcome == "opened"
    assert '"purpose":"plan_response"' in entry.detail
    assert f'"basis":"{BASIS}"' in entry.detail
    assert entry.seat == responses.cast.child_worker.reference


def test_the_newest_text_of_a_part_is_shown_and_the_others_stay(responses: Responses) -> None:
    response, cast = responses.planned(), responses.cast
    services.write_plan(
        response=response,
        texts={PlanField.SAFETY: "A dog.", PlanField.WHERE: "At the library instead"},
        by=cast.child_worker,
        at=responses.later(minutes=1),
    )
    opened = services.open_plan(response=response, basis=BASIS, by=cast.counsellor, at=responses.at)
    assert [(each.field, each.text) for each in opened] == [
        ("where", "At the library instead"),
        ("safety", "A dog."),
    ]


@pytest.mark.parametrize("who", ["chair", "representative", "bystander", "housing_worker"])
def test_no_one_else_writes_or_opens_the_plan(who: str, responses: Responses) -> None:
    response, seat = responses.planned(), responses.cast.seat(who)
    assert seat
    with pytest.raises(Denied):
        services.open_plan(response=response, basis=BASIS, by=seat, at=responses.at)
    with pytest.raises(Denied):
        services.write_plan(
            response=response, texts={PlanField.WHERE: "x"}, by=seat, at=responses.at
        )


@pytest.mark.parametrize("basis", ["", "curiosity", "act.mfippa-32-h"])
def test_a_basis_that_is_not_the_agencys_own_opens_nothing(
    basis: str, responses: Responses
) -> None:
    response = responses.planned()
    with pytest.raises(Refused) as refusal:
        services.open_plan(
            response=response, basis=basis, by=responses.cast.counsellor, at=responses.at
        )
    assert refusal.value.field == "basis"
    assert not TrailEntry.objects.filter(action="vault.opened").exists()


def test_an_empty_or_endless_plan_is_refused_and_nothing_is_half_saved(
    responses: Responses,
) -> None:
    response, seat = responses.open(), responses.cast.counsellor
    with pytest.raises(Refused) as empty:
        services.write_plan(
            response=response, texts={PlanField.WHERE: "  "}, by=seat, at=responses.at
        )
    assert empty.value.field == "where"
    with pytest.raises(Refused) as endless:
        services.write_plan(
            response=response,
            texts={PlanField.WHERE: SECRET, PlanField.SAFETY: "x" * (LONGEST_TEXT + 1)},
            by=seat,
            at=responses.at,
        )
    assert endless.value.field == "safety"
    assert "xx" not in endless.value.message
    assert not selectors.has_plan(response)


def test_the_same_form_sent_twice_seals_once(responses: Responses) -> None:
    response, seat = responses.open(), responses.cast.counsellor
    for attempt in range(2):
        deed = {
            "response": response,
            "texts": {PlanField.WHERE: SECRET},
            "by": seat,
            "at": responses.at,
            "form_key": "k" * 24,
        }
        if attempt:
            with pytest.raises(AlreadyDone):
                services.write_plan(**deed)
        else:
            services.write_plan(**deed)
    assert len(vault.entries(reference=response.reference)) == 1


def test_no_text_of_the_plan_lies_in_any_table_of_either_store(responses: Responses) -> None:
    response = responses.planned()
    services.open_plan(
        response=response, basis=BASIS, by=responses.cast.counsellor, at=responses.at
    )
    for model in apps.get_models():
        alias = "keys" if getattr(model, "key_store", False) else "default"
        columns = [
            field.column
            for field in model._meta.concrete_fields
            if not isinstance(field, models.ForeignKey)
        ]
        names = ", ".join(f'"{column}"' for column in columns)
        with connections[alias].cursor() as cursor:
            cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
            assert SECRET not in repr(cursor.fetchall()), model


def test_no_model_of_this_room_could_hold_a_sentence() -> None:
    """Codes, times, numbers and references: nothing long enough for a story."""
    for model in apps.get_app_config("interventions").get_models():
        for field in model._meta.concrete_fields:
            assert not isinstance(field, models.TextField), field
            if isinstance(field, models.CharField):
                assert field.max_length is not None and field.max_length <= 60, field
