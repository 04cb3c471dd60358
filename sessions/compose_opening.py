"""The cover of a write-up, and the paragraph that says what this was, when, where and under which rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sessions.breakouts import GroupKind
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_carried import standing_pieces
from sessions.compose_cited import cited
from sessions.compose_draft import cover_of, dateline_of
from sessions.compose_material import Index
from sessions.compose_people import Company
from sessions.compose_wording import Wording, carried, opened, record
from sessions.document import Arrangement, BlockType, Document, DocumentKind
from sessions.gathering import GroundRule, Occasion
from sessions.ids import uuid8

SERIES_OF: Final = {Arrangement.BY_SESSION: "write-up", Arrangement.BY_THEME: "write-up by theme"}
"""What the ids of the drafts of each arrangement are made from, so that neither takes the other's."""

NOTES_ON_A_PAGE: Final = 20


def cover(index: Index, wording: Wording, arrangement: Arrangement) -> Document:
    """Return what the document is and what stands on its cover."""
    gathering, network = index.material.gathering, index.material.network
    made = cover_of(
        DocumentKind.WRITE_UP,
        network,
        gathering.id,
        gathering.title,
        subtitle=gathering.theme,
        dateline=dateline_of(index, wording),
    )
    return replace(made, id=uuid8(SERIES_OF[arrangement], gathering.id), arrangement=arrangement)


def opening(index: Index, wording: Wording, company: Company) -> list[Piece]:
    """Return the contents list and the paragraphs before the first session."""
    network = index.material.network
    made = [
        *([] if _is_a_page(index) else [Piece(BlockType.CONTENTS)]),
        Piece(BlockType.HEADING, wording.fill("heading-opening"), level=2),
        Piece(
            BlockType.PARAGRAPH,
            wording.sentences(*_met(index, wording), *_took_part(index, wording, company)),
        ),
    ]
    rules = _rules(index, wording)
    if rules:
        made.append(Piece(BlockType.PARAGRAPH, wording.sentences(*rules, wording.fill("exactness"))))
    if network.aims:
        lead = wording.fill("aims", network=record(network.name, network.id))
        made += [
            Piece(BlockType.PARAGRAPH, lead),
            list_of(BlockType.BULLETS, [carried(aim, network.id) for aim in network.aims]),
        ]
    for key in ("vision", "principles"):
        made += standing_pieces(index.standing_text(key), level=2)
    return [*made, *cited(index.citations_of(None), wording)]


def _is_a_page(index: Index) -> bool:
    """Tell whether so little was noted in one sitting that nobody needs a list of what stands on the page."""
    return len(index.sessions) == 1 and len(index.material.notes) <= NOTES_ON_A_PAGE


def _met(index: Index, wording: Wording) -> list[Runs]:
    """Return a sentence for each occasion, and the theme."""
    gathering, network = index.material.gathering, index.material.network
    made = []
    for at, one in enumerate(index.occasions):
        slots = {
            "network": record(network.name, network.id),
            "occasion": record(one.title, one.id),
            "date": wording.day(one.date, one.id),
            "place": _place(one, wording),
        }
        name = "met" if not at else "met-again"
        made.append(wording.fill(name if one.place else f"{name}-nowhere", **slots))
    series = next((one for one in index.material.series if one.id == gathering.series), None)
    if series:
        made.append(wording.fill("series", title=wording.quoted(record(series.title, series.id))))
    if gathering.theme:
        theme = wording.quoted(record(wording.inside(gathering.theme), gathering.id))
        made.append(wording.fill("theme", theme=theme))
    return made


def _place(occasion: Occasion, wording: Wording) -> Runs:
    if occasion.place.casefold().startswith(wording.text("place-online")):
        return record(occasion.place[:1].lower() + occasion.place[1:], occasion.id)
    return wording.fill("place-at", place=record(occasion.place, occasion.id))


def _took_part(index: Index, wording: Wording, company: Company) -> list[Runs]:
    """Return how many took part and in how many groups."""
    if not company.present:
        # Where nobody wrote down who came, those who happen to have a seat are not all.
        return []
    count = company.count()
    groups = [group.id for group in index.groups.values() if group.kind is GroupKind.BREAKOUT]
    if not groups:
        return [wording.fill("took-part", count=count)]
    name = "took-part-group" if len(groups) == 1 else "took-part-groups"
    return [wording.fill(name, count=count, groups=wording.number(len(groups), *groups))]


def _rules(index: Index, wording: Wording) -> list[Runs]:
    """Return in a plain sentence what was agreed about saying who said what; per occasion where that differs."""
    rules = dict.fromkeys((one.rule_in_force, one.announced_by) for one in index.occasions)
    if len(rules) == 1:
        return [_rule(index.occasions[0], index, wording)]
    return [
        wording.fill(
            "rule-of", occasion=record(one.title, one.id), rule=wording.lowered(_rule(one, index, wording))
        )
        for one in index.occasions
    ]


def _rule(occasion: Occasion, index: Index, wording: Wording) -> Runs:
    if occasion.rule_in_force is GroundRule.NOT_ANNOUNCED:
        return wording.fill("rule-not-announced")
    by = index.people.get(occasion.announced_by)
    who = record(by.name, by.id) if by else wording.fill("rule-by-somebody")
    name = f"rule-{occasion.rule_in_force.name.lower().replace('_', '-')}"
    return opened(wording.fill(name, who=who))
