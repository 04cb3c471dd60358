"""Keeping notes at the speed of talk: one line in, one note kept, and what may be done to it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Final

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.in_order import place_of
from facilitator.archive.queries import Reader
from facilitator.archive.rows import Kept as Held
from facilitator.under_way import Going, UnderWay, answer_with, known, pending
from sessions.agenda import Session
from sessions.breakouts import Group, Seat, as_seated
from sessions.capture import (
    Blank,
    Help,
    Kept,
    Mend,
    Mended,
    Roster,
    kept_note,
    mend,
    parse_line,
    spoken_after,
)
from sessions.edits import Edit, change, create
from sessions.errors import DomainError
from sessions.network import Strand
from sessions.note_edits import with_words
from sessions.notes import Note
from sessions.people import initials
from sessions.ranks import between, salt_from
from sessions.records import from_fields
from sessions.scopes import PRIVATE, scope_for

DRAFTS_OF_GROUPS: Final = "capture/"


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

SEAT_ADD: Final = "seat.add"
_MENDED_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Begun:
    """What a line has come to, to be shown at once, and when it is on the disk: the same outcome, or why it is not."""

    outcome: Outcome
    durable: Future[Outcome]


@dataclass(frozen=True, slots=True)
class BegunLines:
    """What many lines have come to, each in its order, and when all of them are on the disk: all or none."""

    outcomes: tuple[Outcome, ...]
    durable: Future[tuple[Outcome, ...]]


class CaptureDesk:
    """One group's capture line. One thread at a time sits at it; it never waits for the disk but in ``keep``.

    Whoever has just read who is here (``seats``) spares it from reading them once more.
    """

    def __init__(
        self,
        archive: Archive,
        surroundings: Surroundings,
        actor: str,
        group: str,
        seats: Iterable[Seat] | None = None,
    ) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor
        self._group = group
        self._under_way = UnderWay()
        self._roster = Roster()
        with archive.reader() as reader:
            if not reader.page("group", id=group, limit=1):
                # To name those there are, all of them are read: only where this one is not among them.
                group_named(reader, group)
            self._read(reader, seats)

    def _read(self, reader: Reader, seats: Iterable[Seat] | None = None) -> None:
        if seats is None:
            seats = (kept.record for kept in reader.every("seat", group=self._group))
        self._seats: tuple[Seat, ...] = as_seated(seats)
        self._strands: tuple[Strand, ...] = tuple(kept.record for kept in reader.every("strand"))
        self._last_rank = reader.last_rank(self._group)

    @property
    def roster(self) -> Roster:
        """Return who is here and which strands there are: what names and tags are read against."""
        self._settle()
        known = {seat.id for seat in self._seats}
        seats = (*self._seats, *(seat for seat in self._under_way.seats() if seat.id not in known))
        if self._roster.seats != seats or self._roster.strands != self._strands:
            self._roster = Roster(seats, self._strands)
        return self._roster

    def keep(self, text: str) -> Outcome:
        """Understand a line and keep it; returns once it is on the disk."""
        return self.begin(text).durable.result()

    def begin(self, text: str) -> Begun:
        """Understand a line and begin to keep it; the half-typed line goes with it.

        Where it fails nothing is left of it, and later lines go on: their speakers, and who was added by it and is
        named in them, stay. Raises DomainError ``mend_leaves_nothing``.
        """
        line = parse_line(text, self.roster)
        if isinstance(line, Blank):
            return _nothing(NothingTyped())
        if isinstance(line, Help):
            return _nothing(HelpWanted())
        if isinstance(line, Mend):
            return self._mend(line)
        return self._begin(spoken_after(line, self._under_way.last_spoken))

    def refresh(self) -> None:
        """Take in what was done to the group elsewhere: an undo, an act on a kept note, another seat or strand."""
        self._settle()
        going = self._under_way.notes()
        with self._archive.reader() as reader:
            self._read(reader)
            while (last := self._under_way.last_note) and last not in going:
                view = reader.view("note", last)
                if view is not None and not view.deleted:
                    self._say_again(from_fields("note", view.id, view.fields))
                    return
                self._under_way.forget(last)

    def _say_again(self, note: Note) -> None:
        """Let a line that goes on have the speaker that the last note has by now."""
        spoken = self._under_way.last_spoken
        if spoken is not None:
            again = replace(
                spoken,
                said_by=note.said_by,
                asked_speaker=note.asked_speaker,
                is_speaker_unknown=note.is_speaker_unknown,
            )
            self._under_way.say_again(again)

    # -- the half-typed line ------------------------------------------------------------------------------

    def keep_draft(self, text: str) -> None:
        """Keep what stands in the line, so that no crash takes it; nothing waits for it."""
        self._archive.keep_draft(draft_place(self._group), text)

    def draft(self) -> str:
        """Return what stood in the line when the program last ended, '' where nothing did."""
        found = {one.place: one.text for one in self._archive.drafts()}
        return found.get(draft_place(self._group), "")

    def let_go(self) -> None:
        """Let go of what stood in the line."""
        self._archive.drop_draft(draft_place(self._group))

    # -- one line -----------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Hold what has come to the disk, and none of what has not."""
        settled = self._under_way.settled()
        here = {seat.id for seat in self._seats}
        for line in settled.kept:
            self._seats += tuple(seat for seat in line.seats if seat.id not in here)
            self._last_rank = max(self._last_rank, line.note.rank if line.note is not None else "")
        for seat in settled.missed:
            # Who came with a line that failed, and has spoken since, is here all the same.
            again = [create(seat, scope_for("seat", self._group))]
            self._under_way.add(Going((seat,)), self._archive.commit(again, self._actor, SEAT_ADD))

    def _begin(self, kept: Kept) -> Begun:
        line, edits = self._made(kept)
        if not edits:
            return _nothing(NothingTyped())
        return self._go(edits, "note.keep", _outcome(line), line)

    def _made(self, kept: Kept) -> tuple[Going, list[Edit]]:
        """Return what a line makes, and the edits that make it."""
        # Ids of one moment are told apart by chance, and who is here is shown in the order of the ids.
        ids = sorted(self._around.new_id() for _name in kept.added)
        seats = tuple(self._seat(name, id) for name, id in zip(kept.added, ids, strict=True))
        if seats and kept.is_said_by_added:
            kept = replace(kept, said_by=seats[0].id, is_said_by_added=False)
        edits = [create(seat, scope_for("seat", self._group)) for seat in seats]
        note = self._note(kept) if kept.words else None
        if note is not None:
            scope = f"{PRIVATE}{self._actor}" if kept.is_off_record else scope_for("note", self._group)
            edits.append(create(note, scope))
        return Going(seats, note, kept.is_off_record, kept), edits

    def begin_lines(self, lines: Sequence[str], *, is_understood: bool = False) -> BegunLines:
        """Begin to keep many lines as one act, as they were pasted (``lines_of``).

        Nothing in them is understood but where that is asked for; then they are read as if they were typed, except
        that no line mends another.
        """
        edits: list[Edit] = []
        outcomes: list[Outcome] = []
        durable = pending()
        for text in lines:
            line = parse_line(text, self.roster) if is_understood else None
            kept = line if isinstance(line, Kept) else Kept(text.strip())
            going, made = self._made(spoken_after(kept, self._under_way.last_spoken))
            if made:
                self._under_way.add(going, durable)
                outcomes.append(_outcome(going))
                edits.extend(made)
        if not edits:
            return BegunLines((), known(()))
        done = self._archive.commit(edits, self._actor, "notes.paste", ends_draft=draft_place(self._group))
        answer_with(durable, done, tuple(outcomes))
        return BegunLines(tuple(outcomes), durable)

    def _go(self, edits: list[Edit], verb: str, outcome: Outcome, line: Going) -> Begun:
        done = self._archive.commit(edits, self._actor, verb, ends_draft=draft_place(self._group))
        durable = pending()
        self._under_way.add(line, durable)
        answer_with(durable, done, outcome)
        return Begun(outcome, durable)

    def _note(self, kept: Kept) -> Note:
        last = max(self._last_rank, self._under_way.last_rank())
        rank = between(last, "", salt_from(self._around.randomness(8)))
        return kept_note(
            kept, id=self._around.new_id(), group=self._group, kept_at=self._around.now_ms(), rank=rank
        )

    def _seat(self, name: str, id: str) -> Seat:
        return self._under_way.lost_seat(name) or Seat(id, self._group, name, initials(name))

    # -- mending ------------------------------------------------------------------------------------------

    def _mend(self, wanted: Mend) -> Begun:
        """Mend the last line that holds the words, those off the record among them, which stay so."""
        with self._archive.reader() as reader:
            for note, is_off_record in self._latest_first(reader):
                mended = mend([note.words], wanted.old, wanted.new)
                if mended is not None:
                    return self._mended(note, mended, is_off_record=is_off_record)
        return _nothing(NothingMatched())

    def _mended(self, note: Note, mended: Mended, *, is_off_record: bool) -> Begun:
        if not mended.after.strip():
            raise DomainError("mend_leaves_nothing")
        again = with_words(note, mended.after)
        edit = change("note", again.id, words=again.words, spans=again.spans)
        outcome = LineMended(again.id, mended.before, mended.after, is_off_record)
        return self._go([edit], "note.mend", outcome, Going(note=again, is_off_record=is_off_record))

    def _latest_first(self, reader: Reader) -> Iterator[tuple[Note, bool]]:
        """Yield every note of the group, the last one first, as it is or is about to be."""
        going = self._under_way.notes()
        waiting = sorted(going.values(), key=lambda pair: _order(pair[0]))
        for kept in _back(reader, self._group, self._actor):
            while waiting and _order(waiting[-1][0]) > _order(kept.record):
                yield waiting.pop()
            if kept.record.id not in going:
                yield kept.record, kept.is_private
        yield from reversed(waiting)


