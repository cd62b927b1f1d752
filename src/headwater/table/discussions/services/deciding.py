"""The decision: proposed criterion by criterion, read back, confirmed. A rejection strips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.models import Agency, Seat

from .. import codes, permissions
from ..models import CriterionFinding, Discussion, Dissent
from ..rules import Decision, Flaw, Stance, State, Verb, flaw
from . import positions
from .bringing import drop_proposal
from .steps import acting, at_this_table, expect, locked, moment, must_allow, step
from .stripping import strip


def propose_decision(  # noqa: PLR0913 - each part of what the table found by its name
    *,
    discussion: Discussion,
    revision: int,
    findings: Mapping[str, bool],
    accepted: bool,
    rejection_reason: str = "",
    dissent: Iterable[tuple[Agency, str]] = (),
    stances: Iterable[tuple[Agency, Stance]] = (),
    by: Seat,
    at: datetime,
) -> Discussion:
    """Write down what the table found, to be read back. Nothing is decided by it.

    `findings` says of each criterion whether it is met; `dissent` names agencies and grounds;
    `stances` where agencies stand, at a table that votes or hears each of them. Refused at the
    field when a criterion is missing, when accepted with one not met, when a rejection has no
    reason, when positions do not fit the setting. A new proposal replaces the one before.
    """
    with acting("discussion.decision_proposed", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_run(by, discussion)
        dissenting = _check(discussion, findings, accepted, rejection_reason, tuple(dissent), at)
        said = tuple(stances)
        positions.check(discussion, said, {agency.pk for agency, _ground in dissenting})
        wanted = Decision.ACCEPTED if accepted else Decision.REJECTED
        same = (
            discussion.proposal == wanted
            and discussion.rejection_reason == rejection_reason
            and dict(discussion.findings.values_list("criterion", "met")) == dict(findings)
        )
        expect(discussion, revision, by=by, same=same)
        if discussion.state != State.DECISION_PROPOSED:
            must_allow(discussion, Verb.PROPOSE)
        drop_proposal(discussion)
        _write(discussion, findings, dissenting)
        positions.write(discussion, said)
        discussion.proposal, discussion.rejection_reason = wanted, rejection_reason
        discussion.decision_mode = discussion.table.decision_mode
        discussion.proposed_at = moment(discussion, at)
        step(discussion, State.DECISION_PROPOSED, by=by, at=discussion.proposed_at)
    return discussion


def _check(
    discussion: Discussion,
    findings: Mapping[str, bool],
    accepted: bool,
    reason: str,
    dissent: tuple[tuple[Agency, str], ...],
    at: datetime,
) -> tuple[tuple[Agency, str], ...]:
    """Refused at the field for a proposal that is not whole; the dissent, each once."""
    match flaw(findings, codes.criteria(), accepted=accepted, reason=reason):
        case Flaw.CRITERIA_INCOMPLETE:
            raise Refused(
                _("Say of each of the four criteria whether it is met."), field="findings"
            )
        case Flaw.ACCEPTED_WITH_UNMET:
            raise Refused(
                _(
                    "A situation is accepted when all four criteria are met. One is not: change "
                    "it if the table finds otherwise, or propose not to accept."
                ),
                field="accepted",
            )
        case Flaw.REASON_MISSING:
            raise Refused(_("Choose why it is not accepted."), field="rejection_reason")
        case Flaw.REASON_NOT_WANTED:
            raise Refused(
                _("A reason belongs to what is not accepted. Leave it empty."),
                field="rejection_reason",
            )
        case _:
            pass
    if reason:
        codes.checked(codes.REJECTION_REASONS, reason, field="rejection_reason")
    for agency, ground in dissent:
        codes.checked(codes.DISSENT, ground, field="dissent")
        at_this_table(agency, discussion, at, field="dissent")
    return tuple({(agency.pk, ground): (agency, ground) for agency, ground in dissent}.values())


def _write(
    discussion: Discussion,
    findings: Mapping[str, bool],
    dissent: tuple[tuple[Agency, str], ...],
) -> None:
    CriterionFinding.objects.bulk_create(
        CriterionFinding(discussion=discussion, criterion=criterion, met=met)
        for criterion, met in findings.items()
    )
    Dissent.objects.bulk_create(
        Dissent(discussion=discussion, agency=agency, criterion=ground)
        for agency, ground in dissent
    )


def withdraw_proposal(
    *, discussion: Discussion, revision: int, by: Seat, at: datetime
) -> Discussion:
    """Take a proposed decision back, after it was read out and found wrong."""
    with acting("discussion.proposal_withdrawn", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_run(by, discussion)
        expect(discussion, revision, by=by, same=discussion.state == State.AT_FILTER_TWO)
        must_allow(discussion, Verb.WITHDRAW)
        drop_proposal(discussion)
        step(discussion, State.AT_FILTER_TWO, by=by, at=moment(discussion, at))
    return discussion


def confirm_decision(
    *, discussion: Discussion, revision: int, by: Seat, at: datetime
) -> Discussion:
    """Confirm what was read back. Accepted opens filter three; rejected strips, for good.

    Returns the discussion as it is now; a rejected one under its fresh reference.
    ChangedMeanwhile when someone decided or typed meanwhile; AlreadyDone when this very
    confirmation was sent twice. The trail does not say which way it went.
    """
    with acting("discussion.decision_confirmed", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_run(by, discussion)
        confirmed = discussion.state in (State.AT_FILTER_THREE, State.REJECTED)
        expect(discussion, revision, by=by, same=confirmed)
        must_allow(discussion, Verb.CONFIRM_ACCEPTED)
        if discussion.proposal == Decision.REJECTED:
            strip(discussion)
            return discussion
        discussion.decision, discussion.proposal = Decision.ACCEPTED, ""
        discussion.decided_at = moment(discussion, at)
        step(discussion, State.AT_FILTER_THREE, by=by, at=discussion.decided_at)
    return discussion
