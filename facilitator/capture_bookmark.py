"""Where a group was when it was left on this computer: the time that was started by hand, the prompt that was marked.

It lies beside the half-typed lines: sealed, in no journal, in no pack and no folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from facilitator.archive.archive import Archive
    from facilitator.archive.queries import Reader

_PLACES: Final = "beside/"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A time in UTC ms that was started by hand, and the print of the prompt that was marked; 0 and '' for none."""

    starts_at: int = 0
    ends_at: int = 0
    prompt: str = ""


def prompt_print(words: str) -> str:
    """Return what a prompt is known by: its words are the plan's, and are not kept a second time."""
    return sha256(words.encode()).hexdigest()[:16]


def keep_bookmark(archive: Archive, group: str, bookmark: Bookmark) -> None:
    """Keep where a group is; nothing waits for it."""
    told = json.dumps(asdict(bookmark)) if bookmark != Bookmark() else ""
    archive.keep_draft(f"{_PLACES}{group}", told)


def bookmark_of(reader: Reader, group: str) -> Bookmark:
    """Return where a group was when it was left here."""
    for one in reader.drafts()[0]:
        if one.place == f"{_PLACES}{group}":
            told = json.loads(one.text)
            return Bookmark(told.get("starts_at", 0), told.get("ends_at", 0), told.get("prompt", ""))
    return Bookmark()
