"""What is sealed comes back whole, or not at all."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.vault import _sealed
from headwater.vault.errors import VaultUnreadable

KEY = os.urandom(32)
PLACE = {"reference": "r-7k3m9qxtb2ae", "field": "where", "entry": "e-7k3m9qxtb2ae"}


@given(st.text(max_size=600))
def test_what_was_sealed_comes_back_as_it_was(text: str) -> None:
    nonce, sealed = _sealed.seal(KEY, text, **PLACE)

    assert _sealed.unseal(KEY, nonce, sealed, **PLACE) == text
    assert (len(sealed) - 16) % 256 == 0


@given(st.text(max_size=300), st.data())
def test_any_flipped_bit_is_refused(text: str, data: st.DataObject) -> None:
    nonce, sealed = _sealed.seal(KEY, text, **PLACE)
    both = bytearray(nonce + sealed)
    bit = data.draw(st.integers(0, len(both) * 8 - 1))
    both[bit // 8] ^= 1 << bit % 8

    with pytest.raises(VaultUnreadable):
        _sealed.unseal(KEY, bytes(both[:12]), bytes(both[12:]), **PLACE)


@given(st.text(max_size=300), st.data())
def test_a_cut_off_end_is_refused(text: str, data: st.DataObject) -> None:
    nonce, sealed = _sealed.seal(KEY, text, **PLACE)
    kept = data.draw(st.integers(0, len(sealed) - 1))

    with pytest.raises(VaultUnreadable):
        _sealed.unseal(KEY, nonce, sealed[:kept], **PLACE)


@given(
    st.sampled_from(sorted(PLACE)),
    st.text("abcdefghjkmnpqrstvwxyz0123456789_-", min_size=1, max_size=16),
)
def test_ciphertext_moved_to_another_place_is_refused(part: str, elsewhere: str) -> None:
    nonce, sealed = _sealed.seal(KEY, "12 Mill Lane", **PLACE)
    moved = PLACE | {part: elsewhere + "x"}

    with pytest.raises(VaultUnreadable) as refusal:
        _sealed.unseal(KEY, nonce, sealed, **moved)
    assert "Mill" not in refusal.value.message


def test_another_key_opens_nothing() -> None:
    nonce, sealed = _sealed.seal(KEY, "12 Mill Lane", **PLACE)

    with pytest.raises(VaultUnreadable):
        _sealed.unseal(os.urandom(32), nonce, sealed, **PLACE)


def test_the_same_text_sealed_twice_looks_different() -> None:
    assert _sealed.seal(KEY, "12 Mill Lane", **PLACE) != _sealed.seal(KEY, "12 Mill Lane", **PLACE)
