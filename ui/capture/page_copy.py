"""What F9 puts into the clipboard: every note on the record, and what is typed and not kept."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext


def with_unkept(text: str, typed: Iterable[str]) -> str:
    """Return the text of the notes with what is typed and not kept below it."""
    unkept = [one for one in typed if one.strip()]
    return "\n".join([text, _("Typed and not kept yet:"), *unkept]) if unkept else text


def copied_words(notes: int, left_out: int) -> str:
    """Return what is said once notes are in the clipboard."""
    words = ngettext("{count} note is copied.", "{count} notes are copied.", notes).format(count=f"{notes:,}")
    if left_out:
        left = ngettext(
            "{count} off the record was left out.", "{count} off the record were left out.", left_out
        )
        words = f"{words} {left.format(count=left_out)}"
    return words
