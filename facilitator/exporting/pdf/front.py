"""The head of a document that has no cover: a brief, a running order, a list on a page or two."""

from __future__ import annotations

from typing import Final

from facilitator.exporting.pdf.cover import network_of
from facilitator.exporting.pdf.story import Column, Story, rule
from facilitator.exporting.pdf.strips import Drawing, Strip, held, spaced, stacked, with_mark
from facilitator.exporting.pdf.tags import Artifact, Kind
from facilitator.exporting.pdf.type_styles import ATTRIBUTION, CHAPTER, HAIR, LABEL, STANDFIRST, Style
from sessions.document import Document, DocumentKind

WITHOUT_COVER: Final = frozenset(
    {
        DocumentKind.SESSION_BRIEF,
        DocumentKind.RUNNING_ORDER,
        DocumentKind.READ_BACK,
        DocumentKind.AIMS,
        DocumentKind.PARTICIPANTS,
    }
)
"""Kinds that are looked at in a hurry, or pinned to a wall: their first page is the page."""

LOGO_WIDTH, LOGO_HEIGHT, LOGO_GAP = 110.0, 34.0, 20.0
LOGO: Final = "Logo"
ON_ONE_PAGE: Final = frozenset({DocumentKind.SESSION_BRIEF})
"""Kinds that are to be one page, which somebody holds in one hand while a session runs."""


def cover_pages(document: Document) -> int:
    """Return how many pages come before the first that holds blocks."""
    return 0 if document.kind in WITHOUT_COVER else 1


def _with_logo(strips: list[Strip], story: Story, column: Column) -> None:
    """Draw the logo at the right, on the line of the network's name and in the white above it.

    The name says the same in words; without one the logo is read out.
    """
    name = network_of(story.tree)
    image = story.gallery.image(story.tree.house.logo, name or story.tree.document.title, LOGO_WIDTH)
    if image is None or not strips:
        return
    share = min(LOGO_WIDTH / image.width, LOGO_HEIGHT / image.height)
    width, height = image.width * share, image.height * share
    owner = Artifact.DECORATION if name else column.tag.add(Kind.FIGURE, alt=LOGO)
    y = LABEL.leading - height
    with_mark(strips[0], Drawing(column.x + column.width - width, y, width, height, image, owner))


def head(story: Story, column: Column) -> list[Strip]:
    """Return whose document it is, its title and what stands below that, for the top of the first page."""
    document = story.tree.document
    if story.sheet.is_dense:
        column = story.outdented(column)
    section = column.tagged(Kind.SECTION)
    strips: list[Strip] = []

    has_logo = story.tree.house.logo in story.tree.pictures

    def add(text: str, style: Style, above: float, below: float, kind: Kind = Kind.PARAGRAPH) -> None:
        width = column.width - LOGO_WIDTH - LOGO_GAP if has_logo and not strips else column.width
        lines = story.typesetter.plain_lines(text, style, width, is_balanced=True)
        if text.strip():
            made = stacked(lines, style, column.x, section.tagged(kind, level=1).tag)
            strips.extend(spaced(made, above, below))

    add(network_of(story.tree), LABEL, 0, 6)
    add(document.title, CHAPTER, 0, 6, Kind.HEADING)
    add(document.subtitle, STANDFIRST, 0, 6)
    add(document.dateline, ATTRIBUTION, 0, 10)
    _with_logo(strips, story, column)
    strips.extend(spaced([rule(column, HAIR)], 2, 10))
    return held(strips, with_next=True)
