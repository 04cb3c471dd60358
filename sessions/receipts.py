"""Quantity words bound to counts: how many groups must have said a thing before it may be said of *most*."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuantityWord(StrEnum):
    """How many groups said a thing."""

    ONE = "one"
    TWO = "two"
    THREE = "three"
    SOME = "some"
    HALF = "half"
    MOST = "most"
    ALL = "all"


_COUNTED = {QuantityWord.ONE: 1, QuantityWord.TWO: 2, QuantityWord.THREE: 3}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity word with the counts that bear it out."""

    word: QuantityWord
    said: int
    handed_in: int


def quantity(groups_that_said: int, groups_that_handed_in: int) -> Quantity:
    """Return the word for so many of the groups that handed in notes.

    One group is *one*, were it the only one. Then the strongest true word is said: *all*, *most* (over half). Below
    that two and three are counted as they are, exactly half of eight or more is *half*, and the rest is *some*.
    Raises ValueError where nobody said it, or more groups than handed in notes.
    """
    if not 0 < groups_that_said <= groups_that_handed_in:
        raise ValueError(f"{groups_that_said} of {groups_that_handed_in} groups is no quantity")
    said, handed_in = groups_that_said, groups_that_handed_in
    if said == 1:
        word = QuantityWord.ONE
    elif said == handed_in:
        word = QuantityWord.ALL
    elif 2 * said > handed_in:
        word = QuantityWord.MOST
    elif said in {2, 3}:
        word = QuantityWord.TWO if said == 2 else QuantityWord.THREE
    else:
        word = QuantityWord.HALF if 2 * said == handed_in else QuantityWord.SOME
    return Quantity(word, said, handed_in)


def holds(claim_word: str, said: int, handed_in: int) -> bool:
    """Tell whether a claim is borne out by the counts.

    More than one word may be true: two groups of three are *two* and *most*. Raises ValueError for a word that
    is no quantity word.
    """
    word = QuantityWord(claim_word)
    if not 0 < said <= handed_in:
        return False
    if word in _COUNTED:
        return said == _COUNTED[word]
    if word is QuantityWord.ALL:
        return said == handed_in
    if word is QuantityWord.HALF:
        return 2 * said == handed_in
    if word is QuantityWord.MOST:
        return said > 1 and 2 * said > handed_in
    return said > 1 and 2 * said < handed_in
