"""Everything that was ever captured, searched: where it was said, and by whom as far as the group knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from facilitator.archive.queries import Reader
from facilitator.archive.search import Wanted, folded_words, plain
from facilitator.gatherings import gathering_named
from sessions.agenda import Session
from sessions.breakouts import Group, Seat
from sessions.errors import DomainError
from sessions.gathering import Gathering, Occasion
from sessions.network import Strand
from sessions.notes import Note, NoteKind
from sessions.people import Person

MOST: Final = 20
# A letter typed as a letter and an accent is one letter: the accent is no end of the word.
_WORD: Final = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: words, and filters as they would name them."""

    words: str = ""
    kinds: tuple[NoteKind, ...] = ()
    strands: tuple[str, ...] = ()
    gatherings: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    said_by: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is looked for."""
        filters = (self.kinds, self.strands, self.gatherings, self.years, self.said_by)
        return not folded_words(self.words) and not any(filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that was found, and where it was said; ``matches`` are stretches of its words.

    ``speaker`` is what the group calls whoever said it, ``is_speaker_hidden`` that they are not to be named.
    """

    note: Note
    matches: tuple[tuple[int, int], ...]
    gathering: str
    session: str
    group: str
    on: date | None
    speaker: str
    is_speaker_hidden: bool
    strands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first; ``is_partial`` says that only the newest were ranked."""

    hits: tuple[Hit, ...]
    is_partial: bool


@dataclass(frozen=True, slots=True)
class _Shelves:
    """What places and names a note: all of it fits in memory, notes apart."""

    groups: Mapping[str, Group]
    sessions: Mapping[str, Session]
    occasions: Mapping[str, Occasion]
    gatherings: Mapping[str, Gathering]
    strands: Mapping[str, Strand]

    def occasion_of(self, group: str) -> Occasion | None:
        found = self.groups.get(group)
        session = self.sessions.get(found.session) if found else None
        return self.occasions.get(session.occasion) if session else None


def search(reader: Reader, query: Query, most: int = MOST) -> Hits:
    """Return the notes that are looked for, best first.

    Raises DomainError ``strand_unknown``, ``speaker_unknown`` or as ``gathering_named`` does, for a filter that names
    nothing there is.
    """
    shelves = _shelves(reader)
    groups = _groups(reader, shelves, query)
    said_by = _seats(reader, query.said_by)
    if groups == ():
        return Hits((), False)
    wanted = Wanted(
        words=query.words,
        kinds=tuple(kind.value for kind in query.kinds),
        strands=_strands(shelves.strands.values(), query.strands),
        groups=groups or (),
        said_by=said_by,
    )
    found = reader.search(wanted, most)
    notes: list[Note] = [kept.record for kept in found.notes]
    seats = _seats_in(reader, {note.group for note in notes if note.said_by})
    asked = folded_words(query.words)
    is_whole = query.words[-1:].isspace()
    hits = (_hit(note, shelves, seats, matches(note.words, asked, is_last_whole=is_whole)) for note in notes)
    return Hits(tuple(hits), found.is_partial)


def hits_of(reader: Reader, notes: Sequence[str]) -> tuple[Hit, ...]:
    """Return notes by their ids, in that order, with where each was said; those that are gone are left out.

    A note that was moved is followed to where it is.
    """
    shelves = _shelves(reader) if notes else None
    if shelves is None:
        return ()
    found = _standing(reader, notes)
    seats = _seats_in(reader, {note.group for note in found if note.said_by})
    return tuple(_hit(note, shelves, seats, ()) for note in found)


def _standing(reader: Reader, notes: Sequence[str]) -> list[Note]:
    there: dict[str, Note] = {kept.record.id: kept.record for kept in reader.among("note", "id", notes)}
    found: dict[str, Note] = {}
    for wanted in notes:
        note = there.get(wanted) or _moved(reader, wanted)
        if note is not None:
            found[note.id] = note
    return list(found.values())


def _moved(reader: Reader, note: str) -> Note | None:
    """Return the note that one became which was moved on the record, or None."""
    seen: set[str] = set()
    while note and note not in seen:
        seen.add(note)
        if standing := reader.page("note", id=note, limit=1):
            found: Note = standing[0].record
            return found
        gone = next(iter(reader.every_ever("note", id=note)), None)
        note = str((gone.deleted or {}).get("to") or "") if gone is not None else ""
    return None


def matches(words: str, asked: Sequence[str], *, is_last_whole: bool) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a text that are words asked for; the last of these may be unfinished."""
    whole = set(asked if is_last_whole else asked[:-1])
    begun = "" if is_last_whole or not asked else asked[-1]
    found = []
    for word in _WORD.finditer(words):
        folded = plain(word[0])
        if folded in whole or (begun and folded.startswith(begun)):
            found.append(word.span())
    return tuple(found)


