"""The lines that miss something, each with what that is."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.capture.here_rows import ROOT
from ui.capture.sheet import MendLine
from ui.widgets.grown_list import GrownRow, Index


class MendLines(QAbstractListModel):
    """The first lines to mend, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[MendLine, ...] = ()

    def show_lines(self, lines: tuple[MendLine, ...]) -> None:
        """Show these and no others."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words, the line, or the sentence for a screen reader."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return line.words
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{what}: {words}").format(what=missing(line), words=line.words)
        return None


def missing(line: MendLine) -> str:
    """Return what a line misses."""
    return _("gap") if line.has_gap else _("who said this?")


class MendRow(GrownRow):
    """Paints what is missing in amber, and as much of the words as there is room for."""

    def height(self, _index: Index, _width: int) -> int:
        """Return the height of one line."""
        return self.theme.px(24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        px, line, box = self.theme.px, index.data(Qt.ItemDataRole.UserRole), self.box(option)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        inside = box.adjusted(px(4), 0, -px(4), 0)
        painter.setFont(self.theme.font(12, is_bold=True))
        painter.setPen(self.theme.colour("amber"))
        painter.drawText(inside, middle, missing(line))
        left = painter.fontMetrics().horizontalAdvance(missing(line)) + px(8)
        rest = QRectF(inside).adjusted(left, 0, 0, 0)
        font = self.theme.font(12)
        painter.setFont(font)
        painter.setPen(self.theme.colour("ink"))
        words = self._around_gap(line, QFontMetrics(font), int(rest.width()))
        painter.drawText(rest, middle, words)
        if self.is_current(option):
            self.ring(painter, box)

    @staticmethod
    def _around_gap(line: MendLine, metrics: QFontMetrics, wide: int) -> str:
        """Return the words so that a gap far behind can be seen."""
        words = " ".join(line.words.split())
        at = words.find("@@")
        if at > 0 and metrics.horizontalAdvance(words[: at + 2]) > wide:
            words = "…" + words[max(0, at - 12) :]
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide)
