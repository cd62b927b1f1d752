"""What happens with the person: consent, attempts to reach them, services, and what was missing."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from headwater.core.errors import Refused
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat

from .. import codes, permissions, selectors
from ..entering import columns, happened, hold, person, take_once, takes_part
from ..models import Consent, Contact, Mobilization, Response, SystemGap
from ..rules import NOT_ASKED, WITHDRAWN, ConsentHow
from .starting import end_part


def record_consent(  # noqa: PLR0913 - one for each question asked
    *,
    response: Response,
    person_number: int,
    state: str,
    by: Seat,
    at: datetime,
    agency: Agency | None = None,
    how: str = "",
    giver: str = "",
    happened_at: datetime | None = None,
    form_key: str = "",
) -> Consent:
    """Record what one person said to one agency, or (agency None) to all that take part.

    `state` and `giver` are codes of the vocabulary, `how` of `ConsentHow`. A withdrawal ends
    the part of the agencies it names at once, with their access to the plan, unless another
    person of the same situation still agrees.
    """
    with acting("response.consent_recorded", by=by, at=at, subject=response.reference, state=state):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        codes.known(codes.CONSENT_STATES, state, field="state")
        if agency is not None:
            takes_part(response, agency, field="agency")
        if state == NOT_ASKED:
            how = giver = ""
        else:
            _known_how(how)
            codes.known(codes.CONSENT_GIVERS, giver, field="giver")
        consent = Consent.objects.create(
            person_number=person(person_number),
            agency=agency,
            state=state,
            how=how,
            giver=giver,
            **columns(response, by, happened(response, happened_at, at), at),
        )
        if state == WITHDRAWN:
            _end_what_rested_on_it(response, agency, by=by, at=at)
    return consent


def _known_how(how: str) -> None:
    if how not in set(ConsentHow):
        raise Refused(_("Say how the person answered. Spoken is enough."), field="how")


def _end_what_rested_on_it(
    response: Response, agency: Agency | None, *, by: Seat, at: datetime
) -> None:
    """End the part of agencies nobody of this situation agrees to any more."""
    allowing = codes.allows()
    agreed = [each for each in selectors.current_consents(response) if each.state in allowing]
    if any(each.agency_id is None for each in agreed):
        return
    named = {each.agency_id for each in agreed}
    for part in selectors.participants(response):
        if (agency is None or part.agency_id == agency.pk) and part.agency_id not in named:
            end_part(response=response, agency=part.agency, by=by, at=at)


def record_contact(
    *,
    response: Response,
    outcome: str,
    by: Seat,
    at: datetime,
    happened_at: datetime | None = None,
    form_key: str = "",
) -> Contact:
    """Record an attempt to reach the person. The first that reached them stops the clock."""
    with acting(
        "response.contact_recorded", by=by, at=at, subject=response.reference, outcome=outcome
    ):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        return Contact.objects.create(
            outcome=codes.known(codes.CONTACT_OUTCOMES, outcome, field="outcome"),
            **columns(response, by, happened(response, happened_at, at), at),
        )


def record_mobilization(  # noqa: PLR0913 - one for each question asked
    *,
    response: Response,
    service: str,
    state: str,
    by: Seat,
    at: datetime,
    agency: Agency | None = None,
    sector: str = "",
    happened_at: datetime | None = None,
    form_key: str = "",
) -> Mobilization:
    """Record a step with a service of an agency in the response, or (agency None) of another.

    The sector is the agency's, else the one given, else the one the service belongs to.
    """
    with acting("response.service_recorded", by=by, at=at, subject=response.reference, state=state):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        codes.known(codes.SERVICES, service, field="service")
        codes.known(codes.MOBILIZATION_STATES, state, field="state")
        if agency is not None:
            sector = takes_part(response, agency, field="agency").sector
        return Mobilization.objects.create(
            service=service,
            sector=codes.known(codes.SECTORS, sector or codes.sector_of(service), field="sector"),
            agency=agency,
            state=state,
            **columns(response, by, happened(response, happened_at, at), at),
        )


def record_gap(
    *,
    response: Response,
    service: str,
    kind: str,
    by: Seat,
    at: datetime,
    happened_at: datetime | None = None,
    form_key: str = "",
) -> SystemGap:
    """Record what the system could not give: which service, and the kind of lack."""
    with acting("response.gap_recorded", by=by, at=at, subject=response.reference, kind=kind):
        hold(response)
        permissions.may_record(by, response)
        take_once(response, form_key, at)
        return SystemGap.objects.create(
            service=codes.known(codes.SERVICES, service, field="service"),
            kind=codes.known(codes.GAP_KINDS, kind, field="kind"),
            **columns(response, by, happened(response, happened_at, at), at),
        )
