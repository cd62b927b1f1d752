"""What the guard says to the person who is typing: what it saw, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .finding import Finding, Kind, Why

MOST_SHOWN = 6


def kind_words(kind: Kind) -> str:
    """A kind of identifier with its article."""
    return {
        Kind.NAME: _("a person’s name"),
        Kind.BIRTH_DATE: _("a birth date"),
        Kind.DATE: _("the date of a day"),
        Kind.ADDRESS: _("an address"),
        Kind.POSTAL_CODE: _("a postal code"),
        Kind.PHONE: _("a phone number"),
        Kind.EMAIL: _("an e-mail address"),
        Kind.HEALTH_CARD: _("a health card number"),
        Kind.SOCIAL_INSURANCE: _("a social insurance number"),
        Kind.PLATE: _("a licence plate"),
        Kind.FILE_NUMBER: _("a file number"),
        Kind.ONLINE: _("someone’s page or name on the internet"),
    }[kind]


def why_words(why: Why) -> str:
    """What gave it away."""
    return {
        Why.SHAPE: _("it is written like one"),
        Why.CHECK_DIGIT: _("its check digit is right"),
        Why.SAID_SO: _("the words beside it say so"),
        Why.LONG_NUMBER: _("it is too long for a count"),
        Why.STREET: _("it has a street, an apartment or a mailbox in it"),
        Why.DAY: _("it names a day of a month"),
        Why.TITLE: _("it follows a title (Mrs., M., Dr)"),
        Why.NAMING: _("it follows a word such as “named”"),
        Why.KIN: _("it follows a word for a person, such as “sister” or “client”"),
        Why.LISTED: _("it is in the list of given names and surnames"),
        Why.NEAR_LISTED: _("it is one letter away from a name in the list"),
        Why.CAPITAL: _("it has a capital and is no word or place we know"),
        Why.DOES: _("it does what a person does"),
        Why.INITIALS: _("letters that stand for a name"),
    }[why]


def sentences(text: str, findings: Iterable[Finding], advice: str) -> list[str]:
    """One sentence a different piece, in the order of the text; the last one ends with advice."""
    said: dict[str, str] = {}
    for finding in findings:
        piece = text[finding.start : finding.end]
        said.setdefault(
            piece,
            _("“%(piece)s” looks like %(kind)s: %(why)s.")
            % {"piece": piece, "kind": kind_words(finding.kind), "why": why_words(finding.why)},
        )
    shown = list(said.values())[:MOST_SHOWN]
    left = len(said) - len(shown)
    if left:
        more = ngettext("And %(count)s more.", "And %(count)s more.", left)
        shown.append(more % {"count": left})
    return [*shown[:-1], f"{shown[-1]} {advice}"]
