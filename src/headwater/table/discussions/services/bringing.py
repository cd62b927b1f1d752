"""Bringing a situation to the table, and its coded facts at filter two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.core.zones import local_day
from headwater.network.models import Agency, Seat, Table
from headwater.table.meetings import permissions as meeting_rules
from headwater.table.meetings import selectors as meetings
from headwater.table.meetings import services as meeting_verbs
from headwater.table.meetings.models import Meeting
from headwater.table.meetings.rules import ItemKind, ItemState

from .. import codes, permissions, selectors, youth_records
from ..models import (
    Discussion,
    DiscussionFactor,
    DiscussionFlag,
    DiscussionProtective,
    StateChange,
)
from ..models.coded import CodeOfADiscussion
from ..rules import State, Verb
from . import absences
from .steps import acting, expect, locked, moment, must_allow, step


@dataclass(frozen=True)
class Facts:
    """The coded facts of filter two, checked: every code is in the list in force."""

    type: str
    age_group: str
    sex: str
    factors: tuple[str, ...]
    protective: tuple[str, ...]
    flags: tuple[str, ...]


def bring(  # noqa: PLR0913 - each coded fact by its name
    *,
    table: Table,
    agency: Agency,
    type: str,
    age_group: str,
    sex: str,
    factors: Iterable[str],
    by: Seat,
    at: datetime,
    protective: Iterable[str] = (),
    flags: Iterable[str] = (),
    meeting: Meeting | None = None,
    keep_out: Iterable[Seat] = (),
) -> Discussion:
    """Bring a screened situation to a table; with a meeting, also onto its agenda.

    Codes only. Refused at the field for an unknown code, age or sex where there is not one
    person, or no risk factor. Brought to a meeting that is entered afterwards, it was opened
    on the day of that meeting. `keep_out`: seats for whose persons it never exists (`absences`).
    """
    with acting("discussion.brought", by=by, at=at, subject=table.reference) as deed:
        permissions.may_bring(by, table, agency)
        day = local_day(at, table.time_zone)
        meeting_rules.may_take_seat(by, table, day)
        facts = check_facts(table, type, age_group, sex, factors, protective, flags)
        if meeting is not None:
            meeting_rules.sits_at(by, meeting.table)
        discussion = Discussion.objects.create(
            table=table,
            opened=_day_of(meeting, table, day),
            type=facts.type,
            age_group=facts.age_group,
            sex=facts.sex,
            originating_agency=agency,
            originating_sector=agency.sector,
            vocabulary_version=codes.version(),
            changed_by=by,
        )
        _write_lists(discussion, facts)
        StateChange.objects.create(discussion=discussion, after=State.BROUGHT, at=at)
        deed.subject = discussion.reference
        # Before it stands on any agenda: an item that shows for a moment is an item seen.
        if kept_out := list(keep_out):
            absences.write(table, discussion.reference, kept_out, by=by, at=at)
        if meeting is not None:
            meeting_verbs.add_item(
                meeting=meeting, subject=discussion.reference, kind=ItemKind.NEW, at=at
            )
    return discussion


def _day_of(meeting: Meeting | None, table: Table, today: date) -> date:
    if meeting is not None and meeting.recorded_afterwards:
        return local_day(meeting.starts_at, table.time_zone)
    return today


def fill_agenda(*, meeting: Meeting, by: Seat, at: datetime, order: Sequence[str] = ()) -> int:
    """Put on the agenda all that belongs there: follow-ups first, then what is new.

    `order`: references in the order the new items are to stand within their kind; others after.
    Returns how many items were added; those there already stay where they are.
    """
    with acting("agenda.filled", by=by, at=at, subject=meeting.reference):
        meeting_rules.may_run(by, meeting)
        rank = {reference: place for place, reference in enumerate(order)}
        found = selectors.candidates(meeting)
        found.sort(key=lambda pair: rank.get(pair[0], len(rank)))
        for subject, kind in found:
            meeting_verbs.add_item(meeting=meeting, subject=subject, kind=kind, at=at)
    return len(found)


def start_filter_two(*, discussion: Discussion, by: Seat, at: datetime) -> Discussion:
    """The table takes the situation up: from here all who are there see its coded facts.

    Refused until its item is open; AlreadyDone when it was started.
    """
    with acting("discussion.filter_two_started", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_run(by, discussion)
        must_allow(discussion, Verb.START_FILTER_TWO)
        item = meetings.item_at_open_meeting(discussion.reference)
        if item is None or item.state != ItemState.OPEN:
            raise Refused(_("Take this item of the agenda up first."))
        step(discussion, State.AT_FILTER_TWO, by=by, at=moment(discussion, at))
    return discussion


def record_facts(  # noqa: PLR0913 - each coded fact by its name
    *,
    discussion: Discussion,
    revision: int,
    type: str,
    age_group: str,
    sex: str,
    factors: Iterable[str],
    protective: Iterable[str] = (),
    flags: Iterable[str] = (),
    by: Seat,
    at: datetime,
) -> Discussion:
    """Record the coded facts anew. A decision that was only proposed is taken back by it.

    Refused at the field for an unknown code; ChangedMeanwhile on an older revision;
    AlreadyDone for the same form sent twice.
    """
    with acting("discussion.facts_recorded", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_record_facts(by, discussion)
        facts = check_facts(discussion.table, type, age_group, sex, factors, protective, flags)
        expect(discussion, revision, by=by, same=facts_of(discussion) == facts)
        must_allow_facts(discussion)
        if discussion.state == State.DECISION_PROPOSED:
            drop_proposal(discussion)
        discussion.type, discussion.age_group, discussion.sex = (
            facts.type,
            facts.age_group,
            facts.sex,
        )
        discussion.vocabulary_version = codes.version()
        _write_lists(discussion, facts)
        step(discussion, State.AT_FILTER_TWO, by=by, at=moment(discussion, at))
    return discussion


def must_allow_facts(discussion: Discussion) -> None:
    """Facts are recorded at filter two; after the decision they are corrected instead."""
    if discussion.state != State.AT_FILTER_TWO:
        must_allow(discussion, Verb.RECORD_FACTS)


def drop_proposal(discussion: Discussion) -> None:
    """Forget a proposed decision: findings, dissent, positions, reason; the caller saves."""
    discussion.findings.all().delete()
    discussion.dissents.all().delete()
    discussion.positions.all().delete()
    discussion.proposal = discussion.rejection_reason = discussion.decision_mode = ""
    discussion.proposed_at = None


def check_facts(
    table: Table,
    type: str,
    age_group: str,
    sex: str,
    factors: Iterable[str],
    protective: Iterable[str],
    flags: Iterable[str],
) -> Facts:
    """The facts if every code is known and they fit together; Refused at the field otherwise."""
    kind = codes.checked(codes.TYPES, type, field="type")
    if kind == codes.PERSON:
        age_group = codes.checked_age(age_group, wide=table.small_place)
        sex = codes.checked(codes.SEXES, sex, field="sex")
    elif age_group or sex:
        raise Refused(
            _("Age and sex are recorded for one person only. Leave them empty here."),
            field="age_group" if age_group else "sex",
        )
    chosen = codes.checked_all(codes.FACTORS, factors, field="factors")
    if not chosen:
        raise Refused(_("Choose at least one risk factor."), field="factors")
    themes = codes.checked_all(codes.FLAGS, flags, field="flags")
    youth_records.check_facts(age_group, chosen, themes)
    return Facts(
        kind,
        age_group,
        sex,
        chosen,
        codes.checked_all(codes.PROTECTIVE, protective, field="protective"),
        themes,
    )


def facts_of(discussion: Discussion) -> Facts:
    """The facts as they are recorded."""
    return Facts(
        discussion.type,
        discussion.age_group,
        discussion.sex,
        tuple(discussion.factors.values_list("code", flat=True)),
        tuple(discussion.protective.values_list("code", flat=True)),
        tuple(discussion.flags.values_list("code", flat=True)),
    )


def _write_lists(discussion: Discussion, facts: Facts) -> None:
    _replace(DiscussionFactor, discussion, facts.factors)
    _replace(DiscussionProtective, discussion, facts.protective)
    _replace(DiscussionFlag, discussion, facts.flags)


def _replace[CodeRow: CodeOfADiscussion](
    model: type[CodeRow], discussion: Discussion, chosen: tuple[str, ...]
) -> None:
    """Make a list of codes what was chosen; rows that stay are left alone."""
    rows = model._default_manager.filter(discussion=discussion)
    rows.exclude(code__in=chosen).delete()
    kept = set(rows.values_list("code", flat=True))
    model._default_manager.bulk_create(
        model(discussion=discussion, code=code) for code in chosen if code not in kept
    )
