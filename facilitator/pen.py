"""What every act of a plan is written with: ids, ranks, and the commit under one person's name."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from facilitator.archive.archive import Archive, Surroundings
from sessions.edits import Edit
from sessions.ops import Change
from sessions.ranks import salt_from, spread


@dataclass(frozen=True, slots=True)
class Made:
    """The id of what an act makes, and its Change once that is on the disk."""

    id: str
    change: Future[Change]


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes acts of one person into an archive."""

    archive: Archive
    around: Surroundings
    actor: str

    def new_id(self) -> str:
        """Return a fresh id."""
        return self.around.new_id()

    def salt(self) -> str:
        """Return what keeps the ranks of two computers apart."""
        return salt_from(self.around.randomness(8))

    def ranks(self, count: int) -> tuple[str, ...]:
        """Return the ranks of a new list."""
        return spread(count, self.salt())

    def commit(self, edits: Sequence[Edit], verb: str) -> Future[Change]:
        """Make the edits one act, done when its Future is; without edits it is done and there is nothing to undo."""
        return self.archive.commit(edits, self.actor, verb)
