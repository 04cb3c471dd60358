"""One session of a write-up: its question, who opened it and what they said, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sessions.agenda import PartKind, Session
from sessions.breakouts import GroupKind
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_discussion import Discussion, Threads
from sessions.compose_material import Index, Reason
from sessions.compose_names import Speakers
from sessions.compose_notes import Scribe
from sessions.compose_polls import poll_piece
from sessions.compose_talk import Talk
from sessions.compose_threads import Teller, Thread, threads_of
from sessions.compose_wording import Wording, carried, opened, record
from sessions.document import BlockType
from sessions.notes import NoteKind
from sessions.people import Level, Person

_COMMENTS = frozenset({NoteKind.POINT, NoteKind.QUOTE})
_TALK = frozenset({NoteKind.POINT, NoteKind.QUOTE, NoteKind.EXAMPLE, NoteKind.REFLECTION})


@dataclass(frozen=True, slots=True)
class Told:
    """A session in print, and what of it stands elsewhere or nowhere."""

    pieces: tuple[Piece, ...]
    wall: tuple[Thread, ...]
    actions: tuple[Thread, ...]
    unused: Mapping[str, Reason]


class SessionTeller:
    """Tell sessions, one after another: who was introduced in one needs no introduction in the next."""

    def __init__(self, index: Index, wording: Wording, scribe: Scribe, speakers: Speakers) -> None:
        self._index = index
        self._wording = wording
        self._scribe = scribe
        self._speakers = speakers
        self._teller = Teller(scribe, wording)

    def told(self, session: Session) -> Told:
        """Return a session."""
        threads, unused = self._threads(session)
        talks = self._talks(session, threads)
        taken = {thread.head.id for found in talks.values() for thread in found}
        left = [thread for thread in threads if thread.head.id not in taken]
        wall = [thread for thread in left if self._is_for_wall(thread)]
        actions = [thread for thread in left if thread.head.kind is NoteKind.ACTION]
        away = {thread.head.id for thread in (*wall, *actions)}
        discussed = self._sorted([thread for thread in left if thread.head.id not in away])
        discussion = Discussion(session, self._index, self._wording, self._teller)
        pieces = [
            *self._opening(session),
            *self._spoken(session, talks, PartKind.SPEAKER),
            *self._spoken(session, talks, PartKind.CONTRIBUTIONS),
            *(poll_piece(poll, self._index, self._wording) for poll in self._index.polls_of(session)),
            *discussion.key_messages(discussed),
            *discussion.comments(discussed),
            *self._spoken(session, talks, PartKind.REFLECTIONS),
            *discussion.agreed(discussed),
        ]
        return Told(tuple(pieces), tuple(wall), tuple(actions), unused)

    def _threads(self, session: Session) -> tuple[list[Thread], dict[str, Reason]]:
        threads: list[Thread] = []
        unused: dict[str, Reason] = {}
        for kind in GroupKind:
            for group in self._index.groups_of(session, kind):
                found = threads_of(group, self._index.notes_of(group), self._scribe, self._wording)
                threads += found.threads
                unused |= found.unused
        return threads, unused

    def _talks(self, session: Session, threads: Sequence[Thread]) -> dict[str, list[Thread]]:
        """Return the threads of each announced speaker's talk, where it may carry their name."""
        talks: dict[str, list[Thread]] = {person: [] for person in self._index.announced(session)}
        for thread in threads:
            note = thread.head
            speaker = self._index.speaker_of(note)
            is_talk = speaker is not None and note.kind in _TALK and self._scribe.is_own_talk(note)
            if speaker is not None and is_talk and self._scribe.level(note) is Level.NAMED:
                talks[speaker.id].append(thread)
        return talks

    def _is_for_wall(self, thread: Thread) -> bool:
        """Tell whether a quotation stands on the wall: marked as worth quoting, or written in the chat."""
        is_alone = self._scribe.is_quotation(thread.head) and not thread.tied
        is_comment = thread.head.kind is NoteKind.QUOTE and thread.group.kind is GroupKind.CHAT
        return is_alone and (thread.head.is_worth_quoting or is_comment)

    def _sorted(self, threads: Sequence[Thread]) -> Threads:
        by_kind: dict[NoteKind, list[Thread]] = {}
        comments: list[Thread] = []
        marked: list[Thread] = []
        tagged: dict[str, list[Thread]] = {strand: [] for strand in self._index.strands}
        for thread in threads:
            head = thread.head
            strand = next((one for one in head.strands if one in tagged), "")
            is_comment = head.kind in _COMMENTS
            if is_comment and head.is_worth_quoting:
                marked.append(thread)
            elif is_comment and strand and thread.group.kind is GroupKind.BREAKOUT:
                tagged[strand].append(thread)
            elif is_comment:
                comments.append(thread)
            else:
                by_kind.setdefault(head.kind, []).append(thread)
        return Threads(
            {kind: tuple(found) for kind, found in by_kind.items()},
            tuple(comments),
            tuple(marked),
            {strand: tuple(found) for strand, found in tagged.items() if found},
        )

    def _opening(self, session: Session) -> list[Piece]:
        """Return heading, question, who opened it, and what the network brought to it."""
        strand = self._index.strands.get(session.strand)
        heading = Piece(
            BlockType.HEADING,
            record(session.title, session.id),
            level=1,
            label=strand.title if strand else "",
            about=session.id,
        )
        made = [heading]
        if session.question:
            made.append(Piece(BlockType.STANDFIRST, carried(session.question, session.id)))
        opening = self._wording.sentences(self._introduction(session), carried(session.why_now, session.id))
        if opening:
            made.append(Piece(BlockType.PARAGRAPH, opening))
        if session.learnt:
            lead = self._wording.fill("learnt")
            items = [carried(words, session.id) for words in session.learnt]
            made += [Piece(BlockType.PARAGRAPH, lead), list_of(BlockType.BULLETS, items)]
        return made

    def _introduction(self, session: Session) -> Runs:
        speakers = self._people(session, PartKind.SPEAKER) or self._known(session.led_by)
        chair = self._known((session.chaired_by,))
        chair = [one for one in chair if one not in speakers]
        if not speakers:
            return opened(self._wording.fill("chaired", chair=self._speakers.all(chair))) if chair else ()
        name = "introduced-chaired" if chair else "introduced"
        title = self._talk_title(session)
        if title:
            name += "-title"
        slots = {
            "speakers": self._speakers.all(speakers),
            "chair": self._speakers.all(chair),
            "title": self._wording.quoted(title),
        }
        return opened(self._wording.fill(name, **slots))

    def _talk_title(self, session: Session) -> Runs:
        for part in self._index.parts_of(session):
            if part.kind is PartKind.SPEAKER and part.title:
                return record(self._wording.inside(part.title), part.id)
        return ()

    def _people(self, session: Session, kind: PartKind) -> list[Person]:
        parts = [part for part in self._index.parts_of(session) if part.kind is kind]
        return self._known([person for part in parts for person in part.people])

    def _known(self, ids: Sequence[str]) -> list[Person]:
        return [self._index.people[one] for one in dict.fromkeys(ids) if one in self._index.people]

    def _spoken(self, session: Session, talks: dict[str, list[Thread]], kind: PartKind) -> list[Piece]:
        """Return what the people of one kind of part said, each in turn."""
        people = self._people(session, kind)
        if kind is PartKind.SPEAKER:
            people += [one for one in self._known(session.led_by) if one not in people]
        made: list[Piece] = []
        talk = Talk(self._scribe, self._wording, self._speakers, self._teller)
        if people and kind is not PartKind.SPEAKER:
            name = "contributions" if kind is PartKind.CONTRIBUTIONS else "invited"
            made.append(Piece(BlockType.HEADING, self._wording.fill(f"heading-{name}"), level=2))
            lead = opened(self._wording.fill(name, people=self._speakers.all(people)))
            made.append(Piece(BlockType.PARAGRAPH, lead))
        for person in people:
            # Who speaks in two parts is told in the first: nothing in the notes says where one ends.
            made += talk.pieces(person, talks.pop(person.id, []), is_pulled=kind is PartKind.SPEAKER)
        return made
