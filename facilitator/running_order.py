"""Acts on the running order: sessions made, moved, renamed, given their length, their hard stops and their kind."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from gettext import gettext as _

from facilitator.archive.archive import Archive, Surroundings
from facilitator.days import Day, day_of, day_with, one, sessions_of
from facilitator.keys import keys_for
from facilitator.pen import Made, Pen
from facilitator.plan_content import plenary_of
from sessions.agenda import FLOWS, MINUTES_A_DAY, Part, PartKind, Session, parse_clock, parse_length
from sessions.breakouts import Group
from sessions.edits import change, create
from sessions.errors import DomainError
from sessions.gathering import Occasion
from sessions.ops import Change
from sessions.ranks import placed
from sessions.resizing import resized
from sessions.scopes import scope_for

NEW_LENGTH = 15
"""Minutes of a session that was just added."""


class RunningOrder:
    """Changes the running order of occasions; every act is done when its Future is."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    # -- making and moving --------------------------------------------------------------------------------

    def add(
        self,
        occasion: str,
        title: str = "",
        *,
        before: str = "",
        after: str = "",
        kind: PartKind = PartKind.PLENARY,
        length: str = "",
    ) -> Made:
        """Add a session before or after another, else at the end, with a group for everybody together.

        Raises DomainError ``gone`` or ``length_not_understood``.
        """
        minutes = minutes_of(length) if length.strip() else NEW_LENGTH
        with self._pen.archive.reader() as reader:
            day = day_of(reader, occasion)
            taken = {session.key for session in sessions_of(reader, day.occasion.gathering)}
        at = _place(day, before, after)
        rank, others = placed([session.rank for session in day.sessions], at, self._pen.salt())
        called = " ".join(title.split()) or _("New session")
        made = Session(
            self._pen.new_id(), occasion, keys_for([called], "session", taken)[0], called, rank=rank
        )
        records: list[Session | Part | Group] = [replace(made, length=minutes), plenary_of(made, self._pen)]
        if kind is not PartKind.PLENARY:
            part = Part(self._pen.new_id(), made.id, kind, length=minutes, rank=self._pen.ranks(1)[0])
            records = [made, part, plenary_of(made, self._pen)]
        scope = scope_for("gathering", day.occasion.gathering)
        edits = [create(record, scope) for record in records]
        edits += [change("session", day.sessions[place].id, rank=new) for place, new in others.items()]
        return Made(made.id, self._pen.commit(edits, "session.add"))

    def move(self, session: str, *, before: str = "", after: str = "") -> Future[Change]:
        """Put a session before or after another of its occasion, else at the end; raises DomainError ``gone``."""
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
        rest = replace(day, sessions=tuple(one for one in day.sessions if one.id != session))
        return self._put(rest, session, _place(rest, before, after))

    def move_by(self, session: str, steps: int) -> Future[Change]:
        """Move a session so many places down, or up where it is negative, as far as the order goes."""
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
        return self._to(day, session, day.place_of(session) + steps)

    def move_to(self, session: str, place: int) -> Future[Change]:
        """Move a session to a place of its occasion, 0 being the first."""
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
        return self._to(day, session, place)

    def _to(self, day: Day, session: str, place: int) -> Future[Change]:
        rest = replace(day, sessions=tuple(one for one in day.sessions if one.id != session))
        at = min(max(0, place), len(rest.sessions))
        if at == day.place_of(session):
            return self._pen.commit([], "session.move")
        return self._put(rest, session, at)

    def _put(self, rest: Day, session: str, at: int) -> Future[Change]:
        rank, others = placed([one.rank for one in rest.sessions], at, self._pen.salt())
        edits = [change("session", session, rank=rank)]
        edits += [change("session", rest.sessions[place].id, rank=new) for place, new in others.items()]
        return self._pen.commit(edits, "session.move")

    def rename(self, session: str, title: str) -> Future[Change]:
        """Give a session another title; raises DomainError ``title_missing``."""
        called = " ".join(title.split())
        if not called:
            raise DomainError("title_missing")
        return self._pen.commit([change("session", session, title=called)], "session.rename")

    # -- times --------------------------------------------------------------------------------------------

    def set_length(self, session: str, text: str) -> Future[Change]:
        """Give a session a length as typed; its parts share it in proportion, those that are protected apart.

        Raises DomainError ``length_not_understood``, ``parts_need_more`` or ``parts_protected``.
        """
        minutes = minutes_of(text)
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
        parts = day.parts_of(session)
        if not parts:
            return self._pen.commit([change("session", session, length=minutes)], "session.length")
        edits = [change("part", part, length=new) for part, new in resized(minutes, parts).items()]
        if day.session(session).length:
            edits.append(change("session", session, length=0))
        return self._pen.commit(edits, "session.length")

    def start_at(self, occasion: str, text: str) -> Future[Change]:
        """Let an occasion begin at a time of day as typed; raises DomainError ``time_not_understood``."""
        return self._pen.commit([change("occasion", occasion, starts=parse_clock(text))], "occasion.start")

    def must_end(self, session: str, text: str) -> Future[Change]:
        """Say at what time of day a session must be over, or with an empty text that nobody minds.

        A time before the occasion begins is one of the next morning. Raises DomainError ``time_not_understood``.
        """
        return self._pen.commit(
            [change("session", session, must_end=self._wall(session, text))], "session.must_end"
        )

    def begin_at(self, session: str, text: str) -> Future[Change]:
        """Fix the time of day at which a session begins, or with an empty text let it flow again."""
        return self._pen.commit(
            [change("session", session, fixed_start=self._wall(session, text))], "session.begin"
        )

    def _wall(self, session: str, text: str) -> int:
        if not text.strip():
            return FLOWS
        minutes = parse_clock(text)
        with self._pen.archive.reader() as reader:
            about: Session = one(reader, "session", session)
            occasion: Occasion = one(reader, "occasion", about.occasion)
        return minutes if minutes >= occasion.starts else minutes + MINUTES_A_DAY

    def protect(self, session: str, *, is_protected: bool) -> Future[Change]:
        """Keep a session from being shortened, or no longer."""
        return self._pen.commit([change("session", session, is_protected=is_protected)], "session.protect")

    # -- kind ---------------------------------------------------------------------------------------------

    def set_kind(self, session: str, kind: PartKind) -> Future[Change]:
        """Say what a session is as a whole: one part of a kind, or for a plenary none.

        Raises DomainError ``kind_from_parts`` where several parts already say it.
        """
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
        parts, about = day.parts_of(session), day.session(session)
        if len(parts) > 1:
            raise DomainError("kind_from_parts", title=about.title)
        if parts:
            return self._pen.commit([change("part", parts[0].id, kind=kind)], "session.kind")
        if kind is PartKind.PLENARY:
            return self._pen.commit([], "session.kind")
        part = Part(self._pen.new_id(), session, kind, length=about.length, rank=self._pen.ranks(1)[0])
        scope = scope_for("gathering", day.occasion.gathering)
        return self._pen.commit([create(part, scope), change("session", session, length=0)], "session.kind")


def _place(day: Day, before: str, after: str) -> int:
    if before:
        return day.place_of(before)
    return day.place_of(after) + 1 if after else len(day.sessions)


def minutes_of(text: str) -> int:
    """Return the minutes of a length as typed; raises DomainError ``length_not_understood``, also for none at all."""
    minutes = parse_length(text)
    if not minutes:
        raise DomainError("length_not_understood", text=text)
    return minutes
