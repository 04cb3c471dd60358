"""How the bar and the rail are painted: by their widgets, and in the first picture before there are any."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ui.icons import painted
from ui.theme import Theme

BAR_HIGH: Final = 52
FOOT_HIGH: Final = 30
SEARCH_HIGH: Final = 36
SEARCH_WIDE: Final = 320
"""Pixels at 100 %, where there is room for them."""
BAR_EDGE: Final = 18
RAIL_TOP: Final = 10
RAIL_GAP: Final = 4


def search_words_width(theme: Theme) -> int:
    """Return how wide the search field has to be for its words and its key."""
    px = theme.px
    words = QFontMetrics(theme.font(14)).horizontalAdvance(_("Search or do anything"))
    key = QFontMetrics(theme.font(12)).horizontalAdvance(_("Ctrl+K"))
    return words + key + px(12) + px(8) + px(10) + px(16)


def paint_search(
    painter: QPainter, whole: QRect, theme: Theme, *, is_narrow: bool = False, has_focus: bool = False
) -> None:
    """Paint a field with its words and its key, or its sign alone."""
    px = theme.px
    painter.setPen(QPen(theme.colour("accent" if has_focus else "field"), 2 if has_focus else 1))
    painter.setBrush(theme.colour("surface"))
    box = whole.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(box, px(8), px(8))
    if is_narrow:
        side = px(18)
        sign = painted("search", theme.tokens.muted, side, painter.device().devicePixelRatioF())
        at = whole.topLeft()
        painter.drawPixmap(at.x() + (whole.width() - side) // 2, at.y() + (whole.height() - side) // 2, sign)
        return
    inside = box.adjusted(px(12), 0, -px(8), 0)
    painter.setPen(theme.colour("muted"))
    painter.setFont(theme.font(14))
    ways = Qt.AlignmentFlag
    painter.drawText(inside, ways.AlignVCenter | ways.AlignLeft, _("Search or do anything"))
    painter.setFont(theme.font(12))
    words = _("Ctrl+K")
    wide = painter.fontMetrics().horizontalAdvance(words) + px(10)
    key = inside.adjusted(inside.width() - wide, px(7), 0, -px(7))
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawRoundedRect(key, px(4), px(4))
    painter.setPen(theme.colour("muted"))
    painter.drawText(key, ways.AlignCenter, words)


def rail_edge(theme: Theme, *, is_narrow: bool) -> int:
    """Return how far the buttons of the rail stand from its sides."""
    return theme.px(6) if is_narrow else theme.px(8)


def rail_word_width(theme: Theme, word: str) -> int:
    """Return how wide a word of the rail is with a little room at its sides."""
    return QFontMetrics(theme.font(12)).horizontalAdvance(word) + theme.px(8)


def rail_button_wide(theme: Theme, word: str, *, is_narrow: bool) -> int:
    """Return how wide one button of the rail has to be."""
    return theme.px(44) if is_narrow else max(theme.px(68), rail_word_width(theme, word))


def rail_button_high(theme: Theme, *, is_narrow: bool) -> int:
    """Return how high every button of the rail is."""
    return theme.px(44 if is_narrow else 58)


def rail_width(theme: Theme, words: Iterable[str], *, is_narrow: bool) -> int:
    """Return how wide the rail is with buttons of these words."""
    if is_narrow:
        return theme.px(56)
    widest = max(rail_button_wide(theme, word, is_narrow=False) for word in words)
    return widest + 2 * rail_edge(theme, is_narrow=False)


def paint_rail_button(
    painter: QPainter,
    whole: QRect,
    theme: Theme,
    icon: str,
    word: str,
    *,
    is_narrow: bool = False,
    is_chosen: bool = False,
    is_under: bool = False,
    has_focus: bool = False,
) -> None:
    """Paint the icon, the word where there is room, and the ground that says which place this is."""
    px = theme.px
    box = QRectF(whole).adjusted(1, 1, -1, -1)
    if is_chosen or is_under or has_focus:
        painter.setBrush(theme.colour("rail_on") if is_chosen or is_under else Qt.BrushStyle.NoBrush)
        ring = QPen(theme.colour("rail_ring"), 2) if is_chosen or has_focus else Qt.PenStyle.NoPen
        painter.setPen(ring)
        painter.drawRoundedRect(box, px(10), px(10))
    if has_focus and is_chosen:
        # The place one is in has a ring anyway: the keyboard's is told by a second one.
        painter.setPen(QPen(theme.colour("rail_ink"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), px(8), px(8))
    side = px(22)
    left = whole.left() + (whole.width() - side) // 2
    top = whole.top() + ((whole.height() - side) // 2 if is_narrow else px(8))
    ink = "#FFFFFF" if is_chosen else theme.tokens.rail_ink
    painter.drawPixmap(left, top, painted(icon, ink, side, painter.device().devicePixelRatioF()))
    if not is_narrow:
        painter.setPen(QPen(Qt.GlobalColor.white if is_chosen else theme.colour("rail_ink")))
        painter.setFont(theme.font(12))
        below = whole.bottom() + 1 - top - side - px(3)
        painter.drawText(
            QRectF(whole.left(), top + side, whole.width(), below), Qt.AlignmentFlag.AlignCenter, word
        )
