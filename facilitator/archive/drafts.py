"""Half-typed lines: kept so that no crash takes them, sealed so that nobody else reads them, in no journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, select

from facilitator.archive.engine import run
from facilitator.archive.facts import UNCLEANED, Facts
from facilitator.archive.sealing import Seal
from facilitator.archive.tables import DRAFTS
from sessions.errors import KnownError

_KEEP = (
    "INSERT INTO draft(place, text, at) VALUES(?, ?, ?) "
    "ON CONFLICT(place) DO UPDATE SET text = excluded.text, at = excluded.at"
)

# On the driver's connection: every line that is kept asks for this.
_DROP = "DELETE FROM draft WHERE place = ? RETURNING 1"


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood half typed in a place, and since when (UTC ms)."""

    place: str
    text: str
    at: int


class Drafts:
    """The newest text of each place that waits to be written: of many within a moment only the last one is."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal
        self._lock = Lock()
        self._waiting: dict[str, tuple[str, int]] = {}

    def wait(self, place: str, text: str, at: int) -> bool:
        """Let a text wait in the place of what waits there; tell whether something has to be queued to write it."""
        with self._lock:
            is_new = place not in self._waiting
            self._waiting[place] = (text, at)
            return is_new

    def give_up(self, places: Collection[str]) -> None:
        """Let go of what waits to be written in some places."""
        with self._lock:
            for place in places:
                self._waiting.pop(place, None)

    def write(self, connection: Connection, place: str) -> None:
        """Write what waits in a place, if anything does still; an empty line leaves nothing."""
        with self._lock:
            text, at = self._waiting.pop(place, ("", 0))
        if text:
            run(connection, _KEEP, place, self._seal.close(text), at)
        elif at:
            drop(connection, [place])


def drop(connection: Connection, places: Iterable[str]) -> int:
    """Let go of the half-typed lines of some places, and tell how many there were."""
    return sum(len(run(connection, _DROP, place)) for place in places)


def forget(connection: Connection, places: Iterable[str]) -> None:
    """Let go of half-typed lines whose words must not be found in the file again, sealed or not."""
    if drop(connection, places):
        Facts(connection).set(UNCLEANED, "1")


def read(connection: Connection, seal: Seal) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Return the half-typed lines, the oldest first, and the places of those that only another computer can read."""
    found: list[Draft] = []
    shut: list[str] = []
    for row in connection.execute(select(DRAFTS).order_by(DRAFTS.c.at, DRAFTS.c.place)):
        try:
            found.append(Draft(row.place, seal.open(row.text), row.at))
        except KnownError:
            shut.append(row.place)
    return tuple(found), tuple(shut)
