"""A program that seals and destroys, and dies on command with the power cut: SIGKILL at step N.

Run as `python -m tests.integration.vault.mortal`; it loads Django once and makes an empty home.
For each line `VERB STEP` on standard input it forks a child that does the verb to a reference of
its own and kills itself at the given step, or finishes. A step is any moment just before or
after a statement, a commit, or a change of the keys' folder. Then a second child starts as the
program would: sweeps, and looks. It answers one line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.integration.vault.own_settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from headwater.audit import anchors, selectors  # noqa: E402
from headwater.network.models import Seat  # noqa: E402
from headwater.vault import _keys, api  # noqa: E402
from headwater.vault.models import Holding, SealedEntry, WrappedKey  # noqa: E402
from tests.integration.vault.room import AT, BASIS, make_room  # noqa: E402

FIRST, SECOND = "12 Mill Lane", "They moved"


class Countdown:
    """Kills the process at the given step; counts on when it is never reached."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.passed = 0

    def tick(self) -> None:
        self.passed += 1
        if self.passed == self.step:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with a step before and one after."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.tick()
            answer = function(*args, **kwargs)
            self.tick()
            return answer

        return counted

    def arm(self) -> None:
        """Count at every statement, commit and change of a file from now on."""
        for alias in connections:
            connections[alias].execute_wrappers.append(
                lambda execute, *rest: self.around(execute)(*rest)
            )
        for name in ("_commit", "_rollback"):
            setattr(BaseDatabaseWrapper, name, self.around(getattr(BaseDatabaseWrapper, name)))
        for name in ("link", "unlink", "fsync", "open"):
            setattr(_keys.os, name, self.around(getattr(os, name)))
        anchors.note = self.around(anchors.note)


def _seat(name: str) -> Seat:
    return Seat.objects.get(person__email=f"{name}@example.org")


def _reference(number: int) -> str:
    return f"r-{number:012d}"


def _at(number: int) -> datetime:
    """Each round in a quarter of its own, so that each first sealing makes a period key."""
    return AT + timedelta(days=92 * number)


def _begin(reference: str, at: datetime, *, sealed: bool) -> None:
    housing, chair = _seat("housing"), _seat("chair")
    api.admit(
        reference=reference,
        agency=housing.agency,
        purpose=api.Purpose.PLAN_RESPONSE,
        until=None,
        by=chair,
        at=at,
    )
    if sealed:
        api.seal(reference=reference, field="where", text=FIRST, by=housing, at=at)


def _do(verb: str, number: int, step: int) -> int:
    """Do the verb, dying at the step; returns how many steps there were if it lived."""
    countdown, reference, at = Countdown(step), _reference(number), _at(number)
    _begin(reference, at, sealed=verb != "seal-first")
    at += timedelta(minutes=1)
    housing = _seat("housing")
    countdown.arm()
    if verb == "destroy":
        api.destroy(reference=reference, at=at, reason="response_ended", by=housing)
    else:
        api.seal(reference=reference, field="where", text=SECOND, by=housing, at=at)
    return countdown.passed


def _look(number: int) -> dict[str, Any]:
    """Start anew: sweep, then say what is there and what can be read."""
    reference, at = _reference(number), _at(number) + timedelta(hours=1)
    api.sweep(at)
    again = api.sweep(at)
    holding = Holding.objects.filter(reference=reference).first()
    texts = None
    if holding is not None:
        found = api.open_entries(
            reference=reference,
            purpose=api.Purpose.PLAN_RESPONSE,
            basis=BASIS,
            by=_seat("housing"),
            at=at,
        )
        texts = [entry.text for entry in found]
    held = set(Holding.objects.values_list("key_reference", flat=True))
    verdict = selectors.verdict()
    return {
        "texts": texts,
        "doomed": Holding.objects.exclude(doomed_at=None).count(),
        "rows_without_holding": SealedEntry.objects.filter(holding=None).count(),
        "keys_without_holding": len(
            set(WrappedKey.objects.values_list("reference", flat=True)) - held
        ),
        "second_sweep_idle": again == api.Swept(),
        "unfinished_files": len(list(_keys.folder().glob(".period-*"))),
        "trail": verdict.broken.message if verdict.broken else "whole",
    }


def _in_a_child(work: Callable[[], Any]) -> tuple[Any, bool]:
    """Run in a fork; the answer, and whether it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "w") as answer:
                answer.write(json.dumps(work()))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the child failed")
    return (json.loads(said) if said else None), os.WIFSIGNALED(status)


def _prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)
    make_room()


def main() -> None:
    """Answer each line until the input ends."""
    _in_a_child(_prepare)
    _say("ready")
    for number, line in enumerate(sys.stdin):
        verb, step = line.split()
        steps, killed = _in_a_child(partial(_do, verb, number, int(step)))
        found, _ = _in_a_child(partial(_look, number))
        _say(json.dumps({"killed": killed, "steps": steps, **found}))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
