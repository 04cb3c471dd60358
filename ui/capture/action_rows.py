"""The rows of actions: a box to tick, who is to do what, and by when."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from ui.capture.here_rows import MOST_REMEMBERED, ROOT
from ui.capture.sheet import ActionLine
from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.grown_list import GrownRow, Index


class ActionLines(QAbstractListModel):
    """The actions of a group, in the order in which they were noted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actions: tuple[ActionLine, ...] = ()

    def show_actions(self, actions: tuple[ActionLine, ...]) -> None:
        """Show these and no others."""
        if actions == self.actions:
            return
        if [one.id for one in actions] == [one.id for one in self.actions]:
            self.actions = actions
            self.dataChanged.emit(self.index(0), self.index(len(actions) - 1))
            return
        self.beginResetModel()
        self.actions = actions
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.actions)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words, the action, or the sentence for a screen reader."""
        if not index.isValid():
            return None
        action = self.actions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(action)
        if role == Qt.ItemDataRole.UserRole:
            return action
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (words_of(action), due_words(action), _("done") if action.is_done else _("not done yet"))
            return ", ".join(told)
        return None


def words_of(action: ActionLine) -> str:
    """Return who is to do what."""
    if not action.owner_name:
        return action.words
    return _("{who}: {what}").format(who=action.owner_name, what=action.words)


def due_words(action: ActionLine) -> str:
    """Return by when, or that nobody has said."""
    return _("by {date}").format(date=action.due) if action.due else _("no date yet")


class ActionRow(GrownRow):
    """Paints one action as a card with its box."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(theme, parent)
        self._heights: dict[tuple[ActionLine, int, int], int] = {}

    def height(self, index: Index, width: int) -> int:
        """Return the height of the card and the space below it; one that was measured is not set again."""
        asked = (index.data(Qt.ItemDataRole.UserRole), width, self.theme.text_size)
        if asked not in self._heights:
            if len(self._heights) > MOST_REMEMBERED:
                self._heights.clear()
            words, due = self._flows(index, width)
            self._heights[asked] = words.height + due.height + self.theme.px(20 + 8)
        return self._heights[asked]

    def _flows(self, index: Index, width: int) -> tuple[Flow, Flow]:
        action: ActionLine = index.data(Qt.ItemDataRole.UserRole)
        room = width - self.theme.px(28 + 26)
        below = _("{due} · done").format(due=due_words(action)) if action.is_done else due_words(action)
        return Flow(words_of(action), self.theme.font(14), room), Flow(below, self.theme.font(12), room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card."""
        px, theme = self.theme.px, self.theme
        action: ActionLine = index.data(Qt.ItemDataRole.UserRole)
        words, due = self._flows(index, int(self.box(option).width()))
        box = self.box(option).adjusted(0.5, 0.5, -0.5, -px(8) - 0.5)
        is_current = self.is_current(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if is_current else "line"), 2 if is_current else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if is_current else box, px(12), px(12))
        top = box.top() + px(10)
        self._paint_tick(
            painter, QRectF(box.left() + px(14), top + (words.step - px(16)) / 2, px(16), px(16)), action
        )
        left = box.left() + px(14 + 26)
        painter.setPen(theme.colour("muted" if action.is_done else "ink"))
        words.draw(painter, left, top)
        painter.setPen(theme.colour("muted"))
        due.draw(painter, left, top + words.height)
        painter.restore()

    def _paint_tick(self, painter: QPainter, box: QRectF, action: ActionLine) -> None:
        theme, px = self.theme, self.theme.px
        painter.save()
        painter.setPen(QPen(theme.colour("accent" if action.is_done else "field"), 1.5))
        painter.setBrush(theme.colour("accent") if action.is_done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, px(4), px(4))
        if action.is_done:
            painter.setPen(QPen(theme.colour("on_accent"), 2))
            points = [(0.24, 0.52), (0.43, 0.72), (0.78, 0.3)]
            at = [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in points]
            painter.drawPolyline(QPolygonF(at))
        painter.restore()

    def is_on_tick(self, option_box: QRectF, at: QPointF) -> bool:
        """Tell whether a point of the list lies on the box of its row."""
        return at.x() - option_box.left() <= self.theme.px(14 + 16 + 6)
