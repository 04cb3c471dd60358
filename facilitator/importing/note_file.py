"""One more file of notes for a group that is there already: bytes to records and problems."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.importing.files import NoteFile
from facilitator.importing.folder_notes import (
    Typed,
    certainty_in,
    kind_in,
    reflecting,
    rows_on_record,
    typed_lines,
)
from facilitator.importing.folder_text import read_texts
from facilitator.importing.problems import Findings
from sessions.agenda import Part
from sessions.breakouts import Group, Seat
from sessions.capture import Help, Kept, Roster, kept_note, parse_line, spoken_after
from sessions.ids import uuid8
from sessions.network import Strand
from sessions.notes import Note
from sessions.ops import fault_of_value
from sessions.people import initials
from sessions.ranks import between, salt_from
from sessions.records import to_fields


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What a group knows when a file comes to it: who sits there, its strands, and the rank of its last note."""

    gathering: str
    group: Group
    parts: tuple[Part, ...] = ()
    seats: tuple[Seat, ...] = ()
    strands: tuple[Strand, ...] = ()
    also_known_as: Mapping[str, tuple[str, ...]] | None = None
    last_rank: str = ""


@dataclass(frozen=True, slots=True)
class FileNotes:
    """What a file adds to a group; ``kept`` are its bytes less what is off the record."""

    file: NoteFile
    sha256: str
    seats: tuple[Seat, ...] = ()
    notes: tuple[Note, ...] = ()
    off_record: tuple[Note, ...] = ()
    kept: bytes = b""

    @property
    def last_rank(self) -> str:
        """Return the rank of the last of its notes, or ''."""
        return max((note.rank for note in (*self.notes, *self.off_record)), default="")


def read_note_file(file: NoteFile, around: Surrounding, findings: Findings) -> FileNotes:
    """Return the seats and notes of a file; the same file for the same group makes the same records."""
    text = read_texts({file.shown: file.content}, findings).get(file.shown)
    if text is not None and not text.strip():
        findings.add("notes_empty", file.shown, group=around.group.title)
    return _FileReader(file, around, findings).notes(text or "")


class _FileReader:
    """Reads the lines of one file, each with those who came in before it."""

    def __init__(self, file: NoteFile, around: Surrounding, findings: Findings) -> None:
        self._file = file
        self._around = around
        self._findings = findings
        self._sha = hashlib.sha256(file.content).hexdigest()
        self._added: list[Seat] = []
        self._roster = self._made_roster()

    def notes(self, text: str) -> FileNotes:
        """Return all of it."""
        file = self._file.shown
        findings = Findings()
        typed = typed_lines(file, text, self._roster, findings)
        self._findings.take(findings)
        notes: list[tuple[Typed, Note, bool]] = []
        before: Kept | None = None
        for one in typed:
            line = parse_line(one.text, self._roster)
            if isinstance(line, Help):
                self._findings.add("line_not_kept", file, one.line, words=one.text.strip())
            if not isinstance(line, Kept):
                continue
            line = self._seated(line, one.line)
            if line.words:
                before = spoken_after(line, before)
                notes.append((one, self._note(before, one.line), one.is_off_record or line.is_off_record))
        sealed = {one.line for one, _note, is_off in notes if is_off}
        ranked = self._ranked([note for _one, note, _is_off in notes])
        kept = rows_on_record(text, typed, lambda one: one.line in sealed, findings)
        return FileNotes(
            self._file,
            self._sha,
            tuple(self._added),
            tuple(note for note in ranked if note.line not in sealed),
            tuple(note for note in ranked if note.line in sealed),
            self._file.content if kept == text else kept.encode(),
        )

    def _made_roster(self) -> Roster:
        seats = (*self._around.seats, *self._added)
        return Roster(seats, self._around.strands, self._around.also_known_as or {})

    def _seated(self, line: Kept, number: int) -> Kept:
        """Seat those a line names as new; the first of them may be the one who speaks."""
        if not line.added:
            return line
        made = [
            Seat(self._id("seat", number, place), self._around.group.id, name, initials(name))
            for place, name in enumerate(line.added)
        ]
        self._added.extend(made)
        self._roster = self._made_roster()
        return replace(line, said_by=made[0].id, is_said_by_added=False) if line.is_said_by_added else line

    def _note(self, line: Kept, number: int) -> Note:
        note = kept_note(line, id=self._id("note", number), group=self._around.group.id, line=number)
        if any(fault_of_value(value) for value in to_fields(note).values()):
            self._findings.add("value_too_long", self._file.shown, number)
        return note

    def _ranked(self, notes: list[Note]) -> list[Note]:
        """Return the notes after those that are there, reflections as such."""
        asked = reflecting(self._around.parts, self._around.group.kind)
        seats = {seat.id for seat in self._around.seats if seat.person and seat.person in asked}
        salt = salt_from(bytes.fromhex(self._sha))
        certainty = certainty_in(self._around.group.kind)
        rank = self._around.last_rank
        found = []
        for note in notes:
            rank = between(rank, "", salt)
            found.append(replace(note, rank=rank, kind=kind_in(note, seats), certainty=certainty))
        return found

    def _id(self, kind: str, *position: int) -> str:
        return uuid8(kind, self._around.gathering, self._around.group.id, self._sha, *position)
