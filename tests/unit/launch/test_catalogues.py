"""French is held to its typography and to the words of the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.config.launch.catalogues import typography
from headwater.config.launch.glossary import Term, terms

N = "\u202f"
WELL_SET = [
    f"Est-ce vrai{N}?",
    f"L’organisme dit{N}: «{N}oui{N}»{N}!",
    f"<a href='x:y'>Écrire</a> à %(name)s{N};&nbsp;puis attendre…",
    "À 12:30, voir https://exemple.ca/page?x=1",
    f"Vraiment{N}?!",
]
BADLY_SET = {
    "Est-ce vrai ?": "; ! ?",
    "Attention!": "; ! ?",
    "Le motif :": "before :",
    "L'organisme": "apostrophe",
    "« oui »": "« »",
    "Attendez...": "ellipsis",
    'Dites "oui"': "quotation",
}


@pytest.mark.parametrize("text", WELL_SET)
def test_well_set_french_passes(text: str) -> None:
    assert list(typography(text)) == []


@pytest.mark.parametrize(("text", "rule"), BADLY_SET.items())
def test_badly_set_french_is_told_which_rule_it_breaks(text: str, rule: str) -> None:
    assert any(rule in said for said in typography(text))


def test_a_term_of_the_glossary_must_be_used() -> None:
    term = Term("lead agency", ("organisme responsable",))
    assert term.broken_by("The lead agencies meet", "Les chefs de file") is None
    assert term.broken_by("The lead agency", "L’organisme responsable") is None
    assert term.broken_by("Lead agencys", "Les organismes responsables") is None
    reason = term.broken_by("Your lead agency acts", "Votre chef de file agit")
    assert reason is not None
    assert "organisme responsable" in reason


def test_terms_are_read_from_the_tables_of_the_glossary(tmp_path: Path) -> None:
    page = tmp_path / "glossary.md"
    page.write_text(
        "# Words\n\n| English | Français | Why |\n|---|---|---|\n"
        "| **lead agency** | organisme responsable, organisme principal | x |\n"
        "| table | table d’intervention | one word: not enforced |\n\n"
        "| Sign | Sense |\n|---|---|\n| a b | c d |\n",
        encoding="utf-8",
    )
    assert terms(page) == [Term("lead agency", ("organisme responsable", "organisme principal"))]


def test_without_a_glossary_nothing_is_enforced(tmp_path: Path) -> None:
    assert terms(tmp_path / "none.md") == []
