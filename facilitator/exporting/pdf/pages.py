"""Pages: their geometry, and strips put on them so that nothing is torn apart that belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.exporting.pdf.strips import Strip, again

WIDTH, HEIGHT = 595.28, 841.89  # A4
COLUMN_X, COLUMN_WIDTH = 165.0, 362.0  # 65 characters of the body face
MARGIN_X, MARGIN_WIDTH = 62.0, 86.0  # labels
TOP, BOTTOM = 84.0, 94.0
WIDE_TOP = 58.0
DEPTH = HEIGHT - TOP - BOTTOM
FOOTER_Y = 48.0  # baseline, from the foot of the page
LARGE = 17 / 12  # what 12 points of body text become
LEAST_LAST = 170.0  # a last page with less than this on it looks forgotten
MOST_MOVED = 0.5  # of a page, to mend that
LABEL_GAP = 8.0
CLOSE = 0.01  # sums of leading are not exact


class Preset(StrEnum):
    """For whom a document is set."""

    STANDARD = "standard"
    LARGE_PRINT = "large print"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and where its column stands. One for large print is smaller and drawn ``scale`` times as large.

    ``margin_width`` is 0 where there is no room for labels beside the column: they stand above.
    """

    width: float = WIDTH
    height: float = HEIGHT
    column_x: float = COLUMN_X
    column_width: float = COLUMN_WIDTH
    margin_x: float = MARGIN_X
    margin_width: float = MARGIN_WIDTH
    top: float = TOP
    bottom: float = BOTTOM
    footer_y: float = FOOTER_Y
    scale: float = 1.0

    @property
    def depth(self) -> float:
        """Return how much the column holds."""
        return self.height - self.top - self.bottom

    @property
    def is_large(self) -> bool:
        """Tell whether this is a sheet for large print."""
        return self.scale > 1.0


def sheet_for(preset: Preset, *, is_wide: bool = False) -> Sheet:
    """Return the sheet of a preset; a wide one has its column over the margin as well, for tables on a page or two."""
    if preset is Preset.STANDARD:
        across = COLUMN_X + COLUMN_WIDTH - MARGIN_X
        wide = Sheet(column_x=MARGIN_X, column_width=across, margin_width=0.0, top=WIDE_TOP)
        return wide if is_wide else Sheet()
    width, height = WIDTH / LARGE, HEIGHT / LARGE
    return Sheet(width, height, 36.0, width - 72.0, 36.0, 0.0, 58.0, 66.0, 34.0, LARGE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip at its distance from the top of the text column."""

    strip: Strip
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in the column of one page."""

    placed: tuple[Placed, ...]


@dataclass(slots=True)
class _Cursor:
    """Where the next strip would stand on the page being filled."""

    y: float = 0.0
    white: float = 0.0
    label_end: float = -LABEL_GAP
    is_empty: bool = True

    def place(self, strip: Strip) -> float:
        """Return where the strip begins: white does not count at the top, labels do not touch."""
        y = self.y if self.is_empty else self.y + max(self.white, strip.above)
        return max(y, self.label_end + LABEL_GAP) if strip.reach else y

    def pass_over(self, strip: Strip) -> float:
        """Move below the strip; return where it begins."""
        y = self.place(strip)
        self.y, self.white, self.is_empty = y + strip.height, strip.below, False
        if strip.reach:
            self.label_end = y + strip.reach
        return y


def end_of(strips: Sequence[Strip]) -> float:
    """Return how deep strips reach from the top of a page."""
    cursor = _Cursor()
    deepest = 0.0
    for strip in strips:
        y = cursor.pass_over(strip)
        deepest = max(deepest, y + max(strip.height, strip.reach))
    return deepest


def filled(strips: Sequence[Strip], depth: float = DEPTH) -> list[Page]:
    """Put strips on pages in their order."""
    waiting = list(strips)
    sheets: list[list[Strip]] = []
    chapters: list[bool] = []
    while waiting:
        sheet, waiting = _sheet(waiting, depth)
        sheets.append(sheet)
        chapters.append(bool(waiting) and waiting[0].room > 0)
    _mend_short_ends(sheets, [*chapters[:-1], True], depth)
    return [_page(sheet) for sheet in sheets]


def _sheet(waiting: list[Strip], depth: float) -> tuple[list[Strip], list[Strip]]:
    """Return the strips of one page and those left."""
    start = list(map(again, waiting[0].header))
    cursor = _Cursor()
    for strip in start:
        cursor.pass_over(strip)
    for at, strip in enumerate(waiting):
        y = cursor.place(strip)
        if at and strip.room and not waiting[at - 1].is_held and y + strip.room > depth:
            return start + waiting[:at], waiting[at:]
        if y + max(strip.height, strip.reach) > depth + CLOSE:
            parts = strip.spilt(depth - y)
            if parts:
                return [*start, *waiting[:at], parts[0]], [parts[1], *waiting[at + 1 :]]
            cut = _last_break(waiting, at)
            return start + waiting[:cut], waiting[cut:]
        cursor.pass_over(strip)
    return start + waiting, []


def _last_break(waiting: Sequence[Strip], at: int) -> int:
    """Return where to break before ``at``; where all is held together, there, but never before the first strip."""
    for cut in range(at, 0, -1):
        if not waiting[cut - 1].is_held:
            return cut
    return max(at, 1)


def _mend_short_ends(sheets: list[list[Strip]], ends: Sequence[bool], depth: float) -> None:
    """Move strips from the page before to a page that ends a chapter with hardly anything on it."""
    for at in range(1, len(sheets)):
        before, sheet = sheets[at - 1], sheets[at]
        if not ends[at] or ends[at - 1] or sheet[0].is_repeat or end_of(sheet) >= LEAST_LAST:
            continue
        cut = _cut_for(before, sheet, depth)
        sheets[at - 1], sheets[at] = before[:cut], before[cut:] + sheet


def _cut_for(before: Sequence[Strip], sheet: Sequence[Strip], depth: float) -> int:
    """Return where to break the page before so that the last has enough on it, or as much as half a page holds."""
    best = len(before)
    for cut in range(len(before) - 1, 0, -1):
        end = end_of([*before[cut:], *sheet])
        if end > depth * MOST_MOVED:
            break
        if before[cut - 1].is_held or before[cut].header:
            continue
        best = cut
        if end >= LEAST_LAST:
            break
    return best


def _page(sheet: Sequence[Strip]) -> Page:
    cursor = _Cursor()
    return Page(tuple(Placed(strip, cursor.pass_over(strip)) for strip in sheet))
