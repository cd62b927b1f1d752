"""The record in plain sentences, and the sentence in which a decision is read back."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headwater.vocabulary import registry

from .. import codes
from ..models import Discussion
from ..rules import Decision, Stance, State
from .labels import label, language, marked, mode_label, state_label


def sentence(discussion: Discussion) -> str:
    """The record in one line: “A family; brought by policing; 6 risk factors.”

    For seats that see the record. The number of factors is counted here and kept nowhere. A
    rejected one tells what is left: type, sector, and that it was not accepted.
    """
    who = ", ".join(
        label(codes.LISTS[field], code)
        if field == "type"
        else _lowered(label(codes.LISTS[field], code))
        for field in ("type", "sex", "age_group")
        if (code := getattr(discussion, field)) and (field == "type" or code != "unknown")
    )
    sector = _in_a_sentence(discussion.originating_sector)
    if discussion.state == State.REJECTED:
        return _("%(who)s; brought by %(sector)s; not accepted.") % {"who": who, "sector": sector}
    count = discussion.factors.count()
    return ngettext(
        "%(who)s; brought by %(sector)s; %(count)d risk factor.",
        "%(who)s; brought by %(sector)s; %(count)d risk factors.",
        count,
    ) % {"who": who, "sector": sector, "count": count}


def state_sentence(discussion: Discussion) -> str:
    """Where it stands and nothing else, for seats that see only the state."""
    return _("A situation: %(state)s.") % {"state": _lowered(state_label(discussion.state))}


def read_back(discussion: Discussion) -> str:
    """The proposed decision in one sentence, to be said aloud before it is confirmed.

    ValueError unless a decision is proposed.
    """
    if discussion.state != State.DECISION_PROPOSED:
        raise ValueError("There is no proposed decision to read back.")
    parts = {"how": mode_label(discussion.decision_mode), "dissent": _dissent(discussion)}
    if discussion.proposal == Decision.ACCEPTED:
        return (
            _(
                "The table finds acutely elevated risk: all four criteria are met, "
                "decided %(how)s, %(dissent)s."
            )
            % parts
        )
    parts["reason"] = _lowered(label(codes.REJECTION_REASONS, discussion.rejection_reason))
    unmet = set(discussion.findings.filter(met=False).values_list("criterion", flat=True))
    if not unmet:
        return (
            _(
                "The table finds all four criteria met and still does not accept this situation "
                "(%(reason)s), decided %(how)s, %(dissent)s."
            )
            % parts
        )
    parts["unmet"] = ", ".join(
        _("“%(criterion)s”") % {"criterion": label(codes.CRITERIA, code)}
        for code in codes.criteria()
        if code in unmet
    )
    return (
        _(
            "The table does not accept this situation (%(reason)s): it does not find that "
            "%(unmet)s, decided %(how)s, %(dissent)s."
        )
        % parts
    )


def _dissent(discussion: Discussion) -> str:
    stances = Counter(discussion.positions.values_list("stance", flat=True))
    if stances:
        return _("%(for)d for, %(against)d against, %(abstaining)d abstaining") % {
            "for": stances[Stance.FOR],
            "against": stances[Stance.AGAINST],
            "abstaining": stances[Stance.ABSTAINS],
        }
    count = discussion.dissents.values("agency").distinct().count()
    if not count:
        return _("no agency dissents")
    return ngettext("%(count)d agency dissents", "%(count)d agencies dissent", count) % {
        "count": count
    }


def _in_a_sentence(sector: str) -> str:
    """A sector's name within a sentence; those named after a people keep their capital."""
    named = marked(codes.SECTORS, sector).text
    entry = registry.current(codes.SECTORS).get(sector)
    proper = entry is not None and entry.get("proxy_of") and not language().startswith("fr")
    return named if proper else _lowered(named)


def _lowered(text: str) -> str:
    """The first letter small, but not that of a number or an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
