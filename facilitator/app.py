"""The composition root: the only place that names concrete classes and puts them together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.aims import Aims
from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from facilitator.capture import CaptureDesk
from facilitator.clock import Clock, by_this_computer
from facilitator.day_people import DayPeople
from facilitator.documents import Documents
from facilitator.exporting.files import write_beside
from facilitator.folders import Folders
from facilitator.forgetting import Forgetting
from facilitator.ground_rules import GroundRules
from facilitator.group_pages import GroupPages
from facilitator.handing_over import HandingOver
from facilitator.house import House
from facilitator.lists import Lists
from facilitator.note_acts import NoteDesk
from facilitator.note_files import NoteFiles
from facilitator.off_the_record import OffTheRecord
from facilitator.order_repairs import OrderRepairs
from facilitator.parts import Parts
from facilitator.paths import Places
from facilitator.pictures import Pictures
from facilitator.plan import Plan
from facilitator.plan_outputs import PlanOutputs
from facilitator.proofing import Proofing
from facilitator.recovery import Recovery
from facilitator.report_back import ReportBack
from facilitator.retention import Retention
from facilitator.reviews import Reviews
from facilitator.running_order import RunningOrder
from facilitator.seats import Seats
from facilitator.session_copies import SessionCopies
from facilitator.session_editor import SessionEditor
from facilitator.session_groups import SessionGroups
from facilitator.session_removal import SessionRemoval
from facilitator.sources import Sources
from facilitator.take_notes import TakeNotes
from facilitator.writeup import WriteUp
from sessions.breakouts import Seat
from sessions.errors import KnownError
from sessions.ids import uuid7

__all__ = ["App", "Reader", "actor", "known_actor", "opened", "reading", "surroundings"]


def surroundings(
    places: Places, *, is_lasting: bool = True, now_ms: Clock = by_this_computer
) -> Surroundings:
    """Return the clock, randomness and key of this computer; only what is lasting has backups and a reserve."""
    return Surroundings(now_ms=now_ms, private_key=places.private_key, is_lasting=is_lasting)


def known_actor(places: Places) -> str:
    """Return the id of whoever works here, '' where nobody has yet."""
    return places.actor.read_text("utf-8").strip() if places.actor.exists() else ""


def actor(places: Places) -> str:
    """Return the id of whoever works here, made at the first start; raises KnownError ``not_writable``."""
    try:
        known = known_actor(places)
        if not known:
            known = uuid7(by_this_computer(), os.urandom(10))
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
        self.notes = NoteDesk(archive, around, who)
        self.seats = Seats(archive, around, who)
        self.sources = Sources(archive, around, who)
        self.report_back = ReportBack(archive, around, who)
        self.ground_rules = GroundRules(archive, around, who)
        self.group_pages = GroupPages(archive, self.ground_rules, who)
        self.handing_over = HandingOver(archive, self.ground_rules)
        self.plan = Plan(archive, around, who)
        self.running_order = RunningOrder(archive, around, who)
        self.parts = Parts(archive, around, who)
        self.session_copies = SessionCopies(archive, around, who)
        self.session_removal = SessionRemoval(archive, around, who)
        self.session_editor = SessionEditor(archive, around, who)
        self.session_groups = SessionGroups(archive, around, who)
        self.aims = Aims(archive, around, who)
        self.lists = Lists(archive, around, who)
        self.day_people = DayPeople(archive, around, who)
        self.order_repairs = OrderRepairs(archive, around, who)
        self.take_notes = TakeNotes(archive, self.plan, around.now_ms)
        self.write_up = WriteUp(archive, who, around.now_ms)
        self.documents = Documents(archive, who, around.now_ms)
        self.plan_outputs = PlanOutputs(archive, self.documents)
        self.pictures = Pictures(archive, who)
        self.house = House(archive, who)
        self.reviews = Reviews(archive, self.write_up.tree)
        self.off_the_record = OffTheRecord(archive, around, who)
        self.proofing = Proofing(archive)
        self.recovery = Recovery(archive.path, around)
        self.forgetting = Forgetting(archive, around, who)
        self.retention = Retention(archive, around, who)
        self.actor = who
        self._around = around

    def capture(self, group: str, seats: Iterable[Seat] | None = None) -> CaptureDesk:
        """Return the capture line of a group; ``seats`` are those who are here, where they have just been read."""
        return CaptureDesk(self.archive, self._around, self.actor, group, seats)


@contextmanager
def opened(
    places: Places,
    archive: Path | None = None,
    *,
    is_new_allowed: bool = True,
    is_lasting: bool = True,
    now_ms: Clock = by_this_computer,
) -> Iterator[App]:
    """Open the archive, this user's own where none is named, and close it again.

    One that is not ``is_lasting`` is thrown away: it has no reserve and no automatic backups.

    Raises KnownError ``archive_missing`` where there is none and none is to be made: a name that was mistyped.
    """
    path = archive or places.archive
    if not is_new_allowed and not path.exists():
        raise KnownError("archive_missing", path=str(path))
    who = actor(places)
    around = surroundings(places, is_lasting=is_lasting, now_ms=now_ms)
    with Archive(path, around) as found:
        yield App(found, around, who)


@contextmanager
def reading(places: Places, archive: Path | None = None) -> Iterator[Reader]:
    """Open the archive for reading only, beside whoever writes to it."""
    with Reader(archive or places.archive, Seal(places.private_key)) as reader:
        yield reader
