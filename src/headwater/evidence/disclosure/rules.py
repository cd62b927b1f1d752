"""The declared policy: thresholds, zeros, the mark of a hidden cell. Pure data and arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

THRESHOLD = 5
OFFERED = (5, 10)
HIDDEN_MARK = "*"
# Zeros are shown. So whoever reads a table knows that a hidden cell is at least one, and the
# proofs reckon with it.
LEAST_HIDDEN = 1
# Above this share of hidden cells a coarser table says more than one full of holes.
COARSEN_ABOVE = 0.15


@dataclass(frozen=True)
class Reach:
    """How far a hidden cell's possible values must extend: from `low` or less to `high` or more."""

    low: int
    high: int


def needs_hiding(count: int, fresh: int | None, threshold: int) -> bool:
    """Whether a count is small: 1 to below the threshold, in discussions or, where returning
    ones are known, in discussions of people not counted before."""
    if count == 0:
        return False
    return count < threshold or (fresh is not None and fresh < threshold)


def reach(count: int, threshold: int) -> Reach:
    """What must stay possible of a hidden cell. A small one might be one, or no longer small; a
    larger one, hidden because few people stand behind it, might be off by the threshold."""
    if count < threshold:
        return Reach(LEAST_HIDDEN, threshold)
    return Reach(max(LEAST_HIDDEN, count - threshold), count)
