"""What the guard says of a piece of text: what kind of identifier it is, where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of identifiers, the surest first: where two overlap, the earlier one stands."""

    EMAIL = "email"
    ONLINE = "online"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    BIRTH_DATE = "birth_date"
    DATE = "date"
    HEALTH_CARD = "health_card"
    SOCIAL_INSURANCE = "social_insurance"
    PHONE = "phone"
    PLATE = "plate"
    FILE_NUMBER = "file_number"
    NAME = "name"


NEVER_NEEDED = frozenset({Kind.HEALTH_CARD, Kind.SOCIAL_INSURANCE})
"""What a visit never needs. In sealed content, where names belong, these alone are spoken of."""


class Why(StrEnum):
    """What gave it away; the sentences for people are in the presenters."""

    SHAPE = "shape"  # nothing else is written like this
    CHECK_DIGIT = "check_digit"  # the number proves itself
    SAID_SO = "said_so"  # the words before it say what it is
    LONG_NUMBER = "long_number"  # too long for a count or a year
    STREET = "street"  # the word for a street, with a name or a number
    DAY = "day"  # a day of a month
    TITLE = "title"  # after Mrs., M., Dr
    NAMING = "naming"  # after “named”, “s’appelle”
    KIN = "kin"  # after “his sister”, “client”
    LISTED = "listed"  # in the list of given names or surnames
    NEAR_LISTED = "near_listed"  # one letter away from a listed name
    CAPITAL = "capital"  # a capital inside a sentence, and no word or place we know
    DOES = "does"  # does what people do: “says”, “habite”
    INITIALS = "initials"  # letters with dots


@dataclass(frozen=True, order=True)
class Finding:
    """A piece of text, `text[start:end]`, that could lead to a person."""

    start: int
    end: int
    kind: Kind
    why: Why
