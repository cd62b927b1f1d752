"""Keeping someone out of a subject without writing down whom.

Defends against a reader of the records, a backup or a query: from a row alone nobody can be
named. What is stored is a keyed digest of a salt and one person; the key is the signing key,
which lives with the other keys and never with the records. Whoever holds both could try each
member of the table in turn, as with any such digest; the records alone tell nothing.

A row made with another key proves nothing about anyone, so it shuts everyone out: a changed key
may hide a subject, and never shows one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from headwater.accounts.models import Person

from .models import KeptOut

_FOR_PERSONS, _FOR_THE_KEY = "headwater.kept-out.person", "headwater.kept-out.key"
_SALT_BYTES = 16


@dataclass(frozen=True)
class Written:
    """What a row holds: 32, 64 and 64 hexadecimal signs."""

    salt: str
    digest: str
    mark: str


def written_for(person: Person) -> Written:
    """A new row's values for a person, different each time."""
    salt = secrets.token_hex(_SALT_BYTES)
    return Written(
        salt, _digest(_FOR_PERSONS, salt + person.reference), _digest(_FOR_THE_KEY, salt)
    )


def shuts_out(row: KeptOut, person: Person) -> bool:
    """Whether a row keeps this person out; True for everyone when its key is not ours."""
    if not constant_time_compare(row.mark, _digest(_FOR_THE_KEY, row.salt)):
        return True
    return constant_time_compare(row.digest, _digest(_FOR_PERSONS, row.salt + person.reference))


def _digest(purpose: str, value: str) -> str:
    return salted_hmac(purpose, value, algorithm="sha256").hexdigest()
