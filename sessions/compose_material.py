"""What a write-up is composed from: the records of one gathering, looked up in the order they are told in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sessions.agenda import Part, PartKind, Session, length_of
from sessions.aims import Aim
from sessions.breakouts import Group, GroupKind, Seat
from sessions.citations import Citation, is_complete
from sessions.document import Block, Document
from sessions.figures import Figure
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note
from sessions.people import Attendance, Level, Person
from sessions.polls import Poll
from sessions.series import Series
from sessions.surveys import Survey

_Item = TypeVar("_Item")
TALKS = (PartKind.SPEAKER, PartKind.CONTRIBUTIONS, PartKind.REFLECTIONS)
"""Parts whose people were announced, so that what they say there is their own talk."""


class Reason(StrEnum):
    """Why a note does not stand in a draft."""

    GAP = "something was missed in it"
    SPEAKER_UNKNOWN = "kept for the convenor: speaker unknown"
    NO_GROUND_RULE = "no ground rule was announced, so nothing is quoted"
    NOT_PERMITTED = "the quotation may not be printed"
    NAMES_SOMEBODY = "it names somebody who has not agreed to it"
    NAMES_A_BODY = "it names an organisation under the Chatham House rule"
    CONTEXT = "it answers a line that is not printed"
    EMPTY = "no words are left"
    NO_PLACE = "no session it belongs to"


@dataclass(frozen=True, slots=True)
class Material:
    """The records of one gathering, in any order.

    ``draft`` is the draft for discussion that was circulated, ``draft_blocks`` are its blocks. ``words_ops`` names
    the version of each note's words; ``levels`` how each quotation may be attributed, as ``permission.allowed`` and
    the convenor's choice have it. A quotation that is missing there is not used.
    """

    network: Network
    gathering: Gathering
    strands: tuple[Strand, ...] = ()
    standing_texts: tuple[StandingText, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    sessions: tuple[Session, ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = ()
    seats: tuple[Seat, ...] = ()
    people: tuple[Person, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    notes: tuple[Note, ...] = ()
    polls: tuple[Poll, ...] = ()
    series: tuple[Series, ...] = ()
    surveys: tuple[Survey, ...] = ()
    figures: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()
    citations: tuple[Citation, ...] = ()
    draft: Document | None = None
    draft_blocks: tuple[Block, ...] = ()
    words_ops: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)


class Index:
    """Look up the records of a gathering, each list in the order it is told in."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.occasions = _ordered(material.occasions)
        self.people = {person.id: person for person in material.people}
        self.seats = {seat.id: seat for seat in _ordered(material.seats)}
        self.strands = {strand.id: strand for strand in _ordered(material.strands)}
        self.polls = {
            poll.id: poll for poll in sorted(material.polls, key=lambda poll: (poll.taken, poll.key, poll.id))
        }
        by_occasion = _by(_ordered(material.sessions), lambda session: session.occasion)
        self.sessions = tuple(one for occasion in self.occasions for one in by_occasion.get(occasion.id, ()))
        self._parts = _by(_ordered(material.parts), lambda part: part.session)
        self._groups = _by(_ordered(material.groups), lambda group: group.session)
        here = {session.id for session in self.sessions}
        self.groups = {group.id: group for group in _ordered(material.groups) if group.session in here}
        self._notes = _by(sorted(material.notes, key=_note_order), lambda note: note.group)
        self.aims = tuple(_ordered(material.aims))
        self.surveys = {survey.id: survey for survey in _ordered(material.surveys)}
        known = {survey.id: survey.session if survey.session in here else "" for survey in material.surveys}
        self._surveys = _by(self.surveys.values(), lambda survey: known[survey.id])
        self._polls = _by(
            (poll for poll in self.polls.values() if poll.result),
            lambda poll: poll.survey if poll.survey in known else poll.session,
        )
        self._citations = _by(
            (one for one in _ordered(material.citations) if is_complete(one)),
            lambda one: one.session if one.session in here else "",
        )
        self._attendances = _by(material.attendances, lambda one: one.person)
        self._order = {occasion.id: at for at, occasion in enumerate(self.occasions)}
        self._rules = {occasion.id: occasion.rule_in_force for occasion in self.occasions}
        self._announced = {session.id: self._speaking(session) for session in self.sessions}
        self._lengths = {
            occasion.id: sum(
                length_of(one, self._parts.get(one.id, ())) for one in by_occasion.get(occasion.id, ())
            )
            for occasion in self.occasions
        }

    def parts_of(self, session: Session) -> tuple[Part, ...]:
        """Return the parts of a session."""
        return self._parts.get(session.id, ())

    def groups_of(self, session: Session, kind: GroupKind = GroupKind.BREAKOUT) -> tuple[Group, ...]:
        """Return the groups of one kind in a session."""
        return tuple(group for group in self._groups.get(session.id, ()) if group.kind is kind)

    def notes_of(self, group: Group) -> tuple[Note, ...]:
        """Return the notes of a group."""
        return self._notes.get(group.id, ())

    def handed_in(self, session: Session) -> int:
        """Return how many breakout groups of a session handed in notes."""
        return sum(bool(self.notes_of(group)) for group in self.groups_of(session))

    def polls_of(self, asked_in: Session | Survey) -> tuple[Poll, ...]:
        """Return the polls of a session, or the questions of a survey, that have a result."""
        return self._polls.get(asked_in.id, ())

    def earlier(self, poll: Poll) -> tuple[Poll, ...]:
        """Return the polls that a poll repeats, one after another, the latest of them first."""
        chain = {poll.id: poll}
        while (before := self.polls.get(poll.repeats)) and before.id not in chain:
            chain[before.id] = poll = before
        return tuple(chain.values())[1:]

    def surveys_of(self, session: Session | None) -> tuple[Survey, ...]:
        """Return the surveys that are told in a session, or before them all."""
        return self._surveys.get(session.id if session else "", ())

    def citations_of(self, session: Session | None) -> tuple[Citation, ...]:
        """Return the words that are cited in a session, or at the front; without a source none are."""
        return self._citations.get(session.id if session else "", ())

    @property
    def first_day(self) -> date | None:
        """Return the day the gathering begins."""
        return min((one.date for one in self.occasions), default=None)

    def speaker_of(self, note: Note) -> Person | None:
        """Return who said a note, where that is somebody the network knows."""
        seat = self.seats.get(note.said_by)
        return self.people.get(seat.person) if seat else None

    def is_own_talk(self, note: Note, group: Group, session: Session) -> bool:
        """Tell whether an announced speaker said this to everybody."""
        speaker = self.speaker_of(note)
        return (
            group.kind is GroupKind.PLENARY and speaker is not None and speaker.id in self.announced(session)
        )

    def announced(self, session: Session) -> tuple[str, ...]:
        """Return who was announced to speak in a session, in the order of its parts, its leaders last."""
        return self._announced[session.id]

    def _speaking(self, session: Session) -> tuple[str, ...]:
        in_parts = [one for part in self.parts_of(session) if part.kind in TALKS for one in part.people]
        return tuple(one for one in dict.fromkeys([*in_parts, *session.led_by]) if one in self.people)

    def strand_of(self, session: Session) -> str:
        """Return the strand of a session, '' where it has none that is known."""
        return session.strand if session.strand in self.strands else ""

    def rule_of(self, session: Session) -> GroundRule:
        """Return the ground rule that was in force in a session."""
        return self._rules[session.occasion]

    def attendances_of(self, person: Person) -> tuple[Attendance, ...]:
        """Return where a person was, in the order of the occasions of this gathering."""
        here = [one for one in self._attendances.get(person.id, ()) if one.occasion in self._order]
        return tuple(sorted(here, key=lambda one: (self._order[one.occasion], one.id)))

    def described(self, person: Person) -> str:
        """Return how a person stands in print: as told for the longest occasion they were at, of several the last."""
        told = {one.occasion: one.described_as for one in self.attendances_of(person) if one.described_as}
        main = max(reversed(list(told)), key=lambda occasion: self._lengths[occasion], default="")
        return told.get(main, person.organisation)

    def standing_text(self, key: str) -> StandingText | None:
        """Return the newest wording of a text the network carries into its documents."""
        found = [text for text in self.material.standing_texts if text.key == key]
        return max(found, key=lambda text: (text.version, text.id), default=None)


def _note_order(note: Note) -> tuple[str, int, int, str]:
    return (note.rank, note.line, note.kept_at, note.id)


def _ordered(records: Iterable[_Item]) -> list[_Item]:
    def place(record: Any) -> tuple[str, str]:
        return (record.rank, record.id)

    return sorted(records, key=place)


def _by(records: Iterable[_Item], owner: Callable[[_Item], str]) -> dict[str, tuple[_Item, ...]]:
    found: dict[str, list[_Item]] = {}
    for record in records:
        found.setdefault(owner(record), []).append(record)
    return {name: tuple(items) for name, items in found.items()}
