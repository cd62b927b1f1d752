"""The page that tells how well the identifier guard does, made from the labelled sentences."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from headwater.guard import Kind
from headwater.guard.measuring import Labelled, Share, left_alone, precision, read, recall

SENTENCES = Path(__file__).resolve().parents[4] / "tests" / "unit" / "guard" / "sentences"

AIMS = (
    (
        "Numbers, addresses, dates",
        frozenset(Kind) - {Kind.NAME},
        0.95,
    ),
    ("Names", frozenset({Kind.NAME}), 0.85),
)
PRECISION_AIM = 0.80

_HEAD = """\
# How well the identifier guard does

{made}

What the guard is, and what it is not: [the identifier guard](../explanation/identifier-guard.md).

{total} sentences with {labels} identifiers were labelled by hand, about invented people. They are
in `tests/unit/guard/sentences`: a first batch from before the rules were written, a second (files
that begin with `second`), harder and hurried on purpose, from after. **A third is held out**: every
sentence whose SHA-256 begins with a byte that divides by three. No one chose them, and no one
looked at what the guard does with one of them; their sums were seen while rules changed, their
sentences were not. The figures below are of the held-out third: {held} sentences with
{held_labels} identifiers. An identifier counts as found when at least half of it is marked; a mark
is right when it touches an identifier. Intervals are Wilson’s, 95 %.

Two limits of these figures. Sentences and rules were written by the same team, so they share what
that team thinks of; a table’s own texts will do worse. And a held-out third of some classes is a
dozen sentences: read the interval, not the share.

How much worse? The second batch was new to the rules. At first sight of it, all of it, before any
rule was changed, the guard found {first_names} names and {first_rest} of the rest, and
{first_right} marks were right. **Expect that of a text of your own.**
"""


# Counted once, on the whole second batch, before it was used for anything. Not made anew: the rules
# have since seen two thirds of it.
FIRST_SIGHT = {
    "first_names": "70 of 87",
    "first_rest": "89 of 94",
    "first_right": "160 of 173",
}


def page(made: str) -> str:
    """The whole page; `made` is the comment that says it is generated."""
    sentences = list(read(SENTENCES))
    held = [sentence for sentence in sentences if sentence.held_out]
    head = _HEAD.format(
        made=made,
        total=len(sentences),
        labels=sum(len(each.labels) for each in sentences),
        held=len(held),
        held_labels=sum(len(each.labels) for each in held),
        **FIRST_SIGHT,
    )
    parts = [
        head,
        "## Against what was asked\n",
        _table(("", "Asked", "Held out", "95 %", "Found"), _aims(held)),
        "## Recall by class of sentence\n",
        _table(("Class", "Held out", "95 %", "Found"), _by_class(held)),
        "## Recall by kind of identifier\n",
        _table(("Kind", "Held out", "95 %", "Found"), _by_kind(held)),
        "## Sentences with nothing to mark\n",
        _table(("", "Held out", "95 %", "Left alone"), [_row("Left alone", left_alone(held))]),
        "The other two thirds, on which the rules were tuned, are no evidence: there "
        f"{_words(recall(each for each in sentences if not each.held_out))} are found.\n",
    ]
    return "\n".join(parts)


def _aims(held: list[Labelled]) -> list[tuple[str, ...]]:
    rows = []
    for name, kinds, aim in AIMS:
        first, *rest = _row(name, recall(held, kinds=kinds))
        rows.append((f"{first}: recall", f"{aim:.2f}", *rest))
    first, *rest = _row("Precision", precision(held))
    return [*rows, (first, f"{PRECISION_AIM:.2f}", *rest)]


def _by_class(held: list[Labelled]) -> list[tuple[str, ...]]:
    groups = sorted({each.group for each in held if each.labels}, key=str.lower)
    return [_row(name[0].upper() + name[1:], recall(_of(held, name))) for name in groups]


def _of(held: list[Labelled], group: str) -> Iterable[Labelled]:
    return [each for each in held if each.group == group]


def _by_kind(held: list[Labelled]) -> list[tuple[str, ...]]:
    return [
        _row(kind.replace("_", " ").capitalize(), recall(held, kinds=frozenset({kind})))
        for kind in Kind
    ]


def _row(name: str, share: Share) -> tuple[str, ...]:
    low, high = share.interval
    return name, f"{share.value:.2f}", f"{low:.2f}–{high:.2f}", _words(share)


def _words(share: Share) -> str:
    return f"{share.hits} of {share.of}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
