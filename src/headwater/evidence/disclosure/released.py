"""Values that may leave. Only this package can make them; no one can copy one with other numbers.

A protected row shows nothing of its size: no count, share, interval, rank or mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from enum import StrEnum
from typing import Any, NoReturn

_TOKEN = object()

SAFE_ALONE = "safe alone, not for publication"
FOR_PUBLICATION = "checked against everything released before"


class Status(StrEnum):
    """What a reader is told about a row."""

    SHOWN = "shown"
    PROTECTED = "protected"
    ROUNDED = "rounded"
    TOO_FEW = "too few"


class _Sealed:
    """Refuses to be made, copied or pickled by anyone without the token."""

    def _check(self, token: object) -> None:
        if token is not _TOKEN:
            raise TypeError("Only headwater.evidence.disclosure makes released values.")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A released value is not copied; make it again.")


@dataclass(frozen=True)
class ReleasedRow(_Sealed):
    """One row: its keys, and its numbers where they may be seen (all None otherwise)."""

    keys: Mapping[str, Any]
    n: int | None
    of: int | None
    value: float | None
    low: float | None
    high: float | None
    status: Status
    token: InitVar[object]

    def __post_init__(self, token: object) -> None:
        self._check(token)
        numbers = (self.n, self.value, self.low, self.high)
        if self.status is not Status.SHOWN and any(number is not None for number in numbers):
            raise TypeError("A row that is not shown holds no number.")

    @property
    def shown(self) -> bool:
        """Whether its numbers may be seen."""
        return self.status is Status.SHOWN

    def as_dict(self) -> dict[str, Any]:
        """The row of the command line's contract."""
        return {
            **self.keys,
            "n": self.n,
            "of": self.of,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "status": self.status.value,
        }


@dataclass(frozen=True)
class ReleasedTable(_Sealed):
    """An answer of which every number may be seen by those its `statement` names.

    `coarsen`: so many cells are hidden that a coarser table would say more.
    """

    question: str
    measure: str
    filters: Mapping[str, Any]
    extract: Mapping[str, Any]
    keys: tuple[str, ...]
    rows: tuple[ReleasedRow, ...]
    statement: str
    threshold: int
    people: bool  # whether people are protected, or only discussions (linkage off)
    coarsen: bool
    token: InitVar[object]
    release: str = field(default="")  # the ledger's reference, for what was published

    def __post_init__(self, token: object) -> None:
        self._check(token)

    @property
    def hidden(self) -> int:
        """How many rows are protected."""
        return sum(row.status is Status.PROTECTED for row in self.rows)

    def as_dict(self) -> dict[str, Any]:
        """The answer of the command line's contract."""
        return {
            "question": self.question,
            "filters": dict(self.filters),
            "extract": dict(self.extract),
            "disclosure": self.statement,
            "rows": [row.as_dict() for row in self.rows],
        }
