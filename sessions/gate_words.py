"""Whether printed words are captured ones, and whether a text holds a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sessions.wording import folded_words, same_words

_OUTER_MARKS = "‘’“”'\""
_STOP_AFTER_MARK = re.compile(rf"(?<=[{_OUTER_MARKS}])\.\Z")
LEFT_OUT = re.compile(r"\[ ?(?:…|\.\.\.) ?\]")
_INSERTED = re.compile(rf"\s*(?!{LEFT_OUT.pattern})\[[^\[\]]*\]")
_NO_WORD = "\N{REPLACEMENT CHARACTER}"


def says(printed: str, captured: str) -> bool:
    """Tell whether printed words are captured ones. Only print may leave out words and say so with ``[…]``."""
    return bool(captured.strip()) and same_words(printed, LEFT_OUT.sub(_NO_WORD, captured))


def is_exact(printed: str, captured: Sequence[str], *, may_insert: bool = True) -> bool:
    """Tell whether printed words are captured ones; the marks around them and ``[insertions]`` are not words."""
    bare = _STOP_AFTER_MARK.sub("", printed.strip()).strip(_OUTER_MARKS)
    forms = {printed, bare}
    if may_insert:
        forms |= {_INSERTED.sub("", form) for form in forms}
    return any(says(form, words) for form in forms for words in captured)


def holds(text: str, name: str) -> bool:
    """Tell whether a folded text holds a name in whole words."""
    folded = folded_words(name)
    if not folded or folded not in text:
        return False
    return re.search(rf"(?<![^\W_]){re.escape(folded)}(?![^\W_])", text) is not None
