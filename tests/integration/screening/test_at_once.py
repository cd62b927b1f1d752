"""Two people of one agency at the same moment: one deed stands, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from headwater.core.errors import AlreadyDone, ChangedMeanwhile, HeadwaterError
from headwater.table.discussions.models import Discussion
from headwater.table.screening import services
from headwater.table.screening.models import Protocol, Screening
from tests.integration.screening.room import S1, S2, Room

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[HeadwaterError | None]:
    """Do the deeds in threads of their own, started together; what each was told."""
    told: list[HeadwaterError | None] = [None] * len(deeds)
    ready = Barrier(len(deeds))

    def do(place: int, deed: Callable[[], Any]) -> None:
        try:
            ready.wait()
            deed()
        except HeadwaterError as error:
            told[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_two_who_bring_the_same_situation_make_one_discussion(room: Room) -> None:
    screening, by, at = room.coded(), room.cast.representative, room.tick()

    def bring() -> None:
        services.bring_forward(
            screening=screening, table=room.cast.table, meeting=None, by=by, at=at
        )

    told = at_once(bring, bring, bring)
    assert told.count(None) == 1
    assert all(error is None or isinstance(error, AlreadyDone) for error in told)
    assert Discussion.objects.count() == 1


def test_two_who_record_facts_from_the_same_page_do_not_mix(room: Room) -> None:
    screening, by, at = room.questioned(), room.cast.representative, room.tick()
    told = at_once(
        *(
            lambda facts=facts: services.record_facts(
                screening=screening, facts=facts, revision=screening.revision, by=by, at=at
            )
            for facts in (S1, S2)
        )
    )
    assert sorted(type(error) for error in told if error) == [ChangedMeanwhile]
    assert room.fresh(screening).factors in (S1["factors"], S2["factors"])


def test_the_first_two_screenings_of_an_agency_share_one_adopted_version(room: Room) -> None:
    room.begun(by=room.cast.alternate)  # another agency: makes nothing for the police
    by, at = room.cast.representative, room.tick()
    told = at_once(
        *(
            lambda key=key: services.begin(form_key=key, danger="no", by=by, at=at)
            for key in ("one", "other")
        )
    )
    assert told == [None, None]
    assert Screening.objects.filter(agency=by.agency).count() == 2
    assert Protocol.objects.filter(agency=by.agency).count() == 1


def test_one_form_sent_from_two_windows_begins_one_screening(room: Room) -> None:
    by, at = room.cast.representative, room.tick()

    def begin() -> None:
        services.begin(form_key="the same", danger="no", by=by, at=at)

    told = at_once(begin, begin)
    assert sum(isinstance(error, AlreadyDone) for error in told) == 1
    assert Screening.objects.count() == 1
