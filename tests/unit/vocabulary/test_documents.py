"""The pages about the vocabulary say what the code does: names are there, examples work."""

import re
from datetime import date
from pathlib import Path

import pytest

from headwater.vocabulary import registry, replacement, shape

DOCS = Path(__file__).resolve().parents[3] / "docs"
REFERENCE = (DOCS / "reference" / "vocabulary.md").read_text(encoding="utf-8")
HOW_TO = (DOCS / "how-to" / "load-a-ministry-list.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word",
    sorted(
        {
            *registry.names(),
            *shape.PROVENANCES,
            *shape.HEAD_REQUIRED,
            *shape.HEAD_OPTIONAL,
            *shape.ENTRY_REQUIRED,
            *shape.ENTRY_OPTIONAL,
            *(key for columns in shape.ATTRIBUTES.values() for key in columns),
        }
    ),
)
def test_the_reference_names_every_list_column_and_provenance(word: str) -> None:
    assert f"`{word}`" in REFERENCE


def test_the_example_of_the_how_to_loads(home: Path) -> None:
    new_list, crosswalk = re.findall(r"```csv\n(.*?)```", HOW_TO, re.DOTALL)
    file, walk = home.parent / "reasons.csv", home.parent / "reasons-crosswalk.csv"
    file.write_text(new_list, encoding="utf-8")
    walk.write_text(crosswalk, encoding="utf-8")
    new = replacement.load(file, crosswalk=walk, home=home, on=date(2026, 9, 1))
    assert new["no-consent"].position == 5
    found = registry.crosswalk("rejection_reasons", "2026-1", new.version)
    assert found.not_comparable == ("not-acutely-elevated",)
