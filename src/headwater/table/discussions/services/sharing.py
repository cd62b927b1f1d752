"""Filter three: each agency's answer and basis, then who leads and who assists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headwater.core.errors import AlreadyDone, Refused
from headwater.network.models import Agency, Seat
from headwater.network.rules import FilterThree
from headwater.table.meetings.models import Meeting
from headwater.vault import api as vault

from .. import codes, permissions, selectors
from ..models import (
    AgencyAnswer,
    Assisting,
    DisclosedKind,
    DisclosedTo,
    Disclosure,
    Discussion,
)
from ..rules import WITH_A_RESPONSE, YOUTH_AGE_GROUPS, Answer, How, State, Verb
from .steps import acting, at_this_table, locked, moment, must_allow, save, step

_HAS_LEFT = gettext_lazy("This agency said that it is not needed. Ask it to answer again first.")
_NO_NAMES = gettext_lazy("This table says no names at filter three, so there is none to record.")


def record_disclosure(
    *,
    discussion: Discussion,
    agency: Agency,
    basis: str,
    consent_state: str,
    not_sought_reason: str = "",
    kinds: Iterable[str] = (codes.NAME,),
    by: Seat,
    at: datetime,
) -> Disclosure:
    """Record that an agency discloses, what kind of thing, on what basis, to whom; never the thing.

    `basis` is one of the agency's `legal_bases`, `consent_state` the answer to the question
    that comes first; where it was not asked, `not_sought_reason` says why. `kinds` are codes of
    `disclosed_kinds`. Said aloud, the other agencies in the room that have not left are told;
    of a sealed name those that open it.
    Refused at the field without a basis and in a table that says no names.
    """
    with acting("discussion.disclosure_recorded", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_speak_for(by, discussion, agency)
        must_allow(discussion, Verb.DISCLOSE)
        mode = FilterThree(discussion.table.filter_three)
        if mode == FilterThree.NO_NAMES:
            raise Refused(str(_NO_NAMES))
        at_this_table(agency, discussion, at, field="agency")
        if discussion.answers.filter(agency=agency, answer=Answer.NOT_NEEDED).exists():
            raise Refused(str(_HAS_LEFT), field="agency")
        _check_basis(discussion, agency, basis, consent_state, not_sought_reason)
        what = codes.checked_all(codes.DISCLOSED_KINDS, kinds, field="kinds")
        if not what:
            raise Refused(_("Choose what kind of thing is disclosed."), field="kinds")
        if selectors.disclosures_now(discussion).filter(agency=agency).exists():
            raise AlreadyDone(_("This agency’s basis is recorded already."))
        disclosure = Disclosure.objects.create(
            discussion=discussion,
            agency=agency,
            basis=basis,
            consent_state=consent_state,
            not_sought_reason=not_sought_reason,
            how=How.SEALED if mode == FilterThree.SEALED else How.SPOKEN,
            at=moment(discussion, at),
            recorded_by=by,
        )
        _write_register(disclosure, what, permissions.sitting_of(discussion))
        save(discussion, by=by)
    return disclosure


def _write_register(disclosure: Disclosure, kinds: tuple[str, ...], sitting: Meeting) -> None:
    """What kind of thing; and, said aloud, to which agencies: those in the room but itself."""
    DisclosedKind.objects.bulk_create(
        DisclosedKind(disclosure=disclosure, code=code) for code in kinds
    )
    if disclosure.how == How.SPOKEN:
        for agency in selectors.agencies_who_hear(disclosure.discussion, sitting):
            tell(agency, [disclosure])


def tell(agency: Agency, disclosures: Iterable[Disclosure]) -> None:
    """Enter that an agency was told by others; what it told itself is left out."""
    for disclosure in disclosures:
        if disclosure.agency_id != agency.pk:
            DisclosedTo.objects.get_or_create(disclosure=disclosure, agency=agency)


def _check_basis(
    discussion: Discussion, agency: Agency, basis: str, consent: str, not_sought: str
) -> None:
    """Consent first; then a basis from the agency's own authority pack."""
    codes.checked(codes.CONSENT_STATES, consent, field="consent_state")
    if consent == codes.NOT_ASKED:
        codes.checked(codes.NOT_SOUGHT_REASONS, not_sought, field="not_sought_reason")
    elif not_sought:
        raise Refused(
            _("Consent was asked for, so no reason for not asking is needed. Leave it empty."),
            field="not_sought_reason",
        )
    youth = discussion.age_group in YOUTH_AGE_GROUPS or discussion.type != codes.PERSON
    if basis not in codes.bases_for(agency, youth=youth):
        raise Refused(
            _("Without a basis the name stays closed. Choose consent, or an Act this agency has."),
            field="basis",
        )
    if codes.is_consent(basis) and not codes.allows(consent):
        raise Refused(
            _("Consent was not given. Choose an Act this agency has, or say no name."),
            field="basis",
        )


