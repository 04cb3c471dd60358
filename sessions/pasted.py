"""Many pasted lines as notes."""

from __future__ import annotations

import re
from typing import Final

from sessions.capture import plain_line

_BREAK: Final = re.compile(r"\r\n|[\n\r\u2028\u2029\v\f\x85]")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the notes that a pasted text would make: its lines without the marks of lists and mails.

    One that is empty is none. More than one in the answer means that the text is more than one note.
    """
    return tuple(line for raw in _BREAK.split(text) if (line := plain_line(raw)))
