"""Taking notes now: a gathering without an agenda, made in one act, so that the line is there at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from facilitator.drafting import templates
from facilitator.plan import Plan, Planned, Wish
from sessions.network import Network

_MOST_AT_ONCE = 1_000
"""So many times within a minute nobody begins to take notes."""


@dataclass(frozen=True, slots=True)
class NotesBegun:
    """What was made to take notes in, and the group they are kept for."""

    planned: Planned
    group: str


class TakeNotes:
    """Begins to take notes where nothing was planned."""

    def __init__(self, archive: Archive, plan: Plan, now_ms: Callable[[], int]) -> None:
        self._archive = archive
        self._plan = plan
        self._now_ms = now_ms

    def begin(self, title: str = "") -> NotesBegun:
        """Make a gathering of its own with one session and one group, called by date and time where nobody names it.

        One undo takes all of it back. Raises DomainError ``title_taken`` for a title somebody gives, and
        ``network_ambiguous`` where several networks could convene.
        """
        with self._archive.reader() as reader:
            network = _network(reader)
            taken = {" ".join(folded_words(kept.record.title)) for kept in reader.every("gathering")}
        now = datetime.fromtimestamp(self._now_ms() / 1000, UTC).astimezone(_zone(network.zone))
        words = templates(network.language)
        wish = Wish(
            title=title.strip() or _title(now, words, taken),
            sessions=(words["notes-session"],),
            on=now.date(),
            starts=now.hour * 60 + now.minute,
        )
        planned = self._plan.new(wish)
        with self._archive.reader() as reader:
            session = reader.page("session", occasion=planned.occasion.id)[0].record.id
            return NotesBegun(planned, reader.page("group", session=session)[0].record.id)


def _network(reader: Reader) -> Network:
    """Return the network that convenes, as far as its zone and language matter."""
    return next((kept.record for kept in reader.every("network")), Network("", ""))


def _title(now: datetime, words: Mapping[str, str], taken: set[str]) -> str:
    month = words["months"].split()[now.month - 1]
    bare = words["notes-title"].format(day=now.day, month=month, time=f"{now:%H:%M}")
    numbered = (words["notes-title-again"].format(title=bare, number=n) for n in range(2, _MOST_AT_ONCE))
    free = (one for one in (bare, *numbered) if " ".join(folded_words(one)) not in taken)
    return next(free, bare)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
