"""What became of it: every aim of a network in one table, those that are open last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sessions.aims import IN_ORDER, Aim, Outcome
from sessions.compose_aims import counted
from sessions.compose_blocks import Piece, Runs, table_of
from sessions.compose_draft import Draft, cover_of, dateline_of, draft_of
from sessions.compose_material import Index, Material
from sessions.compose_wording import Wording, closed, opened, plain, record
from sessions.document import BlockType, DocumentKind

_HEADER: Final = ("aims-what", "aims-where", "aims-when", "aims-became")
_OUTCOMES: Final = {
    Outcome.DONE: "outcome-done",
    Outcome.PARTLY: "outcome-partly",
    Outcome.OVERTAKEN: "outcome-overtaken",
    Outcome.DROPPED: "outcome-dropped",
    Outcome.OPEN: "outcome-open",
}


def aims_table(material: Material, templates: Mapping[str, str]) -> Draft:
    """Return what the network has said it would do, and what became of it."""
    index = Index(material)
    wording = Wording(templates, material.network.quote_marks)
    document = cover_of(
        DocumentKind.AIMS,
        material.network,
        material.gathering.id,
        plain(wording.fill("title-aims")),
        subtitle=material.gathering.title,
        dateline=dateline_of(index, wording),
    )
    nothing = [Piece(BlockType.PARAGRAPH, wording.fill("aims-nothing"))]
    return draft_of(document, aims_pieces(index.aims, wording) or nothing)


def aims_pieces(aims: Sequence[Aim], wording: Wording) -> list[Piece]:
    """Return how many aims came to what, and the table of them."""
    by_outcome = {outcome: [aim for aim in aims if aim.outcome is outcome] for outcome in IN_ORDER}
    rows = [_row(aim, wording) for found in by_outcome.values() for aim in found]
    if not rows:
        return []
    header = [wording.fill(name) for name in _HEADER]
    return [
        Piece(BlockType.PARAGRAPH, counted(by_outcome, wording)),
        table_of(BlockType.TABLE, header, rows),
    ]


def _row(aim: Aim, wording: Wording) -> list[Runs]:
    condition = record(aim.condition, aim.id)
    words = wording.sentences(
        closed(opened(record(" ".join(aim.words.split()), aim.id))),
        wording.fill("aims-condition", condition=condition) if condition else (),
    )
    became = wording.sentences(
        wording.fill(_OUTCOMES[aim.outcome]), closed(opened(record(aim.became, aim.id)))
    )
    by = opened(record(aim.by, aim.id)) or wording.fill("aims-none-told")
    return [words, _where(aim, wording), by, became]


def _where(aim: Aim, wording: Wording) -> Runs:
    """Return where an aim was said and on which day, as far as that is known."""
    said_in = record(" ".join(aim.said_in.split()), aim.id)
    day = wording.plain_day(aim.said_on, aim.id) if aim.said_on else ()
    if said_in and day:
        return wording.fill("aims-said-in-on", said_in=said_in, date=day)
    return said_in or day or wording.fill("aims-none-told")
