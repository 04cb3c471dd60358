"""Where a group was when it was left on this computer: the time started by hand, the prompt marked, a name half typed.

It lies beside the half-typed lines: sealed, in no journal, in no pack and no folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from facilitator.archive.archive import Archive
    from facilitator.archive.queries import Reader

_PLACES: Final = "beside/"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A time in UTC ms that was started by hand, and the print of the prompt that was marked; 0 and '' for none.

    ``name`` was typed and not entered: for the one in ``seat``, or for somebody who was to be added.
    """

    starts_at: int = 0
    ends_at: int = 0
    prompt: str = ""
    seat: str = ""
    name: str = ""


_NAMES: Final = tuple(one.name for one in fields(Bookmark))


def prompt_print(words: str) -> str:
    """Return what a prompt is known by: its words are the plan's, and are not kept a second time."""
    return sha256(words.encode()).hexdigest()[:16]


def bookmark_place(group: str) -> str:
    """Return the place, among those of half-typed lines, of what is kept of a group."""
    return f"{_PLACES}{group}"


def keep_bookmark(archive: Archive, group: str, bookmark: Bookmark) -> None:
    """Keep where a group is; nothing waits for it."""
    # A name stands in it as it was typed: whoever is to be forgotten is looked for there.
    told = json.dumps(asdict(bookmark), ensure_ascii=False) if bookmark != Bookmark() else ""
    archive.keep_draft(bookmark_place(group), told)


def bookmark_of(reader: Reader, group: str) -> Bookmark:
    """Return where a group was when it was left here."""
    for one in reader.drafts()[0]:
        if one.place == bookmark_place(group):
            told = json.loads(one.text)
            return Bookmark(**{name: told[name] for name in _NAMES if name in told})
    return Bookmark()
