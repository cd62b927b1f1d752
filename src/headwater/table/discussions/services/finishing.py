"""Report back, conclude, re-open, correct."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.models import Seat

from .. import codes, permissions, youth_records
from ..models import Correction, Discussion
from ..rules import CORRECTABLE, LIST_FIELDS, ReopenReason, State, Verb
from .steps import acting, expect, locked, moment, must_allow, save, step


def report_back(*, discussion: Discussion, by: Seat, at: datetime) -> Discussion:
    """The table has heard what it needs. Said at the table; nothing of it is written here."""
    with acting("discussion.reported_back", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_report_back(by, discussion)
        must_allow(discussion, Verb.REPORT_BACK)
        step(discussion, State.REPORTED_BACK, by=by, at=moment(discussion, at))
    return discussion


def conclude(*, discussion: Discussion, conclusion: str, by: Seat, at: datetime) -> Discussion:
    """Conclude with a code of `conclusions`. Refused at the field for an unknown one."""
    with acting("discussion.concluded", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_run(by, discussion)
        codes.checked(codes.CONCLUSIONS, conclusion, field="conclusion")
        must_allow(discussion, Verb.CONCLUDE)
        discussion.conclusion = conclusion
        discussion.concluded_at = moment(discussion, at)
        step(discussion, State.CONCLUDED, by=by, at=discussion.concluded_at)
    return discussion


def reopen(*, discussion: Discussion, reason: ReopenReason, by: Seat, at: datetime) -> Discussion:
    """Take a concluded discussion up again, at filter three. What was destroyed stays destroyed.

    The conclusion is kept as a dated entry. Answers, lead and assisting agencies end, and every
    agency that names someone anew needs a basis anew: the old ones were for another time.
    """
    with acting("discussion.reopened", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_correct(by, discussion)
        must_allow(discussion, Verb.REOPEN)
        _enter(discussion, "conclusion", discussion.conclusion, "", ReopenReason(reason), by, at)
        discussion.answers.all().delete()
        discussion.assisting.all().delete()
        discussion.lead_agency, discussion.concluded_at = None, None
        discussion.conclusion = ""
        step(discussion, State.REOPENED, by=by, at=at)
    return discussion


def correct(
    *,
    discussion: Discussion,
    revision: int,
    field: str,
    reason: str,
    by: Seat,
    at: datetime,
    was: str = "",
    now: str = "",
) -> Discussion:
    """Put a code right by a dated entry with its reason, after the decision was confirmed.

    Single codes take `now`; lists take `was` (goes), `now` (comes), or both. Refused at the
    field for an unknown code, for what is not there, for what is there already.
    """
    with acting("discussion.corrected", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_correct(by, discussion)
        must_allow_correction(discussion, field)
        youth_records.check_correction(discussion, field, now)
        codes.checked(codes.CORRECTION_REASONS, reason, field="reason")
        expect(discussion, revision, by=by, same=_shows(discussion, field, was, now))
        if field in LIST_FIELDS:
            _correct_list(discussion, field, was, now)
            _enter(discussion, field, was, now, reason, by, at)
        else:
            _correct_single(discussion, field, now, reason, by, at)
        save(discussion, by=by)
    return discussion


def must_allow_correction(discussion: Discussion, field: str) -> None:
    """Only an accepted record is corrected, and only its coded fields."""
    must_allow(discussion, Verb.CORRECT)
    if field not in CORRECTABLE:
        raise Refused(_("Choose what is to be put right."), field="field")
    if field == "conclusion" and discussion.state != State.CONCLUDED:
        raise Refused(_("There is no conclusion yet."), field="field")
    if field in ("age_group", "sex") and discussion.type != codes.PERSON:
        raise Refused(
            _("Age and sex are recorded for one person only. Leave them empty here."),
            field="field",
        )


def _shows(discussion: Discussion, field: str, was: str, now: str) -> bool:
    """Whether the record shows what the correction asks for."""
    if field not in LIST_FIELDS:
        return bool(getattr(discussion, field) == now)
    there = set(getattr(discussion, field).values_list("code", flat=True))
    return was not in there and (not now or now in there)


def _correct_list(discussion: Discussion, field: str, was: str, now: str) -> None:
    rows = getattr(discussion, field)
    if not was and not now:
        raise Refused(_("Choose what goes, what comes, or both."), field="now")
    if now:
        codes.checked(codes.LISTS[field], now, field="now")
    if now and rows.filter(code=now).exists():
        raise Refused(_("This is recorded already."), field="now")
    if was and not rows.filter(code=was).exists():
        raise Refused(_("This is not recorded, so it cannot go."), field="was")
    rows.filter(code=was).delete()
    if now:
        rows.create(code=now)
    if field == "factors" and not rows.exists():
        raise Refused(_("Choose at least one risk factor."), field="now")


def _correct_single(
    discussion: Discussion, field: str, now: str, reason: str, by: Seat, at: datetime
) -> None:
    if field == "age_group":
        now = codes.checked_age(now, wide=discussion.table.small_place)
    else:
        codes.checked(codes.LISTS[field], now, field="now")
    was = getattr(discussion, field)
    if was == now:
        raise AlreadyDone(_("This is recorded already."))
    _enter(discussion, field, was, now, reason, by, at)
    setattr(discussion, field, now)
    if field == "type":
        _fit_person(discussion, reason, by, at)


def _fit_person(discussion: Discussion, reason: str, by: Seat, at: datetime) -> None:
    """Age and sex stand for one person only: gone with a family, not known with a person."""
    fitting = "unknown" if discussion.type == codes.PERSON else ""
    for field in ("age_group", "sex"):
        was = getattr(discussion, field)
        if was != fitting:
            _enter(discussion, field, was, fitting, reason, by, at)
            setattr(discussion, field, fitting)


def _enter(
    discussion: Discussion, field: str, was: str, now: str, reason: str, by: Seat, at: datetime
) -> None:
    Correction.objects.create(
        discussion=discussion, field=field, was=was, now=now, reason=reason, at=at, seat=by
    )
