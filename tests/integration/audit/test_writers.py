"""Many writers, one chain: eight at a time, and it never forks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from headwater.audit import selectors, trail
from headwater.audit.models import Entry
from tests.integration.vault.room import AT

WRITERS = 8


def _write(writer: int, count: int) -> None:
    try:
        for number in range(count):
            with transaction.atomic():
                # Something before the entry, as every deed has, so that transactions overlap.
                Entry.objects.filter(subject=f"m-{writer}").exists()
                trail.record("meeting.opened", at=AT, subject=f"m-{writer}", seat=f"s-{number}")
    finally:
        connection.close()


def _eight_writers(count: int) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(_write, writer, count) for writer in range(WRITERS)]:
            done.result()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_make_one_chain(proofs: bool) -> None:
    count = 625 if proofs else 15
    _eight_writers(count)

    verdict = selectors.verdict()
    assert verdict.whole, verdict.broken
    assert verdict.entries == WRITERS * count
    for writer in range(WRITERS):
        written = Entry.objects.filter(subject=f"m-{writer}").values_list("seat", flat=True)
        assert list(written) == [f"s-{number}" for number in range(count)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_a_writer_waits_for_the_one_before() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    with transaction.atomic():
        trail.record("meeting.opened", at=AT)
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(_try_to_hold)
            assert other.result() is False
    assert selectors.verdict().whole


def _try_to_hold() -> bool:
    """Whether another session could become the writer now, without waiting for it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [trail._CHAIN_LOCK])
            return bool(cursor.fetchone()[0])
    finally:
        connection.close()
