"""What may be done to kept notes: each act shows at once what a note is about to be, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.in_order import place_of
from facilitator.archive.queries import Reader
from facilitator.wordings import Wording, wordings
from sessions.aims import Outcome
from sessions.edits import Edit, change, create, delete
from sessions.errors import DomainError
from sessions.journal import is_private
from sessions.note_edits import MERGED, edited, is_exact, merged, of_kind, on_strands, said_by, split
from sessions.notes import Note, NoteKind
from sessions.ops import Change
from sessions.ranks import between, salt_from
from sessions.records import from_fields, to_fields
from sessions.scopes import PRIVATE


@dataclass(frozen=True, slots=True)
class Noted:
    """What notes are about to be, and when that is on the disk.

    ``is_new_version`` says that the exact words of a quotation are others by now: what was agreed about it holds for
    the words there were, and these stay in its versions.
    """

    notes: tuple[Note, ...]
    durable: Future[Change]
    is_new_version: bool = False


class NoteDesk:
    """Acts on the notes that somebody sees; DomainError ``note_unknown`` is raised for any other."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    # -- words --------------------------------------------------------------------------------------------

    def edit_words(self, note: str, words: str) -> Noted:
        """Write a note anew; raises DomainError ``words_missing``."""
        before = self._note(note)
        return self._set(before, edited(before, words), "note.edit")

    def versions(self, note: str) -> tuple[Wording, ...]:
        """Return the words a note has and had, the newest first."""
        with self._archive.reader() as reader:
            return wordings(reader, note)

    def restore(self, note: str, version: int) -> Noted:
        """Bring back words a note had: 1 is the version before the newest. Raises DomainError ``version_unknown``."""
        before = self._note(note)
        found = self.versions(note)
        if not 0 <= version < len(found):
            raise DomainError("version_unknown", count=len(found))
        old = found[version]
        again = replace(before, words=old.words, spans=old.spans, kind=old.kind)
        return self._set(before, again, "note.restore")

    def merge(self, first: str, second: str) -> Noted:
        """Make two notes one: the first has the words of both, the second is deleted and says where it went.

        Raises DomainError ``merge_would_lose``.
        """
        one, other = self._on_record(first), self._on_record(second)
        both = merged(one, other)
        edits = [_changed(one, both), delete("note", second, why=MERGED, to=first)]
        return self._commit(edits, "note.merge", both, is_new_version=is_exact(one))

    def split(self, note: str, at: int) -> Noted:
        """Part a note before a place in its words.

        Raises DomainError ``split_leaves_nothing`` or ``split_in_quotation``.
        """
        whole = self._on_record(note)
        first, second = split(whole, at, self._around.new_id(), self._rank_after(whole))
        with self._archive.reader() as reader:
            scope = _seen(reader, note, self._actor)[1]
        edits = [_changed(whole, first), create(second, scope)]
        return self._commit(edits, "note.split", first, second, is_new_version=is_exact(whole))

    def _rank_after(self, note: Note) -> str:
        """Return a rank between a note and the next one of its group."""
        salt = salt_from(self._around.randomness(8))
        with self._archive.reader() as reader:
            following = reader.note_after(note.group, (note.rank, note.line, note.kept_at, note.id))
        above = place_of(following)[0] if following is not None else ""
        try:
            return between(note.rank, above, salt)
        except ValueError:
            # Two computers have given this place away; the half stands beside its other half all the same.
            return note.rank

    def delete(self, *notes: str) -> Noted:
        """Delete notes; what they said stays in the history and comes back with an undo."""
        found = [self._note(note) for note in dict.fromkeys(notes)]
        return self._commit([delete("note", note.id) for note in found], "note.delete", *found)

    # -- what kind of line it is, whose it is -------------------------------------------------------------

    def set_kind(self, note: str, kind: NoteKind) -> Noted:
        """Make a note one of another kind."""
        before = self._note(note)
        return self._set(before, of_kind(before, kind), "note.kind")

    def set_strands(self, note: str, strands: Iterable[str]) -> Noted:
        """Put a note on some strands and off all others."""
        with self._archive.reader() as reader:
            order = [kept.record for kept in reader.every("strand")]
        order.sort(key=lambda strand: (strand.rank, strand.id))
        before = self._note(note)
        after = on_strands(before, strands, [strand.id for strand in order])
        return self._set(before, after, "note.strands")

    def set_speaker(self, note: str, seat: str = "", *, is_unknown: bool = False) -> Noted:
        """Say who said a note: somebody's seat, somebody to be identified later, or nobody (*the group*).

        Raises DomainError ``seat_unknown`` where the seat is not one of the note's group.
        """
        before = self._note(note)
        self._check_seat(before, seat)
        return self._set(before, said_by(before, seat, is_unknown=is_unknown), "note.speaker")

    def set_worth_quoting(self, note: str, *, is_worth: bool = True) -> Noted:
        """Mark a note as worth quoting, or take the mark away."""
        before = self._note(note)
        return self._set(before, replace(before, is_worth_quoting=is_worth), "note.worth_quoting")

    # -- actions ------------------------------------------------------------------------------------------

    def set_action(self, note: str, *, owner: str | None = None, due: str | None = None) -> Noted:
        """Say who does what was agreed, and until when; any other line becomes an action.

        Raises DomainError ``seat_unknown``.
        """
        before = self._note(note)
        self._check_seat(before, owner or "")
        after = of_kind(before, NoteKind.ACTION)
        after = replace(
            after,
            owner=before.owner if owner is None else owner,
            due=before.due if due is None else due.strip(),
        )
        return self._set(before, after, "action.set")

    def answer_action(self, note: str, outcome: Outcome, became: str = "") -> Noted:
        """Say what became of an action; *open* reopens it. Raises DomainError ``no_action``."""
        before = self._note(note)
        if before.kind is not NoteKind.ACTION:
            raise DomainError("no_action")
        after = replace(before, outcome=outcome, became=became.strip())
        return self._set(before, after, "action.reopen" if outcome is Outcome.OPEN else "action.answer")

    def _check_seat(self, note: Note, seat: str) -> None:
        if seat:
            with self._archive.reader() as reader:
                if not reader.page("seat", id=seat, group=note.group):
                    raise DomainError("seat_unknown")

    # -- reading and writing ------------------------------------------------------------------------------

    def _note(self, note: str) -> Note:
        with self._archive.reader() as reader:
            return _seen(reader, note, self._actor)[0]

    def _on_record(self, note: str) -> Note:
        """Return a note that is on the record: what two places hold, or two notes, cannot be sealed again as one."""
        with self._archive.reader() as reader:
            found, scope = _seen(reader, note, self._actor)
        if is_private(scope):
            raise DomainError("note_off_record")
        return found

    def _set(self, before: Note, after: Note, verb: str) -> Noted:
        is_new = is_exact(before) and before.words != after.words
        return self._commit([_changed(before, after)], verb, after, is_new_version=is_new)

    def _commit(self, edits: Sequence[Edit], verb: str, *notes: Note, is_new_version: bool = False) -> Noted:
        done = self._archive.commit([edit for edit in edits if edit.fields], self._actor, verb)
        return Noted(notes, done, is_new_version)


def _seen(reader: Reader, note: str, actor: str) -> tuple[Note, str]:
    """Return a note that an actor sees, and its scope."""
    view = reader.view("note", note)
    is_seen = view is not None and not view.deleted and "words" not in view.redacted
    if view is None or not is_seen or (is_private(view.scope) and view.scope != f"{PRIVATE}{actor}"):
        raise DomainError("note_unknown")
    found: Note = from_fields("note", note, view.fields)
    return found, view.scope


def _changed(before: Note, after: Note) -> Edit:
    """Return the edit of what is not as it was."""
    old, new = to_fields(before), to_fields(after)
    return change("note", before.id, **{name: new[name] for name in new if new[name] != old[name]})
