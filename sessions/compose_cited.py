"""Cited words: those of an author who was not there, with their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sessions.citations import Citation
from sessions.compose_blocks import Piece, quote_piece
from sessions.compose_wording import Wording, record
from sessions.document import BlockType, Origin, Run, Source


def cited(citations: Sequence[Citation], wording: Wording) -> list[Piece]:
    """Return cited words as quotations that stand by themselves, with author and source below."""
    return [_cited(citation, wording) for citation in citations]


def _cited(citation: Citation, wording: Wording) -> Piece:
    # Marks inside the words go the other way, which is no other word.
    words = wording.inside(" ".join(citation.words.split()))
    source = tuple(replace(run, link=citation.link) for run in record(citation.source, citation.id))
    return quote_piece(
        BlockType.PULL_QUOTE,
        wording.quoted((Run(words, Source(Origin.CITED, (citation.id,))),)),
        wording.fill("cited", author=record(citation.author, citation.id), source=source),
    )
