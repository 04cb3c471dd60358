"""Taking more files of notes into a gathering that is there already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.importing.files import NOTES_ENDING, NoteFile, read_note_files
from facilitator.importing.note_file import FileNotes, Surrounding, read_note_file
from facilitator.importing.problems import Findings, Problem
from sessions.agenda import Session
from sessions.breakouts import Group
from sessions.edits import Edit, create, restore
from sessions.errors import DomainError, KnownError
from sessions.gathering import Gathering
from sessions.ids import uuid8
from sessions.network import Strand
from sessions.originals import Original
from sessions.records import Record, kind_of
from sessions.scopes import PRIVATE, scope_for
from sessions.undo import UNDONE


class NotesRefused(KnownError):
    """Files that cannot be understood, or whose group is not known; nothing of them was taken."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("notes_refused")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class AddedFile:
    """What one file has added; ``was_here`` says that all of it was there before."""

    file: str
    group: str
    title: str
    notes: int
    off_record: int
    people: tuple[str, ...] = ()
    was_here: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What came of taking files of notes."""

    files: tuple[AddedFile, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def notes(self) -> int:
        """Return how many notes on the record are new."""
        return sum(file.notes for file in self.files if not file.was_here)

    @property
    def off_record(self) -> int:
        """Return how many lines off the record are new."""
        return sum(file.off_record for file in self.files if not file.was_here)


class NoteFiles:
    """Reads files of notes into groups, all of them or none."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def add(self, gathering: str, *paths: Path, group: str = "") -> Added:
        """Take files, or the ``.notes`` files of folders, into the groups that their names mean.

        ``keys/halls.notes`` goes to the group *halls* of the session *keys*; ``group`` (a key, ``session/group`` or an
        id) says which one is meant whatever the names are. The same file twice adds nothing. Raises NotesRefused, the
        errors of ``read_note_files``, and DomainError ``gathering_unknown``.
        """
        files = read_note_files(paths)
        findings = Findings()
        with self._archive.reader() as reader:
            desk = _Desk(reader, gathering, findings)
            read = desk.read(files, group)
            if not files:
                findings.add("no_notes_files", ", ".join(map(str, paths)))
            if any(problem.is_fatal for problem in findings.problems):
                raise NotesRefused(findings.problems)
            edits = {id(notes): self._edits(reader, notes, where) for where, notes in read}
        self._commit(read, edits)
        added = tuple(_added(notes, where, not edits[id(notes)]) for where, notes in read)
        return Added(added, findings.problems)

    def _commit(self, read: Sequence[tuple[Group, FileNotes]], edits: Mapping[int, Sequence[Edit]]) -> None:
        """Keep the bytes of the files, then all records as one act; a record that two files make is made once."""
        every = {(edit.kind, edit.id): edit for found in edits.values() for edit in found}
        if not every:
            return
        for _where, notes in read:
            if edits[id(notes)]:
                sha = hashlib.sha256(notes.kept).hexdigest()
                self._archive.keep_blob(sha, "text/plain", notes.kept).result()
        self._archive.commit(list(every.values()), self._actor, "notes.add").result()

    def _edits(self, reader: Reader, notes: FileNotes, group: Group) -> list[Edit]:
        """Return what brings the records here; those that were here and taken back come back."""
        own = scope_for("note", group.id)
        shared: tuple[Record, ...] = (*notes.seats, *notes.notes)
        scoped = [(record, own) for record in shared]
        scoped += [(note, f"{PRIVATE}{self._actor}") for note in notes.off_record]
        scoped.append((self._original(notes, group), own))
        edits: list[Edit] = []
        for record, scope in scoped:
            view = reader.view(kind_of(record), record.id)
            if view is None:
                edits.append(create(record, scope))
            elif (view.deleted or {}).get("why") == UNDONE:
                edits.append(restore(kind_of(record), record.id))
        return edits

    def _original(self, notes: FileNotes, group: Group) -> Original:
        return Original(
            id=uuid8("original", group.id, notes.sha256),
            group=group.id,
            name=notes.file.name,
            sha256=hashlib.sha256(notes.kept).hexdigest(),
            taken_at=self._around.now_ms(),
        )


def _added(notes: FileNotes, group: Group, was_here: bool) -> AddedFile:
    people = tuple(seat.shown for seat in notes.seats)
    counts = len(notes.notes), len(notes.off_record)
    return AddedFile(notes.file.shown, group.id, group.title, *counts, people, was_here)


class _Desk:
    """The groups of one gathering, and which of them a file is for."""

    def __init__(self, reader: Reader, gathering: str, findings: Findings) -> None:
        self._reader = reader
        self._gathering = _gathering(reader, gathering)
        self._findings = findings
        self._sessions: dict[str, Session] = {
            kept.record.id: kept.record
            for occasion in reader.every("occasion", gathering=gathering)
            for kept in reader.every("session", occasion=occasion.record.id)
        }
        self._groups: list[Group] = [
            kept.record for one in self._sessions for kept in reader.every("group", session=one)
        ]
        self._last: dict[str, str] = {}

    def read(self, files: Iterable[NoteFile], group: str) -> list[tuple[Group, FileNotes]]:
        """Return what each file adds to its group; what is wrong has been said."""
        found = []
        for file in files:
            where = self._group_of(file, group)
            if where is not None:
                around = self._around(where)
                notes = read_note_file(file, around, self._findings)
                self._last[where.id] = max(around.last_rank, notes.last_rank)
                found.append((where, notes))
        return found

    def _group_of(self, file: NoteFile, wanted: str) -> Group | None:
        if not file.name.endswith(NOTES_ENDING):
            self._findings.add("not_notes", file.shown)
            return None
        name = wanted or file.group
        meant = [one for one in self._groups if name in {one.key, self._name(one), one.id}]
        in_session = [one for one in meant if not wanted and self._sessions[one.session].key == file.session]
        if len(in_session) == 1 or len(meant) == 1:
            return (in_session or meant)[0]
        shown = ", ".join(sorted(self._name(one) for one in meant or self._groups))
        self._findings.add(
            "group_not_clear" if meant else "group_not_here", file.shown, name=name, groups=shown
        )
        return None

    def _name(self, group: Group) -> str:
        return f"{self._sessions[group.session].key}/{group.key}"

    def _around(self, group: Group) -> Surrounding:
        reader = self._reader
        seats = [kept.record for kept in reader.every("seat", group=group.id)]
        strands: list[Strand] = [
            kept.record for kept in reader.every("strand", network=self._gathering.network)
        ]
        ranks = [kept.record.rank for kept in reader.every("note", group=group.id)]
        return Surrounding(
            gathering=self._gathering.id,
            group=group,
            parts=tuple(kept.record for kept in reader.every("part", session=group.session)),
            seats=tuple(sorted(seats, key=lambda seat: (not seat.rank, seat.rank, seat.id))),
            strands=tuple(sorted(strands, key=lambda strand: (strand.rank, strand.id))),
            also_known_as=self._aliases({seat.person: seat.id for seat in seats if seat.person}),
            last_rank=self._last.get(group.id, max(ranks, default="")),
        )

    def _aliases(self, seat_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        people = (kept.record for kept in self._reader.every("person"))
        return {seat_of[one.id]: one.also_known_as for one in people if one.id in seat_of}


def _gathering(reader: Reader, wanted: str) -> Gathering:
    found: list[Gathering] = [kept.record for kept in reader.every("gathering") if kept.record.id == wanted]
    if not found:
        raise DomainError("gathering_unknown", gathering=wanted)
    return found[0]
