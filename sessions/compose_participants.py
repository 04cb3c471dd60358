"""The list of those who took part, as each agrees to be listed, and how many were where."""

from __future__ import annotations

from collections.abc import Mapping

from sessions.compose_blocks import Piece, Runs, table_of
from sessions.compose_draft import Draft, cover_of, dateline_of, draft_of
from sessions.compose_material import Index, Material
from sessions.compose_people import Company
from sessions.compose_wording import Wording, plain, record
from sessions.document import BlockType, DocumentKind


def participants_list(material: Material, templates: Mapping[str, str]) -> Draft:
    """Return the participants list of a gathering."""
    index = Index(material)
    wording = Wording(templates, material.network.quote_marks)
    company = Company(index, wording)
    document = cover_of(
        DocumentKind.PARTICIPANTS,
        material.network,
        material.gathering.id,
        plain(wording.fill("title-participants")),
        subtitle=material.gathering.title,
        dateline=dateline_of(index, wording),
    )
    if not company.size:
        return draft_of(document, [Piece(BlockType.PARAGRAPH, wording.fill("people-nobody"))])
    # The title of the document says what the heading of the list would.
    return draft_of(document, [*company.pieces()[1:], *counts(company, index, wording)])


def counts(company: Company, index: Index, wording: Wording) -> list[Piece]:
    """Return how many people were at each occasion, and how many in all."""
    header = [wording.fill(name) for name in ("count-occasion", "count-day", "count-people", "count-first")]
    rows: list[list[Runs]] = []
    for occasion in index.occasions:
        there, first = company.at(occasion.id)
        rows.append(
            [
                record(occasion.title, occasion.id),
                wording.day(occasion.date, occasion.id),
                _count(there, wording, occasion.id),
                _count(first, wording, occasion.id),
            ]
        )
    if len(rows) == 1:
        return [table_of(BlockType.TABLE, header, rows)]
    here = index.material.gathering.id
    everybody, first = company.at(None)
    rows.append(
        [wording.fill("count-all"), (), _count(everybody, wording, here), _count(first, wording, here)]
    )
    return [
        table_of(BlockType.TABLE, header, rows),
        Piece(BlockType.PARAGRAPH, wording.fill("count-once")),
    ]


def _count(ids: tuple[str, ...], wording: Wording, where: str) -> Runs:
    """Return a count with those who were counted as its receipts, or where there was nobody to count."""
    return record(wording.figure(len(ids)), *(ids or (where,)))
