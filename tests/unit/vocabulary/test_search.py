"""Two letters find a factor, in either language, with or without accents."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.vocabulary import registry
from headwater.vocabulary.search import fold, search, terms

FACTORS = registry.current("risk_factors")


def codes(typed: str) -> list[str]:
    return [entry.code for entry in search(FACTORS, typed)]


def test_two_letters_begin_a_word_of_the_label() -> None:
    assert codes("gr")[:2] == ["mental-health.grief", "physical-health.pregnant"]


def test_one_letter_or_none_finds_nothing() -> None:
    assert codes("g") == codes("") == codes("  ’") == []


def test_french_finds_the_same_factor_with_and_without_accents() -> None:
    assert codes("défic") == codes("defic") == codes("DÉFIC")
    assert codes("deuil") == ["mental-health.grief"]


def test_a_category_finds_its_factors() -> None:
    assert set(codes("victimization")) >= {e.code for e in FACTORS.in_group("victimization")}


def test_label_and_category_work_together() -> None:
    assert codes("arson crime") == ["victimization.arson"]
    assert codes("incendie participation") == ["criminal.arson"]


def test_a_begun_word_ranks_before_the_inside_of_one() -> None:
    found = codes("use")
    assert found.index("alcohol.use-by-person") < found.index("alcohol.abuse-by-person")


def test_a_limit_keeps_the_best() -> None:
    assert [e.code for e in search(FACTORS, "al", limit=3)] == codes("al")[:3]


def test_ligatures_open() -> None:
    assert fold("Sœur, CŒUR") == "soeur coeur"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_ignores_case_and_accents(text: str) -> None:
    assert fold(text.casefold()) == fold(text)
    assert fold("é".join([text, text])) == fold("e".join([text, text]))


@given(st.sampled_from(FACTORS.entries), st.sampled_from(["en", "fr"]), st.data())
def test_every_factor_is_found_by_the_first_letters_of_its_words(
    entry: object, lang: str, data: st.DataObject
) -> None:
    words = [word for word in fold(entry.full_label(lang)).split() if len(word) > 1]  # type: ignore[attr-defined]
    word = data.draw(st.sampled_from(words))
    length = data.draw(st.integers(2, len(word)))
    assert entry in search(FACTORS, word[:length])


def test_a_picker_in_the_browser_gets_both_languages_folded() -> None:
    assert terms(FACTORS["mental-health.grief"]) == "grief deuil mental health sante mentale"
