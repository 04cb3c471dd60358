"""Lists of people and of groups, pasted out of a spreadsheet: read first, asked about where not clear, then taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, Final

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.days import groups_of, one
from facilitator.importing.pasted_groups import GroupRow, groups_pasted
from facilitator.importing.pasted_people import FIELDS, PersonRow, people_pasted
from facilitator.importing.problems import Problem
from facilitator.pen import Pen
from facilitator.people_typed import register_of
from facilitator.session_groups import groups_after, seat_of
from sessions.agenda import Session
from sessions.breakouts import Group
from sessions.edits import Edit, change, create
from sessions.errors import DomainError, KnownError
from sessions.gathering import Occasion
from sessions.ops import Change
from sessions.people import Attendance, Person
from sessions.scopes import scope_for

SOMEBODY_NEW: Final = "new"
"""Answers that none of the people who could be meant is: a row, or a name, is of somebody new."""

Answers = Mapping[str, str]
"""By the key of what is asked: the id of the person who is meant, or ``SOMEBODY_NEW``."""


class ListRefused(KnownError):
    """Rows that cannot be understood; nothing of them was taken."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("list_refused")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that could be of somebody there is, or of somebody new; a person answers under its key."""

    key: str
    name: str
    line: int
    could_be: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """What came of reading a list of people; ``known`` has the person of a row by its line, ``new`` has names."""

    rows: tuple[PersonRow, ...]
    known: Mapping[str, str]
    new: tuple[str, ...]
    asked: tuple[Asked, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Tell whether a problem keeps the list from being taken."""
        return any(problem.is_fatal for problem in self.problems)


@dataclass(frozen=True, slots=True)
class GroupsRead:
    """What came of reading a list of groups; ``names`` of its rows are known, new or asked about like people."""

    rows: tuple[GroupRow, ...]
    known: Mapping[str, str]
    new: tuple[str, ...]
    asked: tuple[Asked, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Tell whether a problem keeps the list from being taken."""
        return any(problem.is_fatal for problem in self.problems)


def people_read(reader: Reader, text: str) -> PeopleRead:
    """Return what a pasted list of people comes to, before anything is taken."""
    rows, problems = people_pasted(text)
    register = register_of(reader)
    known: dict[str, str] = {}
    new: list[str] = []
    asked: list[Asked] = []
    for row in rows:
        called = register.called(row.name)
        sure = [person for person in called if _is_sure(person, row)]
        if len(sure) == 1:
            known[_key(row)] = sure[0].id
        elif called:
            asked.append(Asked(_key(row), row.name, row.line, called))
        else:
            new.append(row.name)
    return PeopleRead(rows, known, tuple(new), tuple(asked), problems)


def _key(row: PersonRow) -> str:
    return str(row.line)


def _is_sure(person: Person, row: PersonRow) -> bool:
    """Tell whether a row can only be of this person of its name: nothing in it says that it is another.

    A namesake from another body is asked about; the same address settles it.
    """
    contact, body = row.get("contact").casefold(), row.get("organisation").casefold()
    if contact and person.contact:
        return contact == person.contact.casefold()
    return not body or not person.organisation or body == person.organisation.casefold()


def groups_read(reader: Reader, text: str) -> GroupsRead:
    """Return what a pasted list of groups comes to, before anything is taken."""
    rows, problems = groups_pasted(text)
    register = register_of(reader)
    lines: dict[str, int] = {}
    for row in rows:
        for name in row.names:
            lines.setdefault(name, row.line)
    called = {name: register.called(name) for name in lines}
    return GroupsRead(
        rows,
        {name: found[0].id for name, found in called.items() if len(found) == 1},
        tuple(name for name, found in called.items() if not found),
        tuple(Asked(name, name, lines[name], found) for name, found in called.items() if len(found) > 1),
        problems,
    )


class Lists:
    """Takes pasted lists; every act is done when its Future is, and can be undone as one."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def read_people(self, text: str) -> PeopleRead:
        """Return what a pasted list of people comes to."""
        with self._pen.archive.reader() as reader:
            return people_read(reader, text)

    def read_groups(self, text: str) -> GroupsRead:
        """Return what a pasted list of groups comes to."""
        with self._pen.archive.reader() as reader:
            return groups_read(reader, text)

    def take_people(self, occasion: str, text: str, answers: Answers | None = None) -> Future[Change]:
        """Take a list of people into the register, and as those who come to an occasion.

        What a row says of somebody there is fills what was empty and changes nothing else. Raises ListRefused,
        DomainError ``people_not_clear`` or ``gone``.
        """
        with self._pen.archive.reader() as reader:
            about: Occasion = one(reader, "occasion", occasion)
            read = people_read(reader, text)
            chosen = _chosen(read, answers or {})
            people: dict[str, Person] = {
                kept.record.id: kept.record for kept in reader.among("person", "id", chosen.values())
            }
            here = {kept.record.person for kept in reader.every("attendance", occasion=about.id)}
        edits: list[Edit] = []
        now = dict(people)
        for row in read.rows:
            known = now.get(chosen.get(_key(row), ""))
            person = _filled(known or Person(self._pen.new_id(), row.name), row)
            now[person.id] = person
            if known is None:
                edits.append(create(person, scope_for("person")))
            if person.id not in here:
                here.add(person.id)
                edits.append(self._attendance(row, person.id, about.id))
        edits += [edit for one in people.values() for edit in _changes(one, now[one.id])]
        return self._pen.commit(edits, "people.paste")

    def _attendance(self, row: PersonRow, person: str, occasion: str) -> Edit:
        made = Attendance(
            self._pen.new_id(), occasion, person, row.here_as, row.described_as, row.is_first_time
        )
        return create(made, scope_for("attendance"))

    def take_groups(self, session: str, text: str, answers: Answers | None = None) -> Future[Change]:
        """Take a list of groups into a session; those of a title that is there get what the rows add.

        Whoever is new joins the register. Raises ListRefused, DomainError ``people_not_clear`` or ``gone``.
        """
        with self._pen.archive.reader() as reader:
            about: Session = one(reader, "session", session)
            day: Occasion = one(reader, "occasion", about.occasion)
            read = groups_read(reader, text)
            chosen = _chosen(read, answers or {})
            there = groups_of(reader, session)
            taking = _Taking(reader, self._pen, chosen, day.gathering)
            edits = taking.edits(read.rows, there, session)
        return self._pen.commit(edits, "groups.paste")


def _chosen(read: PeopleRead | GroupsRead, answers: Answers) -> dict[str, str]:
    """Return the person each key means; raises ListRefused or DomainError ``people_not_clear``."""
    if read.is_refused:
        raise ListRefused(read.problems)
    open_still = [each.name for each in read.asked if not _is_answer(answers.get(each.key, ""), each)]
    if open_still:
        raise DomainError("people_not_clear", people=", ".join(open_still))
    chosen = {**read.known, **{each.key: answers[each.key] for each in read.asked}}
    return {key: person for key, person in chosen.items() if person != SOMEBODY_NEW}


def _is_answer(answer: str, asked: Asked) -> bool:
    return answer == SOMEBODY_NEW or any(answer == person.id for person in asked.could_be)


def _filled(person: Person, row: PersonRow) -> Person:
    """Return a person with what a row says where nothing was known."""
    said: dict[str, Any] = {
        name: (value,) if name == "also_known_as" else value
        for name, value in row.says
        if not getattr(person, name)
    }
    return replace(person, **said)


def _changes(before: Person, after: Person) -> list[Edit]:
    told = {name: new for name in FIELDS if (new := getattr(after, name)) != getattr(before, name)}
    return [change("person", before.id, **told)] if told else []


class _Taking:
    """Makes the edits of a list of groups: people who are new, groups, seats."""

    def __init__(self, reader: Reader, pen: Pen, chosen: Mapping[str, str], gathering: str) -> None:
        self._reader = reader
        self._pen = pen
        self._gathering = gathering
        self._people: dict[str, Person] = {}
        by_id = {kept.record.id: kept.record for kept in reader.among("person", "id", chosen.values())}
        for name, person in chosen.items():
            self._people[name] = by_id[person]

    def edits(self, rows: Iterable[GroupRow], there: tuple[Group, ...], session: str) -> list[Edit]:
        """Return all of it, people first."""
        listed = tuple(rows)
        new = [name for row in listed for name in row.names if name not in self._people]
        self._people |= {name: Person(self._pen.new_id(), name) for name in dict.fromkeys(new)}
        edits = [create(self._people[name], scope_for("person")) for name in dict.fromkeys(new)]
        known = {group.title.casefold(): group for group in there}
        titles = [row.title for row in listed if row.title.casefold() not in known]
        made = {group.title: group for group in groups_after(titles, session, there, self._pen)}
        for row in listed:
            old = known.get(row.title.casefold())
            edits += self._group(row, old or made[row.title], is_new=old is None)
        return edits

    def _group(self, row: GroupRow, group: Group, *, is_new: bool) -> list[Edit]:
        leads = tuple(dict.fromkeys((*group.leads, *(self._people[name].id for name in row.leads))))
        taker = self._people[row.note_taker].id if row.note_taker else group.note_taker
        full = replace(group, leads=leads, note_taker=taker, topic=row.topic or group.topic)
        if is_new:
            edits = [create(full, scope_for("gathering", self._gathering))]
        else:
            edits = [change("group", group.id, leads=leads, note_taker=taker, topic=full.topic)]
        seated = {kept.record.person for kept in self._reader.every("seat", group=group.id)}
        sitting = {self._people[name].id: self._people[name] for name in row.names}
        return edits + [
            create(seat_of(person, group.id, self._pen), scope_for("seat", group.id))
            for person in sitting.values()
            if person.id not in seated
        ]
