"""Groups as they came back to the room: what each was about, who led it, and what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sessions.breakouts import Group
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_harvest import Harvest
from sessions.compose_kit import Kit
from sessions.compose_threads import Thread
from sessions.compose_wording import record
from sessions.document import BlockType
from sessions.gathering import GroundRule
from sessions.notes import NoteKind
from sessions.people import Level, Listing, Person
from sessions.report_back import report_back


class Syndicates:
    """Tell breakout groups under one strand each: that of their session, else the one most of their lines name."""

    def __init__(self, harvests: Sequence[Harvest], kit: Kit) -> None:
        self._kit = kit
        self._brought: dict[str, list[Thread]] = {}
        self._groups: dict[str, list[Group]] = {}
        for found in harvests:
            said: dict[str, list[Thread]] = {}
            for thread in found.rest:
                said.setdefault(thread.group.id, []).append(thread)
            for group in kit.index.groups_of(found.session):
                threads = said.get(group.id, [])
                self._brought[group.id] = self._chosen(group, threads)
                if kit.index.notes_of(group):
                    home = kit.index.strand_of(found.session) or self._most_named(threads)
                    self._groups.setdefault(home, []).append(group)
        self._ids = {thread.head.id for threads in self._brought.values() for thread in threads}

    def has_brought(self, thread: Thread) -> bool:
        """Tell whether a line is told as what its group brought back."""
        return thread.head.id in self._ids

    def pieces(self, strand: str) -> list[Piece]:
        """Return the groups of a strand."""
        return [piece for group in self._groups.get(strand, ()) for piece in self._pieces(group)]

    def _pieces(self, group: Group) -> list[Piece]:
        threads = self._brought[group.id]
        about = self._about(group)
        made = [Piece(BlockType.PARAGRAPH, about)] if about else []
        if threads:
            # Beside the title of a group a name or a sector would say who sat there.
            thread = self._kit.teller.thread
            items = [thread(one, place, is_signed=False) for place, one in enumerate(threads)]
            lead = Piece(BlockType.PARAGRAPH, self._kit.wording.fill("brought-back"))
            made += [lead, list_of(BlockType.BULLETS, items)]
        heading = Piece(BlockType.HEADING, record(group.title, group.id), level=3, about=group.id)
        return [heading, *made] if made else []

    def _about(self, group: Group) -> Runs:
        """Return the topic of a group and who led it."""
        wording = self._kit.wording
        topic = wording.quoted(record(wording.inside(group.topic), group.id)) if group.topic else ()
        people = [self._kit.index.people[one] for one in group.leads if one in self._kit.index.people]
        people = [person for person in people if self._may_be_named(person, group)]
        leads = wording.joined([record(person.name, person.id) for person in people])
        name = _ABOUT[bool(leads), bool(topic)]
        return wording.fill(name, leads=leads, topic=topic) if name else ()

    def _may_be_named(self, person: Person, group: Group) -> bool:
        """Tell whether a leader may stand beside what a group said: under the Chatham House rule nobody does."""
        session = self._kit.scribe.session_of(group)
        is_closed = self._kit.index.rule_of(session) is GroundRule.CHATHAM_HOUSE
        is_shy = person.quoted_as < Level.NAMED or person.listed_as is Listing.NOT_LISTED
        seats = self._kit.index.seats.values()
        is_hidden = any(
            seat.is_not_to_be_named for seat in seats if (seat.group, seat.person) == (group.id, person.id)
        )
        return not (is_closed or is_shy or is_hidden)

    def _chosen(self, group: Group, threads: Sequence[Thread]) -> list[Thread]:
        """Return what a group brings back, in the order it is said; where nothing was chosen, its key messages."""
        by_head = {thread.head.id: thread for thread in threads}
        wanted = report_back(self._kit.index.notes_of(group))
        if wanted:
            return [by_head[note.id] for note in wanted if note.id in by_head]
        return [thread for thread in threads if thread.head.kind is NoteKind.KEY_MESSAGE]

    def _most_named(self, threads: Sequence[Thread]) -> str:
        """Return the strand most lines are tagged with; of several the first in the network's order."""
        strands = self._kit.index.strands
        named = Counter(
            strand for thread in threads for strand in thread.head.strands[:1] if strand in strands
        )
        return max(strands, key=lambda strand: named[strand]) if named else ""


_ABOUT = {
    (True, True): "group-led-on",
    (True, False): "group-led",
    (False, True): "group-on",
    (False, False): "",
}
