"""A first draft of a write-up, by session: every sentence from a note, a text the network owns or a named template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sessions.compose_blocks import blocks_of, notes_in
from sessions.compose_closing import about, actions, wall
from sessions.compose_material import Index, Material, Reason
from sessions.compose_names import Mask, Speakers
from sessions.compose_notes import Scribe
from sessions.compose_opening import cover, opening
from sessions.compose_people import Company
from sessions.compose_session import SessionTeller
from sessions.compose_wording import Wording
from sessions.document import Block, Document

__all__ = ["Draft", "Material", "Reason", "compose"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as assembled.

    Each note of the material is in ``used``, with the blocks that rest on it, or in ``unused``, with the reason.
    """

    document: Document
    blocks: tuple[Block, ...]
    used: Mapping[str, tuple[str, ...]]
    unused: Mapping[str, Reason]


def compose(material: Material, templates: Mapping[str, str]) -> Draft:
    """Return the first draft of a write-up. The same records, in whatever order, make the same draft."""
    index = Index(material)
    wording = Wording(templates, material.network.quote_marks)
    scribe = Scribe(index, wording, Mask(index, wording))
    company = Company(index, wording)
    teller = SessionTeller(index, wording, scribe, Speakers(index, wording))
    told = [teller.told(session) for session in index.sessions]
    document = cover(index, wording)
    pieces = [
        *opening(index, wording, company),
        *(piece for one in told for piece in one.pieces),
        *wall([thread for one in told for thread in one.wall], wording, scribe),
        *actions([thread for one in told for thread in one.actions], index, wording, scribe),
        *company.pieces(),
        *about(index, wording, company),
        *company.sign_off(),
    ]
    blocks = blocks_of(pieces, document.id)
    used = notes_in(blocks)
    reasons = {note: reason for one in told for note, reason in one.unused.items()}
    unused = {
        note.id: reasons.get(note.id, Reason.NO_PLACE) for note in material.notes if note.id not in used
    }
    return Draft(document, blocks, used, dict(sorted(unused.items())))
