"""Report back, close, and what was sealed destroyed on its day, never to return."""

from __future__ import annotations

from datetime import timedelta

import pytest

from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.table.interventions import periods, retention, selectors, services
from headwater.vault import api as vault
from headwater.vault.models import SealedEntry, WrappedKey

from .conftest import BASIS, SECRET, Responses

pytestmark = pytest.mark.django_db


def test_the_lead_agency_reports_only_what_the_table_needs(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    for standing, state in (
        ("more_time", "open"),
        ("risk_remains", "reported"),
        ("can_close", "reported"),
    ):
        services.report_back(
            response=response, standing=standing, by=cast.counsellor, at=responses.at
        )
        assert response.state == state
    with pytest.raises(Refused) as refusal:
        services.report_back(
            response=response, standing="all is well", by=cast.counsellor, at=responses.at
        )
    assert refusal.value.field == "standing"
    with pytest.raises(Denied, match="lead agency"):
        services.report_back(
            response=response, standing="can_close", by=cast.child_worker, at=responses.at
        )


def test_the_lead_closes_after_the_report_and_the_chair_at_any_time(responses: Responses) -> None:
    response, cast = responses.planned(), responses.cast
    with pytest.raises(Denied, match="Report back"):
        services.close_response(response=response, by=cast.counsellor, at=responses.at)
    with pytest.raises(Denied, match="closes a response"):
        services.close_response(response=response, by=cast.child_worker, at=responses.at)
    services.close_response(response=response, by=cast.chair, at=responses.at)
    assert response.state == "closed"
    with pytest.raises(AlreadyDone):
        services.close_response(response=response, by=cast.chair, at=responses.at)


def test_after_closing_an_agency_opens_only_what_it_wrote_itself(responses: Responses) -> None:
    response, cast = responses.closed(), responses.cast
    mine = services.open_plan(response=response, basis="", by=cast.counsellor, at=responses.at)
    theirs = services.open_plan(response=response, basis="", by=cast.child_worker, at=responses.at)
    assert [each.text for each in mine] == [SECRET]
    assert theirs == []
    grants = {each.purpose for each in vault.grants(response.reference, responses.at)}
    assert grants == {vault.Purpose.OWN_FILE}


def test_access_for_the_own_file_ends_on_the_day_of_destruction(responses: Responses) -> None:
    response = responses.closed()
    assert response.destroy_at == responses.at + periods.own_file().length
    assert vault.grants(response.reference, response.destroy_at) == []


def test_what_is_due_is_destroyed_with_its_key_and_nothing_else(responses: Responses) -> None:
    due, later = responses.closed(), responses.planned()
    assert retention.destroy_due(responses.at) == 0
    with_key = WrappedKey.objects.count()
    assert retention.destroy_due(due.destroy_at) == 1
    due.refresh_from_db()
    assert due.destroyed_at == due.destroy_at
    assert not selectors.has_plan(due)
    assert selectors.has_plan(later)
    assert retention.destroy_due(due.destroy_at + timedelta(days=1)) == 0
    assert with_key == 2


@pytest.mark.django_db(transaction=True)
def test_key_and_text_are_gone_once_the_destruction_is_committed(responses: Responses) -> None:
    response = responses.closed()
    assert SealedEntry.objects.count() == WrappedKey.objects.count() == 1
    retention.destroy_due(response.destroy_at)
    assert SealedEntry.objects.count() == WrappedKey.objects.count() == 0


def test_a_destroyed_plan_opens_for_nobody(responses: Responses) -> None:
    response = responses.destroyed()
    with pytest.raises(Denied, match="destroyed"):
        services.open_plan(
            response=response, basis=BASIS, by=responses.cast.counsellor, at=responses.at
        )
    with pytest.raises(AlreadyDone):
        services.destroy(response=response, at=responses.at)