def answer(
    *, discussion: Discussion, agency: Agency, answer: Answer, by: Seat, at: datetime
) -> AgencyAnswer:
    """An agency says: involved, can help, or not needed. It may change its mind at filter three.

    Whoever is not needed leaves: from then on its seats see the state and nothing else.
    """
    with acting("discussion.answered", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_speak_for(by, discussion, agency)
        must_allow(discussion, Verb.ANSWER)
        at_this_table(agency, discussion, at, field="agency")
        row = AgencyAnswer.objects.filter(discussion=discussion, agency=agency).first()
        if row is not None and row.answer == answer:
            raise AlreadyDone(_("This answer is recorded already."))
        row = row or AgencyAnswer(discussion=discussion, agency=agency)
        row.answer = Answer(answer)
        row.save()
        if row.answer != Answer.NOT_NEEDED:
            # Whoever came later and stays has been told what was said before.
            tell(agency, selectors.disclosures_now(discussion).filter(how=How.SPOKEN))
        elif selectors.is_let_in(agency, discussion, at):
            vault.dismiss(reference=discussion.reference, agency=agency, by=by, at=at)
        save(discussion, by=by)
    return row


def choose_agencies(
    *,
    discussion: Discussion,
    lead: Agency,
    assisting: Iterable[Agency],
    by: Seat,
    at: datetime,
    names_were_said: bool = True,
) -> Discussion:
    """Choose who leads and who assists, among the agencies at the table: opens filter four.

    Where names are said aloud, at least one agency has recorded its basis first; a caller that
    knows none was said passes `names_were_said=False`. Refused at the field otherwise, and for
    an agency that said it is not needed.
    """
    with acting("discussion.agencies_chosen", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_run(by, discussion)
        must_allow(discussion, Verb.CHOOSE_AGENCIES)
        others = list({agency.pk: agency for agency in assisting}.values())
        at_this_table(lead, discussion, at, field="lead")
        for agency in others:
            at_this_table(agency, discussion, at, field="assisting")
        if any(agency.pk == lead.pk for agency in others):
            raise Refused(_("The lead agency does not also assist."), field="assisting")
        _none_has_left(discussion, lead, others)
        if names_were_said:
            _someone_has_a_basis(discussion)
        discussion.lead_agency = lead
        Assisting.objects.bulk_create(
            Assisting(discussion=discussion, agency=agency) for agency in others
        )
        vault.destroy(reference=discussion.reference, at=at, reason="filter_three_over", by=by)
        step(discussion, State.AT_FILTER_FOUR, by=by, at=moment(discussion, at))
    return discussion


def follow_agencies(
    *, discussion: Discussion, lead: Agency, assisting: Iterable[Agency], by: Seat, at: datetime
) -> Discussion:
    """Follow a change of agencies that filter four recorded: who left no longer sees the record.

    Called within that deed, by a seat of an agency that takes part. A discussion that is not at
    filter four stays as it is.
    """
    with acting("discussion.agencies_followed", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_follow_agencies(by, discussion)
        if discussion.state not in WITH_A_RESPONSE:
            return discussion
        discussion.lead_agency = lead
        discussion.assisting.all().delete()
        Assisting.objects.bulk_create(
            Assisting(discussion=discussion, agency=agency) for agency in assisting
        )
        save(discussion, by=by)
    return discussion


def _none_has_left(discussion: Discussion, lead: Agency, others: list[Agency]) -> None:
    left = set(
        discussion.answers.filter(answer=Answer.NOT_NEEDED).values_list("agency_id", flat=True)
    )
    if lead.pk in left:
        raise Refused(str(_HAS_LEFT), field="lead")
    if left & {agency.pk for agency in others}:
        raise Refused(str(_HAS_LEFT), field="assisting")


def _someone_has_a_basis(discussion: Discussion) -> None:
    spoken = discussion.table.filter_three == FilterThree.SPOKEN
    if spoken and not selectors.disclosures_now(discussion).exists():
        raise Refused(
            _(
                "No agency has recorded on what basis it said the name. Record it first, or say "
                "that no name was said."
            ),
            field="lead",
        )
