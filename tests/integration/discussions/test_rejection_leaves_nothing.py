"""A rejected situation keeps table, day, type, sector, decision, reason: nothing else, anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from headwater.audit.models import Entry
from headwater.core.errors import AlreadyDone, NotFoundHere
from headwater.table.discussions import selectors, services
from headwater.table.discussions.models import Discussion
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as meeting_verbs
from headwater.table.meetings.models import Recusal
from tests.situations import ONE_AGENCY_CAN, Situations

# Codes that stand nowhere else in the database, so that finding one is finding a trace.
PLANTED = {
    "age_group": "60-plus",
    "sex": "another-gender",
    "factors": ("physical-health.terminal-illness", "gambling.harm-to-others"),
    "protective": ("family.single-parent-strong-figure",),
    "flags": ("acquired-brain-injury",),
}
DISSENT = "not-enough-known"
WORDS = (
    "60-plus",
    "another-gender",
    "terminal-illness",
    "gambling.harm-to-others",
    "single-parent-strong-figure",
    "acquired-brain-injury",
    DISSENT,
    "probability-of-harm",
    "stepped-out",
)


def _proposed(situations: Situations) -> Discussion:
    """Planted codes, recorded twice over, with dissent and a recusal; rejection is proposed."""
    cast = situations.cast
    discussion = situations.at_filter_two(type="person", **PLANTED)
    situations.step_aside(discussion)
    discussion = services.record_facts(
        discussion=discussion,
        revision=discussion.revision,
        type="person",
        **PLANTED,
        by=cast.representative,
        at=situations.tick(),
    )
    return services.propose_decision(
        discussion=discussion,
        revision=discussion.revision,
        findings=ONE_AGENCY_CAN,
        accepted=False,
        rejection_reason="single-agency",
        dissent=[(cast.agency("schools"), DISSENT)],
        by=cast.chair,
        at=situations.tick(),
    )


def _reject(situations: Situations, discussion: Discussion) -> Discussion:
    return services.confirm_decision(
        discussion=discussion,
        revision=discussion.revision,
        by=situations.cast.chair,
        at=situations.tick(),
    )


def _cells() -> str:
    """Every value of every table, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


@pytest.mark.django_db
def test_no_table_holds_a_trace(situations: Situations) -> None:
    discussion = _proposed(situations)
    old = discussion.reference
    before = _cells()
    assert [word for word in WORDS if word not in before] == []

    _reject(situations, discussion)

    after = _cells()
    assert [word for word in WORDS if word in after] == []
    # The trail alone still knows the old name, and tells nothing by it.
    with_old = [
        model._meta.label
        for model in apps.get_models()
        if not getattr(model, "key_store", False) and _holds(model, old)
    ]
    assert with_old == ["audit.Entry"]


def _holds(model: type[models.Model], word: str) -> bool:
    fields = [field.name for field in model._meta.concrete_fields]
    rows = model._base_manager.values_list(*fields)
    return any(word in str(value) for row in rows for value in row)


@pytest.mark.django_db
def test_the_row_keeps_six_facts_and_a_fresh_name(situations: Situations) -> None:
    discussion = _proposed(situations)
    old, opened = discussion.reference, discussion.opened
    rejected = _reject(situations, discussion)

    row = Discussion.objects.filter(pk=rejected.pk).values().get()
    bookkeeping = {"id", "reference", "state", "vocabulary_version", "revision"}
    kept = {name: value for name, value in row.items() if value and name not in bookkeeping}
    assert kept == {
        "table_id": situations.cast.table.pk,
        "opened": opened,
        "type": "person",
        "originating_sector": "policing",
        "decision": "rejected",
        "rejection_reason": "single-agency",
    }
    assert row["reference"] != old
    for relation in Discussion._meta.related_objects:
        assert not relation.related_model._base_manager.exists(), relation


@pytest.mark.django_db
def test_the_agenda_item_follows_without_its_times(situations: Situations) -> None:
    discussion = _proposed(situations)
    rejected = _reject(situations, discussion)

    item = situations.item_of(rejected)
    assert item.meeting == situations.meeting
    assert (item.opened_at, item.closed_at) == (None, None)
    item = meeting_verbs.finish_item(item=item, by=situations.cast.chair, at=situations.tick())
    assert item.closed_at is None


@pytest.mark.django_db
def test_who_stepped_aside_stays_shut_out_and_no_reason_is_kept(situations: Situations) -> None:
    cast = situations.cast
    rejected = _reject(situations, _proposed(situations))

    recusal = Recusal.objects.get()
    assert (recusal.subject, recusal.reason, recusal.at) == (rejected.reference, "", None)
    with pytest.raises(NotFoundHere):
        selectors.discussion_for(cast.recused, rejected.reference)
    assert meetings.agenda(situations.fresh_meeting(), cast.recused) == []
    assert len(meetings.agenda(situations.fresh_meeting(), cast.bystander)) == 1


@pytest.mark.django_db
def test_the_trail_does_not_say_which_way_it_went(situations: Situations) -> None:
    accepted = situations.at_filter_three()
    discussion = _proposed(situations)
    old = discussion.reference
    _reject(situations, discussion)

    def said(subject: str) -> list[tuple[str, str]]:
        entries = Entry.objects.filter(subject=subject, action="discussion.decision_confirmed")
        return list(entries.values_list("action", "detail"))

    assert said(old) == said(accepted.reference) == [("discussion.decision_confirmed", "")]


@pytest.mark.django_db
def test_the_same_confirmation_sent_twice_is_already_done(situations: Situations) -> None:
    discussion = _proposed(situations)
    stale = discussion.revision
    rejected = _reject(situations, discussion)
    with pytest.raises(AlreadyDone):
        services.confirm_decision(
            discussion=rejected, revision=stale, by=situations.cast.chair, at=situations.tick()
        )


@pytest.mark.django_db(transaction=True)
def test_the_database_file_holds_no_trace(situations: Situations) -> None:
    """Reads the bytes on disk: the file and its write-ahead log."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL frees space in its own time: ADR 0021 says what that leaves")
    discussion = _proposed(situations)
    assert [word for word in WORDS if word not in _bytes_on_disk()] == []

    _reject(situations, discussion)

    assert [word for word in WORDS if word in _bytes_on_disk()] == []


def _bytes_on_disk() -> str:
    path = Path(str(connection.settings_dict["NAME"]))
    files = [path, path.with_name(path.name + "-wal")]
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())


@pytest.mark.django_db(transaction=True)
def test_no_trace_on_disk_after_many_situations_too(situations: Situations) -> None:
    """Pages that split and merge must not leave older copies of a row behind."""
    if connection.vendor != "sqlite":
        pytest.skip("reads the file of an embedded database")
    for number in range(12):
        situations.brought(flags=("hoarding", "wait-list")) if number % 3 else None
        _reject(situations, _proposed(situations))
    assert [word for word in WORDS if word in _bytes_on_disk()] == []
