"""The first picture of the window: its frame, and where somebody comes to take notes a line that takes their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.arrangement import Arrangement, arrangement_for
from ui.capture.line_measures import PANE_WIDE
from ui.place import PlaceKind
from ui.shell import frame_painting as frame
from ui.shell.first_line import FirstLine
from ui.theme import Theme


class FirstFrame(QWidget):
    """Painted by one widget, as all that stands there a moment later looks; the places are known by name alone."""

    def __init__(
        self, theme: Theme, kinds: Sequence[PlaceKind], chosen: str, settings: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = chosen
        self._places = [(kind.name, kind.icon, kind.title()) for kind in kinds]
        self._settings = settings
        self.setObjectName("first frame")
        self.line = FirstLine(theme, self) if chosen == "capture" else None
        if self.line is not None:
            self.setFocusProxy(self.line)

    def _arrangement(self) -> Arrangement:
        return arrangement_for(self.width(), self._theme.scale)

    def _rail(self) -> QRect:
        """Return where the rail is; as wide as nothing where the window is compact."""
        arrangement, px = self._arrangement(), self._theme.px
        if arrangement is Arrangement.COMPACT:
            return QRect(0, 0, 0, self.height() - px(frame.FOOT_HIGH))
        words = [*(title for _name, _icon, title in self._places), self._settings]
        wide = frame.rail_width(self._theme, words, is_narrow=arrangement is Arrangement.ONE_PANE)
        top = px(frame.BAR_HIGH)
        return QRect(0, top, wide, self.height() - px(frame.FOOT_HIGH) - top)

    def _middle(self) -> QRect:
        """Return where the place will be, between the panes that stand beside its line."""
        rail = self._rail()
        found = QRect(rail.right() + 1, rail.top(), self.width() - rail.width(), rail.height())
        if self.line is not None:
            arrangement, beside = self._arrangement(), self._theme.px(PANE_WIDE)
            right = beside if arrangement is Arrangement.THREE_PANES else 0
            found.adjust(beside if arrangement.has_side else 0, 0, -right, 0)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line where that of Capture will be."""
        super().resizeEvent(event)
        if self.line is not None:
            self.line.lay_out(self._middle(), self._arrangement())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grounds, the rail with its places, the search line, and the edge of the line."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("paper" if self.line is None else "sunken"))
        painter.fillRect(self._middle(), theme.colour("paper"))
        if self._arrangement() is not Arrangement.COMPACT:
            self._paint_bar(painter)
            self._paint_rail(painter)
        foot = QRect(0, self.height() - theme.px(frame.FOOT_HIGH), self.width(), theme.px(frame.FOOT_HIGH))
        painter.fillRect(foot, theme.colour("surface"))
        painter.fillRect(0, foot.top(), foot.width(), 1, theme.colour("line"))
        if self.line is not None:
            self.line.paint_edge(painter)
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        bar = QRect(0, 0, self.width(), px(frame.BAR_HIGH))
        painter.fillRect(bar, theme.colour("surface"))
        painter.fillRect(0, bar.bottom(), bar.width(), 1, theme.colour("line"))
        # Beside the line stand the buttons of its place: how far left the field is then, they decide.
        if self.line is None and self._arrangement().has_side:
            wide, high = px(frame.SEARCH_WIDE), px(frame.SEARCH_HIGH)
            at = QRect(bar.width() - px(frame.BAR_EDGE) - wide, (bar.height() - high) // 2, wide, high)
            frame.paint_search(painter, at, theme)

    def _paint_rail(self, painter: QPainter) -> None:
        theme, px, rail = self._theme, self._theme.px, self._rail()
        painter.fillRect(rail, theme.colour("rail"))
        is_narrow = self._arrangement() is Arrangement.ONE_PANE
        edge = frame.rail_edge(theme, is_narrow=is_narrow)
        high = frame.rail_button_high(theme, is_narrow=is_narrow)
        box = QRect(edge, rail.top() + px(frame.RAIL_TOP), rail.width() - 2 * edge, high)
        for name, icon, title in self._places:
            frame.paint_rail_button(
                painter, box, theme, icon, title, is_narrow=is_narrow, is_chosen=name == self._chosen
            )
            box.translate(0, high + px(frame.RAIL_GAP))
        box.moveBottom(rail.bottom() - px(frame.RAIL_TOP))
        frame.paint_rail_button(painter, box, theme, "settings", self._settings, is_narrow=is_narrow)
