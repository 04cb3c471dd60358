"""Taking lines off the record that were kept on it: they stay with their keeper and are nowhere else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.originals import made_with, only_named_by
from facilitator.redrafting import without_notes
from sessions.edits import Edit, move, redact
from sessions.errors import DomainError
from sessions.note_edits import MERGED
from sessions.notes import Note
from sessions.ops import DELETED, OPS_IN_A_CHANGE
from sessions.records import from_fields
from sessions.scopes import PRIVATE, scope_for

CONTENT: Final = ("words", "spans", "said_by", "asked_speaker", "strands", "owner", "due")
"""What of a note is somebody's words or points at somebody: all that goes when it goes off the record."""

VERB: Final = "off_the_record"
BACK: Final = "on_the_record"

_REFS: Final = re.compile(r'"refs":\[([^\]]*)\]')


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A kept line went off the record: where it stays, the drafts it stood in, and the backups that still hold it.

    ``is_clean`` is false where another program was reading: the last bytes go when the archive is next opened.
    """

    copy: str
    documents: tuple[str, ...]
    backups: tuple[str, ...]
    is_clean: bool = True


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
        self._archive.settle_drafts()
        with self._archive.reader() as reader:
            note = _on_record(reader, note_id)
            backups = reader.backups()
            same = same_notes(reader, note_id)
            others = [pair for one in same if one != note_id for pair in _standing(reader, one)]
            typed = drafts_with(reader, note)
            redrafted = without_notes(reader, same, blocks_about(reader, same), self._around.new_id)
            originals = made_with(reader, same)
            files = only_named_by(reader, originals)
        copy = replace(note, id=self._around.new_id(), moved_from=note_id)
        edits = [*move(copy, f"{PRIVATE}{self._actor}", note_id)]
        for one, scope in others:
            # A note that this one was parted from keeps its own words, in a note that never held these.
            edits.extend(move(replace(one, id=self._around.new_id(), moved_from=one.id), scope, one.id))
        edits.extend(redact("note", one, *CONTENT) for one in same)
        # A file that the line came in by goes as a whole: its other lines are notes, and stay.
        edits.extend(redact("original", one, "name", "sha256") for one in originals)
        if files:
            # The bytes first: the record that names them is how they are found.
            self._archive.drop_blobs(files)
        self._archive.forget_drafts(typed)
        self._commit(list(redrafted.edits), edits)
        return TakenOff(copy.id, redrafted.documents, backups, self._archive.is_cleaned())

    def put_back(self, note_id: str) -> str:
        """Put a note on the record that its keeper has off it, and return the id it has there.

        It cannot be undone, for an undo would leave the words in the journal: take it off again instead. Raises
        DomainError ``note_unknown`` where the actor has no such note off the record.
        """
        with self._archive.reader() as reader:
            kept = reader.note(note_id)
        if kept is None or kept.deleted or kept.redacted or kept.scope != f"{PRIVATE}{self._actor}":
            raise DomainError("note_unknown")
        copy: Note = replace(kept.record, id=self._around.new_id(), moved_from=note_id)
        edits = move(copy, scope_for("note", copy.group), note_id)
        self._archive.commit(edits, self._actor, BACK).result()
        return copy.id

    def _commit(self, drafts: list[Edit], note: list[Edit]) -> None:
        """Commit both as one act; where that would be a long one, the note last and whole.

        A long act that is stopped in the middle is dropped, and the copy must never be dropped after the words.
        """
        weight = sum(1 if edit.is_creation else len(edit.fields) for edit in (*drafts, *note))
        if weight > OPS_IN_A_CHANGE:
            self._archive.commit(drafts, self._actor, VERB).result()
            drafts = []
        self._archive.commit([*drafts, *note], self._actor, VERB).result()


def note_named(reader: Reader, wanted: str) -> str:
    """Return the id of the note on the record that is meant by its id or its first words.

    Raises DomainError ``note_unknown`` or ``note_ambiguous``; neither repeats the words.
    """
    found = _meant((kept.record for kept in reader.every("note")), wanted)
    if len(found) > 1:
        raise DomainError("note_ambiguous", count=len(found))
    if not found:
        raise DomainError("note_unknown")
    return found[0]


def off_record_here(reader: Reader, actor: str) -> Iterator[Note]:
    """Yield what somebody keeps off the record, in the order in which it went off."""
    for kept in reader.every_ever("note", scope=f"{PRIVATE}{actor}"):
        opened = reader.note(kept.record.id)
        if opened is not None and not opened.deleted and not opened.redacted:
            yield opened.record


def off_record_named(reader: Reader, actor: str, wanted: str) -> str:
    """Return the id of the note off the record that is meant by its id or its first words.

    Raises DomainError ``note_not_off_record`` or ``note_ambiguous``; neither repeats the words.
    """
    found = _meant(off_record_here(reader, actor), wanted)
    if len(found) > 1:
        raise DomainError("note_ambiguous", count=len(found))
    if not found:
        raise DomainError("note_not_off_record")
    return found[0]


def _meant(notes: Iterable[Note], wanted: str) -> list[str]:
    """Return the ids of those of some notes that an id or first words mean."""
    bare = wanted.strip().strip("‘’“”'\"")
    return [n.id for n in notes if wanted == n.id or (bare and n.words.lstrip("‘“'\"").startswith(bare))]


def _on_record(reader: Reader, note_id: str) -> Note:
    view = reader.view("note", note_id)
    if view is None or view.deleted or view.redacted or view.scope.startswith(PRIVATE):
        raise DomainError("note_unknown")
    note: Note = from_fields("note", note_id, view.fields)
    return note


def _standing(reader: Reader, note_id: str) -> Iterator[tuple[Note, str]]:
    """Yield a note and its scope where it is still there on the record."""
    view = reader.view("note", note_id)
    if view is not None and not view.deleted and not view.redacted and not view.scope.startswith(PRIVATE):
        yield from_fields("note", note_id, view.fields), view.scope


def drafts_with(reader: Reader, note: Note) -> tuple[str, ...]:
    """Return the places where a note's words stand half typed, and those that nobody here can look into."""
    found, shut = reader.drafts()
    return (
        *(one.place for one in found if (note.words and note.words in one.text) or note.id in one.place),
        *shut,
    )


def _merges(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield every two notes that are or ever were one: what was taken apart again has been in both."""
    for entry in reader.sift(lambda raw: f'"{MERGED}"' in raw, "note"):
        gone = entry.op.value
        if entry.op.field == DELETED and isinstance(gone, dict) and gone.get("why") == MERGED:
            yield entry.op.id, str(gone.get("to", ""))


def same_notes(reader: Reader, note_id: str) -> tuple[str, ...]:
    """Return a note and all that it was moved, parted or made one with: each holds, or held, its words."""
    pairs = {*reader.moves().items(), *_merges(reader)}
    same = {note_id}
    while more := {
        other for pair in pairs if same.intersection(pair) for other in pair if other and other not in same
    }:
        same |= more
    return tuple(sorted(same))


def blocks_about(reader: Reader, notes: Collection[str]) -> list[str]:
    """Return every block that rests or ever rested on a note; those of drafts taken back have its words as well."""
    wanted = frozenset(notes)

    def rests_on_them(raw: str) -> bool:
        return any(not wanted.isdisjoint(refs.split('"')) for refs in _REFS.findall(raw))

    return list(dict.fromkeys(entry.op.id for entry in reader.sift(rests_on_them, "block")))
