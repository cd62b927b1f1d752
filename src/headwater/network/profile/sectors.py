"""Sectors as networks name them, and the code each has in our list."""

from __future__ import annotations

from headwater.vocabulary import registry

# What networks call a sector, where it is not our label for it.
ALIASES = {
    "aboriginal": "indigenous",
    "police": "policing",
    "lgbt": "2slgbtqi",
    "2slgbtqi+": "2slgbtqi",
    "mental health and addictions": "mental-health-addictions",
}


def sector_code(name: str) -> str | None:
    """The vocabulary's code for a sector as a network names it, or None."""
    folded = name.casefold()
    for entry in registry.current("sectors").entries:
        if folded in {entry.code, entry.label("en").casefold(), entry.label("fr").casefold()}:
            return entry.code
    return ALIASES.get(folded)


def sector_label(name: str, language: str) -> str:
    """A sector in the network's own words in English; in French by our list where it has it."""
    code = None if language.startswith("en") else sector_code(name)
    return registry.current("sectors")[code].label(language) if code else name
