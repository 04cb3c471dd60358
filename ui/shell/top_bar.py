"""The bar at the top: what is open, where it belongs, and the line that finds and does everything."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.arrangement import Arrangement
from ui.shell.frame_painting import (
    BAR_EDGE,
    BAR_HIGH,
    SEARCH_HIGH,
    SEARCH_WIDE,
    paint_search,
    search_words_width,
)
from ui.theme import Theme

GAP = 18
TITLE_WIDE = 220
"""Pixels at 100 %: where a title has less, the search line gives up its words."""


class SearchButton(QPushButton):
    """Looks like a field and opens the search line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_narrow = False
        self.setObjectName("search")
        self.setToolTip(_("Search or do anything · Ctrl+K"))
        self.setAccessibleName(_("Search or do anything"))
        self.setAccessibleDescription(_("Ctrl+K"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def words_width(self) -> int:
        """Return how wide it has to be for its words and its key."""
        return search_words_width(self._theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a field with its words and its key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_search(painter, self.rect(), self._theme, is_narrow=self.is_narrow, has_focus=self.hasFocus())
        painter.end()


class TopBar(QWidget):
    """Title, what it belongs to, the buttons of the place, the search line."""

    search_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("top bar")
        self._title = QLabel(self)
        self._title.setProperty("kind", "strong")
        self._title.setObjectName("open here")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._belongs = QLabel(self)
        self._belongs.setProperty("kind", "muted")
        self._belongs.setObjectName("belongs to")
        self._belongs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for label in (self._title, self._belongs):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._says = {self._title: "", self._belongs: ""}
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
        self._says = {self._title: title, self._belongs: belongs}
        for label, words in self._says.items():
            label.setAccessibleName(words)
        self._measure()

    def take_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Show the buttons of a place instead of those of another."""
        for old in self._buttons:
            old.hide()
            self._row.removeWidget(old)
        self._buttons = list(buttons)
        for button in self._buttons:
            self._row.addWidget(button)
            button.show()
        self.arrange(self._arrangement)

    def arrange(self, arrangement: Arrangement) -> None:
        """Make room for what matters most; the search line is a button where there is none for its words."""
        self._arrangement = arrangement
        self.setVisible(arrangement is not Arrangement.COMPACT)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the room anew."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(BAR_HIGH))
        # The window may be narrower than the titles are long.
        self.setMinimumWidth(px(240))
        self._row.setContentsMargins(px(BAR_EDGE), 0, px(BAR_EDGE), 0)
        self._row.setSpacing(px(GAP))
        self.search.setFixedHeight(px(SEARCH_HIGH))
        self._part_room()

    def _part_room(self) -> None:
        """Give the buttons all they need, then the search line, then the title, and last what it belongs to."""
        px = self._theme.px
        gap = px(GAP)
        room = self.width() - 2 * px(BAR_EDGE) - sum(one.sizeHint().width() + gap for one in self._buttons)
        title = min(self._width_of(self._title), px(460))
        field = self.search.words_width()
        self.search.is_narrow = room < field + gap + min(title, px(TITLE_WIDE))
        if self.search.is_narrow:
            field = px(40)
        elif room >= px(SEARCH_WIDE) + gap + title + min(self._width_of(self._belongs), px(420)):
            field = max(field, px(SEARCH_WIDE))
        self.search.setFixedWidth(field)
        room -= field + gap
        self._write(self._title, min(title, room))
        room -= min(title, room) + gap
        is_told = self._arrangement.has_side and room >= px(80)
        self._write(self._belongs, min(self._width_of(self._belongs), px(420), room) if is_told else 0)

    def _width_of(self, label: QLabel) -> int:
        label.ensurePolished()
        return label.fontMetrics().horizontalAdvance(self._says[label]) + 2 if self._says[label] else 0

    def _write(self, label: QLabel, width: int) -> None:
        """Write as much of a label's words as there is room for; all of them stay to be heard and as its tip."""
        words = self._says[label]
        label.setVisible(width > 0)
        if width <= 0:
            return
        shown = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        label.setFixedWidth(width)
        label.setText(shown)
        label.setToolTip(words if shown != words else "")

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
