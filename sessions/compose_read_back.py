"""A read-back card: what one group brings to the plenary, and how long that takes to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sessions.breakouts import Group
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_closing import actions
from sessions.compose_draft import Draft, cover_of, draft_of
from sessions.compose_kit import Kit, kit_for
from sessions.compose_material import Material, Reason
from sessions.compose_threads import Thread
from sessions.compose_wording import record
from sessions.document import BlockType, DocumentKind
from sessions.notes import Note, NoteKind
from sessions.people import Level
from sessions.report_back import LONGEST, MOST, report_back, seconds_to_say


def read_back_card(material: Material, templates: Mapping[str, str], group: str) -> Draft:
    """Return the card of a group; each of its lines that cannot be read out has a reason."""
    kit = kit_for(material, templates)
    about = kit.index.groups[group]
    session = kit.scribe.session_of(about)
    document = cover_of(
        DocumentKind.READ_BACK,
        material.network,
        material.gathering.id,
        about.title,
        about.id,
        subtitle=session.question,
        dateline=f"{material.gathering.title}\n{session.title}",
    )
    card = _Card(about, kit)
    return draft_of(document, card.pieces(), card.unused)


class _Card:
    """Sorts what a group has said by where it stands on its card."""

    def __init__(self, group: Group, kit: Kit) -> None:
        self._kit = kit
        self._group = group
        notes = kit.index.notes_of(group)
        key = [note for note in notes if note.kind is NoteKind.KEY_MESSAGE]
        wanted = report_back(notes) or tuple(key[:MOST])
        ids = {note.id for note in wanted}
        others = [note for note in notes if note.id not in ids]
        self.unused: dict[str, Reason] = {}
        self._brought = self._sayable(wanted)
        self._questions = self._sayable([one for one in others if one.kind is NoteKind.QUESTION])
        self._actions = self._sayable([one for one in others if one.kind is NoteKind.ACTION])

    def pieces(self) -> list[Piece]:
        """Return the blocks of the card."""
        questions = [list_of(BlockType.BULLETS, self._items(self._questions))] if self._questions else []
        threads = [Thread(note, self._group) for note in self._actions]
        return [
            *self._headed("brought-back", self._bring()),
            *self._headed("card-questions", questions),
            *self._headed("card-actions", actions(threads, self._kit)),
        ]

    def _sayable(self, notes: Sequence[Note]) -> list[Note]:
        found = [(note, self._kit.scribe.reason(note)) for note in notes]
        self.unused |= {note.id: reason for note, reason in found if reason is not None}
        return [note for note, reason in found if reason is None]

    def _bring(self) -> list[Piece]:
        if not self._brought:
            return [Piece(BlockType.PARAGRAPH, self._kit.wording.fill("card-nothing"))]
        return [
            list_of(BlockType.NUMBERED, self._items(self._brought)),
            Piece(BlockType.PARAGRAPH, self._time()),
        ]

    def _items(self, notes: Sequence[Note]) -> list[Runs]:
        return [self._item(note, place) for place, note in enumerate(notes)]

    def _item(self, note: Note, place: int) -> Runs:
        # On a card of one group a role or a sector would say who sat there; a name was agreed to.
        is_signed = self._kit.scribe.level(note) is Level.NAMED
        return self._kit.scribe.voiced(note, place, is_signed=is_signed)

    def _time(self) -> Runs:
        """Return about how long it takes to say: tens of seconds, or minutes where it is long."""
        seconds = seconds_to_say(self._brought)
        is_long = seconds > LONGEST
        number = -(-seconds // 60) if is_long else max(10, -(-seconds // 10) * 10)
        ids = [note.id for note in self._brought]
        name = "card-minutes" if is_long else "card-seconds"
        return self._kit.wording.fill(name, number=record(str(number), *ids))

    def _headed(self, name: str, pieces: Sequence[Piece]) -> list[Piece]:
        heading = Piece(BlockType.HEADING, self._kit.wording.fill(f"heading-{name}"), level=2)
        return [heading, *pieces] if pieces else []