def draft_place(group: str) -> str:
    """Return the place of a group's half-typed line."""
    return f"{DRAFTS_OF_GROUPS}{group}"


def group_of_draft(place: str) -> str:
    """Return the group whose half-typed line stands in a place, '' where it is no group's."""
    return place.removeprefix(DRAFTS_OF_GROUPS) if place.startswith(DRAFTS_OF_GROUPS) else ""


def _outcome(line: Going) -> Outcome:
    if line.note is None:
        return PeopleAdded(line.spoken.added if line.spoken is not None else ())
    return NoteKept(line.note, line.note.kept_at, line.is_off_record)


def _nothing(outcome: Outcome) -> Begun:
    return Begun(outcome, known(outcome))


def _order(note: Note) -> tuple[str, int, int, str]:
    return note.rank, note.line, note.kept_at, note.id


def _back(reader: Reader, group: str, actor: str) -> Iterator[Held]:
    before = None
    while page := reader.notes_back(group, actor, before=before, limit=_MENDED_AT_ONCE):
        yield from page
        before = place_of(page[-1])


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


def group_ids(reader: Reader) -> list[tuple[str, str]]:
    """Return every group by its id, and by what it is called in the shortest way."""
    names = _names(reader)
    return [(group, _shortest(names, group)) for group in names]


def _names(reader: Reader) -> dict[str, tuple[str, str, str]]:
    """Return by what each group may be called, the shortest first."""
    sessions: dict[str, Session] = {kept.record.id: kept.record for kept in reader.every("session")}
    groups: list[Group] = [kept.record for kept in reader.every("group")]
    keys = {group.id: sessions[group.session].key if group.session in sessions else "" for group in groups}
    return {group.id: (group.key, f"{keys[group.id]}/{group.key}", group.id) for group in groups}


def _shortest(names: dict[str, tuple[str, str, str]], group: str) -> str:
    """Return the shortest name that means one group only."""
    return next(name for name in names[group] if sum(name in called for called in names.values()) == 1)
