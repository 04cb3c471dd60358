"""A .notes file as notes: one line, one note, understood as it would have been while typing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from facilitator.importing.folder_origin import Origin
from facilitator.importing.folder_people import Register
from facilitator.importing.folder_plan import PlannedGroup, PlannedSession
from facilitator.importing.folder_text import GATHERING
from facilitator.importing.problems import Findings
from sessions.agenda import Part, PartKind
from sessions.breakouts import GroupKind, Seat
from sessions.capture import Help, Kept, Mend, Roster, kept_note, mend, parse_line, spoken_after
from sessions.network import Strand
from sessions.notes import Certainty, Note, NoteKind
from sessions.people import Attendance, Level, initials

_OFF_RECORD_MARK: Final = re.compile(r"\s+-[xX](?=\s|$)")


@dataclass(frozen=True, slots=True)
class GroupNotes:
    """Who sat in a group, and what was noted there."""

    seats: tuple[Seat, ...]
    notes: tuple[Note, ...]
    off_record: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed as one note, the line of the file it starts on, and whether any of it is off the record.

    ``rows`` are all lines of the file that had a part in it: its own, and those that mended it.
    """

    line: int
    text: str
    is_off_record: bool = False
    rows: tuple[int, ...] = ()


@dataclass(slots=True)
class _Page:
    """A file of notes as far as it has been understood."""

    file: str
    group: str
    seats: list[Seat]
    notes: list[Note] = field(default_factory=list)
    off_record: set[str] = field(default_factory=set)


class NoteReader:
    """Read the notes of the groups of one gathering."""

    def __init__(
        self,
        register: Register,
        present: Iterable[Attendance],
        strands: Sequence[Strand],
        origin: Origin,
        findings: Findings,
    ) -> None:
        self._people = {person.id: person for person in register.people}
        self._strands = tuple(strands)
        self._origin = origin
        self._findings = findings
        self._present: dict[str, list[str]] = {}
        for one in present:
            self._present.setdefault(one.occasion, []).append(one.person)

    def read(self, planned: PlannedSession, group: PlannedGroup, file: str, text: str) -> GroupNotes:
        """Return the seats and notes of a group."""
        page = _Page(file, group.group.id, self._seats(planned, group))
        before: Kept | None = None
        roster = self._roster(page)
        for typed in typed_lines(file, text, roster, self._findings):
            line = parse_line(typed.text, roster)
            if isinstance(line, Help):
                self._findings.add("line_not_kept", file, typed.line, words=typed.text.strip())
            if not isinstance(line, Kept):
                continue
            if line.added:
                line = self._add(page, line, typed.line)
                roster = self._roster(page)
            if line.words:
                before = spoken_after(line, before)
                self._keep(page, typed, before)
        kind = group.group.kind
        return self._finished(page, reflecting(planned.parts, kind), certainty_in(kind))

    def _seats(self, planned: PlannedSession, group: PlannedGroup) -> list[Seat]:
        people = group.people
        if people is None:
            people = seated_by_default(group.group.kind, self._present.get(planned.session.occasion, ()))
        sitting = dict.fromkeys((*people, *group.group.leads, group.group.note_taker))
        return [self._seat(group.group.id, person) for person in sitting if person in self._people]

    def _seat(self, group: str, person_id: str) -> Seat:
        person = self._people[person_id]
        return Seat(
            id=self._origin.id_of("seat", GATHERING, group, person.name),
            group=group,
            shown=person.name,
            initials=initials(person.name),
            person=person.id,
            is_not_to_be_named=person.quoted_as < Level.NAMED,
        )

    def _roster(self, page: _Page) -> Roster:
        known = {seat.id: self._people[seat.person].also_known_as for seat in page.seats if seat.person}
        return Roster(tuple(page.seats), self._strands, known)

    def _add(self, page: _Page, line: Kept, number: int) -> Kept:
        """Seat those a line names as new; the first of them may be the one who speaks."""
        made = [
            Seat(self._origin.id_of("seat", page.file, number, place), page.group, name, initials(name))
            for place, name in enumerate(line.added)
        ]
        page.seats.extend(made)
        return replace(line, said_by=made[0].id) if line.is_said_by_added else line

    def _keep(self, page: _Page, typed: Typed, line: Kept) -> None:
        made = self._origin.id_of("note", page.file, typed.line)
        note = kept_note(line, id=made, group=page.group, kept_at=0, line=typed.line, rank="")
        page.notes.append(note)
        if line.is_off_record or typed.is_off_record:
            page.off_record.add(note.id)

    def _finished(self, page: _Page, reflecting: frozenset[str], certainty: Certainty) -> GroupNotes:
        """Return what a file held, in order, with points turned into reflections where people reflected."""
        seats = {seat.id for seat in page.seats if seat.person in reflecting}
        ranks = self._origin.ranks(len(page.notes), "note", page.file)
        notes = [
            replace(note, rank=rank, kind=kind_in(note, seats), certainty=certainty)
            for note, rank in zip(page.notes, ranks, strict=True)
        ]
        places = self._origin.ranks(len(page.seats), "seat", page.file)
        return GroupNotes(
            tuple(replace(seat, rank=rank) for seat, rank in zip(page.seats, places, strict=True)),
            tuple(note for note in notes if note.id not in page.off_record),
            tuple(note for note in notes if note.id in page.off_record),
        )


