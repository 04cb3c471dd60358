"""A draft for discussion: what a network knows before it meets, and what it wants to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sessions.agenda import Session
from sessions.breakouts import GroupKind
from sessions.compose_aims import aims_next, came_of
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_carried import standing_pieces
from sessions.compose_cited import cited
from sessions.compose_draft import Draft, cover_of, dateline_of, draft_of
from sessions.compose_figures import figures
from sessions.compose_harvest import harvest
from sessions.compose_kit import Kit, kit_for
from sessions.compose_material import Index, Material
from sessions.compose_people import Company
from sessions.compose_plan import Billing
from sessions.compose_surveys import Surveys
from sessions.compose_wording import Wording, carried, opened, record
from sessions.document import BlockType, DocumentKind


def draft_for_discussion(material: Material, templates: Mapping[str, str]) -> Draft:
    """Return a draft to be circulated before a gathering; comments of surveys that it leaves out have a reason."""
    kit = kit_for(material, templates)
    index, wording = kit.index, kit.wording
    gathering = material.gathering
    document = cover_of(
        DocumentKind.DRAFT,
        material.network,
        gathering.id,
        gathering.title,
        subtitle=gathering.theme,
        dateline=dateline_of(index, wording),
    )
    harvests = [harvest(session, kit) for session in index.sessions]
    surveys = Surveys(harvests, kit)
    written = {
        note.id
        for group in index.groups.values()
        if group.kind is GroupKind.SURVEY
        for note in index.notes_of(group)
    }
    pieces = [
        Piece(BlockType.CONTENTS),
        Piece(BlockType.STANDFIRST, _lead(index, wording)),
        *standing_pieces(index.standing_text("vision"), level=1),
        *standing_pieces(index.standing_text("principles"), level=1),
        *cited(index.citations_of(None), wording),
        *came_of(index, wording),
        *figures(index, wording),
        *surveys.told_in(None, level=1),
        *_talk(surveys, kit),
        *_intentions(index, wording),
        _call(index, wording),
        *_about(index, wording),
        *Company(index, wording).sign_off(),
    ]
    reasons = {note: reason for one in harvests for note, reason in one.unused.items()}
    return draft_of(document, pieces, {note: why for note, why in reasons.items() if note in written})


def _lead(index: Index, wording: Wording) -> Runs:
    network, day = index.material.network, index.first_day
    name = record(network.name, network.id)
    if day is None:
        return wording.fill("draft-lead", network=name)
    date = wording.day(day, *(one.id for one in index.occasions if one.date == day))
    return wording.fill("draft-lead-when", network=name, date=date)


def _talk(surveys: Surveys, kit: Kit) -> list[Piece]:
    """Return the sessions: what is known about each question, and what is asked."""
    billing = Billing(kit.index, kit.wording)
    made = [piece for session in kit.index.sessions for piece in _session(session, surveys, kit, billing)]
    heading = Piece(BlockType.HEADING, kit.wording.fill("heading-draft-talk"), level=1)
    return [heading, *made] if made else []


def _session(session: Session, surveys: Surveys, kit: Kit, billing: Billing) -> list[Piece]:
    """Return a session; its heading says which it is, so that a write-up can carry what stands under it."""
    wording = kit.wording
    strand = kit.index.strands.get(session.strand)
    title = record(session.title, session.id)
    label = strand.title if strand else ""
    question = carried(session.question, session.id)
    led = billing.all(session.led_by)
    told = wording.sentences(
        carried(session.why_now, session.id),
        opened(wording.fill("draft-led", people=led)) if led else (),
    )
    made = [
        *([Piece(BlockType.STANDFIRST, question)] if question else []),
        *([Piece(BlockType.PARAGRAPH, told)] if told else []),
        *_listed("draft-learnt", BlockType.BULLETS, session.learnt, session, wording),
        *cited(kit.index.citations_of(session), wording),
        *surveys.told_in(session, level=3),
        *_listed("draft-prompts", BlockType.NUMBERED, session.prompts, session, wording),
        *_listed("draft-sources", BlockType.BULLETS, session.sources, session, wording),
    ]
    heading = Piece(BlockType.HEADING, title, level=2, label=label, about=session.id)
    return [heading, *made] if made else []


def _listed(
    name: str, kind: BlockType, found: Sequence[str], session: Session, wording: Wording
) -> list[Piece]:
    if not found:
        return []
    items = [carried(words, session.id) for words in found]
    return [Piece(BlockType.PARAGRAPH, wording.fill(name)), list_of(kind, items)]


def _intentions(index: Index, wording: Wording) -> list[Piece]:
    """Return what the network means to do, with a heading of the first rank."""
    made = aims_next(index, wording)
    return [Piece(BlockType.HEADING, made[0].body, level=1), *made[1:]] if made else []


def _call(index: Index, wording: Wording) -> Piece:
    """Return who is asked for what, by when, and who reads it."""
    convenors = Billing(index, wording).all(index.material.network.convenors)
    day = index.first_day
    date = wording.plain_day(day, index.material.gathering.id) if day else ()
    name = f"call{'-before' if day else ''}{'' if convenors else '-nobody'}"
    words = wording.fill(name, names=convenors, date=date)
    return Piece(BlockType.CALL, words, label=wording.text("call-title"))


def _about(index: Index, wording: Wording) -> list[Piece]:
    network, text = index.material.network, index.standing_text("about")
    if text:
        return standing_pieces(text, level=1)
    if not network.about:
        return []
    heading = wording.fill("draft-about", network=record(network.name, network.id))
    return [
        Piece(BlockType.HEADING, heading, level=1),
        Piece(BlockType.PARAGRAPH, carried(network.about, network.id)),
    ]
