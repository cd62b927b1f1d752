"""Response templates: the table adapts them, a response takes steps on and says how they ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Response, Step
from tests.cast import sign_in

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _adopt(responses: Responses, response: Response, code: str = "suicide-person") -> list[Step]:
    steps = selectors.template_steps(response.table, code)
    owner = responses.cast.agency("counselling")
    return services.adopt_template(
        response=response,
        template=code,
        owners={each.step: owner for each in steps},
        by=responses.cast.counsellor,
        at=responses.situations.tick(),
    )


def test_steps_are_due_by_real_hours_from_the_confirmed_acceptance(responses: Responses) -> None:
    response = responses.open()
    responses.later(hours=6)
    steps = {each.step: each for each in _adopt(responses, response)}
    assert steps["safety-plan-first"].due_at == response.started_at + timedelta(hours=4)
    assert steps["contact-30d"].due_at == response.started_at + timedelta(days=30)
    late = selectors.overdue_steps(response, responses.at)
    assert {each.step for each in late} == {"safety-plan-first", "who-stays", "helpline-given"}


def test_a_step_stands_once_though_two_templates_ask_for_it(responses: Responses) -> None:
    response = responses.open()
    first = _adopt(responses, response)
    second = _adopt(responses, response, "suicide-youth")
    assert not {each.step for each in first} & {each.step for each in second}
    with pytest.raises(Refused):
        _adopt(responses, response)
    with pytest.raises(AlreadyDone):
        services.add_step(
            response=response,
            step="contact-24h",
            owner=responses.cast.agency("families"),
            hours=24,
            by=responses.cast.counsellor,
            at=responses.at,
        )
    assert selectors.adopted(response) == ["suicide-person", "suicide-youth"]


def test_the_table_leaves_out_orders_and_adds_and_can_go_back(responses: Responses) -> None:
    response, chair = responses.open(), responses.cast.chair
    table = response.table
    deed: dict[str, Any] = {"table": table, "template": "safety-plan", "by": chair}
    shipped = selectors.template_steps(table, "safety-plan")
    services.leave_out_step(step="safety-plan-held", at=responses.at, **deed)
    services.move_step(step="helpline-given", places=-1, at=responses.at, **deed)
    services.add_to_template(step="who-stays", hours=12, at=responses.at, **deed)
    assert [each.step for each in selectors.template_steps(table, "safety-plan")] == [
        "helpline-given",
        "safety-plan-made",
        "safety-plan-reviewed",
        "who-stays",
    ]
    assert selectors.template_steps(responses.cast.sister, "safety-plan") == shipped
    services.use_shipped_steps(at=responses.at, **deed)
    assert selectors.template_steps(table, "safety-plan") == shipped


def test_only_the_chair_adapts(responses: Responses) -> None:
    with pytest.raises(Denied):
        services.leave_out_step(
            table=responses.cast.table,
            template="safety-plan",
            step="helpline-given",
            by=responses.cast.counsellor,
            at=responses.at,
        )


@pytest.mark.parametrize(
    ("outcome", "reason", "field"),
    [
        ("not_possible", "", "reason"),
        ("not_possible", "forgotten", "reason"),  # a reason of “not done”
        ("not_done", "not-reached", "reason"),
        ("perhaps", "", "outcome"),
    ],
)
def test_what_did_not_happen_needs_a_reason_that_fits(
    outcome: str, reason: str, field: str, responses: Responses
) -> None:
    step = _adopt(responses, responses.open())[0]
    with pytest.raises(Refused) as refusal:
        services.settle_step(
            entry=step,
            outcome=outcome,
            reason=reason,
            by=responses.cast.counsellor,
            at=responses.situations.tick(),
        )
    assert refusal.value.field == field


def test_a_step_is_settled_once_by_its_agency_or_the_lead(responses: Responses) -> None:
    response = responses.open()
    mine, theirs = _adopt(responses, response)[:2]
    with pytest.raises(Denied):
        services.settle_step(
            entry=mine, outcome="done", by=responses.cast.child_worker, at=responses.at
        )
    services.settle_step(
        entry=theirs,
        outcome="not_possible",
        reason="person-declined",
        by=responses.cast.counsellor,
        at=responses.at,
    )
    with pytest.raises(AlreadyDone):
        services.settle_step(
            entry=theirs, outcome="done", by=responses.cast.counsellor, at=responses.at
        )
    assert theirs not in selectors.open_steps(response)


def test_open_steps_of_an_agency_that_leaves_pass_to_the_lead(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    step = services.add_step(
        response=response,
        step="food-and-basics",
        owner=cast.agency("families"),
        hours=24,
        by=cast.counsellor,
        at=responses.at,
    )
    services.leave(
        response=response, agency=cast.agency("families"), by=cast.child_worker, at=responses.at
    )
    step.refresh_from_db()
    assert step.owner == cast.agency("counselling")


def test_a_table_whose_weekend_waits_moves_only_what_is_not_urgent(responses: Responses) -> None:
    # Accepted on a Tuesday: 96 hours later is a Saturday.
    response, cast = responses.open(), responses.cast
    services.set_clock_rule(table=response.table, weekend="waits", by=cast.chair, at=responses.at)
    steps = {each.step: each for each in _adopt(responses, response, "suicide-person")}
    assert steps["contact-72h"].due_at == response.started_at + timedelta(hours=72)
    responses.later(hours=48)
    late = services.add_step(
        response=response,
        step="papers",
        owner=cast.agency("counselling"),
        hours=48,
        by=cast.counsellor,
        at=responses.at,
    )
    assert late.due_at.weekday() == 0


def test_on_call_needs_an_agency_of_the_table(responses: Responses) -> None:
    with pytest.raises(Refused) as refusal:
        services.set_clock_rule(
            table=responses.cast.table, weekend="on_call", by=responses.cast.chair, at=responses.at
        )
    assert refusal.value.field == "on_call"


def test_a_youth_at_risk_of_suicide_through_the_pages(counsellor: Client, responses: Any) -> None:
    youth = {"type": "person", "age_group": "12-17", "sex": "unknown"}
    response = responses.open(**youth, factors=("suicide.current-risk",))
    base = f"/en/responses/{response.reference}/"
    page = counsellor.get(f"{base}templates/suicide-youth/").content.decode()
    assert "Not reviewed by a clinician" in page and "9-8-8" in page
    assert "A safety plan is made with the person, before anything else" in page
    agency = responses.cast.agency("counselling").reference
    steps = selectors.template_steps(response.table, "suicide-youth")
    sent: dict[str, Any] = {f"owner_{each.step}": agency for each in steps} | {"form_key": "one"}
    sent |= {f"take_{each.step}": "on" for each in steps if each.step != "online-looked-at"}
    answer = counsellor.post(f"{base}templates/suicide-youth/", sent)
    assert answer.status_code == 302
    assert selectors.open_steps(response).count() == len(steps) - 1
    page = counsellor.get(base).content.decode()
    assert "From the template" in page and "9-8-8" in page
    first = selectors.open_steps(response).first()
    assert first is not None
    address = f"{base}entries/{first.reference}/settle/"
    assert counsellor.post(address, {"form_key": "two"}).status_code == 422
    done = counsellor.post(address, {"outcome": "done", "form_key": "two"})
    assert done.status_code == 302
    assert "before anything else: done" in counsellor.get(base).content.decode()


def test_postvention_asks_for_groups_and_no_names(client: Client, at_the_clock: Responses) -> None:
    sign_in(client, at_the_clock.cast.chair)
    page = client.get("/fr/responses/templates/postvention/").content.decode()
    assert "Après une mort par suicide" in page and "9-8-8" in page
    assert "ni le nom de la personne décédée" in page and "<textarea" not in page


def test_a_long_list_of_steps_costs_no_more_questions_of_the_database(
    counsellor: Client, responses: Responses, django_assert_max_num_queries: Any
) -> None:
    response = responses.open()
    _adopt(responses, response, "suicide-youth")
    with django_assert_max_num_queries(90):
        assert counsellor.get(f"/en/responses/{response.reference}/").status_code == 200
    with django_assert_max_num_queries(40):
        assert counsellor.get("/en/responses/").status_code == 200