def typed_lines(file: str, text: str, roster: Roster, findings: Findings) -> list[Typed]:
    """Return the notes of a file as typed, those with tabbed lines joined, mended where a line says so."""
    found: list[Typed] = []
    for numbers, rows in _joined(file, text, findings):
        line = numbers[0]
        typed = replace(_typed(file, line, rows, roster, findings), rows=tuple(numbers))
        asked = parse_line(typed.text, roster) if typed.text.lstrip().startswith("s/") else None
        if isinstance(asked, Mend):
            _mend(file, line, asked, found, findings)
        else:
            found.append(typed)
    return found


def rows_on_record(
    text: str, typed: Sequence[Typed], sealed: Callable[[Typed], bool], findings: Findings
) -> str:
    """Return a text without the lines of notes that are off the record, and without those that mend nothing."""
    gone = {row for one in typed if sealed(one) for row in one.rows}
    # What was to be mended may be what nobody is to see.
    gone |= {problem.line for problem in findings.problems if problem.code == "nothing_to_mend"}
    rows = enumerate(text.split("\n"), 1)
    return "\n".join(row for number, row in rows if number not in gone)


def _joined(file: str, text: str, findings: Findings) -> list[tuple[list[int], list[str]]]:
    blocks: list[tuple[list[int], list[str]]] = []
    for number, row in enumerate(text.split("\n"), 1):
        if row.startswith("\t") and blocks:
            # Nothing after the tab is an empty line inside the note; at its end it is dropped with other white space.
            blocks[-1][0].append(number)
            blocks[-1][1].append(row[1:])
            continue
        if not row.strip():
            continue
        if row.startswith("\t"):
            findings.add("nothing_to_go_on_with", file, number)
        blocks.append(([number], [row]))
    return blocks


def _typed(file: str, line: int, rows: Sequence[str], roster: Roster, findings: Findings) -> Typed:
    """Join the rows of a note; -x at the end of any of them seals all, wherever the grammar looks for it."""
    *earlier, last = rows
    sealed = [_is_off_record(row, roster) for row in earlier]
    if any(sealed):
        findings.add("several_off_record", file, line)
    kept = (
        _OFF_RECORD_MARK.sub("", row) if is_off else row for row, is_off in zip(earlier, sealed, strict=True)
    )
    return Typed(line, "\n".join((*kept, last)), any(sealed) or _is_off_record("\n".join(rows), roster))


def _is_off_record(text: str, roster: Roster) -> bool:
    line = parse_line(text, roster)
    return isinstance(line, Kept) and line.is_off_record


def _mend(file: str, line: int, asked: Mend, found: list[Typed], findings: Findings) -> None:
    """Mend the last line that holds the words. What was off the record stays so, whatever is mended."""
    mended = mend([typed.text for typed in found], asked.old, asked.new)
    if mended is None:
        findings.add("nothing_to_mend", file, line, old=asked.old[:60])
    else:
        before = found[mended.index]
        found[mended.index] = replace(before, text=mended.after, rows=(*before.rows, line))


def seated_by_default(kind: GroupKind, present: Sequence[str]) -> tuple[str, ...]:
    """Return who sits in a group where nobody says so, leads and note-taker apart: all who came, or nobody else."""
    return () if kind is GroupKind.BREAKOUT else tuple(present)


def certainty_in(kind: GroupKind) -> Certainty:
    """Return how sure exact words are where nobody says so: those in a survey were written by whoever said them."""
    return Certainty.WRITTEN if kind is GroupKind.SURVEY else Certainty.HEARD


def reflecting(parts: Sequence[Part], kind: GroupKind) -> frozenset[str]:
    """Return the people who were asked to reflect in the plenary; what they say is no group's point."""
    if kind is not GroupKind.PLENARY:
        return frozenset()
    asked: Mapping[PartKind, set[str]] = {PartKind.REFLECTIONS: set(), PartKind.SPEAKER: set()}
    for part in parts:
        if part.kind in asked:
            asked[part.kind].update(part.people)
    return frozenset(asked[PartKind.REFLECTIONS] - asked[PartKind.SPEAKER])


def kind_in(note: Note, seats: Collection[str]) -> NoteKind:
    """Return the kind of a note where those in some seats were asked to reflect."""
    is_reflection = note.kind is NoteKind.POINT and note.said_by in seats
    return NoteKind.REFLECTION if is_reflection else note.kind
