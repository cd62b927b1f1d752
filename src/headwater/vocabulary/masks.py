"""Positions as bits: three signed words that Spark, Parquet, JSON and JavaScript all hold.

A JavaScript number is exact up to 2**53, so a word carries 53 positions: word 0 holds 0-52,
word 1 holds 53-105, word 2 holds 106-158.
"""

from collections.abc import Iterable

WORD_BITS = 53
WORDS = 3
MAX_POSITIONS = WORD_BITS * WORDS

type Mask = tuple[int, int, int]


def mask_of(positions: Iterable[int]) -> Mask:
    """Pack positions (0-158, order and repeats ignored) into three words.

    Raises ValueError for a position outside the three words.
    """
    words = [0] * WORDS
    for position in positions:
        if not 0 <= position < MAX_POSITIONS:
            raise ValueError(f"Position {position} is outside 0-{MAX_POSITIONS - 1}.")
        words[position // WORD_BITS] |= 1 << (position % WORD_BITS)
    return words[0], words[1], words[2]


def positions_of(mask: Iterable[int]) -> tuple[int, ...]:
    """Unpack three words into ascending positions; the inverse of `mask_of`."""
    return tuple(
        number * WORD_BITS + bit
        for number, word in enumerate(mask)
        for bit in range(WORD_BITS)
        if word >> bit & 1
    )
