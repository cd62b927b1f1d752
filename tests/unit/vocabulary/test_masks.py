"""Positions as bits: nothing is lost, and every word is a number JavaScript holds exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.vocabulary import registry
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.masks import mask_of, positions_of

positions = st.sets(st.integers(0, 158))


@given(positions)
def test_positions_come_back_from_their_words(chosen: set[int]) -> None:
    assert set(positions_of(mask_of(chosen))) == chosen


@given(positions)
def test_each_word_is_exact_in_javascript_and_not_negative(chosen: set[int]) -> None:
    assert all(0 <= word < 2**53 for word in mask_of(chosen))


def test_the_words_begin_at_0_53_and_106() -> None:
    assert mask_of([0, 53, 106]) == (1, 1, 1)
    assert mask_of([52, 105, 158]) == (2**52, 2**52, 2**52)


@pytest.mark.parametrize("position", [-1, 159])
def test_a_position_outside_the_words_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        mask_of([position])


@given(st.data())
def test_codes_come_back_from_their_mask(data: st.DataObject) -> None:
    factors = registry.current("risk_factors")
    chosen = data.draw(st.sets(st.sampled_from(factors.codes)))
    assert set(factors.unmask(factors.mask(chosen))) == chosen


@given(st.data())
def test_a_row_has_a_category_exactly_when_its_words_meet_the_category(
    data: st.DataObject,
) -> None:
    factors = registry.current("risk_factors")
    chosen = data.draw(st.sets(st.sampled_from(factors.codes)))
    category = data.draw(st.sampled_from([group.code for group in factors.groups]))
    meets = any(
        word & bits
        for word, bits in zip(factors.mask(chosen), factors.group_mask(category), strict=True)
    )
    assert meets == any(factors[code].category == category for code in chosen)


def test_a_bit_that_no_entry_holds_is_refused() -> None:
    with pytest.raises(VocabularyError, match="Position 158 holds no entry"):
        registry.current("risk_factors").unmask(mask_of([158]))


def test_a_code_of_another_list_has_no_bit() -> None:
    with pytest.raises(VocabularyError, match="not in the list risk_factors"):
        registry.current("risk_factors").mask(["hospital"])
