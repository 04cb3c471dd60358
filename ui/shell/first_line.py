"""The line of the first picture: it takes keys before that of Capture is made, and hands them on in their order."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.arrangement import Arrangement
from ui.capture.line_measures import CHIP_HIGH, line_measures
from ui.theme import Theme


class FirstLine(QPlainTextEdit):
    """Shows what is typed and remembers it, key by key; Enter empties it, as it will the line that is to come."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edge = QRect()
        self._taken: list[QEvent] = []
        self.setObjectName("line")
        self.setAccessibleName(_("The line"))
        self.setPlaceholderText(_("Type what you hear. Enter keeps it."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        for bars in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lay_out(self, middle: QRect, arrangement: Arrangement) -> None:
        """Stand at the foot of where the notes will be."""
        px, size = self._theme.px, line_measures(arrangement)
        self.setFont(self._theme.font(size.letters))
        high = self.fontMetrics().lineSpacing() + px(3)
        box = middle.adjusted(px(size.around), 0, -px(size.around), -px(size.below))
        box.setTop(box.bottom() + 1 - (2 * px(size.edge) + high + px(size.gap) + px(CHIP_HIGH)))
        self._edge = box
        self.setGeometry(
            box.left() + px(size.side), box.top() + px(size.edge), box.width() - 2 * px(size.side), high
        )

    def paint_edge(self, painter: QPainter) -> None:
        """Paint the ground and the edge on the widget around it."""
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(self._theme.colour("surface"))
        radius = self._theme.px(12)
        painter.drawRoundedRect(QRectF(self._edge).adjusted(1, 1, -1, -1), radius, radius)

    # -- what is typed ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remember a key, and show what it does."""
        again = (
            event.type(),
            event.key(),
            event.modifiers(),
            event.text(),
            event.isAutoRepeat(),
            event.count(),
        )
        self._taken.append(QKeyEvent(*again))
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not is_enter:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        else:
            self.clear()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember what was composed, and show it."""
        if event.commitString():
            again = QInputMethodEvent()
            again.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
            self._taken.append(again)
        super().inputMethodEvent(event)

    def hand_over(self, line: QWidget) -> None:
        """Give another line all that was typed here, as it was typed."""
        taken, self._taken = self._taken, []
        for one in taken:
            QCoreApplication.sendEvent(line, one)
