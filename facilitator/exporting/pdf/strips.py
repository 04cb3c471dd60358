"""Strips: the horizontal slices a document is made of, and what is drawn in them.

A strip is as high as it is and never breaks; a paragraph is a strip a line. Pages are filled with strips, so
everything about page breaks is said here: which strips hold together, what comes again on the next page.
Measures are points, from the left edge of the text column and from the top of the strip downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from facilitator.exporting.pdf.lines import Line
from facilitator.exporting.pdf.pictures import Image
from facilitator.exporting.pdf.tags import Artifact, Owner, Tag
from facilitator.exporting.pdf.type_styles import Colour, Style

TWO_LINES = 28.0  # points; what is lower is one line
HELD_LINES = 2  # of a paragraph, at the foot of a page and at the head of the next


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; ``y`` is its baseline."""

    x: float
    y: float
    line: Line
    owner: Owner


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; ``y`` is its top."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    owner: Owner = Artifact.DECORATION


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page where a block begins, ending at ``x``: known when the pages are filled."""

    x: float
    y: float
    style: Style
    block: str
    owner: Tag


@dataclass(frozen=True, slots=True)
class Jump:
    """A rectangle that leads to where a block begins."""

    x: float
    y: float
    width: float
    height: float
    block: str
    title: str
    owner: Tag


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture; ``y`` is its top."""

    x: float
    y: float
    width: float
    height: float
    image: Image
    owner: Owner


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, whole or in dashes, with a dot at each point if ``dot`` is wide enough to be seen."""

    points: tuple[tuple[float, float], ...]
    weight: float
    colour: Colour
    owner: Owner
    dashes: tuple[float, ...] = ()
    dot: float = 0.0


Mark = Text | Box | PageOf | Jump | Drawing | Stroke


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A tint or rule behind strips that follow each other; one object for one panel."""

    x: float
    width: float
    colour: Colour
    outset: float = 0.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading as the outline names it."""

    title: str
    level: int


@dataclass(slots=True)
class Strip:
    """A slice of the page. ``above`` and ``below`` are the least white there; the larger of two neighbours counts.

    ``is_held`` keeps it on a page with the next. ``room`` is how much of the page must be left for it to begin here.
    ``header`` comes again above it where it is the first on a page (``is_repeat``). ``reach`` is how far a margin
    label hangs down.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    above: float = 0.0
    below: float = 0.0
    is_held: bool = False
    is_repeat: bool = False
    room: float = 0.0
    reach: float = 0.0
    header: tuple[Strip, ...] = ()
    grounds: tuple[Ground, ...] = ()
    anchor: Anchor | None = None
    blocks: list[str] = field(default_factory=list)

    def spilt(self, room: float) -> tuple[Strip, Strip] | None:
        """Return what fits into the room and the rest, if this strip can be divided."""
        return None


def baseline(style: Style) -> float:
    """Return where a line of that style stands in its strip."""
    return (style.leading + style.size) / 2 - 0.2 * style.size


def stacked(lines: Iterable[Line], style: Style, x: float, owner: Owner) -> list[Strip]:
    """Return one strip a line; two lines hold together at either end."""
    strips = [Strip(style.leading, (Text(x, baseline(style), line, owner),)) for line in lines]
    for at, strip in enumerate(strips[:-1], 1):
        strip.is_held = at < HELD_LINES or at > len(strips) - HELD_LINES
    return strips


def spaced(strips: list[Strip], above: float, below: float) -> list[Strip]:
    """Put white before the first and after the last."""
    if strips:
        strips[0].above = max(strips[0].above, above)
        strips[-1].below = max(strips[-1].below, below)
    return strips


def held(strips: list[Strip], *, with_next: bool = False, at_most: int = 10**6) -> list[Strip]:
    """Keep strips on one page; more than ``at_most`` of them may break as they did."""
    if len(strips) <= at_most:
        for strip in strips[:-1]:
            strip.is_held = True
    if with_next and strips:
        strips[-1].is_held = True
    return strips


def kept_in_pairs(parts: Iterable[list[Strip]], *, is_panel: bool = False) -> list[Strip]:
    """Return parts as one stack in which neither the first nor the last stands on a page alone if it is one line.

    On the ground of a panel none does, however long it is.
    """
    parts = [part for part in parts if part]
    if len(parts) > 1:
        parts[0][-1].is_held |= is_panel or _is_line(parts[0])
        parts[-2][-1].is_held |= is_panel or _is_line(parts[-1])
    return [strip for part in parts for strip in part]


def _is_line(strips: Sequence[Strip]) -> bool:
    return sum(strip.height for strip in strips) < TWO_LINES


def grounded(strips: list[Strip], *grounds: Ground) -> list[Strip]:
    """Lay grounds behind strips, the first at the bottom."""
    for strip in strips:
        strip.grounds = (*grounds, *strip.grounds)
    return strips


def with_mark(strip: Strip, *marks: Mark) -> Strip:
    """Add marks that are read before those of the strip."""
    strip.marks = (*marks, *strip.marks)
    return strip


def beside(columns: Sequence[Sequence[Strip]]) -> list[Strip]:
    """Lay stacks side by side: the first strips of all become one, and so on."""
    rows = []
    for at in range(max(map(len, columns), default=0)):
        level = [column[at] for column in columns if at < len(column)]
        rows.append(
            Strip(
                max(strip.height for strip in level),
                tuple(mark for strip in level for mark in strip.marks),
                is_held=any(strip.is_held for strip in level),
            )
        )
    return rows


def again(strip: Strip) -> Strip:
    """Return a header strip as it is repeated: it starts no block and is not read a second time."""
    seen = (
        replace(mark, owner=Artifact.DECORATION)
        for mark in strip.marks
        if isinstance(mark, Text | Box | Drawing | Stroke)
    )
    return replace(strip, marks=tuple(seen), anchor=None, blocks=[], is_held=True, is_repeat=True, room=0.0)
