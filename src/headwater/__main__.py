"""The command line: finds the room a command belongs to, and lets the room do it.

Only the room that was asked for is imported, and Django is set up only where the command needs it,
so `headwater --help` and the pure commands answer at once. Exit 0 is good, 1 a finding, 2 refused
input.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from headwater.config.commands import COMMANDS, DEFAULT_HOME, Command
from headwater.core.clock import DEMO_MARKER
from headwater.core.errors import HeadwaterError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _set_environment()
    try:
        parsed = _parser(given).parse_args(given)
        if getattr(parsed, "django", False) or getattr(parsed, "records", False):
            _set_up_django()
        if getattr(parsed, "records", False):
            _prepare_records()
        return int(parsed.func(parsed) or 0)
    except HeadwaterError as refusal:
        print(f"headwater: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output left (`… | head`): nobody is there to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows the asked command in full and the others by a line of help each."""
    parser = argparse.ArgumentParser(
        prog="headwater", description="Software for situation tables.", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked = next((COMMANDS[word] for word in given[:1] if word in COMMANDS), None)
    for name, command in COMMANDS.items():
        if asked is None or command.module != asked.module:
            commands.add_parser(name, help=command.help)
    if asked is not None:
        _load(asked).register(commands)
    return parser


def _load(command: Command) -> Any:
    """The module of a command; it offers `register(subparsers)`."""
    return importlib.import_module(command.module)


def _set_environment() -> None:
    """The defaults all commands share; a relative home counts from where the person stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headwater.config.settings")
    if not os.environ.get("HEADWATER_HOME"):
        os.environ["HEADWATER_HOME"] = str(DEFAULT_HOME)
    for name in ("HEADWATER_HOME", "HEADWATER_KEYS"):
        if os.environ.get(name):
            os.environ[name] = str(Path(os.environ[name]).absolute())


def _set_up_django() -> None:
    import django
    from django.apps import apps

    _refuse_missing_demo()
    if not apps.ready:
        django.setup()


def _refuse_missing_demo() -> None:
    """Nothing but `demo` begins the demo's home: what another command left there would stop it."""
    home = Path(os.environ["HEADWATER_HOME"])
    if home == DEFAULT_HOME and not (home / DEMO_MARKER).is_file():
        raise HeadwaterError(
            "There is no home yet: run `headwater demo`, or name a data folder in HEADWATER_HOME."
        )


def _prepare_records() -> None:
    from headwater.config.launch.home import prepare_records

    prepare_records(lambda sentence: print(f"headwater: {sentence}", file=sys.stderr))


if __name__ == "__main__":
    sys.exit(main())
