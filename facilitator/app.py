"""The composition root: the only place that names concrete classes and puts them together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from facilitator.capture import CaptureDesk, OffTheRecord
from facilitator.folders import Folders
from facilitator.paths import Places
from facilitator.writeup import WriteUp
from sessions.ids import uuid7


def surroundings(places: Places) -> Surroundings:
    """Return the clock, randomness and key of this computer."""
    return Surroundings(now_ms=lambda: time.time_ns() // 1_000_000, private_key=places.private_key)


def actor(places: Places) -> str:
    """Return the id of whoever works here, made at the first start."""
    if not places.actor.exists():
        places.actor.parent.mkdir(parents=True, exist_ok=True)
        places.actor.write_text(uuid7(time.time_ns() // 1_000_000, os.urandom(10)), "utf-8")
    return places.actor.read_text("utf-8").strip()


class App:
    """An open archive and the use cases over it."""

    def __init__(self, archive: Archive, around: Surroundings, who: str) -> None:
        self.archive = archive
        self.folders = Folders(archive, who)
        self.write_up = WriteUp(archive, who)
        self.off_the_record = OffTheRecord(archive, around, who)
        self.actor = who
        self._around = around

    def capture(self, group: str) -> CaptureDesk:
        """Return the capture line of a group."""
        return CaptureDesk(self.archive, self._around, self.actor, group)


@contextmanager
def opened(places: Places, archive: Path | None = None) -> Iterator[App]:
    """Open the archive, this user's own where none is named, and close it again."""
    around = surroundings(places)
    with Archive(archive or places.archive, around) as found:
        yield App(found, around, actor(places))


@contextmanager
def reading(places: Places, archive: Path | None = None) -> Iterator[Reader]:
    """Open the archive for reading only, beside whoever writes to it."""
    with Reader(archive or places.archive, Seal(places.private_key)) as reader:
        yield reader
