"""Exact words inside a line: which quotation marks are a pair, and which are apostrophes or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENERS = "([{-–—/‘“\"'"
_STRAIGHT = re.compile('"')
_CURLY = re.compile("[“”]")
_CURLY_SINGLE = re.compile("[‘’]")
_STRAIGHT_SINGLE = re.compile(r"(?<![^\W_])'|'(?![^\W_])")
_OPENING_SINGLE = re.compile(r"(?<![^\W_])'(?=\S)")
_BLANK = re.compile(r"\s")
# Letters or figures left out at the beginning of a word: 'tis, '90s, 'em.
_LEFT_OUT = re.compile(
    r"(?:tis|twas|twere|twill|twould|em|til|till|cause|cos|bout|round|neath|n|[0-9]{2}s?)(?![^\W_])", re.I
)
# Followed by another word, an apostrophe after s may show possession (members' voices), and one after -in a
# letter left out (goin' home).
_MAY_BE_APOSTROPHE = re.compile(r"['’]\s+[^\W_]")


class Pair(NamedTuple):
    """Two quotation marks that belong together: where they stand, and whether they are single ones."""

    opening: int
    closing: int
    is_single: bool


class Quotations(NamedTuple):
    """The quotations of a line, outermost only: stretches without their marks."""

    stretches: tuple[tuple[int, int], ...]
    is_whole: bool


def may_quote(words: str) -> bool:
    """Tell whether a line has a mark that could open a quotation; most apostrophes could not."""
    return '"' in words or "“" in words or "‘" in words or ("'" in words and _has_opening_single(words))


def quotations(words: str) -> Quotations:
    """Find the exact words in a line; ``is_whole`` says that the line is one quotation and nothing else."""
    pairs = sorted(_pairs(words))
    stretches = []
    is_whole = False
    edge = blank_free_until = -1
    for pair in pairs:
        if pair.opening < edge or not _holds_words(words, pair):
            continue
        is_whole = is_the_whole(words, pair)
        # One word in single marks is a term or an apostrophe. What has no blank has none in the pairs inside it
        # either: remembering where that ends keeps nested marks linear.
        if (
            pair.is_single
            and not is_whole
            and not (pair.closing > blank_free_until and _BLANK.search(words, pair.opening, pair.closing))
        ):
            blank_free_until = max(blank_free_until, pair.closing)
            continue
        stretches.append(_trimmed(words, pair))
        edge = pair.closing
    return Quotations(tuple(stretches), is_whole)


def is_the_whole(words: str, pair: Pair) -> bool:
    """Tell whether nothing stands outside a pair of marks; a full stop after it is nothing."""
    rest = len(words) - 1 - pair.closing
    return pair.opening == 0 and (rest == 0 or (rest == 1 and words[-1] == "."))


def _holds_words(words: str, pair: Pair) -> bool:
    at = pair.opening + 1
    while at < pair.closing and words[at].isspace():
        at += 1
    return at < pair.closing


def _trimmed(words: str, pair: Pair) -> tuple[int, int]:
    inside = words[pair.opening + 1 : pair.closing]
    start = pair.opening + 1 + len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())


def _pairs(words: str) -> Iterator[Pair]:
    if '"' in words:
        yield from _straight(words)
    if "“" in words:
        yield from _curly(words)
    if "‘" in words:
        yield from _single(words, _CURLY_SINGLE)
    if "'" in words and _has_opening_single(words):
        yield from _single(words, _STRAIGHT_SINGLE)


def _has_opening_single(words: str) -> bool:
    return _OPENING_SINGLE.search(words) is not None


def _straight(words: str) -> Iterator[Pair]:
    # Typed in haste with blanks inside, but plainly one quotation: " we never rang "
    if words[0] == words[-1] == '"' and words.count('"') == 2:
        yield Pair(0, len(words) - 1, False)
        return
    opened: list[int] = []
    for found in _STRAIGHT.finditer(words):
        at = found.start()
        if opened and _can_close(words, at):
            yield Pair(opened.pop(), at, False)
        elif _can_open(words, at):
            opened.append(at)


def _curly(words: str) -> Iterator[Pair]:
    opened: list[int] = []
    for found in _CURLY.finditer(words):
        if found.group() == "“":
            opened.append(found.start())
        elif opened:
            yield Pair(opened.pop(), found.start(), False)


def _single(words: str, marks: re.Pattern[str]) -> Iterator[Pair]:
    """Pair single marks; one that may be an apostrophe closes only if nothing better follows."""
    opened: list[int] = []
    perhaps: dict[int, int] = {}
    for found in marks.finditer(words):
        at, mark = found.start(), found.group()
        if opened and mark != "‘" and _can_close(words, at):
            if _may_be_apostrophe(words, at):
                perhaps.setdefault(opened[-1], at)
            else:
                yield Pair(opened.pop(), at, True)
        elif mark != "’" and _can_open(words, at) and not _LEFT_OUT.match(words, at + 1):
            if opened and opened[-1] in perhaps:
                yield Pair(opened[-1], perhaps[opened.pop()], True)
            opened.append(at)
    for at in opened:
        if at in perhaps:
            yield Pair(at, perhaps[at], True)


def _can_open(words: str, at: int) -> bool:
    if at + 1 == len(words) or words[at + 1].isspace():
        return False
    return at == 0 or words[at - 1].isspace() or words[at - 1] in _OPENERS


def _can_close(words: str, at: int) -> bool:
    if at == 0 or words[at - 1].isspace():
        return False
    return at + 1 == len(words) or not words[at + 1].isalnum()


def _may_be_apostrophe(words: str, at: int) -> bool:
    return words.endswith(("s", "S", "in"), 0, at) and bool(_MAY_BE_APOSTROPHE.match(words, at))
