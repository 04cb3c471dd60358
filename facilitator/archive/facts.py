"""What an archive file knows of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from facilitator.archive.tables import FACTS

DEVICE: Final = "device"
PLACE: Final = "place"
UNCLEANED: Final = "uncleaned"
"""Set with the removal of words, until no byte of them is left: a program that is killed in between cleans later."""
RISEN_FROM: Final = "risen_from"
"""The schema a file had before it was migrated, until its rows are known to hold all that is in its journal."""


class Facts:
    """The few facts of an archive that are no records and travel nowhere."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str:
        """Return a fact, or '' where it was never set."""
        found = self._connection.execute(select(FACTS.c.value).where(FACTS.c.name == name)).scalar()
        return found or ""

    def set(self, name: str, value: str) -> None:
        """Set a fact."""
        done = self._connection.execute(update(FACTS).where(FACTS.c.name == name).values(value=value))
        if not done.rowcount:
            self._connection.execute(insert(FACTS), {"name": name, "value": value})

    def forget(self, name: str) -> None:
        """Take a fact away."""
        self._connection.execute(delete(FACTS).where(FACTS.c.name == name))

    def settle_in(self, path: Path, new_id: Callable[[], str]) -> str:
        """Return the device this file is; a file that was copied or restored is a new one before it writes."""
        # A copy is another file of the file system, whatever its name; a backup of ours names no place at all.
        status = path.stat()
        place = f"{status.st_dev}:{status.st_ino}"
        if not self.get(DEVICE) or self.get(PLACE) != place:
            self.set(DEVICE, new_id())
            self.set(PLACE, place)
        return self.get(DEVICE)
