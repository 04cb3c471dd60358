"""The rail at the left: the places that work, one button each."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.arrangement import Arrangement
from ui.place import PlaceKind
from ui.shell.frame_painting import (
    RAIL_GAP,
    RAIL_TOP,
    paint_rail_button,
    rail_button_high,
    rail_button_wide,
    rail_edge,
    rail_width,
    rail_word_width,
)
from ui.theme import Theme


class RailButton(QAbstractButton):
    """An icon with its word below; the word goes where there is no room, and stays as its tip."""

    def __init__(self, theme: Theme, icon: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.is_narrow = False
        self._is_chosen = False
        self.setText(word)
        self.setAccessibleName(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_as_chosen(self, *, is_chosen: bool) -> None:
        """Show whether this is the place one is in; a button that could be ticked would be told as a box."""
        self._is_chosen = is_chosen
        self.setAccessibleDescription(_("You are here") if is_chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the measure of one place."""
        return QSize(
            rail_button_wide(self._theme, self.text(), is_narrow=self.is_narrow),
            rail_button_high(self._theme, is_narrow=self.is_narrow),
        )

    def word_width(self) -> int:
        """Return how wide the word is with a little room at its sides."""
        return rail_word_width(self._theme, self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, the word, and the ground that says which place this is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rail_button(
            painter,
            self.rect(),
            self._theme,
            self._icon,
            self.text(),
            is_narrow=self.is_narrow,
            is_chosen=self._is_chosen,
            is_under=self.underMouse(),
            has_focus=self.hasFocus(),
        )
        painter.end()


class Rail(QWidget):
    """The places, and the settings at the foot."""

    chosen = Signal(str)
    settings_requested = Signal()

    def __init__(
        self, theme: Theme, places: Sequence[PlaceKind], settings: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setAccessibleName("")
        self._buttons: dict[str, RailButton] = {}
        self._rows = QVBoxLayout(self)
        for place in places:
            button = RailButton(theme, place.icon, place.title(), self)
            button.setObjectName(f"rail {place.name}")
            self._buttons[place.name] = button
            button.clicked.connect(self._on_clicked)
            self._rows.addWidget(button)
        self._rows.addStretch(1)
        self._settings = RailButton(theme, "settings", settings, self)
        self._settings.setObjectName("rail settings")
        self._settings.clicked.connect(self.settings_requested)
        self._rows.addWidget(self._settings)
        theme.changed.connect(self._on_theme_changed)
        self.arrange(Arrangement.THREE_PANES)

    def show_as_chosen(self, place: str) -> None:
        """Mark the place that is shown."""
        for name, button in self._buttons.items():
            button.show_as_chosen(is_chosen=name == place)

    def arrange(self, arrangement: Arrangement) -> None:
        """Leave the words away in one pane, and the whole rail where the window is compact."""
        is_narrow = arrangement is Arrangement.ONE_PANE
        for button in (*self._buttons.values(), self._settings):
            button.is_narrow = is_narrow
            button.setToolTip(button.text() if is_narrow else "")
            button.updateGeometry()
        px, edge = self._theme.px, rail_edge(self._theme, is_narrow=is_narrow)
        self._rows.setContentsMargins(edge, px(RAIL_TOP), edge, px(RAIL_TOP))
        self._rows.setSpacing(px(RAIL_GAP))
        words = [button.text() for button in (*self._buttons.values(), self._settings)]
        self.setFixedWidth(rail_width(self._theme, words, is_narrow=is_narrow))
        self.setVisible(arrangement is not Arrangement.COMPACT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        self.chosen.emit(button.objectName().removeprefix("rail "))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
