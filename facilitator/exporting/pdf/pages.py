"""Pages: their geometry, and strips put on them so that nothing is torn apart that belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.exporting.pdf.strips import Ground, Strip, again

WIDTH, HEIGHT = 595.28, 841.89  # A4
COLUMN_X, COLUMN_WIDTH = 165.0, 362.0  # 65 characters of the body face
MARGIN_X, MARGIN_WIDTH = 62.0, 86.0  # labels
TOP, BOTTOM = 84.0, 94.0
WIDE_TOP = 58.0
DEPTH = HEIGHT - TOP - BOTTOM
FOOTER_Y = 48.0  # baseline, from the foot of the page
LARGE = 17 / 12  # what 12 points of body text become
DENSE = 0.83  # the same for a document that is to be one page
DENSE_WHITE = 0.42  # how much of the white between blocks is left on it
LEAST_SIZE = 10.0  # points; no letter on any sheet is smaller
LEAST_LAST = 170.0  # a last page with less than this on it looks forgotten
MOST_MOVED = 0.5  # of a page, to mend that
LEAST_LEFT = 0.75  # of the page before, unless there are only a few lines on the last
FEW_LINES = 72.0
LABEL_GAP = 8.0
CLOSE = 0.01  # sums of leading are not exact


class Preset(StrEnum):
    """For whom a document is set."""

    STANDARD = "standard"
    LARGE_PRINT = "large print"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and where its column stands. One for large print is smaller and drawn ``scale`` times as large.

    ``margin_width`` is 0 where there is no room for labels beside the column: they stand above. ``white`` is how much
    is left of the white that blocks ask for; on a dense sheet headings stand in the margin, and tables go over it.
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
    white: float = 1.0

    @property
    def depth(self) -> float:
        """Return how much the column holds."""
        return self.height - self.top - self.bottom

    @property
    def is_large(self) -> bool:
        """Tell whether this is a sheet for large print."""
        return self.scale > 1.0

    @property
    def is_dense(self) -> bool:
        """Tell whether this is a sheet for all there is on one page."""
        return self.scale < 1.0

    @property
    def least(self) -> float:
        """Return the size below which no letter is set."""
        return LEAST_SIZE / self.scale


def sheet_for(preset: Preset, *, is_wide: bool = False, is_dense: bool = False) -> Sheet:
    """Return the sheet of a preset; a wide one has its column over the margin as well, for tables on a page or two.

    A dense one holds about twice as much; large print is never dense.
    """
    if preset is Preset.STANDARD and is_dense:
        return _dense_sheet()
    if preset is Preset.STANDARD:
        across = COLUMN_X + COLUMN_WIDTH - MARGIN_X
        wide = Sheet(column_x=MARGIN_X, column_width=across, margin_width=0.0, top=WIDE_TOP)
        return wide if is_wide else Sheet()
    width, height = WIDTH / LARGE, HEIGHT / LARGE
    return Sheet(width, height, 36.0, width - 72.0, 36.0, 0.0, 58.0, 66.0, 34.0, LARGE)


def _dense_sheet() -> Sheet:
    """Return a sheet of the same size with smaller letters, narrow margins and less white."""
    width, height = WIDTH / DENSE, HEIGHT / DENSE
    margin, beside, gap = 50.0, 108.0, 16.0
    column_x = margin + beside + gap
    return Sheet(
        width=width,
        height=height,
        column_x=column_x,
        column_width=width - margin - column_x,
        margin_x=margin,
        margin_width=beside,
        top=48.0,
        bottom=72.0,
        footer_y=34.0,
        scale=DENSE,
        white=DENSE_WHITE,
    )


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

    share: float = 1.0
    y: float = 0.0
    white: float = 0.0
    label_end: float = -LABEL_GAP
    is_empty: bool = True
    grounds: tuple[Ground, ...] = ()

    def place(self, strip: Strip) -> float:
        """Return where the strip begins: white does not count at the top, labels do not touch."""
        y = self.y if self.is_empty else self.y + self._white_above(strip)
        return max(y, self.label_end + LABEL_GAP * self.share) if strip.reach else y

    def _white_above(self, strip: Strip) -> float:
        """Return the white before a strip; where little is left of it, a panel still keeps off what is beside it."""
        edges = {*self.grounds} ^ {*strip.grounds}
        outset = max((ground.outset for ground in edges), default=0.0)
        return max(self.white, strip.above) * self.share + outset * (1 - self.share)

    def pass_over(self, strip: Strip) -> float:
        """Move below the strip; return where it begins."""
        y = self.place(strip)
        self.y, self.white, self.is_empty = y + strip.height, strip.below, False
        self.grounds = strip.grounds
        if strip.reach:
            self.label_end = y + strip.reach
        return y


def end_of(strips: Sequence[Strip], white: float = 1.0) -> float:
    """Return how deep strips reach from the top of a page."""
    cursor = _Cursor(white)
    deepest = 0.0
    for strip in strips:
        y = cursor.pass_over(strip)
        deepest = max(deepest, y + max(strip.height, strip.reach))
    return deepest


def filled(strips: Sequence[Strip], depth: float = DEPTH, white: float = 1.0) -> list[Page]:
    """Put strips on pages in their order, with a share of the white they ask for."""
    waiting = list(strips)
    sheets: list[list[Strip]] = []
    chapters: list[bool] = []
    while waiting:
        sheet, waiting = _sheet(waiting, depth, white)
        sheets.append(sheet)
        chapters.append(bool(waiting) and waiting[0].room > 0)
    _mend_short_ends(sheets, [*chapters[:-1], True], depth, white)
    return [_page(sheet, white) for sheet in sheets]


def _sheet(waiting: list[Strip], depth: float, white: float) -> tuple[list[Strip], list[Strip]]:
    """Return the strips of one page and those left."""
    start = list(map(again, waiting[0].header))
    cursor = _Cursor(white)
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


def _mend_short_ends(sheets: list[list[Strip]], ends: Sequence[bool], depth: float, white: float) -> None:
    """Move strips from the page before to a page that ends a chapter with hardly anything on it."""
    for at in range(1, len(sheets)):
        before, sheet = sheets[at - 1], sheets[at]
        if not ends[at] or ends[at - 1] or sheet[0].is_repeat or end_of(sheet, white) >= LEAST_LAST:
            continue
        cut = _cut_for(before, sheet, depth, white)
        sheets[at - 1], sheets[at] = before[:cut], before[cut:] + sheet


def _cut_for(before: Sequence[Strip], sheet: Sequence[Strip], depth: float, white: float) -> int:
    """Return where to break the page before so that the last has enough on it, or as much as half a page holds.

    For more than a few lines, the page before is not emptied.
    """
    best = len(before)
    is_enough = end_of(sheet, white) >= FEW_LINES
    for cut in range(len(before) - 1, 0, -1):
        end = end_of([*before[cut:], *sheet], white)
        if end > depth * MOST_MOVED:
            break
        if before[cut - 1].is_held or before[cut].header:
            continue
        if is_enough and end_of(before[:cut], white) < depth * LEAST_LEFT:
            break
        best = cut
        if end >= LEAST_LAST:
            break
    return best


def _page(sheet: Sequence[Strip], white: float) -> Page:
    cursor = _Cursor(white)
    return Page(tuple(Placed(strip, cursor.pass_over(strip)) for strip in sheet))
