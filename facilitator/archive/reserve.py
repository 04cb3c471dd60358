"""A few megabytes held back on the disk, so that the line typed when it is full is kept all the same."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from facilitator.logs import LOGGER

RESERVE_BYTES: Final = 4 << 20


class Reserve:
    """The file that is given up first when the disk is full."""

    def __init__(self, archive: Path) -> None:
        self.path = archive.with_name(archive.name + ".reserve")
        self.is_spent = False
        """Whether the room was needed since the archive was opened: it is time to free some."""

    def make(self) -> None:
        """Take the room, where there is twice as much; where it cannot be had, that stops nothing."""
        try:
            if self._is_whole() or shutil.disk_usage(self.path.parent).free < 2 * RESERVE_BYTES:
                return
            with self.path.open("wb") as file:
                # Noise: a file system that leaves out zeros or packs what repeats would hold nothing back.
                file.write(os.urandom(RESERVE_BYTES))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            logging.getLogger(LOGGER).info("no reserve: %s", type(error).__name__)
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _is_whole(self) -> bool:
        return self.path.exists() and self.path.stat().st_size == RESERVE_BYTES

    def spend(self) -> bool:
        """Give the room up; tell whether there was any."""
        try:
            self.path.unlink()
        except OSError:
            return False
        logging.getLogger(LOGGER).info("the disk is full: the reserve was given up")
        self.is_spent = True
        return True
