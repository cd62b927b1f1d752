"""What occurs together, counted by AND and popcount on one bitmap a factor.

DuckDB filters and hands over the three words of each discussion; they are turned on their side,
64 discussions to a word, so that "how many hold both" is one AND and one popcount. Blocks fit the
processor's cache, and blocks run on two threads (numpy lets the interpreter go meanwhile).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from headwater.vocabulary.masks import WORD_BITS, WORDS

from ..engine import THREADS, Extract
from .columns import Condition

Bitmap = NDArray[np.uint64]
Counts = NDArray[np.int64]
BLOCK = 2048  # words: 107 factors × 2048 × 8 bytes are 1.7 MB


def read(extract: Extract, conditions: Sequence[Condition], positions: Sequence[int]) -> Bitmap:
    """One row of 64-bit words a factor, in the order of `positions`, for the rows that fit."""
    where = " AND ".join(f"({sql})" for sql, _ in conditions) or "true"
    words = [f"factors_{number}" for number in range(WORDS)]
    found = extract.arrays(
        f"SELECT {', '.join(words)} FROM discussions WHERE {where}",  # noqa: S608
        [value for _, given in conditions for value in given],
    )
    return turn([found[name].astype(np.int64) for name in words], positions)


def turn(words: Sequence[NDArray[np.int64]], positions: Sequence[int]) -> Bitmap:
    """Words of factors by discussion to words of discussions by factor; the end filled with 0."""
    size = len(words[0])
    wide = -(-size // 64) * 8
    turned = np.zeros((len(positions), wide), dtype=np.uint8)

    def fill(place: int) -> None:
        position = positions[place]
        bit = np.int64(1 << (position % WORD_BITS))
        packed = np.packbits((words[position // WORD_BITS] & bit) != 0)
        turned[place, : len(packed)] = packed

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(fill, range(len(positions))))
    return turned.view(np.uint64)


def singles(bitmap: Bitmap) -> Counts:
    """How many discussions hold each factor."""
    return np.bitwise_count(bitmap).sum(axis=1, dtype=np.int64)


def pairs(bitmap: Bitmap) -> Counts:
    """A square of how many discussions hold both; its diagonal holds the single counts."""
    size, width = bitmap.shape

    def block(start: int) -> Counts:
        part = bitmap[:, start : start + BLOCK]
        met = np.zeros((size, size), dtype=np.int64)
        for row in range(size):
            both = np.bitwise_count(part[row] & part[row:])
            met[row, row:] = both.sum(axis=1, dtype=np.int64)
        return met

    total = np.zeros((size, size), dtype=np.int64)
    with ThreadPoolExecutor(THREADS) as pool:
        for met in pool.map(block, range(0, width, BLOCK)):
            total += met
    return total + np.triu(total, 1).T


def triples(bitmap: Bitmap, met: Counts, least: int) -> dict[tuple[int, int, int], int]:
    """How many discussions hold three factors, for all threes that at least `least` hold.

    A three can only be that common if its three pairs are, so rarer pairs are passed over.
    """
    size = len(bitmap)
    work = [
        (a, b, [c for c in range(b + 1, size) if met[a, c] >= least and met[b, c] >= least])
        for a in range(size)
        for b in range(a + 1, size)
        if met[a, b] >= least
    ]

    def count(task: tuple[int, int, list[int]]) -> list[tuple[tuple[int, int, int], int]]:
        a, b, thirds = task
        both = bitmap[a] & bitmap[b]
        found = (int(np.bitwise_count(both & bitmap[c]).sum(dtype=np.int64)) for c in thirds)
        return [((a, b, c), n) for c, n in zip(thirds, found, strict=True) if n >= least]

    with ThreadPoolExecutor(THREADS) as pool:
        return dict(each for part in pool.map(count, work) for each in part)
