"""A card that is pressed: a title, a line below it, and perhaps the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme

WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
UNBOUNDED = 10_000


class CardButton(QAbstractButton):
    """Paints itself, so that its words wrap and grow with the text; a screen reader hears both lines."""

    title_size = 14.0
    line_size = 12.0
    padding = 14
    is_framed = False

    def __init__(
        self, theme: Theme, title: str, line: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        self._key = key
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)

    @property
    def line(self) -> str:
        """Return the words below the title."""
        return self._line

    def hasHeightForWidth(self) -> bool:
        """Tell that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need."""
        inside = width - 2 * self._theme.px(self.padding) - self._key_width()
        title, line = self._heights(max(inside, 1))
        gap = self._theme.px(3) if line else 0
        return title + gap + line + 2 * self._theme.px(self.padding)

    def sizeHint(self) -> QSize:
        """Return a measure to begin with."""
        return QSize(self._theme.px(240), self.heightForWidth(self._theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        """Return the least that is legible."""
        return QSize(self._theme.px(140), self.heightForWidth(max(self.width(), self._theme.px(140))))

    def _heights(self, inside: int) -> tuple[int, int]:
        room = QRect(0, 0, inside, UNBOUNDED)
        title = QFontMetrics(self._theme.font(self.title_size, is_bold=True))
        line = QFontMetrics(self._theme.font(self.line_size))
        return (
            title.boundingRect(room, WRAPS, self.text()).height(),
            line.boundingRect(room, WRAPS, self._line).height() if self._line else 0,
        )

    def _key_width(self) -> int:
        if not self._key:
            return 0
        metrics = QFontMetrics(self._theme.font(12))
        return metrics.horizontalAdvance(self._key) + self._theme.px(28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge, words and key."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.hasFocus()
        edge = "ink" if is_on else "field" if self.is_framed or self.underMouse() else "line"
        painter.setPen(QPen(theme.colour(edge), 2 if is_on else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(12), px(12))
        pad = px(self.padding)
        inside = self.rect().adjusted(pad, pad, -pad - self._key_width(), -pad)
        title, _line = self._heights(max(inside.width(), 1))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(self.title_size, is_bold=True))
        painter.drawText(inside, WRAPS, self.text())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(self.line_size))
        painter.drawText(inside.adjusted(0, title + px(3), 0, 0), WRAPS, self._line)
        if self._key:
            self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(12))
        side = max(px(19), self._key_width() - px(17))
        box = QRect(0, 0, side, px(20))
        box.moveCenter(self.rect().center())
        box.moveRight(self.width() - px(self.padding) - px(2))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be as before."""
        super().leaveEvent(event)
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class Door(CardButton):
    """A large card with a firm edge: one of the three ways in."""

    title_size = 18.0
    line_size = 14.0
    padding = 22
    is_framed = True
