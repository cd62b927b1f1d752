"""The pages of the docs that are made from the code: states, commands, the guard’s figures.

`check` compares them, `fix` writes them. Rules are data, so a diagram is read off them: a
dictionary from states to sets of states, or from verbs to moves (`sources`, `target`), is a
diagram; one from the same states to sentences says who owns each.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

from headwater.config.commands import COMMANDS
from headwater.config.launch import guard_page, permission_tables

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src" / "headwater"
REFERENCE = ROOT / "docs" / "reference"
WHO_SEES_WHAT = ROOT / "docs" / "explanation" / "who-sees-what.md"
_MADE = "<!-- Made from the code by `./headwater fix`; do not edit. -->"


def pages() -> dict[Path, str]:
    """Every generated page and what it should say. Needs Django set up."""
    return {
        REFERENCE / "states.md": states(),
        REFERENCE / "commands.md": commands(),
        REFERENCE / "identifier-guard.md": guard_page.page(_MADE),
        WHO_SEES_WHAT: permission_tables.page(
            WHO_SEES_WHAT.read_text(encoding="utf-8"), ROOT / "tests" / "permissions"
        ),
    }


def stale(page: Path, wanted: str) -> bool:
    """Whether a page on disk says something else than the code."""
    return not page.is_file() or page.read_text(encoding="utf-8") != wanted


def write() -> list[Path]:
    """Write what is stale; return what was written."""
    written = []
    for page, wanted in pages().items():
        if stale(page, wanted):
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wanted, encoding="utf-8")
            written.append(page)
    return written


# States


def states() -> str:
    """One section a room, one diagram for each kind of thing that changes state there."""
    parts = [
        "# How things change state",
        _MADE,
        "Each diagram is drawn from the rules of a room (`rules.py`), which the program obeys.",
    ]
    for path in sorted(SOURCE.rglob("rules.py")):
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        parts += _room_section(importlib.import_module(name))
    return "\n\n".join(parts) + "\n"


def _room_section(rules: ModuleType) -> list[str]:
    found = []
    for name, value in vars(rules).items():
        arrows = _arrows(value) if name.isupper() else []
        if arrows:
            kind = type(arrows[0][0])
            found.append(f"### {_heading(kind)}")
            found += [(kind.__doc__ or "").strip().split("\n")[0], _diagram(arrows)]
            found += _owners(rules, kind)
    room = rules.__name__.removeprefix("headwater.").removesuffix(".rules").replace(".", " › ")
    return [f"## {room.replace('_', ' ').capitalize()}", *found] if found else []


def _arrows(value: object) -> list[tuple[Enum, Enum, str]]:
    """(from, to, verb) for each step, in the order of the source's states; none if no diagram."""
    if not isinstance(value, dict) or not value:
        return []
    steps: list[tuple[Enum, Enum, str]] = []
    for key, aim in value.items():
        if isinstance(key, Enum) and isinstance(aim, set | frozenset | tuple | list):
            steps += [(key, target, "") for target in aim if type(target) is type(key)]
        elif hasattr(aim, "sources") and isinstance(getattr(aim, "target", None), Enum):
            steps += [(source, aim.target, _words(key)) for source in aim.sources]
        elif isinstance(key, tuple) and isinstance(aim, Enum):
            source = next((part for part in key if type(part) is type(aim)), None)
            verb = next((part for part in key if type(part) is not type(aim)), "")
            steps += [(source, aim, _words(verb))] if isinstance(source, Enum) else []
    order = {state: index for index, state in enumerate(type(steps[0][0]))} if steps else {}
    return sorted(steps, key=lambda step: (order.get(step[0], 0), order.get(step[1], 0), step[2]))


def _diagram(arrows: list[tuple[Enum, Enum, str]]) -> str:
    first = next(iter(type(arrows[0][0])))
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first.name.lower()}"]
    for source, target, verb in arrows:
        label = f": {verb}" if verb else ""
        lines.append(f"    {source.name.lower()} --> {target.name.lower()}{label}")
    return "\n".join([*lines, "```"])


def _owners(rules: ModuleType, kind: type) -> list[str]:
    for name, value in vars(rules).items():
        owned = isinstance(value, dict) and value and all(type(key) is kind for key in value)
        if "OWNER" in name and owned:
            return [
                "\n".join(f"- **{_words(state)}**: {_words(who)}" for state, who in value.items())
            ]
    return []


def _heading(kind: type) -> str:
    name = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in kind.__name__)
    return name.strip().capitalize()


def _words(value: object) -> str:
    if isinstance(value, set | frozenset | tuple | list):
        return ", ".join(sorted(_words(part) for part in value))
    return str(value.value if isinstance(value, Enum) else value).replace("_", " ")


# Commands


def commands() -> str:
    """The command line as argparse knows it: every command, its words and its options."""
    parser = argparse.ArgumentParser(prog="headwater")
    grown = parser.add_subparsers()
    for module in dict.fromkeys(command.module for command in COMMANDS.values()):
        importlib.import_module(module).register(grown)
    parts = [
        "# The command line",
        _MADE,
        "`./headwater COMMAND …` from the project’s folder makes its environment when needed. Data "
        "goes to standard output, progress and messages to standard error. It exits with 0 when "
        "all is well, 1 when it found something, 2 when it refused what was asked (one sentence, "
        "nothing written): [what each means for each command](exit-codes.md). `HEADWATER_HOME` "
        "names the data folder and `HEADWATER_KEYS` the keys’: see [settings](settings.md).",
    ]
    for name, command in COMMANDS.items():
        parts += [f"## {name}", f"{command.help[0].upper()}{command.help[1:]}."]
        parts += [part for leaf in _leaves(grown.choices[name]) for part in _command_section(leaf)]
    return "\n\n".join(parts) + "\n"


def _leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    inner = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not inner:
        yield parser
    for action in inner:
        for child in dict.fromkeys(action.choices.values()):
            yield from _leaves(child)


def _command_section(parser: argparse.ArgumentParser) -> list[str]:
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    rows = [_argument_row(action) for action in parser._actions if action.dest != "help"]
    table = "\n".join(["| | |", "|---|---|", *rows])
    return [f"```text\n{usage}\n```", *([table] if rows else [])]


def _argument_row(action: argparse.Action) -> str:
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{_shown(action)}`"
    said = (action.help or "") % {"default": action.default, "prog": "headwater"}
    if action.choices:
        said += f" (one of: {', '.join(str(choice) for choice in action.choices)})"
    return f"| {names} | {said.strip().replace('|', '\\|')} |"


def _shown(action: argparse.Action) -> Any:
    return action.metavar or action.dest


def main(arguments: list[str]) -> int:
    """`check`: 1 and a line for each stale page. `write`: bring them up to date."""
    import django

    django.setup()
    if arguments == ["write"]:
        for page in write():
            print(f"wrote {page.relative_to(ROOT)}")
        return 0
    late = [page for page, wanted in pages().items() if stale(page, wanted)]
    for page in late:
        print(f"{page.relative_to(ROOT)} is not what the code says")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
