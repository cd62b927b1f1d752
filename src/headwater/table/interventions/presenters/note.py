"""The note an agency takes into its own file: what it said, on what basis, to whom. Not stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headwater.core.zones import local_day
from headwater.network.models import Agency
from headwater.table.discussions.models import Disclosure
from headwater.table.discussions.rules import How

from .. import codes, selectors
from ..models import Response
from . import lines

DISCLOSED_KINDS = "disclosed_kinds"
NOT_SOUGHT_REASONS = "consent_not_sought_reasons"


@dataclass(frozen=True)
class Note:
    """A dated page, made anew each time it is asked for. `rows` are key and value."""

    agency: str
    table: str
    day: str
    rows: list[dict[str, str]]
    answers: list[str] = field(default_factory=list)
    ends: str = ""

    @property
    def text(self) -> str:
        """The same in plain lines, to be copied into the agency’s own file."""
        head = f"{self.day}. {self.agency}. {self.table}."
        facts = [f"{row['key']}: {row['value']}" for row in self.rows]
        return "\n".join([head, *facts, *self.answers])


def note(response: Response, agency: Agency, at: datetime) -> Note:
    """The note of one agency: its own disclosure and, if it takes part, the answers it got."""
    zone = response.table.time_zone
    said = selectors.disclosures_of(response, agency)
    inside = [part.agency for part in selectors.participants(response)]
    rows = [(_("Accepted by the table"), lines.day_and_hour(response.started_at, zone))]
    for each in said:
        rows += _said(each, response)
    if not said:
        rows.append((_("What we said"), _("No name was said by us.")))
    rows.append((_("Agencies in the response"), lines.names(inside)))
    return Note(
        agency=lines.name(agency),
        table=response.table.name(get_language() or "en"),
        day=date_format(local_day(at, zone), "DATE_FORMAT"),
        rows=[{"key": key, "value": value} for key, value in rows],
        answers=_answers(response, agency) if agency in inside else [],
        ends=_ends(response),
    )


def _ends(response: Response) -> str:
    """Until when what was sealed can still be looked at; empty while the response is at work."""
    if response.destroy_at is None or response.destroyed_at is not None:
        return ""
    return _("What was sealed is destroyed on %(when)s. Take your note before then.") % {
        "when": lines.day_and_hour(response.destroy_at, response.table.time_zone)
    }


def _said(said: Disclosure, response: Response) -> list[tuple[str, str]]:
    """What was disclosed, when, on what basis, with what consent, and who heard it."""
    how = {
        How.SPOKEN: _("The names needed, said aloud; nothing was written down."),
        How.SEALED: _("The names needed, sealed until the table went on."),
    }[How(said.how)]
    kinds = [codes.label(DISCLOSED_KINDS, each.code) for each in said.kinds.all()]
    heard = lines.names([each.agency for each in said.told.all()])
    consent = codes.label(codes.CONSENT_STATES, said.consent_state)
    if said.not_sought_reason:
        why = codes.label(NOT_SOUGHT_REASONS, said.not_sought_reason)
        consent = _("%(state)s. %(reason)s") % {"state": consent, "reason": why}
    return [
        (_("What we said"), f"{', '.join(kinds)}. {how}" if kinds else how),
        (_("When"), lines.day_and_hour(said.at, response.table.time_zone)),
        (_("On what basis"), codes.label(codes.LEGAL_BASES, said.basis)),
        (_("Consent"), consent),
        (_("To whom"), heard or _("The agencies at the table in that meeting")),
    ]


def _answers(response: Response, agency: Agency) -> list[str]:
    """What each person answered to this agency, or to all of them."""
    return [
        lines.consent(each)
        for each in selectors.current_consents(response)
        if each.agency_id in (None, agency.pk)
    ]
