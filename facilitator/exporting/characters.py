"""Characters that a file of words may hold."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"
_LINE_END: Final = re.compile(r"\r\n?")
# Controls but tab and line end, halves of surrogate pairs, and the two that XML has no way to write.
_STRANGE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return text with one kind of line end and a replacement for whatever is no character."""
    return _STRANGE.sub(REPLACEMENT, _LINE_END.sub("\n", text))
