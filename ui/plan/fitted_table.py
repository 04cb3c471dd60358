"""A table whose columns share its width by what they hold; what is too long for one goes on below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.plan.column_widths import Needs, needs_of, shared
from ui.plan.models import Index
from ui.theme import Theme

LINE: Final = 30
HEAD: Final = 28
AROUND: Final = 20
"""What stands beside the words of a cell: what the style sheet pads it by, and what Qt adds."""
LARGEST: Final = 300
"""What a column gets at most before its words are broken."""
WRAPS: Final = int(Qt.TextFlag.TextWordWrap)


class Face:
    """Measures words, each once: a list has the same ones again and again, and is measured at every change."""

    def __init__(self, theme: Theme) -> None:
        self._metrics = QFontMetrics(theme.font(14))
        self._wide: dict[str, int] = {}
        self._high: dict[tuple[str, int], int] = {}

    def wide(self, words: str) -> int:
        """Return how wide words are in one line."""
        if words not in self._wide:
            self._wide[words] = self._metrics.horizontalAdvance(words)
        return self._wide[words]

    def high(self, words: str, inside: int) -> int:
        """Return how high words are that go on below where there is no room for them in one line."""
        if self.wide(words) <= inside:
            return self._metrics.height()
        if (words, inside) not in self._high:
            rect = self._metrics.boundingRect(QRect(0, 0, inside, 10_000), WRAPS, words)
            self._high[words, inside] = rect.height()
        return self._high[words, inside]


class FittedTable(QTableView):
    """Shows a few lines without scrolling, and is as high as they need."""

    def __init__(
        self,
        name: str,
        says: str,
        model: QAbstractItemModel,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        most: int,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = most
        self._face = Face(theme)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("kind", "lines")
        self.setModel(model)
        self.setItemDelegate(Cells(theme, self))
        self._look()
        model.dataChanged.connect(self.fit)
        theme.changed.connect(self._on_theme_changed)

    def _look(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        for one in (self.verticalHeader(), header):
            one.setMinimumSectionSize(1)
            one.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    @Slot()
    def fit(self) -> None:
        """Share the width among the columns, and take the height of the lines there are."""
        px = self._theme.px
        texts = self.texts()
        edge = 2 * self.frameWidth()
        scroll = self.verticalScrollBar().sizeHint().width() if len(texts) > self._most else 0
        room = self.width() - edge - scroll
        widths = self._widths(texts, room)
        heights = [self._height(row, widths) for row in texts]
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        for row, high in enumerate(heights):
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)
        self.horizontalHeader().setFixedHeight(px(HEAD))
        below = self.horizontalScrollBar().sizeHint().height() if sum(widths) > room else 0
        self.setFixedHeight(px(HEAD) + sum(heights[: self._most]) + below + edge)
        self.setVisible(bool(texts))

    def texts(self) -> list[list[str]]:
        """Return what stands in the cells, row by row."""
        model = self.model()
        columns = range(model.columnCount())
        return [
            [str(model.index(row, column).data() or "") for column in columns]
            for row in range(model.rowCount())
        ]

    def _widths(self, texts: Sequence[Sequence[str]], room: int) -> list[int]:
        px = self._theme.px
        head = QFontMetrics(self._theme.font(12, is_bold=True))
        needs = []
        for column in range(self.model().columnCount()):
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            found = needs_of((row[column] for row in texts), self._face.wide, px(LARGEST))
            least = max(found.least + px(AROUND), head.horizontalAdvance(title) + px(AROUND))
            needs.append(Needs(least, max(found.most + px(AROUND), least)))
        return shared(needs, room)

    def _height(self, row: Sequence[str], widths: Sequence[int]) -> int:
        px = self._theme.px
        most = max(self._face.high(words, wide - px(AROUND)) for words, wide in zip(row, widths, strict=True))
        return max(px(LINE), most + px(12))

    @Slot()
    def _on_theme_changed(self) -> None:
        self._face = Face(self._theme)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class Cells(QStyledItemDelegate):
    """Shows which cell the keyboard is in."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell, with a ring around that which the keyboard is in."""
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        if has_focus:
            edge = self._theme.px(2)
            rect: QRect = option.rect
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(edge, edge, -edge, -edge), edge * 2, edge * 2)
            painter.restore()
