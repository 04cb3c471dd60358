"""The layout of a document for its preview: where each block stands, kept from one edit to the next."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from facilitator.exporting.pdf.faces import Faces, Shelf
from facilitator.exporting.pdf.front import cover_pages
from facilitator.exporting.pdf.inline import Typesetter
from facilitator.exporting.pdf.pages import Page, Preset, Sheet
from facilitator.exporting.pdf.strips import Strip
from facilitator.exporting.pdf.writer import lay_out, plain_pages, typesetter_from
from facilitator.exporting.wording import in_contents
from sessions.document import BlockType, DocumentTree, Node


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page, the cover being page 1; points from its upper left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Made:
    """A block at the top with its strips as they were before neighbours were joined, and what they depend on."""

    node: Node
    beside: object
    strips: tuple[Strip, ...]

    def copies(self) -> list[Strip]:
        """Return the strips for a story to join: it changes what holds them together."""
        return [copy.copy(strip) for strip in self.strips]


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages of a document, where its blocks stand on them, and what the next layout may take over."""

    tree: DocumentTree
    pages: tuple[Page, ...]
    areas: Mapping[str, tuple[Area, ...]]
    faces: Faces
    shelf: Shelf
    typesetter: Typesetter
    made: Mapping[str, _Made]

    @property
    def count(self) -> int:
        """Return how many pages there are, the cover among them."""
        return cover_pages(self.tree.document) + len(self.pages)

    def page_of(self, block: str) -> int:
        """Return the page where a block begins, or 0 where it is nowhere to be seen."""
        areas = self.areas.get(block)
        return areas[0].page if areas else 0


def layout(
    tree: DocumentTree,
    faces: Faces,
    before: Layout | None = None,
    *,
    preset: Preset = Preset.STANDARD,
) -> Layout:
    """Return the layout of a document; blocks that are as they were in ``before`` are not set again.

    Raises as ``write_pdf`` does.
    """
    if before is not None and (before.faces != faces or before.tree.house != tree.house):
        before = None
    shelf = before.shelf if before else Shelf(faces)
    typesetter = typesetter_from(tree, shelf, preset)
    if before is not None and _look_of(before) != (tree.document.language, typesetter.sheet):
        before = None
    keeper = _Keeper(tree, before)
    pages = lay_out(tree, typesetter, kept=keeper.strips)
    areas = MappingProxyType(_areas(tree, pages, typesetter.sheet))
    made = MappingProxyType(keeper.made)
    return Layout(tree, tuple(pages), areas, faces, shelf, typesetter, made)


def _look_of(laid_out: Layout) -> tuple[str, Sheet]:
    """Return what the lines of all blocks follow from."""
    return laid_out.tree.document.language, laid_out.typesetter.sheet


def pages_pdf(laid_out: Layout, first: int, last: int) -> bytes:
    """Return the pages from one to another, the cover being page 1, as a PDF to look at: no tags, no finish.

    Raises ValueError where the document has no such page.
    """
    if not 1 <= first <= last <= laid_out.count:
        raise ValueError(f"no pages {first} to {last} in a document of {laid_out.count}")
    return plain_pages(laid_out.tree, laid_out.typesetter, laid_out.pages, first, last)


class _Keeper:
    """Hands out strips that were made before, where nothing they depend on has changed."""

    def __init__(self, tree: DocumentTree, before: Layout | None) -> None:
        self._tree = tree
        self._before: Mapping[str, _Made] = before.made if before else {}
        self._entries = [(entry.id, entry.text, entry.label, entry.level) for entry in in_contents(tree)]
        self.made: dict[str, _Made] = {}

    def strips(self, node: Node, x: float, make: Callable[[], list[Strip]]) -> list[Strip]:
        """Return the strips of a block at the top, in a column that begins at ``x``."""
        name, beside = node.block.id, (x, self._beside(node))
        kept = self._before.get(name)
        if kept is None or kept.node != node or kept.beside != beside:
            kept = _Made(node, beside, tuple(make()))
        self.made[name] = kept
        return kept.copies()

    def _beside(self, node: Node) -> object:
        """Return what the strips of a block follow from, apart from itself."""
        kinds = {one.block.type for one in node.walk()} if node.children else {node.block.type}
        return (
            self._entries if BlockType.CONTENTS in kinds else None,
            dict(self._tree.polls) if BlockType.POLL in kinds else None,
            frozenset(self._tree.pictures) if BlockType.IMAGE in kinds else None,
        )


def _areas(tree: DocumentTree, pages: Sequence[Page], sheet: Sheet) -> dict[str, tuple[Area, ...]]:
    """Return where each block stands, with all that is in it: a rectangle a page."""
    above = {child.block.id: node.block.id for node in tree.walk() for child in node.children}
    found: dict[str, dict[int, tuple[float, float]]] = {}
    owners: list[str] = []
    for number, page in enumerate(pages, cover_pages(tree.document) + 1):
        for placed in page.placed:
            owners = placed.strip.blocks or owners
            if placed.strip.is_repeat:
                continue
            top, end = placed.y, placed.y + placed.strip.height
            for block in {name for owner in owners for name in _with_parents(owner, above)}:
                spans = found.setdefault(block, {})
                low, high = spans.get(number, (top, end))
                spans[number] = (min(low, top), max(high, end))
    return {
        block: tuple(_area(sheet, number, *span) for number, span in spans.items())
        for block, spans in found.items()
    }


def _area(sheet: Sheet, number: int, top: float, end: float) -> Area:
    """Return a stretch of the column as it lies on the page."""
    scale = sheet.scale
    wide, high = sheet.column_width * scale, (end - top) * scale
    return Area(number, sheet.column_x * scale, (sheet.top + top) * scale, wide, high)


def _with_parents(block: str, above: Mapping[str, str]) -> set[str]:
    """Return a block and all it stands in; two that have one name do not lead round in a ring."""
    found = {block}
    while block in above and above[block] not in found:
        block = above[block]
        found.add(block)
    return found
