"""A gathering as a folder of plain files (docs/folder-format.md): bytes to records and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_notes import GroupNotes, NoteReader
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_people import Register, attendances, read_people
from facilitator.importing.folder_plan import PlannedGroup, PlannedSession, Planner, origin_of
from facilitator.importing.folder_polls import PollTaking, days_of, read_polls
from facilitator.importing.folder_quotes import Place, SaidOf, places, print_choices, read_quotes
from facilitator.importing.folder_text import GATHERING, NOTES, PEOPLE, POLLS, read_texts
from facilitator.importing.folder_toml import Toml, parse_toml
from facilitator.importing.problems import Findings, Problem
from sessions.agenda import Part, Session
from sessions.breakouts import Group, Seat
from sessions.gathering import Gathering, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note, PrintChoice
from sessions.ops import fault_of_value
from sessions.people import Attendance, Person
from sessions.polls import Poll
from sessions.records import Record, to_fields


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds. Off-the-record notes are apart: they go into the private scope of who imports them.

    ``permissions`` become records once the archive has given the words of their notes a version.
    """

    network: Network | None = None
    strands: tuple[Strand, ...] = ()
    standing_texts: tuple[StandingText, ...] = ()
    gathering: Gathering | None = None
    occasions: tuple[Occasion, ...] = ()
    sessions: tuple[Session, ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    seats: tuple[Seat, ...] = ()
    notes: tuple[Note, ...] = ()
    polls: tuple[Poll, ...] = ()
    print_choices: tuple[PrintChoice, ...] = ()
    off_record: tuple[Note, ...] = ()
    permissions: tuple[SaidOf, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_fatal(self) -> bool:
        """Tell whether anything is so wrong that nothing must be imported."""
        return any(problem.is_fatal for problem in self.problems)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return all records that may be seen by others, those first that later ones are about."""
        found: list[Record] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in {"off_record", "permissions", "problems"} or value is None:
                continue
            found.extend(value if isinstance(value, tuple) else (value,))
        return tuple(found)


def read_gathering(files: Mapping[str, bytes]) -> Reading:
    """Return the records of a folder, given by name and bytes, and everything that is wrong with it."""
    findings = Findings()
    texts = read_texts(files, findings)
    toml = _toml(files, texts, findings)
    if toml is None:
        read_people(texts.get(PEOPLE), origin_of({}, files), findings)
        return Reading(problems=findings.problems)
    top = Table(toml, (), toml.values, findings)
    origin = origin_of(toml.values, files)
    reader = _Reader(files, texts, top, origin, findings)
    return reader.reading()


def _toml(files: Mapping[str, bytes], texts: Mapping[str, str], findings: Findings) -> Toml | None:
    if GATHERING not in files:
        findings.add("gathering_missing", GATHERING)
    text = texts.get(GATHERING)
    if text is None:
        return None
    if not text.strip():
        findings.add("gathering_empty", GATHERING)
        return None
    return parse_toml(text, findings)


class _Reader:
    """Read the files of one folder, each with what the ones before it named."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        texts: Mapping[str, str],
        top: Table,
        origin: Origin,
        findings: Findings,
    ) -> None:
        self._files = files
        self._texts = texts
        self._top = top
        self._origin = origin
        self._findings = findings

    def reading(self) -> Reading:
        """Return all of it."""
        register = read_people(self._texts.get(PEOPLE), self._origin, self._findings)
        planner = Planner(self._top, register, self._origin, self._findings)
        network = planner.network()
        gathering = planner.gathering(network)
        strands = planner.strands(network)
        texts = planner.standing_texts(network)
        occasions = planner.occasions(gathering, network)
        planned = planner.sessions(occasions, strands)
        known_occasions = Known("unknown_occasion", {one.key: one.id for one in occasions}, self._findings)
        known_sessions = Known(
            "unknown_session", {one.session.key: one.session.id for one in planned}, self._findings
        )
        present = attendances(register, occasions, known_occasions, self._origin, self._findings)
        taken = self._notes(planned, register, present, strands)
        polls = self._polls(gathering, known_sessions, occasions, planned)
        said = self._permissions(planned, taken, known_sessions)
        self._top.finish()
        self._check_files(planned, known_sessions)
        return self._checked(Reading(
            network, strands, texts, gathering, occasions,
            tuple(one.session for one in planned),
            tuple(part for one in planned for part in one.parts),
            tuple(group.group for one in planned for group in one.groups),
            register.people, present,
            tuple(seat for group in taken.values() for seat in group.seats),
            tuple(note for group in taken.values() for note in group.notes),
            polls, print_choices(said, self._origin),
            tuple(note for group in taken.values() for note in group.off_record),
            said,
        ))  # fmt: skip

    def _notes(
        self,
        planned: Sequence[PlannedSession],
        register: Register,
        present: Sequence[Attendance],
        strands: Sequence[Strand],
    ) -> dict[str, GroupNotes]:
        reader = NoteReader(register, present, strands, self._origin, self._findings)
        taken = {}
        for one in planned:
            for group in one.groups:
                file = notes_file(one.session, group)
                text = self._texts.get(file)
                if file not in self._files:
                    self._findings.add("notes_missing", file, group=group.group.title)
                elif text is not None and not text.strip():
                    self._findings.add("notes_empty", file, group=group.group.title)
                taken[group.group.id] = reader.read(one, group, file, text or "")
        return taken

    def _polls(
        self,
        gathering: Gathering,
        known: Known,
        occasions: Sequence[Occasion],
        planned: Sequence[PlannedSession],
    ) -> tuple[Poll, ...]:
        text = self._texts.get(POLLS)
        if text is None:
            return ()
        days = days_of([one.session for one in planned], occasions)
        return read_polls(text, PollTaking(gathering, known, days), self._origin, self._findings)

    def _permissions(
        self, planned: Sequence[PlannedSession], taken: Mapping[str, GroupNotes], known: Known
    ) -> tuple[SaidOf, ...]:
        found: list[Place] = []
        for one in planned:
            for group in one.groups:
                notes = taken[group.group.id].notes
                found.extend(places(notes, one.session.id, notes_file(one.session, group)))
        return read_quotes(self._top.tables("quote"), found, known)

    def _check_files(self, planned: Sequence[PlannedSession], known: Known) -> None:
        """Say which notes belong to no group, and which files are none of a gathering's."""
        groups = {
            one.session.key: {group.group.key: group.group.id for group in one.groups} for one in planned
        }
        for file in self._files:
            if file in {GATHERING, PEOPLE, POLLS}:
                continue
            top, *below = file.split("/")
            if top != NOTES or len(below) != 2 or not file.endswith(".notes"):
                self._findings.add("file_not_read", file)
                continue
            session, group = below[0], below[1].removesuffix(".notes")
            if known.id_of(session, file, 0):
                Known("unknown_group", groups[session], self._findings).id_of(group, file, 0)

    def _checked(self, reading: Reading) -> Reading:
        """Return the reading with its problems, texts too long for the archive among them."""
        for record in reading.records + reading.off_record:
            if any(fault_of_value(value) for value in to_fields(record).values()):
                file, line = self._place_of(record, reading)
                self._findings.add("value_too_long", file, line)
        return Reading(**{field.name: getattr(reading, field.name) for field in fields(reading)[:-1]},
                       problems=self._findings.problems)  # fmt: skip

    def _place_of(self, record: Record, reading: Reading) -> tuple[str, int]:
        if not isinstance(record, Note):
            return (
                POLLS if isinstance(record, Poll) else PEOPLE if isinstance(record, Person) else GATHERING
            ), 0
        group = next(group for group in reading.groups if group.id == record.group)
        session = next(session for session in reading.sessions if session.id == group.session)
        return f"{NOTES}/{session.key}/{group.key}.notes", record.line


def notes_file(session: Session, group: PlannedGroup) -> str:
    """Return the file a group's notes are in."""
    return f"{NOTES}/{session.key}/{group.group.key}.notes"
