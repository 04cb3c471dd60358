"""A session's plan twice, in two, or in another gathering: its parts and groups, never its notes or seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _

from facilitator.archive.archive import Archive, Surroundings
from facilitator.days import Day, day_of, day_with, groups_of, sessions_of
from facilitator.keys import keys_for
from facilitator.pen import Made, Pen
from facilitator.plan_content import copied, plenary_of
from facilitator.running_order import minutes_of
from sessions.agenda import FLOWS, Part, PartKind, Session
from sessions.breakouts import Group, GroupKind
from sessions.edits import Edit, change, create
from sessions.errors import DomainError
from sessions.ranks import placed
from sessions.scopes import scope_for


class SessionCopies:
    """Copies and splits the plans of sessions; every act is done when its Future is."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def duplicate(self, session: str) -> Made:
        """Put a copy of a session's plan after it."""
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
            groups = groups_of(reader, session)
            every = sessions_of(reader, day.occasion.gathering)
        about = day.session(session)
        title = _again(about.title, [one.title for one in day.sessions])
        rank, moved = self._room_after(day, session)
        key = keys_for([title], "session", {one.key for one in every})[0]
        made = replace(
            about, id=self._pen.new_id(), title=title, key=key, rank=rank, fixed_start=FLOWS, must_end=FLOWS
        )
        edits = self._copied(made, day.parts_of(session), groups, day.occasion.gathering)
        return Made(made.id, self._pen.commit([*edits, *moved], "session.duplicate"))

    def copy_to(self, session: str, occasion: str) -> Made:
        """Put a copy of a session's plan at the end of an occasion, perhaps of another gathering.

        Of a gathering of another network it has no strand.
        """
        with self._pen.archive.reader() as reader:
            day, there = day_with(reader, session), day_of(reader, occasion)
            groups = groups_of(reader, session)
            taken = {one.key for one in sessions_of(reader, there.occasion.gathering)}
            networks = {kept.record.id: kept.record.network for kept in reader.every("gathering")}
        about = day.session(session)
        is_home = networks.get(day.occasion.gathering) == networks.get(there.occasion.gathering)
        rank, others = placed([one.rank for one in there.sessions], len(there.sessions), self._pen.salt())
        made = replace(
            about,
            id=self._pen.new_id(),
            occasion=occasion,
            key=keys_for([about.title], "session", taken)[0],
            rank=rank,
            strand=about.strand if is_home else "",
            fixed_start=FLOWS,
            must_end=FLOWS,
        )
        edits = self._copied(made, day.parts_of(session), groups, there.occasion.gathering)
        edits += [change("session", there.sessions[place].id, rank=new) for place, new in others.items()]
        return Made(made.id, self._pen.commit(edits, "session.copy"))

    def split(self, session: str, at: str = "") -> Made:
        """Split a session in two, ``at`` a length as typed or the id of the part that the second begins with.

        Without either a session with parts is split before the middle one, another in the middle of its minutes. The
        groups meet where the breakouts are. Raises DomainError ``cannot_split`` or ``length_not_understood``.
        """
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
            groups = groups_of(reader, session)
            every = sessions_of(reader, day.occasion.gathering)
        about, parts = day.session(session), day.parts_of(session)
        title = _again(about.title, [one.title for one in day.sessions])
        rank, moved = self._room_after(day, session)
        second = replace(
            about, id=self._pen.new_id(), title=title, rank=rank, fixed_start=FLOWS,
            key=keys_for([title], "session", {one.key for one in every})[0],
        )  # fmt: skip
        first, second, going = _halves(about, second, parts, at)
        scope = scope_for("gathering", day.occasion.gathering)
        edits = [create(second, scope), create(plenary_of(second, self._pen), scope)]
        edits += [change("session", session, length=first.length, must_end=FLOWS)]
        edits += [change("part", part.id, session=second.id) for part in going]
        if _breakouts_go(parts, going):
            edits += [
                change("group", one.id, session=second.id) for one in groups if one.kind is GroupKind.BREAKOUT
            ]
        return Made(second.id, self._pen.commit([*edits, *moved], "session.split"))

    def _room_after(self, day: Day, session: str) -> tuple[str, list[Edit]]:
        at = day.place_of(session) + 1
        rank, others = placed([one.rank for one in day.sessions], at, self._pen.salt())
        return rank, [change("session", day.sessions[place].id, rank=new) for place, new in others.items()]

    def _copied(
        self, made: Session, parts: Sequence[Part], groups: Sequence[Group], gathering: str
    ) -> list[Edit]:
        records = copied(made, parts, groups, self._pen.new_id)
        return [create(one, scope_for("gathering", gathering)) for one in records]


def _again(title: str, taken: Sequence[str]) -> str:
    """Return a title with the first number that is free."""
    numbers = range(2, len(taken) + 3)
    found = (_("{title} ({number})").format(title=title, number=number) for number in numbers)
    return next(one for one in found if one not in taken)


def _halves(
    about: Session, second: Session, parts: Sequence[Part], at: str
) -> tuple[Session, Session, Sequence[Part]]:
    """Return both halves with their lengths, and the parts that go to the second."""
    if len(parts) > 1 or any(part.id == at for part in parts):
        place = next((n for n, part in enumerate(parts) if part.id == at), len(parts) // 2)
        if not place:
            raise DomainError("cannot_split", title=about.title)
        return replace(about, length=0), replace(second, length=0), parts[place:]
    whole = parts[0].length if parts else about.length
    first = minutes_of(at) if at.strip() else whole // 2
    if not 0 < first < whole or parts:
        raise DomainError("cannot_split", title=about.title)
    return replace(about, length=first), replace(second, length=whole - first), ()


def _breakouts_go(parts: Sequence[Part], going: Sequence[Part]) -> bool:
    """Tell whether all breakouts of a session go to its second half."""
    return any(part.kind is PartKind.BREAKOUTS for part in going) and not any(
        part.kind is PartKind.BREAKOUTS for part in parts if part not in going
    )
