"""The rail at the left: the places that work, one button each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.arrangement import Arrangement
from ui.icons import painted
from ui.place import PlaceKind
from ui.theme import Theme


class RailButton(QAbstractButton):
    """An icon with its word below; the word goes where there is no room, and stays as its tip."""

    def __init__(self, theme: Theme, icon: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.is_narrow = False
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the measure of one place."""
        px = self._theme.px
        return QSize(px(44), px(44)) if self.is_narrow else QSize(max(px(68), self.word_width()), px(58))

    def word_width(self) -> int:
        """Return how wide the word is with a little room at its sides."""
        return QFontMetrics(self._theme.font(12)).horizontalAdvance(self.text()) + self._theme.px(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, the word, and the ground that says which place this is."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setBrush(
                theme.colour("rail_on") if self.isChecked() or self.underMouse() else Qt.BrushStyle.NoBrush
            )
            ring = (
                QPen(theme.colour("rail_ring"), 2)
                if self.isChecked() or self.hasFocus()
                else Qt.PenStyle.NoPen
            )
            painter.setPen(ring)
            painter.drawRoundedRect(box, px(10), px(10))
        if self.hasFocus() and self.isChecked():
            # The place one is in has a ring anyway: the keyboard's is told by a second one.
            painter.setPen(QPen(theme.colour("rail_ink"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), px(8), px(8))
        colour = theme.colour("rail_ink") if not self.isChecked() else Qt.GlobalColor.white
        side = px(22)
        left = (self.width() - side) // 2
        top = (self.height() - side) // 2 if self.is_narrow else px(8)
        ink = theme.tokens.rail_ink if not self.isChecked() else "#FFFFFF"
        painter.drawPixmap(left, top, painted(self._icon, ink, side, self.devicePixelRatioF()))
        if not self.is_narrow:
            painter.setPen(QPen(colour))
            painter.setFont(theme.font(12))
            words = QRectF(0, top + side, self.width(), self.height() - top - side - px(3))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
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
        self._chosen = ""
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
        self._settings.setCheckable(False)
        self._settings.clicked.connect(self.settings_requested)
        self._rows.addWidget(self._settings)
        theme.changed.connect(self._on_theme_changed)
        self.arrange(Arrangement.THREE_PANES)

    def show_as_chosen(self, place: str) -> None:
        """Mark the place that is shown."""
        # No group of buttons: of an exclusive one, Tab would reach only the one that is chosen.
        self._chosen = place
        for name, button in self._buttons.items():
            button.setChecked(name == place)

    def arrange(self, arrangement: Arrangement) -> None:
        """Leave the words away in one pane, and the whole rail where the window is compact."""
        is_narrow = arrangement is Arrangement.ONE_PANE
        for button in (*self._buttons.values(), self._settings):
            button.is_narrow = is_narrow
            button.setToolTip(button.text() if is_narrow else "")
            button.updateGeometry()
        px = self._theme.px
        edge = px(6) if is_narrow else px(8)
        self._rows.setContentsMargins(edge, px(10), edge, px(10))
        self._rows.setSpacing(px(4))
        buttons = (*self._buttons.values(), self._settings)
        widest = max(button.sizeHint().width() for button in buttons)
        self.setFixedWidth(px(56) if is_narrow else widest + 2 * edge)
        self.setVisible(arrangement is not Arrangement.COMPACT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        self.show_as_chosen(self._chosen)  # the place says when it is there
        self.chosen.emit(button.objectName().removeprefix("rail "))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()
