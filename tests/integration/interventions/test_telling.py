"""Who was named without consent is told, by someone, by a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from headwater.core.errors import AlreadyDone, Denied, Refused
from headwater.table.interventions import selectors, services
from headwater.table.interventions.models import Response, ToBeTold

from .conftest import Responses

pytestmark = pytest.mark.django_db


def _add(responses: Responses, response: Response, **answers: Any) -> ToBeTold:
    cast = responses.cast
    deed = {
        "person_number": 2,
        "owner": cast.agency("families"),
        "due": responses.at.date() + timedelta(days=3),
    }
    return services.add_to_be_told(
        response=response, by=cast.counsellor, at=responses.at, **(deed | answers)
    )


def test_a_person_is_told_by_the_agency_that_took_it_on(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    entry = _add(responses, response)
    assert list(selectors.untold(response)) == [entry]
    with pytest.raises(Denied, match="agency that is to tell"):
        services.mark_told(entry=entry, by=cast.counsellor, at=responses.at)
    services.mark_told(entry=entry, by=cast.child_worker, at=responses.at)
    assert not selectors.untold(response).exists()
    with pytest.raises(AlreadyDone):
        services.mark_told(entry=entry, by=cast.child_worker, at=responses.at)


def test_a_person_is_told_also_after_the_response_was_closed(responses: Responses) -> None:
    response, cast = responses.reported(), responses.cast
    entry = _add(responses, response)
    services.close_response(response=response, by=cast.chair, at=responses.at)
    services.mark_told(
        entry=entry,
        by=cast.child_worker,
        at=responses.later(days=2),
        happened_at=responses.at - timedelta(hours=3),
    )
    assert entry.told_at == responses.at - timedelta(hours=3)


def test_a_day_that_is_past_or_an_agency_outside_is_refused(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    for deed, field in (
        ({"due": responses.at.date() - timedelta(days=1)}, "due"),
        ({"owner": cast.agency("housing")}, "owner"),
        ({"person_number": 40}, "person_number"),
    ):
        with pytest.raises(Refused) as refusal:
            _add(responses, response, **deed)
        assert refusal.value.field == field
    assert not ToBeTold.objects.exists()


def test_an_entry_that_was_struck_out_is_not_marked(responses: Responses) -> None:
    response, cast = responses.open(), responses.cast
    entry = _add(responses, response)
    services.correct(
        response=response,
        entry=entry.reference,
        reason="entered-wrongly",
        by=cast.counsellor,
        at=responses.at,
    )
    with pytest.raises(AlreadyDone):
        services.mark_told(entry=entry, by=cast.child_worker, at=responses.at)
