"""A document as assembled, and what stands on its cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sessions.compose_blocks import Piece, Runs, blocks_of, notes_in
from sessions.compose_material import Index, Reason
from sessions.compose_wording import Wording, plain, record
from sessions.document import Block, Document, DocumentKind
from sessions.ids import uuid8
from sessions.network import Network


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as assembled.

    Each note that was to stand in it is in ``used``, with the blocks that rest on it, or in ``unused``, with the
    reason. A write-up is to hold every note of its gathering, other kinds those they are made of.
    """

    document: Document
    blocks: tuple[Block, ...]
    used: Mapping[str, tuple[str, ...]]
    unused: Mapping[str, Reason]


def draft_of(
    document: Document, pieces: Sequence[Piece], unused: Mapping[str, Reason] | None = None
) -> Draft:
    """Return the draft that some pieces make; what is used after all has no reason not to be."""
    blocks = blocks_of(pieces, document.id)
    used = notes_in(blocks)
    left = {note: reason for note, reason in (unused or {}).items() if note not in used}
    return Draft(document, blocks, used, dict(sorted(left.items())))


def cover_of(
    kind: DocumentKind,
    network: Network,
    gathering: str,
    title: str,
    *about: str,
    subtitle: str = "",
    dateline: str = "",
) -> Document:
    """Return what a document is and what stands on its cover; ``about`` tells it from others of its kind."""
    return Document(
        uuid8(kind.value, gathering, *about),
        gathering,
        kind,
        title,
        subtitle=subtitle,
        byline=network.name,
        dateline=dateline,
        language=network.language,
        quote_marks=network.quote_marks,
    )


def dateline_of(index: Index, wording: Wording) -> str:
    """Return when and where a gathering is, a line for each that is known."""
    days = dict.fromkeys(plain(wording.day(one.date)) for one in index.occasions)
    places = dict.fromkeys(one.place for one in index.occasions if one.place)
    lines = (_line([record(one) for one in found], wording) for found in (days, places))
    return "\n".join(line for line in lines if line)


def _line(found: Sequence[Runs], wording: Wording) -> str:
    return plain(wording.joined(found))
