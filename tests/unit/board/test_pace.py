"""From the agenda to a confirmed decision in under two minutes, by a keystroke-level model.

Card, Moran and Newell (1980), with constants for an average, non-secretary typist. Deeds are
those the pages ask for; what the table says meanwhile is not the software's time.
"""

from __future__ import annotations

# Seconds.
KEY = 0.28
MENTAL = 1.35
ANSWER = 0.5  # a page of this product on a small machine, generously
READ = 3.5  # one sentence aloud
LIMIT = 120

# (what is done, keys pressed, mental preparations, pages waited for, sentences read out)
ALL_MET = (
    ("take up the next item", 1, 1, 1, 1),
    ("open the decision", 1, 1, 1, 0),
    ("all four are met", 1, 1, 1, 1),
    ("confirm", 1, 1, 1, 0),
)
# Criterion by criterion: Space answers yes, the arrow no; Tab goes on; Enter reads it back.
ONE_BY_ONE = (
    ("take up the next item", 1, 1, 1, 1),
    ("open the decision", 1, 1, 1, 0),
    *[(f"criterion {number}", 2, 1, 0, 1) for number in range(1, 5)],
    ("decide", 1, 1, 0, 0),
    ("read it back", 1, 1, 1, 1),
    ("confirm", 1, 1, 1, 0),
)
# Six factors typed at the table: two letters and Enter each, after f; then Save.
FACTS = (
    ("open the facts", 1, 1, 1, 0),
    *[(f"factor {number}", 4, 1, 0, 0) for number in range(1, 7)],
    ("save", 2, 1, 1, 0),
)


def seconds(deeds: tuple[tuple[str, int, int, int, int], ...]) -> float:
    """The time of deeds."""
    return sum(
        keys * KEY + thinking * MENTAL + pages * ANSWER + sentences * READ
        for _what, keys, thinking, pages, sentences in deeds
    )


def test_a_decision_with_all_four_met_takes_four_keys() -> None:
    assert sum(keys for _what, keys, *_more in ALL_MET) == 4
    assert seconds(ALL_MET) < 20


def test_criterion_by_criterion_with_new_facts_stays_under_two_minutes() -> None:
    assert seconds(FACTS + ONE_BY_ONE) < LIMIT
    assert sum(keys for _what, keys, *_more in ONE_BY_ONE) <= 40
