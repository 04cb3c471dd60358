"""What lies over the whole window for a moment, and goes by Esc, leaving the focus where it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme

VEIL = 90
"""How much of what is below the veil hides, of 255."""


class Overlay(QWidget):
    """A veil over a window with one card on it; subclasses fill the card and say in ``lay_out`` where it lies."""

    closed = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self.theme = theme
        self._over = over
        self._before: QWidget | None = None
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        over.installEventFilter(self)
        theme.changed.connect(self.lay_out)
        self.hide()

    def come(self, focus: QWidget) -> None:
        """Lie over the window, with the focus on one of our own."""
        if not self.isVisible():
            self._before = self._over.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.lay_out()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def go(self) -> None:
        """Lie over nothing any more, and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def lay_out(self) -> None:
        """Put the card in its place; called when size or text size change."""

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep the focus within."""
        found = [
            one
            for one in self.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        now = self.window().focusWidget()
        if now in found:
            at = found.index(now) + (1 if is_next else -1)
            found[at % len(found)].setFocus(
                Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
            )
        return bool(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where somebody clicks beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.go()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil."""
        painter = QPainter(self)
        veil = QColor(Qt.GlobalColor.black)
        veil.setAlpha(VEIL)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._over and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self.lay_out()
        return super().eventFilter(watched, event)
