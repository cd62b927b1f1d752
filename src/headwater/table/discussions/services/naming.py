"""Filter three in a table that seals names: typed by who disclosed, opened by those who stay.

What is typed passes through one request into the vault, under a key of this discussion alone.
It is destroyed when the table leaves the item; that deed is the meetings room's
(`meetings.services.agenda`), so that no way out of an item forgets it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from headwater.core.errors import AlreadyDone, Refused
from headwater.core.zones import local_day
from headwater.network.acting import acting
from headwater.network.models import Agency, Seat
from headwater.vault import api as vault

from .. import permissions, selectors
from ..models import Discussion
from ..rules import Verb
from .sharing import tell
from .steps import locked, must_allow, save

# The field of the vault; each person named is an entry of it.
PERSON = "person"
LONGEST_NAME = 120
OLDEST = 130  # years
# Longer than any meeting. The item's end destroys what is sealed long before.
LASTS = timedelta(hours=6)


@dataclass(frozen=True)
class Named:
    """A person named, opened for one answer. Never in a log, a session or a stored page."""

    agency: str  # the code of the agency that sealed it
    name: str
    born: date | None

    def __repr__(self) -> str:
        # What a traceback shows must not show who was named.
        return f"<Named by {self.agency}>"


def seal_name(
    *, discussion: Discussion, name: str, born: date | None, by: Seat, at: datetime
) -> str:
    """Seal a name and, where it is known, a date of birth; returns the entry's reference.

    Only for the seat's own agency, once its basis is recorded, while its item is open. The
    agencies in the room that have not left are let in; each opens it once it said that it
    stays. Refused at the field for an empty or overlong name and an impossible date.
    """
    with acting("discussion.name_sealed", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_seal_name(by, discussion)
        agency = permissions.own_agency(by)
        must_allow(discussion, Verb.DISCLOSE)
        if not selectors.disclosures_now(discussion).filter(agency=agency).exists():
            raise Refused(_("Record your basis first. Without a basis the name stays closed."))
        text = _person(name, born, local_day(at, discussion.table.time_zone))
        _admit(discussion, [agency, *_in_the_room(discussion)], by, at)
        entry = vault.seal(reference=discussion.reference, field=PERSON, text=text, by=by, at=at)
        save(discussion, by=by)
    return entry


def open_names(*, discussion: Discussion, by: Seat, at: datetime) -> list[Named]:
    """Those named, oldest first. Each opening is in the trail, with purpose and basis, before.

    Denied until the agency said that it is involved or can help, and after it left. The basis
    written is that of the agency that sealed first: on it the receiver is told.
    """
    with acting("discussion.names_asked_for", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_open_names(by, discussion)
        bases = dict(selectors.disclosures_now(discussion).values_list("agency__code", "basis"))
        heads = vault.entries(reference=discussion.reference)
        if not heads:
            raise Refused(_("No name is sealed here, or it is destroyed already."))
    opened = vault.open_entries(
        reference=discussion.reference,
        purpose=vault.Purpose.NAMES,
        basis=bases.get(heads[0].agency, ""),
        by=by,
        at=at,
    )
    told_by = {entry.agency for entry in opened}
    sealed = selectors.disclosures_now(discussion).filter(agency__code__in=told_by)
    tell(permissions.own_agency(by), sealed)
    return [_named(entry) for entry in opened]


def let_in(*, discussion: Discussion, by: Seat, at: datetime) -> int:
    """Let in the agencies that came to the room after the name was sealed; how many that were.

    For the chair, and for the agency that sealed it. AlreadyDone when all are let in.
    """
    with acting("discussion.let_in", by=by, at=at, subject=discussion.reference):
        discussion = locked(discussion)
        permissions.may_let_in(by, discussion)
        late = selectors.without_grant(discussion, _in_the_room(discussion), at)
        if not late:
            raise AlreadyDone(_("Every agency in the room is let in already."))
        _admit(discussion, late, by, at)
        save(discussion, by=by)
    return len(late)


def _in_the_room(discussion: Discussion) -> list[Agency]:
    return selectors.agencies_who_hear(discussion, permissions.at_open_item(discussion))


def _admit(discussion: Discussion, agencies: list[Agency], by: Seat, at: datetime) -> None:
    """Let agencies in that are not. The one that seals comes first: it opens the holding."""
    for agency in selectors.without_grant(discussion, agencies, at):
        vault.admit(
            reference=discussion.reference,
            agency=agency,
            purpose=vault.Purpose.NAMES,
            until=at + LASTS,
            by=by,
            at=at,
        )


def _person(name: str, born: date | None, today: date) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Type the name, or leave without saving."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("This is longer than a name. Type the name only."), field="name")
    if born is not None and not today.year - OLDEST <= born.year <= today.year:
        raise Refused(_("Check the year of birth."), field="born")
    if born is not None and born > today:
        raise Refused(_("A date of birth lies in the past."), field="born")
    return json.dumps({"name": name, "born": born.isoformat() if born else ""})


def _named(entry: vault.OpenedEntry) -> Named:
    found = json.loads(entry.text)
    return Named(
        entry.agency, found["name"], date.fromisoformat(found["born"]) if found["born"] else None
    )
