"""Verbs on accounts: inviting a person and accepting an invitation."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from headwater.audit import trail
from headwater.core.errors import NotFoundHere, Refused

from .models import Invitation, Person

# Long enough for a printed code handed over at a meeting twice a week, short enough to be safe.
INVITATION_LASTS = timedelta(days=7)


def _digest(code: str) -> str:
    # The code has 160 random bits, so a plain digest cannot be searched back.
    return hashlib.sha256(code.encode()).hexdigest()


@transaction.atomic
def person_of(*, email: str, display_name: str) -> Person:
    """The person with this address, made if there is none; the name of a known one stays."""
    found = Person.objects.filter(email=email.lower()).first()
    return found or Person.objects.create_user(email, display_name)


@transaction.atomic
def invite(*, person: Person, at: datetime, by: str = "") -> str:
    """Make a one-time code for a person; earlier unused codes of theirs end.

    The code is returned once and kept nowhere. `by` is the inviting seat's reference, empty for
    the command line.
    """
    Invitation.objects.filter(person=person, used_at=None).update(ends_at=at)
    code = secrets.token_urlsafe(20)
    Invitation.objects.create(
        person=person, digest=_digest(code), made_at=at, ends_at=at + INVITATION_LASTS
    )
    trail.record("account.invited", at=at, seat=by, subject=person.reference)
    return code


def invited(code: str, at: datetime) -> Invitation:
    """The invitation a code belongs to. NotFoundHere when unknown, used or ended."""
    found = (
        Invitation.objects.select_related("person")
        .filter(digest=_digest(code), used_at=None, ends_at__gt=at)
        .first()
    )
    if found is None:
        raise NotFoundHere
    return found


@transaction.atomic
def accept(*, code: str, password: str, at: datetime) -> Person:
    """Set the person's password and use the invitation up. Refused(field="password") if weak."""
    invitation = invited(code, at)
    person = invitation.person
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from error
    claimed = Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=at)
    if not claimed:
        raise Refused(_("This invitation was used a moment ago. Sign in instead."))
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    trail.record(
        "account.invitation_accepted", at=at, person=person.reference, subject=person.reference
    )
    return person
