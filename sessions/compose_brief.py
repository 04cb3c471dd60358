"""A session brief: one page for whoever leads a session, from what its plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sessions.agenda import Session
from sessions.breakouts import Group
from sessions.compose_blocks import Piece, Runs, list_of, table_of
from sessions.compose_draft import Draft, cover_of, draft_of
from sessions.compose_material import Index, Material
from sessions.compose_plan import Agenda, Billing, note_taker_of
from sessions.compose_wording import Wording, carried, plain, record
from sessions.document import BlockType, DocumentKind
from sessions.gathering import GroundRule, Occasion


def session_brief(material: Material, templates: Mapping[str, str], session: str) -> Draft:
    """Return the brief of a session. What is for whoever runs the day stands in none."""
    index = Index(material)
    wording = Wording(templates, material.network.quote_marks)
    about = next(one for one in index.sessions if one.id == session)
    occasion = next(one for one in index.occasions if one.id == about.occasion)
    billing = Billing(index, wording)
    agenda = Agenda(occasion, index, wording, billing)
    document = cover_of(
        DocumentKind.SESSION_BRIEF,
        material.network,
        material.gathering.id,
        about.title,
        about.id,
        subtitle=about.question,
        dateline="\n".join(
            (
                _where(material.gathering.title, occasion.place, wording),
                plain(_when(occasion, about, agenda, wording)),
            )
        ),
    )
    pieces = [
        *_facts(about, occasion, index, wording, billing),
        *_part("why-now", _text(about.why_now, about), wording),
        *_part("learnt", _list(BlockType.BULLETS, about.learnt, about), wording),
        *_part("prompts", _list(BlockType.NUMBERED, about.prompts, about), wording),
        *_part(
            "parts",
            [agenda.table((about.id,), has_sessions=False)] if index.parts_of(about) else [],
            wording,
        ),
        *_part("group-table", _groups(about, index, wording, billing), wording),
        *_part("materials", _list(BlockType.BULLETS, about.materials, about), wording),
        *_part("sources", _list(BlockType.BULLETS, about.sources, about), wording),
        read_out(occasion, wording),
    ]
    return draft_of(document, pieces)


def read_out(occasion: Occasion, wording: Wording) -> Piece:
    """Return the ground rule in the words in which it is announced."""
    words = wording.fill(f"read-out-{occasion.ground_rule.name.lower().replace('_', '-')}")
    if occasion.ground_rule is GroundRule.NOT_ANNOUNCED:
        return Piece(BlockType.CALLOUT, words)
    return Piece(BlockType.CALLOUT, wording.fill("read-out", rule=wording.quoted(words)))


def _facts(
    session: Session, occasion: Occasion, index: Index, wording: Wording, billing: Billing
) -> list[Piece]:
    """Return what is known of a session in one line; its question, time and place stand above it."""
    strand = index.strands.get(session.strand)
    found = {
        "brief-part-of": record(occasion.title, occasion.id),
        "brief-strand": record(strand.title, strand.id) if strand else (),
        "brief-led": billing.all(session.led_by),
        "brief-chaired": billing.all((session.chaired_by,)),
    }
    items = [
        wording.fill("label-line", label=wording.fill(name), words=words)
        for name, words in found.items()
        if words
    ]
    return [Piece(BlockType.PARAGRAPH, wording.joined_by("list-dots", items))]


def _groups(session: Session, index: Index, wording: Wording, billing: Billing) -> list[Piece]:
    """Return the table of groups: each with its topic, who leads it and who takes the notes."""
    rows = [
        [_group(group, wording), billing.all(group.leads), note_taker_of(group, wording, billing)]
        for group in index.groups_of(session)
    ]
    header = [wording.fill(name) for name in ("brief-group", "group-leads", "group-notes")]
    return [table_of(BlockType.TABLE, header, rows)] if rows else []


def _group(group: Group, wording: Wording) -> Runs:
    title, topic = record(group.title, group.id), carried(group.topic, group.id)
    return wording.fill("label-line", label=title, words=topic) if topic else title


def _where(title: str, place: str, wording: Wording) -> str:
    return (
        plain(wording.fill("brief-place", gathering=record(title), place=record(place))) if place else title
    )


def _when(occasion: Occasion, session: Session, agenda: Agenda, wording: Wording) -> Runs:
    return wording.fill(
        "brief-time",
        date=wording.day(occasion.date, occasion.id),
        span=agenda.span(session),
        length=agenda.length(session),
    )


def _part(name: str, pieces: Sequence[Piece], wording: Wording) -> list[Piece]:
    """Return some pieces under a heading, and no heading without any."""
    heading = Piece(BlockType.HEADING, wording.fill(f"heading-{name}"), level=2)
    return [heading, *pieces] if pieces else []


def _text(words: str, session: Session) -> list[Piece]:
    runs = carried(words, session.id)
    return [Piece(BlockType.PARAGRAPH, runs)] if runs else []


def _list(kind: BlockType, items: Sequence[str], session: Session) -> list[Piece]:
    found = [carried(words, session.id) for words in items]
    return [list_of(kind, found)] if found else []
