"""Which room offers which command. The contract is the reference page `docs/reference/commands.md`.

A room's `commands.py` has one function, `register(subparsers)`: it adds its parsers and sets for
each `func=`, which takes the parsed arguments and returns an exit code (None is 0). A parser whose
command needs Django says `set_defaults(django=True)`, one that reads or writes the records
`records=True`; the module itself is imported before Django is set up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = Path(__file__).resolve().parents[3] / "home" / "demo"
"""The home when `HEADWATER_HOME` names none: the demo's, under the project."""


@dataclass(frozen=True)
class Command:
    """One command: the module that registers it, and a line of help."""

    module: str
    help: str


_LAUNCH = "headwater.config.launch.commands"
_EVIDENCE = "headwater.evidence.commands"

COMMANDS: dict[str, Command] = {
    "demo": Command(_LAUNCH, "set up, load the demo community, serve it on this machine"),
    "test": Command(_LAUNCH, "run the tests on both databases"),
    "check": Command(_LAUNCH, "look for everything that keeps a change from landing"),
    "fix": Command(_LAUNCH, "mend what a machine can mend"),
    "serve": Command(_LAUNCH, "serve the home that HEADWATER_HOME names"),
    "init": Command(_LAUNCH, "set up for real use, invite an administrator"),
    "network": Command("headwater.exchange.commands", "a community's profile, in and out"),
    "vocabulary": Command("headwater.vocabulary.commands", "code lists: show, replace"),
    "extract": Command(_EVIDENCE, "build the de-identified extract"),
    "ask": Command(_EVIDENCE, "ask a question of an extract"),
    "synth": Command(_EVIDENCE, "make a synthetic extract"),
    "disclosure": Command(
        "headwater.evidence.disclosure.commands", "find what published tables give away"
    ),
    "audit": Command("headwater.audit.commands", "verify the audit trail"),
    "bench": Command("headwater.config.bench.commands", "how fast it is, against named peers"),
    "retention": Command("headwater.stewardship.commands", "destroy what is due"),
}
