"""Getting an archive back: from a backup, or from what a damaged file still holds."""

from __future__ import annotations

from pathlib import Path

from facilitator.archive.acts import Surroundings
from facilitator.archive.daily import Shelf
from facilitator.archive.restoring import Restored, restore
from facilitator.archive.salvaging import Salvaged, salvage

__all__ = ["Recovery", "Restored", "Salvaged"]


class Recovery:
    """What can be done for an archive that is not open; the archive itself may be gone."""

    def __init__(self, archive: Path, surroundings: Surroundings) -> None:
        self._archive = archive
        self._around = surroundings

    def automatic_backups(self) -> tuple[Path, ...]:
        """Return the automatic backups of the archive, the newest first."""
        return Shelf(self._archive, self._around.backups).copies()

    def restore(self, backup: Path, *, may_replace: bool = False) -> Restored:
        """Put a backup in the archive's place; what lies there is put aside where it may be replaced."""
        return restore(backup.absolute(), self._archive.absolute(), self._around, may_replace=may_replace)

    def salvage_into(self, target: Path) -> Salvaged:
        """Write a new archive of what can be read of this one, which stays as it is."""
        return salvage(self._archive.absolute(), target.absolute(), self._around)
