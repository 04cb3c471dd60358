"""Keeping notes at the speed of talk: one line in, one note kept, and what may be done to it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from sessions.agenda import Session
from sessions.breakouts import Group, Seat
from sessions.capture import Blank, Help, Kept, Mend, Roster, kept_note, mend, parse_line, spoken_after
from sessions.edits import change, create
from sessions.errors import DomainError
from sessions.network import Strand
from sessions.notes import Note, Span
from sessions.people import initials
from sessions.quotation import may_quote, quotations
from sessions.ranks import between, salt_from
from sessions.scopes import PRIVATE, scope_for


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
    is_off_record: bool = False


@dataclass(frozen=True, slots=True)
class NothingMatched:
    """No line here has the words that were to be mended."""


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
            group_named(reader, group)
            self._seats = [kept.record for kept in reader.every("seat", group=group)]
            self._strands: tuple[Strand, ...] = tuple(kept.record for kept in reader.every("strand"))
            ranks = [kept.record.rank for kept in reader.every("note", group=group)]
        self._roster = Roster(tuple(self._seats), self._strands)
        self._last_rank: str = max(ranks, default="")
        self._previous: Kept | None = None
        self._off_record: dict[str, Note] = {}

    @property
    def roster(self) -> Roster:
        """Return who is here and which strands there are: what names and tags are read against."""
        if len(self._roster.seats) != len(self._seats):
            self._roster = Roster(tuple(self._seats), self._strands)
        return self._roster

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
            kept = replace(kept, said_by=seats[0].id, is_said_by_added=False)
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
        if kept.is_off_record:
            self._off_record[note.id] = note
        return NoteKept(note, note.kept_at, kept.is_off_record)

    def _note(self, kept: Kept) -> Note:
        rank = between(self._last_rank, "", salt_from(self._around.randomness(8)))
        return kept_note(
            kept, id=self._around.new_id(), group=self._group, kept_at=self._around.now_ms(), rank=rank
        )

    def _seat(self, name: str) -> Seat:
        return Seat(self._around.new_id(), self._group, name, initials(name))

    def _mend(self, wanted: Mend) -> LineMended | NothingMatched:
        """Mend the last line that holds the words, those off the record among them, which stay so."""
        with self._archive.reader() as reader:
            notes = [kept.record for kept in reader.every("note", group=self._group)]
        notes = sorted(
            [*notes, *self._off_record.values()], key=lambda note: (note.rank, note.kept_at, note.id)
        )
        mended = mend([note.words for note in notes], wanted.old, wanted.new)
        if mended is None:
            return NothingMatched()
        if not mended.after.strip():
            raise DomainError("mend_leaves_nothing")
        again = _with_words(notes[mended.index], mended.after)
        edit = change("note", again.id, words=again.words, spans=again.spans)
        self._archive.commit([edit], self._actor, "note.mend").result()
        is_off_record = again.id in self._off_record
        if is_off_record:
            self._off_record[again.id] = again
        return LineMended(again.id, mended.before, mended.after, is_off_record)


def _with_words(note: Note, words: str) -> Note:
    """Return a note with new words and the exact stretches they hold; what was one quotation stays one."""
    if note.verbatim == (note.words,):
        return replace(note, words=words, spans=(Span(0, len(words)),))
    stretches = quotations(words).stretches if may_quote(words) else ()
    return replace(note, words=words, spans=tuple(Span(*stretch) for stretch in stretches))


def group_named(reader: Reader, wanted: str) -> str:
    """Return the id of the group that is meant by a key, a session's key and its own (``keys/halls``), or an id.

    Raises DomainError ``no_groups``, ``group_unknown`` or ``group_ambiguous``, which name those there are.
    """
    names = _names(reader)
    meant = [group for group, called in names.items() if wanted in called]
    if len(meant) == 1:
        return meant[0]
    if not names:
        raise DomainError("no_groups")
    shown = ", ".join(sorted(_shortest(names, group) for group in meant or names))
    raise DomainError("group_ambiguous" if meant else "group_unknown", group=wanted, groups=shown)


def group_names(reader: Reader) -> list[tuple[str, str]]:
    """Return by what each group is called in the shortest way, and its title."""
    names = _names(reader)
    titles = {kept.record.id: kept.record.title for kept in reader.every("group")}
    return sorted((_shortest(names, group), titles.get(group, "")) for group in names)


def _names(reader: Reader) -> dict[str, tuple[str, str, str]]:
    """Return by what each group may be called, the shortest first."""
    sessions: dict[str, Session] = {kept.record.id: kept.record for kept in reader.every("session")}
    groups: list[Group] = [kept.record for kept in reader.every("group")]
    keys = {group.id: sessions[group.session].key if group.session in sessions else "" for group in groups}
    return {group.id: (group.key, f"{keys[group.id]}/{group.key}", group.id) for group in groups}


def _shortest(names: dict[str, tuple[str, str, str]], group: str) -> str:
    """Return the shortest name that means one group only."""
    return next(name for name in names[group] if sum(name in called for called in names.values()) == 1)
