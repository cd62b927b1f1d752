"""What recording a situation costs: the keys really pressed, and a time worked out of them.

The time is a keystroke-level model: Card, Moran and Newell, “The keystroke-level model for user
performance time with interactive systems”, Communications of the ACM 23(7), 1980. Its constants
stand below; how long the table talks meanwhile is not the program's time.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tests.browser.keyboard import Key

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "keystrokes.md"
KEY = 0.28  # seconds a key, for an average typist who is no typist by trade (K)
MENTAL = 1.35  # seconds to prepare a deed in the mind (M)
ANSWER = 0.5  # seconds for each answer of the server, generously (R)
LIMIT_SECONDS = 120
LIMIT_KEYS = 40  # beyond the factors themselves
SENDS = {
    "Enter",
    "Control+Enter",
    "n",
    "f",
    "d",
    "c",
}  # keys that ask the server; a factor's Enter does not

Deed = tuple[str, int, int]


def deeds(keys: Sequence[Key]) -> list[Deed]:
    """Each deed with its keys and the answers waited for, in order."""
    found: list[Deed] = []
    for key in keys:
        is_factor = key.deed.startswith("factor ")
        asks = int(not key.text and not is_factor and key.key in SENDS)
        if found and found[-1][0] == key.deed:
            name, count, answers = found[-1]
            found[-1] = (name, count + 1, answers + asks)
        else:
            found.append((key.deed, 1, asks))
    return found


def seconds(done: Sequence[Deed]) -> float:
    """The time of deeds by the model."""
    return sum(keys * KEY + MENTAL + answers * ANSWER for _name, keys, answers in done)


def beyond_factors(done: Sequence[Deed]) -> int:
    """The keys that do not name a factor."""
    return sum(keys for name, keys, _answers in done if not name.startswith("factor "))


def page(done: Sequence[Deed]) -> str:
    """The page of the docs."""
    lines = [
        "# Keystrokes",
        "",
        "What it costs to record S1, a child of eleven with six factors, from the agenda to the"
        " confirmed decision, criterion by criterion, when four of the factors come up only at the"
        " table. Recorded by the browser test that tells the whole story"
        " (`tests/browser/test_story.py`); the test fails when this page is stale.",
        "",
        "| Deed | Keys | Answers waited for | Seconds |",
        "|---|---:|---:|---:|",
        *[
            f"| {name} | {keys} | {answers} | {seconds([(name, keys, answers)]):.1f} |"
            for name, keys, answers in done
        ],
        f"| **all** | **{sum(keys for _n, keys, _a in done)}** |"
        f" **{sum(answers for _n, _k, answers in done)}** | **{seconds(done):.0f}** |",
        "",
        f"Beyond the factors themselves: **{beyond_factors(done)} keys** (at most {LIMIT_KEYS})."
        f" The model's time is under {LIMIT_SECONDS} seconds.",
        "",
        "The seconds are worked out, not measured: a keystroke-level model (Card, Moran and Newell,"
        f" 1980) with {KEY} s a key, {MENTAL} s to prepare each deed and {ANSWER} s for each answer"
        " of the server. What the table says meanwhile is not counted. Keys that move the focus"
        " (Tab, arrows) count like any other; no mouse is used.",
        "",
    ]
    return "\n".join(lines)


def check(keys: Sequence[Key]) -> None:
    """Hold what was recorded to its limits and to the page; HEADWATER_WRITE_DOCS=1 writes it."""
    done = deeds(keys)
    assert seconds(done) < LIMIT_SECONDS, done
    assert beyond_factors(done) <= LIMIT_KEYS, done
    if os.environ.get("HEADWATER_WRITE_DOCS") == "1":
        PAGE.write_text(page(done), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(done), "HEADWATER_WRITE_DOCS=1 writes it anew"
