"""Whatever is done to a chain, `verify` finds it and names the first broken link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.audit.anchors import Anchor
from headwater.audit.rules import GENESIS, Link
from headwater.audit.verify import Break, verify

Chain = list[tuple[Link, str]]


def chain(subjects: list[str]) -> Chain:
    made: Chain = []
    previous = GENESIS
    for number, subject in enumerate(subjects, start=1):
        link = Link(
            sequence=number,
            previous=previous,
            at="2026-01-05T15:00:00.000000+00:00",
            action="meeting.opened",
            outcome="done",
            seat="s-1",
            person="p-1",
            subject=subject,
            detail="",
        )
        previous = link.digest()
        made.append((link, previous))
    return made


def anchored(made: Chain) -> list[Anchor]:
    return [Anchor("2026-01-05", made[-1][0].sequence, made[-1][1])]


def rehashed(links: list[Link]) -> Chain:
    """What an intruder with the program's source would write: a chain whole in itself."""
    made: Chain = []
    previous = GENESIS
    for number, link in enumerate(links, start=1):
        anew = replace(link, sequence=number, previous=previous)
        previous = anew.digest()
        made.append((anew, previous))
    return made


chains = st.lists(st.text("abcdef0123456789-", max_size=16), min_size=2, max_size=12).map(chain)
parts = st.sampled_from(["at", "action", "outcome", "seat", "person", "subject", "detail"])


@given(chains)
def test_an_untouched_chain_is_whole(made: Chain) -> None:
    verdict = verify(made, anchored(made))
    assert verdict.whole
    assert (verdict.entries, verdict.head) == (len(made), made[-1][1])


@given(chains, st.data(), parts)
def test_a_changed_entry_is_named(made: Chain, data: st.DataObject, part: str) -> None:
    index = data.draw(st.integers(0, len(made) - 1))
    link, digest = made[index]
    made[index] = (replace(link, **{part: getattr(link, part) + "x"}), digest)

    broken = verify(made, []).broken
    assert broken is not None
    assert (broken.kind, broken.sequence) == (Break.CHANGED, index + 1)


@given(chains, st.data())
def test_a_changed_entry_with_a_fresh_digest_breaks_the_next_or_the_anchor(
    made: Chain, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(made) - 1))
    forged = replace(made[index][0], subject="forged")
    anchors = anchored(made)
    made[index] = (forged, forged.digest())

    broken = verify(made, anchors).broken
    assert broken is not None
    last = index == len(made) - 1
    expected = (Break.REWRITTEN, index + 1) if last else (Break.REORDERED, index + 2)
    assert (broken.kind, broken.sequence) == expected


@given(chains, st.data())
def test_a_removed_entry_is_named(made: Chain, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(made) - 2))
    del made[index]

    broken = verify(made, []).broken
    assert broken is not None
    assert (broken.kind, broken.sequence) == (Break.REMOVED, index + 1)


@given(chains, st.integers(1, 12))
def test_a_cut_off_end_is_told_by_the_anchor(made: Chain, count: int) -> None:
    kept = made[: max(0, len(made) - count)]

    broken = verify(kept, anchored(made)).broken
    assert broken is not None
    assert (broken.kind, broken.sequence) == (Break.CUT_OFF, len(kept) + 1)


@given(chains, st.data())
def test_swapped_entries_are_found(made: Chain, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(made) - 2))
    second = data.draw(st.integers(first + 1, len(made) - 1))
    one, other = made[first], made[second]
    made[first] = (replace(other[0], sequence=first + 1), other[1])
    made[second] = (replace(one[0], sequence=second + 1), one[1])

    assert not verify(made, []).whole


@given(chains, st.data())
def test_swapped_entries_with_fresh_digests_are_found(made: Chain, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(made) - 2))
    made = chain([f"m-{number}" for number in range(len(made))])
    links = [link for link, _ in made]
    links[first], links[first + 1] = (
        replace(links[first + 1], sequence=first + 1),
        replace(links[first], sequence=first + 2),
    )

    broken = verify([(link, link.digest()) for link in links], []).broken
    assert broken is not None
    assert (broken.kind, broken.sequence) == (Break.REORDERED, first + 1)


@given(chains)
def test_a_chain_written_anew_from_the_start_is_told_by_the_anchor(made: Chain) -> None:
    links = [link for link, _ in made]
    links[0] = replace(links[0], subject="forged")

    broken = verify(rehashed(links), anchored(made)).broken
    assert broken is not None
    assert broken.kind is Break.REWRITTEN


def test_an_empty_trail_with_an_anchor_was_cut_off() -> None:
    broken = verify([], [Anchor("2026-01-05", 3, "a" * 64)]).broken
    assert broken is not None
    assert (broken.kind, broken.sequence) == (Break.CUT_OFF, 1)


@pytest.mark.parametrize("spell", [str.upper, str.title])
def test_a_digest_is_one_spelling(spell: Callable[[str], str]) -> None:
    made = chain(["m-1", "m-2"])
    made[0] = (made[0][0], spell("a" + made[0][1][1:]))
    assert not verify(made, []).whole
