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

_AFTER: Final = frozenset({PartKind.PLENARY, PartKind.POLL})
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
    def begins_with_closing(self) -> bool:
        """Tell whether the session is there for the closing remarks: they come first in it."""
        return bool(self.closing) and self._said_parts()[0] is self._closing_part

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

    def closing_remarks(self, talks: dict[str, Sequence[Thread]], *, is_section: bool) -> list[Piece]:
        """Return the remarks that end the gathering, in their session or as a section of their own.

        Where the session is there for them, its heading is theirs, and a section says what it was for.
        """
        if not self.closing:
            return []
        wording, session = self._kit.wording, self._session
        heading = Piece(BlockType.HEADING, wording.fill("heading-closing"), level=1 if is_section else 2)
        made = [] if self.begins_with_closing and not is_section else [heading]
        if self.begins_with_closing and is_section:
            question = carried(session.question, session.id)
            made += [Piece(BlockType.STANDFIRST, question)] if question else []
            made += self.plan()
        return [
            *made,
            Piece(BlockType.PARAGRAPH, self._last_word()),
            *self.talks(self.closing, talks, is_pulled=True),
        ]

    def _last_word(self) -> Runs:
        wording = self._kit.wording
        people, title = self._kit.speakers.all(self.closing), self._title_of(self._closing_part)
        name = "closing-title" if title else "closing"
        return opened(wording.fill(name, people=people, title=wording.quoted(title)))

    def named(self, name: str, people: Sequence[Person]) -> list[Piece]:
        """Return the heading of what some people said, and who they are."""
        if not people:
            return []
        wording, heading = self._kit.wording, f"heading-{name}"
        lead = opened(wording.fill(name, people=self._kit.speakers.all(people)))
        return [
            Piece(BlockType.HEADING, wording.fill(heading), level=2),
            Piece(BlockType.PARAGRAPH, lead),
        ]

    def _said_parts(self) -> list[Part]:
        return [part for part in self._parts if part.kind is not PartKind.BREAK]

    def _found_closing(self) -> Part | None:
        """Return the part with the closing remarks, in the last session: its end, after people have talked.

        Or the only talk of a session that nobody leads and in which nothing but the plenary comes after it.
        """
        index, parts = self._kit.index, self._said_parts()
        speakers = [part for part in parts if part.kind is PartKind.SPEAKER]
        if self._session is not index.sessions[-1] or not speakers:
            return None
        if parts[-1] is speakers[-1] and any(part.kind in _BETWEEN for part in parts):
            return speakers[-1]
        is_alone = len(index.sessions) > 1 and len(speakers) == 1 and not self._session.led_by
        is_short = {part.kind for part in parts[1:]} <= _AFTER
        return parts[0] if is_alone and is_short and parts[0] is speakers[0] else None

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
        talks = [part for part in self._parts if part.kind is PartKind.SPEAKER]
        titles = [self._title_of(part) for part in talks if part is not self._closing_part]
        return next((title for title in titles if title), ())

    def _title_of(self, part: Part | None) -> Runs:
        return record(self._kit.wording.inside(part.title), part.id) if part else ()
