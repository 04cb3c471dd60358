"""The proof desk: what a second pair of eyes would stop at in a text that somebody has written.

Nothing is put right by itself. Names are held against the register, exact words against what was captured, figures
against themselves; a text is looked at as it stands, wherever it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction
from typing import Final

from sessions.gate_unbound import LONGEST_UNBOUND
from sessions.gate_words import is_exact
from sessions.quotation import quotations
from sessions.wording import folded_words


class Doubt(StrEnum):
    """What is doubted."""

    NAME = "a name is not spelt as in the register"
    OPEN_MARKS = "quotation marks are not a pair"
    MIXED_MARKS = "curly and straight quotation marks are mixed"
    WORDS_DIFFER = "a quotation differs from what was captured"
    WORDS_UNKNOWN = "no note has the words of a quotation"
    SUM = "percentages do not add up"
    SHARE = "a part is larger than its whole"
    WORD_TWICE = "a word stands twice"
    PASSAGE_TWICE = "a passage stands twice"


@dataclass(frozen=True, slots=True)
class Doubted:
    """Words of a paragraph (counted from 1) that somebody should look at, and what may be meant instead."""

    doubt: Doubt
    paragraph: int
    words: str
    instead: str = ""


_NAME: Final = re.compile(r"(?<![^\W_])[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)+")
_PERCENTAGE: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|per cent\b|percent\b)")
_OF: Final = re.compile(r"\b([0-9]{1,6}) (?:out )?of (?:the |our |all )?([0-9]{1,6})\b")
_TWICE: Final = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.I)
_MAY_STAND_TWICE: Final = frozenset({"had", "that", "bye", "no", "very", "hear", "so"})
_SENTENCE: Final = re.compile(r"[^.!?]+[.!?]*")

LIKE_NAME: Final = 0.82
"""From which likeness two names are taken for one that is spelt in two ways."""
LIKE_WORDS: Final = 0.7
"""From which share of common words a quotation is taken for a changed one of those captured."""
LONGEST_NAME: Final = 4
LEAST_PASSAGE: Final = 8
"""Words of a sentence that nobody writes twice by chance."""
NEARLY_ALL: Final = (90, 110)
ROUNDING: Final = Fraction(3, 2)
"""By how much percentages that were each rounded may miss a hundred."""


def doubts(
    paragraphs: Sequence[str], names: Iterable[str] = (), captured: Iterable[str] = ()
) -> tuple[Doubted, ...]:
    """Return what to look at, in reading order: ``names`` of the register, exact words that were ``captured``."""
    known = tuple(dict.fromkeys(names))
    kept = tuple((words, frozenset(folded_words(words).casefold().split())) for words in captured)
    found: list[Doubted] = []
    seen: dict[str, int] = {}
    for number, text in enumerate(paragraphs, 1):
        found += _names(number, text, known)
        found += _marks(number, text)
        found += _quotations(number, text, kept)
        found += _figures(number, text)
        found += _repeats(number, text, seen)
    found += _mixed(paragraphs)
    return tuple(sorted(found, key=lambda one: one.paragraph))


def _names(number: int, text: str, known: Sequence[str]) -> Iterator[Doubted]:
    told: set[str] = set()
    for met in _NAME.finditer(text):
        for said in _capitalised(met[0].split(" ")):
            meant = _meant(said, known)
            if meant and said not in told:
                told.add(said)
                yield Doubted(Doubt.NAME, number, said, meant)


def _capitalised(words: Sequence[str]) -> Iterator[str]:
    """Yield every run of two to four words of which the first and the last begin with a capital."""
    for start, first in enumerate(words):
        for end in range(start + 2, min(start + LONGEST_NAME, len(words)) + 1):
            if first[0].isupper() and words[end - 1][0].isupper():
                yield " ".join(words[start:end])


def _meant(said: str, known: Sequence[str]) -> str:
    """Return the one name that is nearly this, '' where it is one exactly or none or several are."""
    bare = _bare(said)
    near = []
    for name in known:
        other = _bare(name)
        if bare == other:
            return ""
        if len(bare.split()) == len(other.split()) and _is_like(bare, other):
            near.append(name)
    return near[0] if len(near) == 1 else ""


def _bare(name: str) -> str:
    words = folded_words(name).casefold()
    return words[:-2] if words.endswith("'s") else words


def _is_like(one: str, other: str) -> bool:
    # The first letters of two people are rarely mistaken, and to compare all with all would take long.
    if {word[0] for word in one.split()} != {word[0] for word in other.split()}:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE_NAME


def _marks(number: int, text: str) -> Iterator[Doubted]:
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        yield Doubted(Doubt.OPEN_MARKS, number, text)


def _mixed(paragraphs: Sequence[str]) -> Iterator[Doubted]:
    straight = [number for number, text in enumerate(paragraphs, 1) if '"' in text]
    curly = [number for number, text in enumerate(paragraphs, 1) if "“" in text or "”" in text]
    if straight and curly:
        fewer = min(straight, curly, key=len)
        yield Doubted(Doubt.MIXED_MARKS, fewer[0], paragraphs[fewer[0] - 1])


def _quotations(number: int, text: str, kept: Sequence[tuple[str, frozenset[str]]]) -> Iterator[Doubted]:
    for start, end in quotations(text).stretches:
        printed = text[start:end]
        if len(printed.split()) <= LONGEST_UNBOUND or is_exact(printed, [words for words, _bag in kept]):
            continue
        nearest = _nearest(printed, kept)
        yield Doubted(Doubt.WORDS_DIFFER if nearest else Doubt.WORDS_UNKNOWN, number, printed, nearest)


def _nearest(printed: str, kept: Sequence[tuple[str, frozenset[str]]]) -> str:
    bag = frozenset(folded_words(printed).casefold().split())
    shares = [(len(bag & other) / max(len(bag), len(other)), words) for words, other in kept if other]
    share, words = max(shares, default=(0.0, ""))
    return words if share >= LIKE_WORDS else ""


def _figures(number: int, text: str) -> Iterator[Doubted]:
    shares = [Fraction(found[1]) for found in _PERCENTAGE.finditer(text)]
    whole = sum(shares, Fraction())
    if len(shares) > 2 and NEARLY_ALL[0] <= whole <= NEARLY_ALL[1] and abs(whole - 100) > ROUNDING:
        said = " + ".join(found[0] for found in _PERCENTAGE.finditer(text))
        yield Doubted(Doubt.SUM, number, said, f"{float(whole):g} %")
    for found in _OF.finditer(text):
        if int(found[1]) > int(found[2]):
            yield Doubted(Doubt.SHARE, number, found[0])


def _repeats(number: int, text: str, seen: dict[str, int]) -> Iterator[Doubted]:
    for met in _TWICE.finditer(text):
        if met[1].casefold() not in _MAY_STAND_TWICE:
            yield Doubted(Doubt.WORD_TWICE, number, met[0])
    for sentence in (found[0].strip() for found in _SENTENCE.finditer(text)):
        said = folded_words(sentence).casefold()
        if len(said.split()) < LEAST_PASSAGE:
            continue
        if said in seen:
            yield Doubted(Doubt.PASSAGE_TWICE, number, sentence, str(seen[said]))
        seen.setdefault(said, number)
