"""A key as it stands beside what it does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme


def key_size(theme: Theme, words: str) -> QSize:
    """Return the measure of a key."""
    wide = QFontMetricsF(theme.font(12)).horizontalAdvance(words)
    return QSize(round(wide) + theme.px(11), theme.px(20))


def paint_key(painter: QPainter, theme: Theme, left: float, top: float, words: str) -> None:
    """Paint a key with its thicker lower edge."""
    size = key_size(theme, words)
    box = QRectF(left + 0.5, top + 0.5, size.width() - 1, size.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(box.adjusted(0, 0, 0, -1), theme.px(4), theme.px(4))
    painter.setPen(theme.colour("muted"))
    painter.setFont(theme.font(12))
    painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class KeyCap(QWidget):
    """One key."""

    def __init__(self, theme: Theme, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def say(self, words: str) -> None:
        """Show another key."""
        self._words = words
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Return the measure of the key."""
        return key_size(self._theme, self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key."""
        painter = QPainter(self)
        paint_key(painter, self._theme, 0, 0, self._words)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
