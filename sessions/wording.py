"""Whether two texts have the same words: what a quotation in print is held against.

Folded are Unicode's spellings of one letter (NFC), white space, and the style of quotation marks, apostrophes and
dashes. The first capital and the last full stop follow the sentence a quotation stands in and are not words either.
``[…]`` skips. Nothing else is forgiven.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKS: Final = str.maketrans(
    dict.fromkeys('‘’‚‛“”„‟"«»‹›`´ʼ', "'") | dict.fromkeys("‐‑‒–—―−", "-"),
)
_SKIP: Final = re.compile(r" ?\[ ?(?:…|\.\.\.) ?\] ?")


def folded_words(text: str) -> str:
    """Return a text with one kind of white space, quotation mark and dash."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())


def same_words(a: str, b: str) -> bool:
    """Tell whether two texts have the same words; either may leave some out and say so with ``[…]``."""
    first, second = _bare(a), _bare(b)
    return first == second or _covers(first, second) or _covers(second, first)


def starts_with_words(whole: str, beginning: str) -> bool:
    """Tell whether a text begins with these words, all of the last one included."""
    long, short = _bare(whole), _bare(beginning)
    return bool(short) and (long == short or _covers(short, long, is_open=True))


def _bare(text: str) -> str:
    """Return folded words without their first capital and last full stop."""
    words = folded_words(text)
    if words.endswith(".") and not words.endswith(".."):
        words = words[:-1].rstrip()
    first = next((place for place, letter in enumerate(words) if letter.isalnum()), len(words))
    # Lower-casing may part a letter from its dot (İ), which other texts have as one letter.
    return folded_words(words[:first] + words[first : first + 1].lower() + words[first + 1 :])


def _covers(short: str, whole: str, *, is_open: bool = False) -> bool:
    """Tell whether the pieces of ``short`` around its skips stand in ``whole`` in order, first and last at its ends."""
    pieces = _SKIP.split(short)
    if not any(pieces) or not (len(pieces) > 1 or is_open):
        return False
    last = "" if is_open else pieces.pop()
    at = 0
    for number, piece in enumerate(pieces):
        found = _find(piece, whole, at, is_first=number == 0)
        if found < 0:
            return False
        at = found + len(piece)
    end = len(whole) - len(last)
    return at <= end and whole.endswith(last) and _is_edge(whole, end)


def _find(piece: str, whole: str, start: int, *, is_first: bool) -> int:
    """Return where whole words of a piece stand next, or -1."""
    if is_first:
        return 0 if whole.startswith(piece) and _is_edge(whole, len(piece)) else -1
    at = whole.find(piece, start)
    while at >= 0 and not (_is_edge(whole, at) and _is_edge(whole, at + len(piece))):
        at = whole.find(piece, at + 1)
    return at


def _is_edge(text: str, place: int) -> bool:
    """Tell whether a place is not inside a word."""
    return not (text[place - 1 : place].isalnum() and text[place : place + 1].isalnum())
