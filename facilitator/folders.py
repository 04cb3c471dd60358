"""Taking a gathering that was kept as a folder of plain files into the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from facilitator.archive.archive import Archive
from facilitator.archive.queries import PAGE, Reader
from facilitator.importing.files import read_folder
from facilitator.importing.folder import Reading, read_gathering
from facilitator.importing.folder_quotes import SaidOf
from facilitator.importing.problems import Problem
from sessions.edits import Edit, create, restore
from sessions.errors import KnownError
from sessions.gathering import Gathering
from sessions.ids import uuid8
from sessions.notes import Permission
from sessions.ops import CREATION
from sessions.records import Record, kind_of
from sessions.scopes import PRIVATE, scope_for
from sessions.undo import UNDONE


class FolderRefused(KnownError):
    """A folder that cannot be understood; nothing of it was taken."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__("folder_refused", path=str(path))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a folder."""

    gathering: str
    title: str
    notes: int
    off_record: int
    was_here: bool
    problems: tuple[Problem, ...] = ()


class Folders:
    """Reads folders into the archive, whole or not at all."""

    def __init__(self, archive: Archive, actor: str) -> None:
        self._archive = archive
        self._actor = actor

    def take(self, path: Path) -> Taken:
        """Take the gathering in a folder.

        The same folder twice adds nothing. Raises FolderRefused where the folder cannot be understood and KnownError
        ``gathering_differs`` where the gathering is here already with other notes or plans.
        """
        reading = read_gathering(read_folder(path))
        if reading.has_fatal or reading.gathering is None:
            raise FolderRefused(path, reading.problems)
        gathering = reading.gathering
        was_here = self._is_here(reading, gathering, path)
        if not was_here:
            self._archive.commit(self._edits(reading, gathering), self._actor, "folder.import").result()
        # Also where it was here: a program that was stopped in between must not forget that somebody said no.
        self._commit_permissions(reading)
        return Taken(
            gathering=gathering.id,
            title=gathering.title,
            notes=len(reading.notes),
            off_record=len(reading.off_record),
            was_here=was_here,
            problems=reading.problems,
        )

    def _is_here(self, reading: Reading, gathering: Gathering, path: Path) -> bool:
        """Tell whether the archive has just what the folder has; a gathering that was taken back is not here."""
        with self._archive.reader() as reader:
            view = reader.view("gathering", gathering.id)
            if view is None or view.deleted:
                return False
            every = (*reading.records, *reading.off_record)
            is_less = any(reader.view(kind_of(record), record.id) is None for record in every)
            # Notes that came from a file and are in none now: the file was emptied or taken away.
            read = {note.id for note in reading.notes}
            found = [kept.record for one in reading.groups for kept in reader.every("note", group=one.id)]
            more = {note.id for note in found if note.line and note.id not in read}
            is_more = bool(more) and not more.isdisjoint(_made_by(reader, "folder.import"))
        if is_less or is_more:
            raise KnownError("gathering_differs", title=gathering.title, path=str(path))
        return True

    def _edits(self, reading: Reading, gathering: Gathering) -> list[Edit]:
        """Return what brings the records here; those that were here and taken back come back."""
        scoped = [(record, self._scope(record, gathering.id)) for record in reading.records]
        scoped += [(note, f"{PRIVATE}{self._actor}") for note in reading.off_record]
        edits: list[Edit] = []
        with self._archive.reader() as reader:
            for record, scope in scoped:
                view = reader.view(kind_of(record), record.id)
                if view is None:
                    edits.append(create(record, scope))
                elif (view.deleted or {}).get("why") == UNDONE:
                    edits.append(restore(kind_of(record), record.id))
        return edits

    @staticmethod
    def _scope(record: Record, gathering: str) -> str:
        owner = getattr(record, "group", "") if kind_of(record) in {"note", "seat"} else gathering
        return scope_for(kind_of(record), owner)

    def _commit_permissions(self, reading: Reading) -> None:
        notes = {note.id: note for note in reading.notes}
        edits: list[Edit] = []
        with self._archive.reader() as reader:
            for number, said in enumerate(said for said in reading.permissions if said.note_id in notes):
                name = uuid8("permission", said.note_id, number)
                if reader.view("permission", name) is None:
                    words_op = _words_as_taken(reader, said.note_id)
                    permission = _permission(name, said, words_op)
                    edits.append(create(permission, scope_for("permission", notes[said.note_id].group)))
        if edits:
            self._archive.commit(edits, self._actor, "quote.permit").result()


def _made_by(reader: Reader, verb: str) -> set[str]:
    """Return the notes that acts of a kind have made: files that were added since are no difference."""
    found: set[str] = set()
    before = 0
    while page := reader.history(before=before, limit=PAGE):
        entries = (entry for _n, change, every in page if change.verb == verb for entry in every)
        found |= {entry.op.id for entry in entries if entry.op.kind == "note" and entry.op.field == CREATION}
        before = page[-1][0]
    return found


def _words_as_taken(reader: Reader, note: str) -> str:
    """Return the op that made a note: what the file says was agreed is about its words, whatever came later."""
    made = (entry.op.op_id for entry in reader.entries("note", note) if entry.op.field == CREATION)
    return next(made, "")


def _permission(name: str, said: SaidOf, words_op: str) -> Permission:
    return Permission(
        id=name,
        note=said.note_id,
        words_op=words_op,
        state=said.state,
        level=said.level,
        how=said.how,
        by=said.by,
        at=_noon(said.at_date),
    )


def _noon(day: date | None) -> int:
    """Return midday of a date as UTC ms: a file says on which day somebody answered, not at what hour."""
    return int(datetime.combine(day, time(12), tzinfo=UTC).timestamp() * 1000) if day else 0
