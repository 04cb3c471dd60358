"""The list of the cards: shows in the colours of the window where what is dragged would stand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.theme import Theme
from ui.widgets.grown_list import GrownList

NOWHERE: Final = -1
_WHERE = QAbstractItemView.DropIndicatorPosition


class PointsList(GrownList):
    """Takes drops between its rows, or on one where its model lets them."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._under = NOWHERE
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would stand."""
        super().dragMoveEvent(event)
        is_taken = event.isAccepted()
        self._under = self.indexAt(event.position().toPoint()).row() if is_taken else NOWHERE
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show it no longer."""
        super().dragLeaveEvent(event)
        self._forget()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show it no longer: what was dropped comes by the way of every change."""
        super().dropEvent(event)
        self._forget()

    def _forget(self) -> None:
        self._under = NOWHERE
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a line between two or a ring around one."""
        # Qt's own line is black by night, too; without it Qt does not tell between which rows it would be.
        self.setDropIndicatorShown(False)
        super().paintEvent(event)
        self.setDropIndicatorShown(True)
        if self._under != NOWHERE:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_place(painter, QRectF(self.visualRect(self.model().index(self._under, 0))))
            painter.end()

    def _paint_place(self, painter: QPainter, box: QRectF) -> None:
        px = self._theme.px
        where = self.dropIndicatorPosition()
        if where == _WHERE.OnItem:
            painter.setPen(QPen(self._theme.colour("accent"), px(3)))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -px(8) - 2), px(12), px(12))
            return
        # Below each card is a space of eight pixels; there is none above the first.
        y = box.top() - px(4) if where == _WHERE.AboveItem else box.bottom() - px(3)
        painter.fillRect(
            QRectF(box.left(), max(y - px(2), 0), box.width(), px(3)), self._theme.colour("accent")
        )
