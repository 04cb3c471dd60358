"""The groups of a session: several made at once, each with its topic, who leads it and who takes its notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from gettext import gettext as _

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.days import day_with, groups_of, one
from facilitator.following_seats import is_not_to_be_named
from facilitator.keys import keys_for
from facilitator.pen import Pen
from sessions.breakouts import Group, GroupKind, Seat
from sessions.edits import Edit, change, create, delete
from sessions.errors import DomainError
from sessions.ops import Change
from sessions.people import Person, initials
from sessions.ranks import placed
from sessions.scopes import scope_for

MOST_AT_ONCE = 60
"""Groups that are made in one act."""


class SessionGroups:
    """Makes and changes the groups of sessions; every act is done when its Future is."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def add(
        self, session: str, titles: Sequence[str] = (), *, count: int = 0
    ) -> tuple[tuple[str, ...], Future[Change]]:
        """Add groups by their titles, or so many that are numbered on; return their ids and the Change.

        Raises DomainError ``gone`` or ``groups_too_many``.
        """
        if not 0 < (len(titles) or count) <= MOST_AT_ONCE:
            raise DomainError("groups_too_many", most=MOST_AT_ONCE)
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
            there = groups_of(reader, session)
        called = [" ".join(title.split()) for title in titles] or _numbered(count, there)
        groups = groups_after(called, session, there, self._pen)
        scope = scope_for("gathering", day.occasion.gathering)
        change = self._pen.commit([create(group, scope) for group in groups], "group.add")
        return tuple(group.id for group in groups), change

    def rename(self, group: str, title: str) -> Future[Change]:
        """Give a group another title; raises DomainError ``title_missing``."""
        called = " ".join(title.split())
        if not called:
            raise DomainError("title_missing")
        return self._pen.commit([change("group", group, title=called)], "group.write")

    def set_topic(self, group: str, topic: str) -> Future[Change]:
        """Say what a group talks about."""
        return self._pen.commit([change("group", group, topic=topic.strip())], "group.write")

    def set_leads(self, group: str, people: Sequence[str]) -> Future[Change]:
        """Say who leads a group, by person ids; they sit in it."""
        ids = tuple(dict.fromkeys(people))
        return self._pen.commit(
            [change("group", group, leads=ids), *self._seated(group, ids)], "group.people"
        )

    def set_note_taker(self, group: str, person: str = "") -> Future[Change]:
        """Say who takes the notes of a group, by person id, or nobody yet; they sit in it."""
        ids = (person,) if person else ()
        edits = [change("group", group, note_taker=person), *self._seated(group, ids)]
        return self._pen.commit(edits, "group.people")

    def move_by(self, group: str, steps: int) -> Future[Change]:
        """Move a group so many places on within its session, or back where it is negative."""
        with self._pen.archive.reader() as reader:
            about: Group = one(reader, "group", group)
            there = groups_of(reader, about.session)
        rest = [each for each in there if each.id != group]
        at = min(max(0, there.index(about) + steps), len(rest))
        if at == there.index(about):
            return self._pen.commit([], "group.move")
        rank, others = placed([each.rank for each in rest], at, self._pen.salt())
        edits = [change("group", group, rank=rank)]
        edits += [change("group", rest[place].id, rank=new) for place, new in others.items()]
        return self._pen.commit(edits, "group.move")

    def remove(self, group: str, *, with_notes: bool = False) -> Future[Change]:
        """Take a group out; its notes go only where that was asked. Raises DomainError ``group_has_notes``."""
        with self._pen.archive.reader() as reader:
            about: Group = one(reader, "group", group)
            notes = [kept.record.id for kept in reader.every("note", group=group)]
            count = len(notes) + reader.off_the_record(group)
        if count and not with_notes:
            raise DomainError("group_has_notes", title=about.title, count=count)
        edits = [delete("group", group), *(delete("note", note) for note in notes)]
        return self._pen.commit(edits, "group.remove")

    def _seated(self, group: str, people: Iterable[str]) -> list[Edit]:
        with self._pen.archive.reader() as reader:
            return seats_for(reader, group, people, self._pen)


def groups_after(titles: Sequence[str], session: str, there: Sequence[Group], pen: Pen) -> list[Group]:
    """Return new groups that stand after those there are."""
    keys = keys_for(titles, "group", {group.key for group in there})
    ranks = [group.rank for group in there]
    made: list[Group] = []
    for title, key in zip(titles, keys, strict=True):
        # What is put last never makes others be ranked anew, unless one of them has no rank at all.
        rank, _others = placed(ranks[-1:], len(ranks[-1:]), pen.salt())
        ranks.append(rank)
        made.append(Group(pen.new_id(), session, key, title, rank=rank))
    return made


def seats_for(reader: Reader, group: str, people: Iterable[str], pen: Pen) -> list[Edit]:
    """Return what seats people in a group who have no seat there."""
    seated = {kept.record.person for kept in reader.every("seat", group=group)}
    found: dict[str, Person] = {
        kept.record.id: kept.record for kept in reader.among("person", "id", people) if kept.record.id
    }
    return [
        create(seat_of(person, group, pen), scope_for("seat", group))
        for person in found.values()
        if person.id not in seated
    ]


def seat_of(person: Person, group: str, pen: Pen) -> Seat:
    """Return the seat of a person of the register: what their group has to know of them."""
    return Seat(
        pen.new_id(), group, person.name, initials(person.name), person.id, is_not_to_be_named(person)
    )


def _numbered(count: int, there: Sequence[Group]) -> list[str]:
    """Return titles that go on counting; a number that is taken is left out."""
    taken = {group.title for group in there}
    first = sum(group.kind is GroupKind.BREAKOUT for group in there) + 1
    numbers = range(first, first + count + len(taken) + 1)
    titles = (_("Group {number}").format(number=number) for number in numbers)
    return [title for title in titles if title not in taken][:count]
