"""Acts that nothing takes back."""

from __future__ import annotations

from typing import Final

NOT_UNDOABLE: Final = frozenset(
    {
        "publish",
        "pack.merge",
        "quote.permit",
        "off_the_record",
        "on_the_record",
        "person.erase",
        "notes.expire",
    }
)
