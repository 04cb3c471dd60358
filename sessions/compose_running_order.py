"""The running order as a document: what happens when, who does it, and what whoever runs the day has to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sessions.agenda import Session
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_draft import Draft, cover_of, dateline_of, draft_of
from sessions.compose_material import Index, Material
from sessions.compose_plan import Agenda, Billing, groups_table
from sessions.compose_wording import Wording, carried, plain, record
from sessions.document import BlockType, DocumentKind, DocumentTree, Origin, Run, Source
from sessions.gathering import Occasion

FOR_DIRECTOR: Final = "for-director"
"""What the source of words names beside their session where they are only for whoever runs the day."""


def running_order_of(
    material: Material, templates: Mapping[str, str], *, is_for_director: bool = False
) -> Draft:
    """Return the running order of a gathering; that for whoever runs the day has more, and stays with them."""
    index = Index(material)
    wording = Wording(templates, material.network.quote_marks)
    billing = Billing(index, wording, is_full=is_for_director)
    name = "title-running-order-director" if is_for_director else "title-running-order"
    document = cover_of(
        DocumentKind.RUNNING_ORDER,
        material.network,
        material.gathering.id,
        plain(wording.fill(name)),
        *([FOR_DIRECTOR] if is_for_director else []),
        subtitle=material.gathering.title,
        dateline=dateline_of(index, wording),
    )
    day = [piece for occasion in index.occasions for piece in _occasion(occasion, index, wording, billing)]
    if is_for_director:
        day = [_kept_close(wording), *day, *_for_director(index, wording)]
    return draft_of(document, day)


def _kept_close(wording: Wording) -> Piece:
    """Return what says whose copy it is; its source lets nobody else have it, whatever else stands in it."""
    text = wording.text("director-only")
    return Piece(BlockType.CALLOUT, (Run(text, Source(Origin.TEMPLATE, ("director-only", FOR_DIRECTOR))),))


def is_for_director(tree: DocumentTree) -> bool:
    """Tell whether a document holds words that are only for whoever runs the day."""
    return any(FOR_DIRECTOR in run.src.refs for node in tree.walk() for run in node.block.body)


def _occasion(occasion: Occasion, index: Index, wording: Wording, billing: Billing) -> list[Piece]:
    agenda = Agenda(occasion, index, wording, billing)
    here = [session for session in index.sessions if session.occasion == occasion.id]
    made = [
        Piece(BlockType.HEADING, record(occasion.title, occasion.id), level=1, about=occasion.id),
        Piece(BlockType.PARAGRAPH, _when_where(occasion, agenda, wording)),
    ]
    if not here:
        return made
    over = agenda.overruns()
    groups = [(session, group) for session in here for group in index.groups_of(session)]
    table = groups_table(groups, wording, billing)
    return [
        *made,
        agenda.table(),
        Piece(BlockType.PARAGRAPH, wording.fill("running-order-over" if over else "running-order-fits")),
        *([list_of(BlockType.BULLETS, over)] if over else []),
        *([Piece(BlockType.HEADING, wording.fill("heading-groups-notes"), level=2)] if table else []),
        *table,
    ]


def _when_where(occasion: Occasion, agenda: Agenda, wording: Wording) -> Runs:
    place = record(occasion.place, occasion.id)
    name = "running-order-place" if place else "running-order-span"
    return wording.fill(name, date=wording.day(occasion.date, occasion.id), span=agenda.span(), place=place)


def _for_director(index: Index, wording: Wording) -> list[Piece]:
    """Return what stands in no other document: a word on each session, and what it needs to have ready."""
    made = [piece for session in index.sessions for piece in _word_on(session, wording)]
    heading = Piece(BlockType.HEADING, wording.fill("heading-director"), level=1)
    return [heading, *made] if made else []


def _word_on(session: Session, wording: Wording) -> list[Piece]:
    made: list[Piece] = []
    words = " ".join(session.for_director.split())
    if words:
        run = Run(words, Source(Origin.CARRIED, (session.id, FOR_DIRECTOR)))
        made.append(Piece(BlockType.PARAGRAPH, (run,)))
    if session.materials:
        made.append(Piece(BlockType.PARAGRAPH, wording.fill("director-ready")))
        made.append(list_of(BlockType.BULLETS, [carried(one, session.id) for one in session.materials]))
    heading = Piece(BlockType.HEADING, record(session.title, session.id), level=2, about=session.id)
    return [heading, *made] if made else []
