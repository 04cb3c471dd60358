"""Where notes of a session are taken: its groups, everybody together, the chat, the wall people write on in breaks."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from enum import Enum
from gettext import gettext as _
from typing import Any, Final

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.under_way import known
from sessions.breakouts import Group, GroupKind
from sessions.edits import create
from sessions.errors import DomainError
from sessions.ranks import between, salt_from
from sessions.scopes import scope_for

VERB = "group.open"


class Source(Enum):
    """Where a page of notes comes from; only a group counts where it is told how many groups said something."""

    GROUP = "group"
    PLENARY = "plenary"
    CHAT = "chat"
    BREAK_WALL = "break-wall"
    SURVEY = "survey"


OPENED: Final = (Source.PLENARY, Source.CHAT, Source.BREAK_WALL)
"""What a session has one of, to be opened when notes are taken in it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A place to take notes in, whether it is new, and when it is on the disk."""

    group: Group
    is_new: bool
    durable: Future[Any]


class Sources:
    """Opens places to take notes in."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def of_session(self, session: str) -> tuple[tuple[Source, Group], ...]:
        """Return where notes of a session are taken, in order."""
        with self._archive.reader() as reader:
            return tuple((source_of(group), group) for group in _groups(reader, session))

    def open(self, session: str, source: Source) -> Opened:
        """Return the plenary, the chat or the break wall of a session; it is made where there is none yet.

        Raises DomainError ``record_unknown`` for a session that is not there, ``source_not_opened`` for a group or a
        survey, of which there are several.
        """
        with self._archive.reader() as reader:
            found = _groups(reader, session)
            gathering = _gathering(reader, session)
        if source not in OPENED:
            raise DomainError("source_not_opened")
        for group in found:
            if source_of(group) is source:
                return Opened(group, False, known(None))
        group = self._made(session, source, found)
        done = self._archive.commit([create(group, scope_for("group", gathering))], self._actor, VERB)
        return Opened(group, True, done)

    def _made(self, session: str, source: Source, others: list[Group]) -> Group:
        titles = {
            Source.PLENARY: (GroupKind.PLENARY, _("Everybody together")),
            Source.CHAT: (GroupKind.CHAT, _("The chat")),
            Source.BREAK_WALL: (GroupKind.CHAT, _("The wall")),
        }
        kind, title = titles[source]
        keys = {group.key for group in others}
        numbered = (f"{source.value}-{number}" for number in range(2, len(keys) + 3))
        key = source.value if source.value not in keys else next(one for one in numbered if one not in keys)
        rank = between(
            max((group.rank for group in others), default=""), "", salt_from(self._around.randomness(8))
        )
        return Group(
            self._around.new_id(),
            session,
            key,
            title,
            kind,
            rank=rank,
            is_break_wall=source is Source.BREAK_WALL,
        )


def source_of(group: Group) -> Source:
    """Return where the notes of a group come from."""
    if group.is_break_wall:
        return Source.BREAK_WALL
    return Source.GROUP if group.kind is GroupKind.BREAKOUT else Source(group.kind.value)


def _groups(reader: Reader, session: str) -> list[Group]:
    found: list[Group] = [kept.record for kept in reader.every("group", session=session)]
    return sorted(found, key=lambda group: (group.rank, group.id))


def _gathering(reader: Reader, session: str) -> str:
    for kept in reader.page("session", id=session):
        for occasion in reader.page("occasion", id=kept.record.occasion):
            return str(occasion.record.gathering)
    raise DomainError("record_unknown")
