"""The bar at the top: what is open, where it belongs, and the line that finds and does everything."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.arrangement import Arrangement
from ui.theme import Theme


class SearchButton(QPushButton):
    """Looks like a field and opens the search line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("search")
        self.setAccessibleName(_("Search or do anything"))
        self.setAccessibleDescription(_("Ctrl+K"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a field with its words and its key."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if has_focus else "field"), 2 if has_focus else 1))
        painter.setBrush(theme.colour("surface"))
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, px(8), px(8))
        inside = box.adjusted(px(12), 0, -px(8), 0)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(14))
        painter.drawText(
            inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _("Search or do anything")
        )
        painter.setFont(theme.font(12))
        words = _("Ctrl+K")
        wide = painter.fontMetrics().horizontalAdvance(words) + px(10)
        key = inside.adjusted(inside.width() - wide, px(7), 0, -px(7))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(key, px(4), px(4))
        painter.setPen(theme.colour("muted"))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class Shortened(QLabel):
    """A line of text that gives room to others by ending in three dots."""

    def minimumSizeHint(self) -> QSize:
        """Return that a few letters are enough."""
        return QSize(min(self.fontMetrics().averageCharWidth() * 5, self.sizeHint().width()), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


class TopBar(QWidget):
    """Title, what it belongs to, the buttons of the place, the search line."""

    search_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("top bar")
        self._title = Shortened(self)
        self._title.setProperty("kind", "strong")
        self._title.setObjectName("open here")
        self._belongs = Shortened(self)
        self._belongs.setProperty("kind", "muted")
        self._belongs.setObjectName("belongs to")
        for label in (self._title, self._belongs):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.search = SearchButton(theme, self)
        self.search.clicked.connect(self.search_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._belongs)
        self._row.addStretch(1)
        self._row.addWidget(self.search)
        self._buttons: list[QWidget] = []
        theme.changed.connect(self._on_theme_changed)
        self._arrangement = Arrangement.THREE_PANES
        self._measure()

    def head(self, title: str, belongs: str) -> None:
        """Say what is open and what it belongs to."""
        self._title.setText(title)
        self._belongs.setText(belongs)
        self._measure()

    def take_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Show the buttons of a place instead of those of another."""
        for old in self._buttons:
            old.hide()
            self._row.removeWidget(old)
        self._buttons = list(buttons)
        for button in self._buttons:
            self._row.insertWidget(self._row.indexOf(self.search), button)
            button.show()
        self.arrange(self._arrangement)

    def arrange(self, arrangement: Arrangement) -> None:
        """Make room for what matters most; the search line keeps its key where its field goes."""
        self._arrangement = arrangement
        self.setVisible(arrangement is not Arrangement.COMPACT)
        is_wide = arrangement.has_side
        self._belongs.setVisible(is_wide)
        self.search.setVisible(arrangement is Arrangement.THREE_PANES or not self._buttons or not is_wide)
        self._measure()

    def _measure(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(52))
        self._row.setContentsMargins(px(18), 0, px(18), 0)
        self._row.setSpacing(px(18))
        self.search.setFixedHeight(px(36))
        self.search.setFixedWidth(px(320 if self._arrangement.has_side and not self._buttons else 230))
        for label, most in ((self._title, 460), (self._belongs, 420)):
            label.setMaximumWidth(px(most))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._measure()
        self.update()
