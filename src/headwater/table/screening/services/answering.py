"""Begin a screening and answer it: danger and duty, the agency's questions, the coded facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.table.discussions import youth_records
from headwater.vault import api as vault

from .. import lists, permissions
from ..models import DutyRecord, Protocol, Screening
from ..rules import (
    ONE_PERSON,
    Answer,
    Danger,
    DutyAnswer,
    DutyRule,
    NotNeeded,
    Young,
    raising,
)
from ..selectors import facts_of, in_force, own_agency, today_of
from .keeping import checked_code, checked_codes, hold, locked, save
from .starts import adopt_template


@dataclass(frozen=True)
class DutyGiven:
    """The answer to one duty as a worker gave it; `reported_at` is an aware instant."""

    answer: str
    reason: str = ""
    reported_at: datetime | None = None


def begin(
    *,
    form_key: str,
    danger: str = "",
    young: Sequence[str] = (),
    duties: Mapping[str, DutyGiven] | None = None,
    by: Seat,
    at: datetime,
) -> Screening:
    """Begin a screening in the seat's own agency, with what was answered before anything.

    AlreadyDone when this form already began one; Refused as in `answer_danger_and_duty`.
    """
    with acting("screening.begun", by=by, at=at) as deed:
        permissions.may_screen(by)
        agency = own_agency(by)
        hold(agency=agency)
        if Screening.objects.filter(form_key=form_key).exists():
            raise AlreadyDone(_("This was sent twice; the first one stands."))
        protocol = _protocol_of(agency, today_of(agency, at))
        screening = Screening(
            agency=agency,
            begun_by=by,
            protocol=protocol,
            form_key=form_key,
            begun_at=at,
            changed_at=at,
            destroy_on=today_of(agency, at) + timedelta(days=protocol.retention_days),
        )
        screening.save()
        deed.subject = screening.reference
        vault.admit(
            reference=screening.reference,
            agency=agency,
            purpose=vault.Purpose.SCREENING,
            until=None,
            by=by,
            at=at,
        )
        if danger or young or duties:
            _answer_before(screening, danger, young, duties or {}, at)
        save(screening=screening, at=at)
    return screening


def _protocol_of(agency: Agency, day: date) -> Protocol:
    return in_force(agency, day) or adopt_template(agency=agency, day=day)


def answer_danger_and_duty(
    *,
    screening: Screening,
    danger: str,
    young: Sequence[str],
    duties: Mapping[str, DutyGiven],
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Screening:
    """Record what comes before anything: danger now, young people, and each duty's answer.

    A duty that is left out keeps the answer it had. It is answered while the situation is with
    the table too: what is heard there may bring the question back. Refused, with the field, for
    a code that is not one of the rules', "reported" without a time or with one to come, "not
    needed" without a reason.
    """
    with acting("screening.answered", by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=revision)
        permissions.may_answer_duty(by, row)
        _answer_before(row, danger, young, duties, at)
        save(screening=row, at=at)
    return row


def _answer_before(
    screening: Screening,
    danger: str,
    young: Sequence[str],
    duties: Mapping[str, DutyGiven],
    at: datetime,
) -> None:
    if danger not in {"", *Danger}:
        raise Refused(_("Say whether someone is in danger now."), field="danger")
    if not set(young) <= set(Young):
        raise Refused(_("Choose from the ages shown."), field="young")
    if Young.NOBODY in young and len(set(young)) > 1:
        raise Refused(
            _("Choose either the ages of the young people, or nobody under 18."), field="young"
        )
    # Keeping an earlier "help was called" when the same page is saved again with "yes".
    if not (danger == Danger.YES and screening.danger_now == Danger.HELP_CALLED):
        screening.danger_now = danger
    screening.subject_ages = [age.value for age in Young if age in young]
    rules = {rule.code: rule for rule in lists.duty_rules()}
    for code, given in duties.items():
        if code not in rules:
            raise Refused(_("Choose from the list: this code is not part of it."))
        _record_duty(screening, rules[code], given, at)


def _record_duty(screening: Screening, rule: DutyRule, given: DutyGiven, at: datetime) -> None:
    """Write one duty's answer with the facts known now, over the one before."""
    field = f"{rule.code}-"
    if given.answer not in set(DutyAnswer):
        raise Refused(_("Choose one of the three answers."), field=field + "answer")
    reported = given.reported_at if given.answer == DutyAnswer.REPORTED else None
    reason = given.reason if given.answer == DutyAnswer.NOT_NEEDED else ""
    if given.answer == DutyAnswer.REPORTED and reported is None:
        raise Refused(_("Enter the day and time you reported it."), field=field + "reported_on")
    if reported is not None and reported > at:
        raise Refused(
            _("A report cannot lie in the future. Check the day and time."),
            field=field + "reported_on",
        )
    if given.answer == DutyAnswer.NOT_NEEDED and reason not in set(NotNeeded):
        raise Refused(_("Choose the reason why no report is needed."), field=field + "reason")
    DutyRecord.objects.update_or_create(
        screening=screening,
        duty=rule.code,
        defaults={
            "answer": given.answer,
            "reason": reason,
            "reported_at": reported,
            "weighed": sorted(raising(rule, facts_of(screening))),
            "answered_at": at,
        },
    )


def answer_protocol(
    *,
    screening: Screening,
    answers: Mapping[str, str],
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Screening:
    """Record answers to the questions of the version this screening began with.

    A question left out keeps its answer. Refused for a question or an answer that is not one.
    """
    with acting("screening.answered", by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=revision)
        permissions.may_change(by, row)
        known = {question["code"] for question in row.protocol.questions}
        for code, answer in answers.items():
            if code not in known or answer not in set(Answer):
                raise Refused(_("Choose one of the answers shown."), field=f"question-{code}")
        row.answers = {**row.answers, **answers}
        save(screening=row, at=at)
    return row


def record_facts(
    *,
    screening: Screening,
    facts: Mapping[str, str | list[str]],
    revision: int | None = None,
    by: Seat,
    at: datetime,
) -> Screening:
    """Record `type`, `age_group`, `sex`, and the lists `factors`, `protective`, `flags`.

    Refused at the field for a code that is not in its list, or that rests on a youth record at
    the ages it is about. Facts that raise a duty anew bring
    its question back: the state is then `draft` until it is answered in their light.
    """
    with acting("screening.answered", by=by, at=at, subject=screening.reference):
        row = locked(screening=screening, revision=revision)
        permissions.may_change(by, row)
        for field, list_name in lists.SINGLE_FACTS.items():
            code = checked_code(list_name=list_name, code=str(facts.get(field, "")), field=field)
            setattr(row, field, code)
        if row.type != ONE_PERSON and (row.age_group or row.sex):
            raise Refused(
                _("Age group and sex or gender are of one person. Leave them open here."),
                field="age_group",
            )
        for field, list_name in lists.LISTS_OF_FACTS.items():
            codes = checked_codes(
                list_name=list_name, codes=list(facts.get(field, [])), field=field
            )
            setattr(row, field, codes)
        _nothing_rests_on_a_youth_record(row)
        row.vocabulary_version = lists.version()
        save(screening=row, at=at)
    return row


def _nothing_rests_on_a_youth_record(screening: Screening) -> None:
    """Refused, at the field, for a fact that rests on a youth record at the ages it is about."""
    resting = facts_of(screening).resting
    for field in ("factors", "flags"):
        if resting & set(getattr(screening, field)):
            raise Refused(youth_records.refusal(), field=field)
