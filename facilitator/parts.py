"""Acts on the parts of a session: what happens in it, how long, and who does it. Its length follows them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from facilitator.archive.archive import Archive, Surroundings
from facilitator.days import day_with, one
from facilitator.pen import Made, Pen
from facilitator.running_order import minutes_of
from sessions.agenda import Part, PartKind, Session
from sessions.edits import Edit, change, create, delete
from sessions.ops import Change
from sessions.ranks import placed
from sessions.scopes import scope_for

NEW_LENGTH = 10
"""Minutes of a part that was just added."""


class Parts:
    """Changes the parts of sessions; every act is done when its Future is."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def add(
        self,
        session: str,
        kind: PartKind,
        *,
        title: str = "",
        length: str = "",
        people: Sequence[str] = (),
        after: str = "",
    ) -> Made:
        """Add a part after another, else at the end; ``people`` are person ids.

        Raises DomainError ``gone`` or ``length_not_understood``.
        """
        minutes = minutes_of(length) if length.strip() else NEW_LENGTH
        with self._pen.archive.reader() as reader:
            day = day_with(reader, session)
        parts = day.parts_of(session)
        at = next((place for place, part in enumerate(parts, 1) if part.id == after), len(parts))
        rank, others = placed([part.rank for part in parts], at, self._pen.salt())
        called = " ".join(title.split())
        part = Part(self._pen.new_id(), session, kind, called, minutes, tuple(people), rank=rank)
        edits = [create(part, scope_for("gathering", day.occasion.gathering))]
        edits += [change("part", parts[place].id, rank=new) for place, new in others.items()]
        return Made(part.id, self._pen.commit([*edits, *_following(day.session(session))], "part.add"))

    def move_by(self, part: str, steps: int) -> Future[Change]:
        """Move a part so many places on within its session, or back where it is negative."""
        parts, about = self._around_part(part)
        place = parts.index(about)
        rest = [one for one in parts if one.id != part]
        at = min(max(0, place + steps), len(rest))
        if at == place:
            return self._pen.commit([], "part.move")
        rank, others = placed([one.rank for one in rest], at, self._pen.salt())
        edits = [change("part", part, rank=rank)]
        edits += [change("part", rest[there].id, rank=new) for there, new in others.items()]
        return self._pen.commit(edits, "part.move")

    def set_length(self, part: str, text: str) -> Future[Change]:
        """Give a part a length as typed; raises DomainError ``length_not_understood``."""
        minutes = minutes_of(text)
        _, about = self._around_part(part)
        edits = [change("part", part, length=minutes), *_following(self._session(about))]
        return self._pen.commit(edits, "part.length")

    def set_kind(self, part: str, kind: PartKind) -> Future[Change]:
        """Say what happens in a part."""
        return self._pen.commit([change("part", part, kind=kind)], "part.kind")

    def rename(self, part: str, title: str) -> Future[Change]:
        """Give a part a title; it may have none."""
        return self._pen.commit([change("part", part, title=" ".join(title.split()))], "part.rename")

    def set_people(self, part: str, people: Sequence[str]) -> Future[Change]:
        """Say who does it, by person ids."""
        return self._pen.commit([change("part", part, people=tuple(dict.fromkeys(people)))], "part.people")

    def protect(self, part: str, *, is_protected: bool) -> Future[Change]:
        """Keep a part from being shortened, or no longer."""
        return self._pen.commit([change("part", part, is_protected=is_protected)], "part.protect")

    def remove(self, part: str) -> Future[Change]:
        """Take a part away; a session whose last part goes keeps the minutes of it."""
        parts, about = self._around_part(part)
        session = self._session(about)
        edits = [delete("part", part)]
        if len(parts) == 1 and not session.length:
            edits.append(change("session", session.id, length=about.length))
        return self._pen.commit(edits, "part.remove")

    def _around_part(self, part: str) -> tuple[tuple[Part, ...], Part]:
        """Return the parts of the session that a part is of, and the part."""
        with self._pen.archive.reader() as reader:
            about: Part = one(reader, "part", part)
            return day_with(reader, about.session).parts_of(about.session), about

    def _session(self, part: Part) -> Session:
        with self._pen.archive.reader() as reader:
            found: Session = one(reader, "session", part.session)
        return found


def _following(session: Session) -> list[Edit]:
    """Return what lets the length of a session follow its parts."""
    return [change("session", session.id, length=0)] if session.length else []
