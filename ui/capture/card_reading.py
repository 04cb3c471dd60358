"""From a read-back card as it is composed, with nothing in it that may not be said, to what its window shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from gettext import gettext as _
from typing import TYPE_CHECKING

from sessions.document import Block, BlockType, DocumentKind
from sessions.report_back import WORDS_A_MINUTE
from ui.aio import in_thread
from ui.capture.sheet import Card, CardPoint, Sheet

if TYPE_CHECKING:
    from facilitator.documents import Documents
    from sessions.compose_draft import Draft


async def read_card(documents: Documents, sheet: Sheet, gathering: str) -> Card:
    """Return the card of the group of a sheet: only what may be said aloud stands on it."""
    # Composing brings SQLAlchemy; the archive is open by now.
    from facilitator.documents import Wish

    wish = Wish(DocumentKind.READ_BACK, gathering, group=sheet.id)
    # A card reads all that was agreed in the gathering: in a large one that takes longer than a frame.
    draft = await in_thread(documents.compose, wish)
    return card_of(draft, sheet.session, [note.id for note in sheet.picked])


def card_of(draft: Draft, session: str, wanted: Collection[str]) -> Card:
    """Return the card of a group; ``wanted`` are the notes it picked, to tell how many of them stay away."""
    points = tuple(CardPoint(words) for words in _items(draft, BlockType.NUMBERED))
    words = sum(len(point.words.split()) for point in points)
    return Card(
        session,
        draft.document.title,
        points,
        tuple(CardPoint(words) for words in _items(draft, BlockType.BULLETS)),
        tuple(_actions(draft)),
        round(60 * words / WORDS_A_MINUTE),
        sum(note in draft.unused for note in wanted),
    )


def _items(draft: Draft, kind: BlockType) -> Iterator[str]:
    for group in _of_kind(draft, kind):
        for item in _below(draft, group):
            yield item.text


def _actions(draft: Draft) -> Iterator[str]:
    for table in _of_kind(draft, BlockType.ACTIONS):
        for row in _below(draft, table)[1:]:
            what, who, when = (cell.text for cell in _below(draft, row))
            yield _("{what} – {who}, {when}").format(what=what, who=who, when=when)


def _of_kind(draft: Draft, kind: BlockType) -> list[Block]:
    return [block for block in draft.blocks if block.type is kind]


def _below(draft: Draft, parent: Block) -> list[Block]:
    return [block for block in draft.blocks if block.parent == parent.id]
