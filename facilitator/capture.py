"""Keeping notes at the speed of talk: one line in, one note kept, and what may be done to it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.rows import Kept as KeptRow
from sessions.breakouts import Seat
from sessions.capture import Blank, Help, Kept, Mend, Roster, kept_note, mend, parse_line, spoken_after
from sessions.document import Block
from sessions.edits import Edit, change, create, delete, move, redact
from sessions.errors import DomainError
from sessions.network import Strand
from sessions.notes import Note
from sessions.people import initials
from sessions.ranks import between, salt_from
from sessions.records import from_fields
from sessions.scopes import PRIVATE, scope_for

CONTENT: Final = ("words", "spans", "said_by", "asked_speaker", "strands", "owner", "due")
"""What of a note is somebody's words or points at somebody: all that goes when it goes off the record."""

REMOVED: Final = "words removed"


@dataclass(frozen=True, slots=True)
class NoteKept:
    """A line is durable on this computer."""

    note: Note
    at: int
    is_off_record: bool = False


@dataclass(frozen=True, slots=True)
class LineMended:
    """An earlier line was put right."""

    note: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NothingMatched:
    """No line here has the words that were to be mended."""

    old: str


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """The keys were asked for."""


@dataclass(frozen=True, slots=True)
class NothingTyped:
    """The line was empty."""


@dataclass(frozen=True, slots=True)
class PeopleAdded:
    """The line only named people who are here."""

    names: tuple[str, ...]


Outcome = NoteKept | PeopleAdded | LineMended | NothingMatched | HelpWanted | NothingTyped


class CaptureDesk:
    """One group's capture line."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str, group: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor
        self._group = group
        with archive.reader() as reader:
            if reader.view("group", group) is None:
                raise DomainError("group_unknown", group=group)
            self._seats = [kept.record for kept in reader.every("seat", group=group)]
            self._strands: tuple[Strand, ...] = tuple(kept.record for kept in reader.every("strand"))
            ranks = [kept.record.rank for kept in reader.every("note", group=group)]
        self._last_rank: str = max(ranks, default="")
        self._previous: Kept | None = None

    @property
    def roster(self) -> Roster:
        """Return who is here and which strands there are: what names and tags are read against."""
        return Roster(tuple(self._seats), self._strands)

    def keep(self, text: str) -> Outcome:
        """Understand a line and keep it; returns once it is on the disk."""
        line = parse_line(text, self.roster)
        if isinstance(line, Blank):
            return NothingTyped()
        if isinstance(line, Help):
            return HelpWanted()
        if isinstance(line, Mend):
            return self._mend(line)
        return self._keep(spoken_after(line, self._previous))

    def _keep(self, kept: Kept) -> Outcome:
        seats = [self._seat(name) for name in kept.added]
        if seats and kept.is_said_by_added:
            kept = replace(kept, said_by=seats[0].id)
        edits = [create(seat, scope_for("seat", self._group)) for seat in seats]
        note = self._note(kept) if kept.words else None
        if note is not None:
            scope = f"{PRIVATE}{self._actor}" if kept.is_off_record else scope_for("note", self._group)
            edits.append(create(note, scope))
        if not edits:
            return NothingTyped()
        self._archive.commit(edits, self._actor, "note.keep").result()
        self._seats.extend(seats)
        if note is None:
            return PeopleAdded(kept.added)
        self._last_rank, self._previous = note.rank, kept
        return NoteKept(note, note.kept_at, kept.is_off_record)

    def _note(self, kept: Kept) -> Note:
        rank = between(self._last_rank, "", salt_from(self._around.randomness(8)))
        return kept_note(
            kept, id=self._around.new_id(), group=self._group, kept_at=self._around.now_ms(), rank=rank
        )

    def _seat(self, name: str) -> Seat:
        return Seat(self._around.new_id(), self._group, name, initials(name))

    def _mend(self, wanted: Mend) -> LineMended | NothingMatched:
        with self._archive.reader() as reader:
            notes = [kept.record for kept in reader.every("note", group=self._group)]
        notes.sort(key=lambda note: (note.rank, note.kept_at, note.id))
        mended = mend([note.words for note in notes], wanted.old, wanted.new)
        if mended is None:
            return NothingMatched(wanted.old)
        note = notes[mended.index]
        again = _reread(note, mended.after)
        edit = change("note", note.id, words=again.words, spans=again.spans)
        self._archive.commit([edit], self._actor, "note.mend").result()
        return LineMended(note.id, mended.before, mended.after)


def _reread(note: Note, words: str) -> Note:
    """Return a note with new words and the exact stretches they hold."""
    is_whole = len(note.spans) == 1 and note.verbatim == (note.words,)
    typed = f"\\{words}" if not is_whole else f'"{words}"'
    line = parse_line(typed, Roster((), ()))
    spans = line.spans if isinstance(line, Kept) and line.words == words else ()
    return replace(note, words=words, spans=spans)


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A kept line went off the record: where it stays, and the backups made before, which still hold it."""

    copy: str
    documents: tuple[str, ...]
    backups: tuple[str, ...]


class OffTheRecord:
    """Takes lines off the record that were kept on it."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def take_off(self, note_id: str) -> TakenOff:
        """Move a note to its keeper's private scope and leave its words nowhere else in the archive.

        Raises DomainError ``note_unknown`` where there is no such note, or it is off the record already.
        """
        with self._archive.reader() as reader:
            view = reader.view("note", note_id)
            if view is None or view.deleted or view.redacted or view.scope.startswith(PRIVATE):
                raise DomainError("note_unknown", note=note_id)
            note: Note = from_fields("note", note_id, view.fields)
            blocks = [
                block
                for block in reader.every("block")
                if _mentions(reader.entries("block", block.record.id), note_id)
            ]
            backups = reader.backups()
        copy = replace(note, id=self._around.new_id(), moved_from=note_id)
        edits = move(copy, f"{PRIVATE}{self._actor}", note_id)
        edits.append(redact("note", note_id, *CONTENT))
        for block in blocks:
            edits.extend(self._without(block, note_id))
        self._archive.commit(edits, self._actor, "off_the_record").result()
        self._archive.clean().result()
        documents = tuple(dict.fromkeys(block.record.document for block in blocks))
        return TakenOff(copy.id, documents, backups)

    def _without(self, kept: KeptRow, note_id: str) -> list[Edit]:
        """Return what puts a block without a note's words in the place of one that has or had them."""
        block: Block = kept.record
        body = tuple(run for run in block.body if note_id not in run.src.refs)
        again = replace(block, id=self._around.new_id(), body=body)
        with self._archive.reader() as reader:
            below = [
                one.record.id
                for one in reader.every("block", document=block.document)
                if one.record.parent == block.id
            ]
        edits: list[Edit] = [create(again, kept.scope)] if body or below else []
        edits += [change("block", child, parent=again.id) for child in below]
        return [*edits, delete("block", block.id, why=REMOVED), redact("block", block.id, "body")]


def _mentions(entries: Sequence[object], note_id: str) -> bool:
    return any(note_id in repr(entry) for entry in entries)
