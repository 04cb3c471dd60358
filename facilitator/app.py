"""The composition root: the only place that names concrete classes and puts them together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.aims import Aims
from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from facilitator.capture import CaptureDesk
from facilitator.documents import Documents
from facilitator.exporting.files import write_beside
from facilitator.folders import Folders
from facilitator.forgetting import Forgetting
from facilitator.lists import Lists
from facilitator.note_files import NoteFiles
from facilitator.off_the_record import OffTheRecord
from facilitator.order_repairs import OrderRepairs
from facilitator.parts import Parts
from facilitator.paths import Places
from facilitator.plan import Plan
from facilitator.plan_outputs import PlanOutputs
from facilitator.recovery import Recovery
from facilitator.retention import Retention
from facilitator.reviews import Reviews
from facilitator.running_order import RunningOrder
from facilitator.session_copies import SessionCopies
from facilitator.session_editor import SessionEditor
from facilitator.session_groups import SessionGroups
from facilitator.session_removal import SessionRemoval
from facilitator.writeup import WriteUp
from sessions.errors import KnownError
from sessions.ids import uuid7

__all__ = ["App", "Reader", "actor", "known_actor", "opened", "reading", "surroundings"]


def surroundings(places: Places, *, is_lasting: bool = True) -> Surroundings:
    """Return the clock, randomness and key of this computer; only what is lasting has backups and a reserve."""
    return Surroundings(
        now_ms=lambda: time.time_ns() // 1_000_000, private_key=places.private_key, is_lasting=is_lasting
    )


def known_actor(places: Places) -> str:
    """Return the id of whoever works here, '' where nobody has yet."""
    return places.actor.read_text("utf-8").strip() if places.actor.exists() else ""


def actor(places: Places) -> str:
    """Return the id of whoever works here, made at the first start; raises KnownError ``not_writable``."""
    try:
        known = known_actor(places)
        if not known:
            known = uuid7(time.time_ns() // 1_000_000, os.urandom(10))
            places.actor.parent.mkdir(parents=True, exist_ok=True)
            write_beside(places.actor, known.encode())
    except OSError as error:
        raise KnownError("not_writable", path=str(places.actor)) from error
    return known


class App:
    """An open archive and the use cases over it."""

    def __init__(self, archive: Archive, around: Surroundings, who: str) -> None:
        self.archive = archive
        self.folders = Folders(archive, who)
        self.note_files = NoteFiles(archive, around, who)
        self.plan = Plan(archive, around, who)
        self.running_order = RunningOrder(archive, around, who)
        self.parts = Parts(archive, around, who)
        self.session_copies = SessionCopies(archive, around, who)
        self.session_removal = SessionRemoval(archive, around, who)
        self.session_editor = SessionEditor(archive, around, who)
        self.session_groups = SessionGroups(archive, around, who)
        self.aims = Aims(archive, around, who)
        self.lists = Lists(archive, around, who)
        self.order_repairs = OrderRepairs(archive, around, who)
        self.write_up = WriteUp(archive, who, around.now_ms)
        self.documents = Documents(archive, who, around.now_ms)
        self.plan_outputs = PlanOutputs(archive, self.documents)
        self.reviews = Reviews(archive, self.write_up.tree)
        self.off_the_record = OffTheRecord(archive, around, who)
        self.recovery = Recovery(archive.path, around)
        self.forgetting = Forgetting(archive, around, who)
        self.retention = Retention(archive, around, who)
        self.actor = who
        self._around = around

    def capture(self, group: str) -> CaptureDesk:
        """Return the capture line of a group."""
        return CaptureDesk(self.archive, self._around, self.actor, group)


@contextmanager
def opened(
    places: Places, archive: Path | None = None, *, is_new_allowed: bool = True, is_lasting: bool = True
) -> Iterator[App]:
    """Open the archive, this user's own where none is named, and close it again.

    One that is not ``is_lasting`` is thrown away: it has no reserve and no automatic backups.

    Raises KnownError ``archive_missing`` where there is none and none is to be made: a name that was mistyped.
    """
    path = archive or places.archive
    if not is_new_allowed and not path.exists():
        raise KnownError("archive_missing", path=str(path))
    who = actor(places)
    around = surroundings(places, is_lasting=is_lasting)
    with Archive(path, around) as found:
        yield App(found, around, who)


@contextmanager
def reading(places: Places, archive: Path | None = None) -> Iterator[Reader]:
    """Open the archive for reading only, beside whoever writes to it."""
    with Reader(archive or places.archive, Seal(places.private_key)) as reader:
        yield reader
