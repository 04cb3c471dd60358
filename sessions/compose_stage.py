"""Who speaks in a session and when: those who open it, short contributions, invited listeners, closing remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sessions.agenda import Part, PartKind, Session
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_kit import Kit
from sessions.compose_threads import Thread
from sessions.compose_wording import carried, opened, record
from sessions.document import BlockType
from sessions.people import Person

_BETWEEN: Final = frozenset(PartKind) - {PartKind.SPEAKER, PartKind.BREAK}


class Stage:
    """The speakers of one session, each told once: nothing in the notes says where one talk of theirs ends."""

    def __init__(self, session: Session, kit: Kit) -> None:
        self._session = session
        self._kit = kit
        self._parts = kit.index.parts_of(session)
        self._closing_part = self._found_closing()
        closing = self._closing_part.people if self._closing_part else ()
        others = [one for part in self._parts if part is not self._closing_part for one in part.people]
        self.closing = self._known([one for one in closing if one not in others])
        told = {person.id for person in self.closing}
        self.speakers = [one for one in self._opening() if one.id not in told]
        self.contributors = self._people(PartKind.CONTRIBUTIONS)
        self.invited = self._people(PartKind.REFLECTIONS)

    @property
    def is_nothing_but_closing(self) -> bool:
        """Tell whether the session is nothing but closing remarks."""
        return bool(self.closing) and len(self._parts) == 1

    def plan(self) -> list[Piece]:
        """Return who opened the session, why it was held, and what the network brought to it."""
        session, wording = self._session, self._kit.wording
        opening = wording.sentences(self._introduction(), carried(session.why_now, session.id))
        made = [Piece(BlockType.PARAGRAPH, opening)] if opening else []
        if session.learnt:
            items = [carried(words, session.id) for words in session.learnt]
            made += [
                Piece(BlockType.PARAGRAPH, wording.fill("learnt")),
                list_of(BlockType.BULLETS, items),
            ]
        return made

    def talks(
        self, people: Sequence[Person], talks: dict[str, Sequence[Thread]], *, is_pulled: bool = False
    ) -> list[Piece]:
        """Return what some people said, each in turn, and take it out of ``talks``: nobody is told twice."""
        return [
            piece
            for person in people
            for piece in self._kit.talk.pieces(person, talks.pop(person.id, ()), is_pulled=is_pulled)
        ]

    def closing_remarks(self, talks: dict[str, Sequence[Thread]], level: int) -> list[Piece]:
        """Return the remarks that end the gathering; a session that is nothing else needs no heading for them."""
        if not self.closing:
            return []
        is_alone = level > 1 and self.is_nothing_but_closing
        lead = self.named("closing", self.closing, level)
        return [*(lead[1:] if is_alone else lead), *self.talks(self.closing, talks, is_pulled=True)]

    def named(self, name: str, people: Sequence[Person], level: int = 2) -> list[Piece]:
        """Return the heading of what some people said, and who they are."""
        if not people:
            return []
        wording, heading = self._kit.wording, f"heading-{name}"
        lead = opened(wording.fill(name, people=self._kit.speakers.all(people)))
        return [
            Piece(BlockType.HEADING, wording.fill(heading), level=level),
            Piece(BlockType.PARAGRAPH, lead),
        ]

    def _found_closing(self) -> Part | None:
        """Return the part with the closing remarks: at the end of the last session, after people have talked."""
        index = self._kit.index
        parts = [part for part in self._parts if part.kind is not PartKind.BREAK]
        if self._session is not index.sessions[-1] or not parts or parts[-1].kind is not PartKind.SPEAKER:
            return None
        is_alone = len(parts) == 1 and len(index.sessions) > 1 and not self._session.led_by
        return parts[-1] if is_alone or any(part.kind in _BETWEEN for part in parts) else None

    def _opening(self) -> list[Person]:
        """Return those who speak at the beginning, the session's leaders last."""
        speaking = [
            person
            for part in self._parts
            if part.kind is PartKind.SPEAKER and part is not self._closing_part
            for person in part.people
        ]
        return self._known([*speaking, *self._session.led_by])

    def _people(self, kind: PartKind) -> list[Person]:
        return self._known([one for part in self._parts if part.kind is kind for one in part.people])

    def _known(self, ids: Sequence[str]) -> list[Person]:
        people = self._kit.index.people
        return [people[one] for one in dict.fromkeys(ids) if one in people]

    def _introduction(self) -> Runs:
        wording, speakers = self._kit.wording, self._kit.speakers
        opening = [one for one in self._people(PartKind.SPEAKER) if one in self.speakers] or self.speakers
        chair = [one for one in self._known((self._session.chaired_by,)) if one not in opening]
        if not opening:
            return opened(wording.fill("chaired", chair=speakers.all(chair))) if chair else ()
        name = "introduced-chaired" if chair else "introduced"
        title = self._talk_title()
        if title:
            name += "-title"
        slots = {
            "speakers": speakers.all(opening),
            "chair": speakers.all(chair),
            "title": wording.quoted(title),
        }
        return opened(wording.fill(name, **slots))

    def _talk_title(self) -> Runs:
        for part in self._parts:
            if part.kind is PartKind.SPEAKER and part.title and part is not self._closing_part:
                return record(self._kit.wording.inside(part.title), part.id)
        return ()
