"""The strand that a session belongs to, in its colour and in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Theme


class StrandChip(QLabel):
    """A pill with the code and title of a strand; what does not fit is left out at the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = 0
        self.setObjectName("strand")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def say(self, words: str, number: int) -> None:
        """Show a strand by its place in the list, nothing where there is none."""
        self._number = number
        self.setText(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the measure of the pill."""
        px = self._theme.px
        wide = QFontMetrics(self._theme.font(12, is_bold=True)).horizontalAdvance(self.text())
        return QSize(wide + px(20), px(22))

    def minimumSizeHint(self) -> QSize:
        """Return what its first letters need."""
        return QSize(min(self._theme.px(48), self.sizeHint().width()), self._theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        theme, px = self._theme, self._theme.px
        ink, ground = theme.strand(self._number)
        edge = QColor(theme.colour(ink))
        edge.setAlphaF(0.25)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.colour(ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(12, is_bold=True))
        inside = box.adjusted(px(9), 0, -px(9), 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(inside.width()) + 1
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
