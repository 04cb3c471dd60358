"""A quantity word is said only where the counts bear it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.receipts import QuantityWord, holds, quantity

COUNTS = st.integers(1, 60).flatmap(
    lambda handed_in: st.tuples(st.integers(1, handed_in), st.just(handed_in))
)


@pytest.mark.parametrize(
    ("said", "handed_in", "word"),
    [
        (1, 1, QuantityWord.ONE),
        (1, 2, QuantityWord.ONE),
        (1, 9, QuantityWord.ONE),
        (2, 2, QuantityWord.ALL),
        (2, 3, QuantityWord.MOST),
        (2, 4, QuantityWord.TWO),
        (2, 9, QuantityWord.TWO),
        (3, 3, QuantityWord.ALL),
        (3, 4, QuantityWord.MOST),
        (3, 6, QuantityWord.THREE),
        (4, 8, QuantityWord.HALF),
        (4, 9, QuantityWord.SOME),
        (5, 9, QuantityWord.MOST),
        (9, 9, QuantityWord.ALL),
    ],
)
def test_word_for_a_count(said: int, handed_in: int, word: QuantityWord) -> None:
    found = quantity(said, handed_in)
    assert (found.word, found.said, found.handed_in) == (word, said, handed_in)


@pytest.mark.parametrize(("said", "handed_in"), [(0, 3), (-1, 3), (4, 3), (0, 0)])
def test_no_quantity(said: int, handed_in: int) -> None:
    with pytest.raises(ValueError, match="no quantity"):
        quantity(said, handed_in)
    assert not any(holds(word, said, handed_in) for word in QuantityWord)


@given(COUNTS)
def test_the_word_that_is_said_holds(counts: tuple[int, int]) -> None:
    assert holds(quantity(*counts).word, *counts)


@given(COUNTS)
def test_some_half_and_most_exclude_each_other(counts: tuple[int, int]) -> None:
    found = [word for word in ("some", "half", "most") if holds(word, *counts)]
    assert len(found) <= 1
    assert len(found) == 1 or counts[0] == 1


@given(COUNTS)
def test_more_voices_never_make_a_weaker_word(counts: tuple[int, int]) -> None:
    said, handed_in = counts
    strength = ["one", "two", "three", "some", "half", "most", "all"]
    if said < handed_in:
        now, then = quantity(said, handed_in).word, quantity(said + 1, handed_in).word
        assert strength.index(now) <= strength.index(then)


def test_claims_as_people_write_them() -> None:
    assert holds("two", 2, 3)
    assert holds("most", 2, 3)
    assert holds("most", 9, 9)
    assert holds("some", 3, 9)
    assert holds("three", 3, 9)
    assert holds("half", 2, 4)
    assert not holds("all", 8, 9)
    assert not holds("some", 1, 9)
    assert not holds("some", 5, 9)
    assert not holds("most", 1, 1)
    assert not holds("two", 3, 9)
    with pytest.raises(ValueError, match="several"):
        holds("several", 3, 9)
