"""Those who come on a day, one by one: put on its list, put right, taken off it, and put into a group of a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.days import day_of, groups_of, one
from facilitator.pen import Made, Pen
from facilitator.seats import refuse_in_use
from facilitator.session_groups import seats_for
from sessions.breakouts import Group, GroupKind, Seat
from sessions.edits import Edit, change, create, delete
from sessions.errors import DomainError
from sessions.ops import Change
from sessions.people import Attendance, AttendanceRole, Person
from sessions.scopes import scope_for

WRITTEN: Final = ("name", "organisation", "role", "sector", "region")
"""What of a person is put right in a list; each is a field of their record."""
BETWEEN: Final = ";"
"""What parts the titles of several groups that somebody sits in."""


@dataclass(frozen=True, slots=True)
class TakenOff:
    """Somebody who was taken off a day: what they still lead, chair or do there in words, and the Change."""

    still: tuple[str, ...]
    change: Future[Change]


class DayPeople:
    """Changes who comes on a day; every act is done when its Future is, and can be undone as one."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def add(self, occasion: str, people: Sequence[str]) -> Future[Change]:
        """Put people of the register on the list of a day, by their ids; those on it already stay as they are.

        Raises DomainError ``gone``.
        """
        with self._pen.archive.reader() as reader:
            one(reader, "occasion", occasion)
            here = {kept.record.person for kept in reader.every("attendance", occasion=occasion)}
            found = {person: one(reader, "person", person) for person in people}
        edits = [self._attendance(occasion, person) for person in found if person not in here]
        return self._pen.commit(edits, "day.come")

    def add_new(self, occasion: str, name: str) -> Made:
        """Put somebody new into the register and on the list of a day.

        Raises DomainError ``name_missing`` or ``gone``.
        """
        with self._pen.archive.reader() as reader:
            one(reader, "occasion", occasion)
        person = Person(self._pen.new_id(), _said(name, "name"))
        edits = [create(person, scope_for("person")), self._attendance(occasion, person.id)]
        return Made(person.id, self._pen.commit(edits, "day.come"))

    def _attendance(self, occasion: str, person: str) -> Edit:
        return create(Attendance(self._pen.new_id(), occasion, person), scope_for("attendance"))

    def write(self, person: str, field: str, text: str) -> Future[Change]:
        """Put right one of the ``WRITTEN`` fields of somebody in the register.

        Raises DomainError ``name_missing`` or ``gone``.
        """
        said = _said(text, field)
        with self._pen.archive.reader() as reader:
            before = getattr(one(reader, "person", person), field)
        edits = [change("person", person, **{field: said})] if said != before else []
        return self._pen.commit(edits, "person.write")

    def here_as(self, occasion: str, person: str, text: str) -> Future[Change]:
        """Say what somebody is on a day, as typed; nothing typed is a member.

        Raises DomainError ``here_as_unknown`` or ``gone``.
        """
        role = role_meant(text)
        with self._pen.archive.reader() as reader:
            (attendance, *_more) = _attendances(reader, occasion, person)
        edits = [change("attendance", attendance.id, role=role)] if role is not attendance.role else []
        return self._pen.commit(edits, "day.here_as")

    def take_off(self, occasion: str, person: str) -> TakenOff:
        """Take somebody off the list of a day. They stay in the register, and what they lead stays theirs.

        Raises DomainError ``gone``.
        """
        with self._pen.archive.reader() as reader:
            edits = [delete("attendance", each.id) for each in _attendances(reader, occasion, person)]
            still = tuple(_still(reader, occasion, person))
        return TakenOff(still, self._pen.commit(edits, "day.leave"))

    def sit(self, session: str, person: str, titles: Sequence[str]) -> Future[Change]:
        """Let somebody sit in the groups of a session with these titles, and in no other.

        Raises DomainError ``no_such_group``, ``seat_in_use`` or ``gone``.
        """
        with self._pen.archive.reader() as reader:
            one(reader, "person", person)
            groups = breakouts_of(reader, session)
            meant = _meant(groups, titles)
            seats = [seat for seat in _seats(reader, groups) if seat.person == person]
            leaving = [seat for seat in seats if seat.group not in meant]
            for seat in leaving:
                refuse_in_use(reader, seat)
            edits = [delete("seat", seat.id) for seat in leaving]
            for group in meant:
                edits += seats_for(reader, group, [person], self._pen)
        return self._pen.commit(edits, "seat.place")


def breakouts_of(reader: Reader, session: str) -> list[Group]:
    """Return the groups of a session that people are put into: not everybody together, nor its chat."""
    return [group for group in groups_of(reader, session) if group.kind is GroupKind.BREAKOUT]


def titles_of_those(reader: Reader, session: str) -> dict[str, str]:
    """Return the titles of the groups of a session that people sit in, by person id, as ``titles_typed`` has them."""
    groups = breakouts_of(reader, session)
    sitting: dict[str, set[str]] = {group.id: set() for group in groups}
    for group_id, person in reader.fields("seat", ("group", "person"), group=list(sitting)):
        sitting[group_id].add(person)
    found: dict[str, str] = {}
    for group in groups:
        for person in sorted(sitting[group.id] - {""}):
            found[person] = f"{found[person]}{BETWEEN} {group.title}" if person in found else group.title
    return found


def _seats(reader: Reader, groups: Sequence[Group]) -> list[Seat]:
    return [kept.record for kept in reader.among("seat", "group", [group.id for group in groups])]


def role_meant(text: str) -> AttendanceRole:
    """Return what somebody is on a day by its word; raises DomainError ``here_as_unknown``."""
    said = " ".join(text.split()).casefold() or AttendanceRole.MEMBER
    for role in AttendanceRole:
        if said == role.value:
            return role
    raise DomainError("here_as_unknown", text=text, roles=", ".join(AttendanceRole))


def _said(text: str, field: str) -> str:
    said = " ".join(text.split())
    if field == "name" and not said:
        raise DomainError("name_missing")
    return said


def _attendances(reader: Reader, occasion: str, person: str) -> list[Attendance]:
    found = [kept.record for kept in reader.every("attendance", occasion=occasion, person=person)]
    if not found:
        raise DomainError("gone")
    return found


def titles_typed(text: str) -> tuple[str, ...]:
    """Return the titles of groups that are typed into one field."""
    return tuple(title for one in text.split(BETWEEN) if (title := one.strip()))


def _meant(groups: Sequence[Group], titles: Sequence[str]) -> list[str]:
    """Return the ids of groups by their titles, capitals apart."""
    called = {_plain(group.title): group.id for group in groups}
    for title in titles:
        if _plain(title) not in called:
            there = ", ".join(group.title for group in groups) or "–"
            raise DomainError("no_such_group", group=title, groups=there)
    return [called[_plain(title)] for title in titles]


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _still(reader: Reader, occasion: str, person: str) -> Iterator[str]:
    """Say what somebody leads, chairs, does or notes down on a day."""
    day = day_of(reader, occasion)
    for session in day.sessions:
        if person in session.led_by:
            yield _("leads ‘{title}’").format(title=session.title)
        if person == session.chaired_by:
            yield _("chairs ‘{title}’").format(title=session.title)
        if any(person in part.people for part in day.parts_of(session.id)):
            yield _("has a part in ‘{title}’").format(title=session.title)
        for group in groups_of(reader, session.id):
            names = {"group": group.title, "title": session.title}
            if person in group.leads:
                yield _("leads {group} of ‘{title}’").format(**names)
            if person == group.note_taker:
                yield _("takes the notes of {group} of ‘{title}’").format(**names)
