"""Extracts for tests: from rows, or synthetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.evidence.engine import Extract
from headwater.evidence.extract import synthetic

from . import extracts

Make = Callable[..., Extract]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Make]:
    """`opened(rows)` is an open extract of these rows."""
    made: list[Extract] = []

    def make(rows: list[dict[str, Any]], **facts: Any) -> Extract:
        extract = Extract.open(extracts.write(tmp_path / f"build-{len(made)}", rows, **facts))
        made.append(extract)
        return extract

    yield make
    for extract in made:
        extract.close()


@pytest.fixture(scope="session")
def synthetic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three thousand synthetic discussions of two tables, twelve months."""
    return synthetic.build(
        tmp_path_factory.mktemp("synthetic") / "extract",
        discussions=3000,
        seed=11,
        tables=2,
        months=12,
        at=extracts.AT,
    )