def _shelves(reader: Reader) -> _Shelves:
    return _Shelves(
        groups={kept.record.id: kept.record for kept in reader.every("group")},
        sessions={kept.record.id: kept.record for kept in reader.every("session")},
        occasions={kept.record.id: kept.record for kept in reader.every("occasion")},
        gatherings={kept.record.id: kept.record for kept in reader.every("gathering")},
        strands={kept.record.id: kept.record for kept in reader.every("strand")},
    )


def _groups(reader: Reader, shelves: _Shelves, query: Query) -> tuple[str, ...] | None:
    """Return the groups that gatherings and years come to, or None where neither is asked for."""
    if not query.gatherings and not query.years:
        return None
    meant = {gathering_named(reader, one) for one in query.gatherings}
    found = []
    for group in shelves.groups:
        occasion = shelves.occasion_of(group)
        if occasion is None or (meant and occasion.gathering not in meant):
            continue
        if not query.years or occasion.date.year in query.years:
            found.append(group)
    return tuple(found)


def _strands(strands: Iterable[Strand], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of strands meant by code, by title or by the beginning of the title."""
    every = list(strands)
    found: list[str] = []
    for one in wanted:
        said = " ".join(folded_words(one))
        meant = [strand.id for strand in every if " ".join(folded_words(strand.code)) == said] or [
            strand.id for strand in every if said and " ".join(folded_words(strand.title)).startswith(said)
        ]
        if not meant:
            shown = ", ".join(sorted(f"{strand.code} ({strand.title})" for strand in every))
            raise DomainError("strand_unknown", strand=one, strands=shown or "–")
        found += meant
    return tuple(found)


def _seats(reader: Reader, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the seats of people meant by a name they have, in a group or in the register, or by a part of it."""
    if not wanted:
        return ()
    people: dict[str, Person] = {kept.record.id: kept.record for kept in reader.every("person")}
    seats: list[Seat] = [kept.record for kept in reader.every("seat")]
    found: list[str] = []
    for name in wanted:
        said = folded_words(name)
        called = {seat.id: _called(seat, people.get(seat.person)) for seat in seats} if said else {}
        meant = [seat for seat, names in called.items() if said in names] or [
            seat for seat, names in called.items() if any(set(said) <= set(one) for one in names)
        ]
        if not meant:
            raise DomainError("speaker_unknown", name=name)
        found += meant
    return tuple(found)


def _called(seat: Seat, person: Person | None) -> list[list[str]]:
    names = [seat.shown, seat.initials, *((person.name, *person.also_known_as) if person else ())]
    return [folded_words(name) for name in names]


def _seats_in(reader: Reader, groups: Iterable[str]) -> dict[str, Seat]:
    return {kept.record.id: kept.record for group in groups for kept in reader.every("seat", group=group)}


def _hit(note: Note, shelves: _Shelves, seats: Mapping[str, Seat], found: tuple[tuple[int, int], ...]) -> Hit:
    group = shelves.groups.get(note.group)
    session = shelves.sessions.get(group.session) if group else None
    occasion = shelves.occasion_of(note.group)
    gathering = shelves.gatherings.get(occasion.gathering) if occasion else None
    seat = seats.get(note.said_by)
    return Hit(
        note=note,
        matches=found,
        gathering=gathering.title if gathering else "",
        session=session.title if session else "",
        group=group.title if group else "",
        on=occasion.date if occasion else None,
        speaker=seat.shown if seat else "",
        is_speaker_hidden=bool(seat and seat.is_not_to_be_named),
        strands=tuple(shelves.strands[one].code for one in note.strands if one in shelves.strands),
    )
