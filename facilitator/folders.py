"""Taking a gathering that was kept as a folder of plain files into the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from facilitator.archive.archive import Archive
from facilitator.importing.files import read_folder
from facilitator.importing.folder import Reading, read_gathering
from facilitator.importing.folder_quotes import SaidOf
from facilitator.importing.problems import Problem
from sessions.edits import Edit, create
from sessions.errors import KnownError
from sessions.ids import uuid8
from sessions.notes import Note, Permission
from sessions.records import Record, kind_of
from sessions.scopes import PRIVATE, scope_for


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
        was_here = self._is_here(reading, path)
        if not was_here:
            self._archive.commit(list(self._edits(reading)), self._actor, "folder.import").result()
            self._commit_permissions(reading)
        return Taken(
            gathering=reading.gathering.id,
            title=reading.gathering.title,
            notes=len(reading.notes),
            off_record=len(reading.off_record),
            was_here=was_here,
            problems=reading.problems,
        )

    def _is_here(self, reading: Reading, path: Path) -> bool:
        assert reading.gathering is not None
        with self._archive.reader() as reader:
            if reader.view("gathering", reading.gathering.id) is None:
                return False
            differs = any(reader.view(kind_of(record), record.id) is None for record in reading.records)
        if differs:
            raise KnownError("gathering_differs", title=reading.gathering.title, path=str(path))
        return True

    def _edits(self, reading: Reading) -> Iterator[Edit]:
        assert reading.gathering is not None
        for record in reading.records:
            yield create(record, self._scope(record, reading.gathering.id))
        for note in reading.off_record:
            yield create(note, f"{PRIVATE}{self._actor}")

    @staticmethod
    def _scope(record: Record, gathering: str) -> str:
        owner = getattr(record, "group", "") if kind_of(record) in {"note", "seat"} else gathering
        return scope_for(kind_of(record), owner)

    def _commit_permissions(self, reading: Reading) -> None:
        notes = {note.id: note for note in reading.notes}
        asked = [said for said in reading.permissions if said.note_id in notes]
        edits = [self._permission(said, notes[said.note_id], n) for n, said in enumerate(asked)]
        if edits:
            self._archive.commit(edits, self._actor, "quote.permit").result()

    def _permission(self, said: SaidOf, note: Note, number: int) -> Edit:
        with self._archive.reader() as reader:
            view = reader.view("note", note.id)
        record = Permission(
            id=uuid8("permission", note.id, number),
            note=note.id,
            words_op=view.heads["words"][0] if view else "",
            state=said.state,
            level=said.level,
            how=said.how,
            by=said.by,
            at=_noon(said.at_date),
        )
        return create(record, scope_for("permission", note.group))


def _noon(day: date | None) -> int:
    """Return midday of a date as UTC ms: a file says on which day somebody answered, not at what hour."""
    return int(datetime.combine(day, time(12), tzinfo=UTC).timestamp() * 1000) if day else 0
