"""A write-up by theme: under each strand of the network's thinking what every session had to say on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sessions.agenda import Session
from sessions.breakouts import GroupKind
from sessions.compose_blocks import Piece
from sessions.compose_cited import cited
from sessions.compose_closing import actions
from sessions.compose_discussion import COMMENTS, Discussion, sorted_threads
from sessions.compose_harvest import Harvest
from sessions.compose_kit import Kit
from sessions.compose_polls import poll_piece
from sessions.compose_stage import Stage
from sessions.compose_surveys import Surveys
from sessions.compose_syndicates import Syndicates
from sessions.compose_threads import Thread
from sessions.compose_wording import carried, opened, record
from sessions.document import BlockType
from sessions.network import Strand

_NONE = ""
Talks = dict[str, Sequence[Thread]]


class Themes:
    """Tell a gathering theme by theme, and after them what belongs to none.

    A line belongs to the first strand it is tagged with, else to that of its session. A talk is one text and stays
    with the strand of its session, and so does what a group brought back.
    """

    def __init__(self, harvests: Sequence[Harvest], surveys: Surveys, kit: Kit) -> None:
        self._kit = kit
        self._surveys = surveys
        self._harvests = harvests
        self._stages = {one.session.id: Stage(one.session, kit) for one in harvests}
        self._syndicates = Syndicates(harvests, kit)
        has_brought = self._syndicates.has_brought
        rest = (thread for one in harvests for thread in one.rest if not has_brought(thread))
        self._rest = _by(rest, self._strand)
        self._actions = _by((thread for one in harvests for thread in one.actions), self._strand)

    def pieces(self) -> list[Piece]:
        """Return the themes in the network's order, then the rest, then closing remarks."""
        made: list[Piece] = []
        for strand in self._kit.index.strands.values():
            body = self._body(strand.id)
            made += [*self._heading(strand), *body] if body else []
        body = self._body(_NONE)
        if body:
            made += [Piece(BlockType.HEADING, self._kit.wording.fill("heading-no-theme"), level=1), *body]
        for found in self._harvests:
            stage = self._stages[found.session.id]
            made += stage.closing_remarks(dict(found.talks), level=1)
        return made

    def _heading(self, strand: Strand) -> list[Piece]:
        made = [Piece(BlockType.HEADING, record(strand.title, strand.id), level=1, about=strand.id)]
        if strand.question:
            made.append(Piece(BlockType.STANDFIRST, carried(strand.question, strand.id)))
        return made

    def _body(self, strand: str) -> list[Piece]:
        """Return what was brought to a theme, what was said about it, and what came of it."""
        sessions = [one.session for one in self._harvests if self._kit.index.strand_of(one.session) == strand]
        talks = {one.session.id: self._talks(one, strand) for one in self._harvests}
        shared = self._shared(strand)
        heads = {thread.head.id for thread in shared}
        rest = [thread for thread in self._rest.get(strand, ()) if thread.head.id not in heads]
        threads = sorted_threads(rest, ())
        discussion = Discussion((), self._handed_in(strand), self._kit)
        return [
            *(piece for session in sessions for piece in self._brought(session, strand)),
            *self._headed("spoken", self._contributions(talks)),
            *self._headed("points", [*_converging(shared, discussion), *discussion.points(threads)]),
            *self._headed("groups", self._syndicates.pieces(strand)),
            *discussion.key_messages(threads),
            *self._headed("wider", [*self._invited(talks), *discussion.reflections(threads)]),
            *discussion.questions(threads, 2),
            *discussion.agreed(threads),
            *self._headed("taken-on", actions(self._actions.get(strand, ()), self._kit)),
            *(piece for session in sessions for piece in self._asked(session)),
        ]

    def _shared(self, strand: str) -> list[Thread]:
        """Return comments on a strand from several groups whose sessions were about something else."""
        index, session_of = self._kit.index, self._kit.scribe.session_of
        found = [
            thread
            for thread in self._rest.get(strand, ())
            if thread.group.kind is GroupKind.BREAKOUT
            and thread.head.kind in COMMENTS
            and not thread.head.is_worth_quoting
            and index.strand_of(session_of(thread.group)) != strand
        ]
        return found if len({thread.group.id for thread in found}) > 1 else []

    def _headed(self, name: str, pieces: Sequence[Piece]) -> list[Piece]:
        heading = Piece(BlockType.HEADING, self._kit.wording.fill(f"heading-{name}"), level=2)
        return [heading, *pieces] if pieces else []

    def _brought(self, session: Session, strand: str) -> list[Piece]:
        """Return what was there before anybody spoke: the draft, cited words, and what the session was for."""
        kit, stage = self._kit, self._stages[session.id]
        made = [*kit.carried.of(session), *cited(kit.index.citations_of(session), kit.wording)]
        if stage.is_nothing_but_closing:
            return made
        title = kit.wording.quoted(record(kit.wording.inside(session.title), session.id))
        question = carried(session.question, session.id)
        known = kit.index.strands[strand].question if strand else ""
        if question and session.question != known:
            words = kit.wording.fill("theme-session", title=title, question=question)
        else:
            words = kit.wording.fill("theme-session-plain", title=title)
        return [*made, Piece(BlockType.PARAGRAPH, words), *stage.plan()]

    def _contributions(self, talks: Mapping[str, Talks]) -> list[Piece]:
        """Return what announced speakers said, each in turn."""
        made: list[Piece] = []
        for session, found in talks.items():
            stage = self._stages[session]
            made += stage.talks([*stage.speakers, *stage.contributors], found)
        return made

    def _invited(self, talks: Mapping[str, Talks]) -> list[Piece]:
        """Return what those said who had been asked to listen; what they say as speakers is told before."""
        wording, made = self._kit.wording, []
        for session, found in talks.items():
            stage = self._stages[session]
            people = [person for person in stage.invited if found.get(person.id)]
            if people:
                lead = opened(wording.fill("invited", people=self._kit.speakers.all(people)))
                made += [Piece(BlockType.PARAGRAPH, lead), *stage.talks(people, found)]
        return made

    def _asked(self, session: Session) -> list[Piece]:
        kit = self._kit
        polls = [poll_piece(poll, kit.index, kit.wording) for poll in kit.index.polls_of(session)]
        return [*polls, *self._surveys.told_in(session, level=2)]

    def _talks(self, found: Harvest, strand: str) -> Talks:
        """Return the talks of a session that belong to a strand; without one of its own, each line by its tag."""
        own = self._kit.index.strand_of(found.session)
        closing = {person.id for person in self._stages[found.session.id].closing}
        return {
            person: [thread for thread in threads if (own or self._strand(thread)) == strand]
            for person, threads in found.talks.items()
            if person not in closing
        }

    def _strand(self, thread: Thread) -> str:
        """Return the strand a line belongs to, '' for none."""
        index = self._kit.index
        tagged = (one for one in thread.head.strands if one in index.strands)
        return next(tagged, index.strand_of(self._kit.scribe.place_of(thread.head)[1]))

    def _handed_in(self, strand: str) -> int:
        """Return how many groups handed in notes in the sessions in which a breakout spoke of a strand."""
        threads = self._rest.get(strand, ())
        spoke = {one.group.session for one in threads if one.group.kind is GroupKind.BREAKOUT}
        return sum(
            self._kit.index.handed_in(one.session) for one in self._harvests if one.session.id in spoke
        )


def _converging(threads: Sequence[Thread], discussion: Discussion) -> list[Piece]:
    return discussion.of_their_own_accord(threads) if threads else []


def _by(threads: Iterable[Thread], strand: Callable[[Thread], str]) -> dict[str, list[Thread]]:
    found: dict[str, list[Thread]] = {}
    for thread in threads:
        found.setdefault(strand(thread), []).append(thread)
    return found
