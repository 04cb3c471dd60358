"""A gathering as a folder of plain files (docs/folder-format.md): bytes to records and problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from facilitator.importing.folder_draft import DraftReader
from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_naming import Naming
from facilitator.importing.folder_network import NetworkTables
from facilitator.importing.folder_notes import GroupNotes, NoteReader
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_people import Register, attendances, read_people
from facilitator.importing.folder_plan import PlannedGroup, PlannedSession, Planner, origin_of
from facilitator.importing.folder_polls import PollTaking, days_of, read_polls
from facilitator.importing.folder_quotes import (
    Place,
    SaidOf,
    places,
    print_choices,
    read_quotes,
    with_certainties,
)
from facilitator.importing.folder_surveys import OutsideTables
from facilitator.importing.folder_text import DRAFT, GATHERING, NOTES, PEOPLE, POLLS, read_texts
from facilitator.importing.folder_toml import Toml, parse_toml
from facilitator.importing.problems import Findings, Problem
from sessions.agenda import Part, Session
from sessions.aims import Aim
from sessions.breakouts import Group, Seat
from sessions.citations import Citation
from sessions.document import Block, Document
from sessions.figures import Figure
from sessions.gathering import Gathering, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note, PrintChoice
from sessions.ops import fault_of_value
from sessions.people import Attendance, Person
from sessions.polls import Poll
from sessions.records import Record, to_fields
from sessions.series import Series
from sessions.surveys import Survey

_FILES: Final = ((Poll, POLLS), (Person, PEOPLE), (Attendance, PEOPLE), (Block, DRAFT))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder holds. Off-the-record notes are apart: they go into the private scope of who imports them.

    ``permissions`` become records once the archive has given the words of their notes a version.
    """

    network: Network | None = None
    strands: tuple[Strand, ...] = ()
    standing_texts: tuple[StandingText, ...] = ()
    series: tuple[Series, ...] = ()
    figures: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()
    gathering: Gathering | None = None
    occasions: tuple[Occasion, ...] = ()
    sessions: tuple[Session, ...] = ()
    surveys: tuple[Survey, ...] = ()
    citations: tuple[Citation, ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    seats: tuple[Seat, ...] = ()
    notes: tuple[Note, ...] = ()
    polls: tuple[Poll, ...] = ()
    print_choices: tuple[PrintChoice, ...] = ()
    draft: Document | None = None
    draft_blocks: tuple[Block, ...] = ()
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
        naming = Naming(register, self._origin, self._findings)
        network_tables = NetworkTables(self._top, naming)
        outside = OutsideTables(self._top, naming)
        planner = Planner(self._top, naming, self._findings)
        network = network_tables.network()
        strands = network_tables.strands(network)
        texts = network_tables.standing_texts(network)
        known_strands = self._known("unknown_strand", {one.code: one.id for one in strands})
        series = network_tables.series(network, known_strands)
        gathering = planner.gathering(network, self._known("unknown_series", _by_key(series)))
        occasions = planner.occasions(gathering, network)
        known_surveys = outside.known_surveys()
        planned = planner.sessions(occasions, known_strands, known_surveys)
        known = self._known("unknown_session", _by_key(one.session for one in planned))
        surveys = outside.surveys(gathering, known)
        figures, aims = network_tables.figures(network), network_tables.aims(network)
        citations = outside.citations(gathering, known)
        drafts = DraftReader(self._top, known, self._origin, self._findings)
        draft = drafts.read(self._texts.get(DRAFT), network, gathering)
        known_occasions = self._known("unknown_occasion", _by_key(occasions))
        present = attendances(register, occasions, known_occasions, self._origin, self._findings)
        taken = self._notes(planned, register, present, strands)
        days = days_of([one.session for one in planned], occasions, surveys)
        polls = self._polls(PollTaking(gathering, known, known_surveys, days))
        said = self._permissions(planned, taken, known)
        self._top.finish()
        self._check_files(planned, known)
        return self._checked(Reading(
            network=network, strands=strands, standing_texts=texts, series=series, figures=figures, aims=aims,
            gathering=gathering, occasions=occasions, surveys=surveys, citations=citations,
            sessions=tuple(one.session for one in planned),
            parts=tuple(part for one in planned for part in one.parts),
            groups=tuple(group.group for one in planned for group in one.groups),
            people=register.people, attendances=present,
            seats=tuple(seat for group in taken.values() for seat in group.seats),
            notes=with_certainties([note for group in taken.values() for note in group.notes], said),
            off_record=tuple(note for group in taken.values() for note in group.off_record),
            polls=polls, print_choices=print_choices(said, self._origin),
            permissions=tuple(one for one in said if one.is_answer),
            draft=draft.document, draft_blocks=draft.blocks,
        ))  # fmt: skip

    def _known(self, code: str, ids: Mapping[str, str]) -> Known:
        return Known(code, ids, self._findings)

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

    def _polls(self, taking: PollTaking) -> tuple[Poll, ...]:
        text = self._texts.get(POLLS)
        return () if text is None else read_polls(text, taking, self._origin, self._findings)

    def _permissions(
        self, planned: Sequence[PlannedSession], taken: Mapping[str, GroupNotes], known: Known
    ) -> tuple[SaidOf, ...]:
        found: list[Place] = []
        for one in planned:
            for group in one.groups:
                notes = taken[group.group.id].notes
                found.extend(places(notes, one.session.id, notes_file(one.session, group)))
        is_complete = all(file in self._texts for file in self._files if file.startswith(f"{NOTES}/"))
        return read_quotes(self._top.tables("quote"), found, known, is_complete=is_complete)

    def _check_files(self, planned: Sequence[PlannedSession], known: Known) -> None:
        """Say which notes belong to no group, and which files are none of a gathering's."""
        groups = {
            one.session.key: {group.group.key: group.group.id for group in one.groups} for one in planned
        }
        for file in self._files:
            if file in {GATHERING, PEOPLE, POLLS, DRAFT}:
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
        return replace(reading, problems=self._findings.problems)

    def _place_of(self, record: Record, reading: Reading) -> tuple[str, int]:
        if not isinstance(record, Note):
            return next((file for kind, file in _FILES if isinstance(record, kind)), GATHERING), 0
        group = next(group for group in reading.groups if group.id == record.group)
        session = next(session for session in reading.sessions if session.id == group.session)
        return f"{NOTES}/{session.key}/{group.key}.notes", record.line


def _by_key(records: Iterable[Any]) -> dict[str, str]:
    return {record.key: record.id for record in records}


def notes_file(session: Session, group: PlannedGroup) -> str:
    """Return the file a group's notes are in."""
    return f"{NOTES}/{session.key}/{group.group.key}.notes"
