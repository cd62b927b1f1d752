"""What a rejection does: for good, everywhere, and on disk too (ADR 0021).

Defends against a later reader of the database, of a copy of its file, or of the audit trail,
who would learn what was said of someone the table had no ground to speak about.
"""

from __future__ import annotations

from django.db import connection, transaction

from headwater.table.meetings import services as meeting_verbs

from ..models import Discussion
from ..models.discussion import fresh_reference
from ..rules import Decision, State

# Milliseconds. The checkpoint waits for readers; a page must not hang on a slow one.
_PATIENCE = 2_000
_USUAL_PATIENCE = 20_000


def strip(discussion: Discussion) -> None:
    """Leave table, day, type, originating sector, decision and reason, under a fresh reference.

    Every row of any room that points at the discussion goes: found by looking at the schema,
    so that a table added later is not forgotten. Runs in the caller's transaction.
    """
    old = discussion.reference
    for relation in Discussion._meta.related_objects:
        rows = relation.related_model._base_manager
        rows.filter(**{relation.field.name: discussion}).delete()
    discussion.reference = fresh_reference()
    discussion.state, discussion.decision = State.REJECTED, Decision.REJECTED
    discussion.proposal = discussion.decision_mode = ""
    discussion.age_group = discussion.sex = discussion.conclusion = ""
    discussion.originating_agency = discussion.lead_agency = discussion.changed_by = None
    discussion.proposed_at = discussion.decided_at = discussion.concluded_at = None
    discussion.revision += 1
    discussion.save()
    meeting_verbs.replace_subject(old=old, new=discussion.reference)
    transaction.on_commit(wipe, robust=True)


def wipe() -> None:
    """SQLite: fold the write-ahead log into the file and empty it.

    `secure_delete` has overwritten the freed bytes in the pages; until this, older copies of
    those pages still lie in the log. Where a reader holds it up, the next rejection or the
    retention run does it. PostgreSQL frees the space in its own time; ADR 0021 says what that
    leaves.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout={_USUAL_PATIENCE}")
