"""Notes as lines of the capture grammar that read back as the very same notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from facilitator.exporting.folder_names import Names
from facilitator.exporting.folder_seats import Seating, ShortNames, Table
from facilitator.importing.folder_notes import typed_lines
from facilitator.importing.folder_text import clean
from facilitator.importing.problems import Findings
from facilitator.leaving_out import What
from sessions.breakouts import Seat
from sessions.capture import Kept, Roster, parse_line, print_line
from sessions.notes import Note, NoteKind
from sessions.roster import TAG_WORD, folded

_OFF_RECORD: Final = re.compile(r"(?<!\S)-(?=[xX](?:\s|\Z))")
"""The dash of -x: at the end of a row it would seal the note, and no backslash helps but in the last row."""
_TAGGED: Final = re.compile(rf"@({TAG_WORD.pattern})")


class NotesWriter:
    """Writes the notes of one group, those who come in added where they are first needed."""

    def __init__(self, table: Table, seating: Seating, names: Names, reflecting: frozenset[str]) -> None:
        self._table = table
        self._seating = seating
        self._names = names
        self._reflecting = {seat.id for seat in table.seats if seat.person in reflecting}
        self._start = seating.roster(table.seats)
        self._seats = list(table.seats)
        self._roster: ShortNames = self._start
        self._there = {seat.id for seat in table.seats}

    def text(self, notes: Sequence[Note]) -> str:
        """Return the text of the group's file."""
        due = self._places(notes)
        lines = [line for at, note in enumerate(notes) for line in self._lines(note, due.get(at, []))]
        lines += self._added(due.get(len(notes), []))
        return "".join(f"{line}\n" for line in lines)

    def _lines(self, note: Note, due: Sequence[Seat]) -> Iterator[str]:
        speaker = self._seat(note.said_by)
        is_speaking = bool(due) and due[-1].id == speaker
        yield from self._added(due[:-1] if is_speaking else due)
        if is_speaking:
            line = self._by_somebody_new(note, due[-1])
            if line is not None:
                yield line
                return
            yield from self._added(due[-1:])
        yield self._line(note)

    # -- those who come in --------------------------------------------------------------------------------

    def _places(self, notes: Sequence[Note]) -> dict[int, list[Seat]]:
        """Return by place who has to be there from then on, in the order of their seats."""
        first: dict[str, int] = {}
        for at, note in enumerate(notes):
            for seat in (note.said_by, note.owner, *self._named_in(note)):
                first.setdefault(seat, at)
        due: dict[int, list[Seat]] = {}
        place = len(notes)
        for stranger in reversed(self._table.strangers):
            place = min(place, first.get(stranger.id, len(notes)))
            due.setdefault(place, []).insert(0, stranger)
        return due

    def _named_in(self, note: Note) -> Iterator[str]:
        """Yield the strangers whom a note may name as new in the middle of its words."""
        if "+" in note.words:
            words = folded(note.words)
            for seat in self._table.strangers:
                first_name = next(iter(folded(seat.shown).split()), "")
                if f"+{first_name}" in words:
                    yield seat.id

    def _added(self, seats: Sequence[Seat]) -> Iterator[str]:
        for seat in seats:
            name = " ".join(seat.shown.split())
            asked = parse_line(f"+{name}", self._roster)
            if isinstance(asked, Kept) and not asked.words and asked.added == (name,):
                yield f"+{name}"
                self._seated(seat)
            else:
                self._names.tally.add(What.STRANGERS)

    def _seated(self, seat: Seat) -> None:
        self._seats.append(replace(seat, shown=" ".join(seat.shown.split()), person=""))
        self._there.add(seat.id)
        self._roster = self._seating.roster(tuple(self._seats))

    def _by_somebody_new(self, note: Note, seat: Seat) -> str | None:
        """Return the line by which somebody comes in and speaks at once, or None where there is none."""
        name = " ".join(seat.shown.split())
        wanted = replace(self._wanted(note), said_by="", is_said_by_added=True, added=(name,))
        line = self._printed(wanted)
        if line is not None:
            self._seated(seat)
        return line

    # -- lines --------------------------------------------------------------------------------------------

    def _line(self, note: Note) -> str:
        wanted = self._wanted(note)
        line = self._printed(wanted)
        if line is None or not self._is_whole(note, wanted):
            self._names.tally.add(What.NOTES)
        return self._nearest(wanted) if line is None else line

    def _nearest(self, wanted: Kept) -> str:
        """Return a line with all the words and as much besides as a line can say; the speaker goes last."""
        for said in _plainer(wanted):
            line = self._printed(said)
            if line is not None:
                return line
        every = (wanted, replace(wanted, said_by=""), Kept(wanted.words))
        for said in (*every, *(replace(one, words=_OFF_RECORD.sub("–", one.words)) for one in every)):
            line = _tabbed(print_line(said, self._roster))
            understood = self._understood(line)
            if understood is not None and understood.words == said.words:
                return line
        return _tabbed(_OFF_RECORD.sub("–", wanted.words))

    def _wanted(self, note: Note) -> Kept:
        """Return the line as it has to be read; one who reflects makes points, which become reflections."""
        said_by, owner = self._seat(note.said_by), self._seat(note.owner)
        words = self._words(note)
        kind = NoteKind.POINT if note.kind is NoteKind.REFLECTION else note.kind
        return Kept(
            words=words,
            kind=kind,
            spans=note.spans,
            said_by=said_by if said_by in self._there else "",
            asked_speaker=note.asked_speaker,
            is_speaker_unknown=note.is_speaker_unknown,
            strands=self._roster.in_order({one for one in note.strands if one in self._names.keys}),
            is_worth_quoting=note.is_worth_quoting,
            owner=owner if owner in self._there else "",
            due=note.due,
        )

    def _is_whole(self, note: Note, wanted: Kept) -> bool:
        """Tell whether the line has all that the note has."""
        is_reflection = wanted.kind is NoteKind.POINT and wanted.said_by in self._reflecting
        return (
            (note.kind is NoteKind.REFLECTION) is is_reflection
            and wanted.words == note.words
            and bool(wanted.said_by) is bool(note.said_by)
            and bool(wanted.owner) is bool(note.owner)
            and len(wanted.strands) == len(set(note.strands))
        )

    def _words(self, note: Note) -> str:
        """Return a note's words as a file can hold them; with the name of a speaker whom nothing else can name."""
        words = clean(note.words.replace("\r\n", "\n").replace("\r", "\n"))[0].strip()
        speaker = next((seat for seat in self._table.strangers if seat.id == note.said_by), None)
        if speaker is not None and speaker.id not in self._there and not self._can_come(speaker):
            return f"{speaker.shown}: {words}"
        return words

    def _can_come(self, seat: Seat) -> bool:
        name = " ".join(seat.shown.split())
        asked = parse_line(f"+{name}", self._roster)
        return isinstance(asked, Kept) and asked.added == (name,)

    def _seat(self, seat: str) -> str:
        return self._table.stands_for.get(seat, "")

    def _printed(self, wanted: Kept) -> str | None:
        """Return the first line that is read back as wanted, by short names before long ones; None if there is none."""
        for roster in (
            self._roster,
            Roster(self._roster.seats, self._roster.strands, self._roster.also_known_as),
        ):
            for said in _asking(wanted, roster):
                line = _tabbed(print_line(said, roster))
                if self._reads_back(line, wanted):
                    return line
        return None

    def _reads_back(self, line: str, wanted: Kept) -> bool:
        understood = self._understood(line)
        return understood is not None and replace(understood, owner_asked="") == wanted

    def _understood(self, line: str) -> Kept | None:
        """Read a line as a file of notes is read; None where it is no note, several, or off the record."""
        found = typed_lines("", line, self._start, Findings())
        if len(found) != 1 or found[0].is_off_record:
            return None
        understood = parse_line(found[0].text, self._roster)
        return understood if isinstance(understood, Kept) and not understood.is_off_record else None


def _tabbed(line: str) -> str:
    return line.replace("\n", "\n\t")


def _asking(wanted: Kept, roster: Roster) -> Iterator[Kept]:
    """Offer a line as somebody may have typed it: an ``@name`` that is nobody's asks whose an action is."""
    if wanted.kind is NoteKind.ACTION and not wanted.owner:
        for found in _TAGGED.finditer(wanted.words):
            if not roster.person(found.group(1)):
                yield replace(wanted, owner_asked=found.group(1))
                break
    yield wanted


def _plainer(wanted: Kept) -> Iterator[Kept]:
    """Offer a line, then what is left of it where no line can say so much; the speaker goes last."""
    yield wanted
    less = wanted
    changes: tuple[dict[str, object], ...] = (
        {"asked_speaker": ""}, {"due": ""}, {"spans": ()}, {"kind": NoteKind.POINT, "owner": ""}, {"strands": ()},
        {"is_worth_quoting": False}, {"said_by": "", "is_speaker_unknown": False},
    )  # fmt: skip
    for one in changes:
        if any(getattr(less, name) != value for name, value in one.items()):
            less = replace(less, **one)  # type: ignore[arg-type]
            yield less
