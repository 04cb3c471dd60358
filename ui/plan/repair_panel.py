"""Where a running order is too long: the ways out of it, each with what it would do, and a key."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.order_repairs import Offer

KEYS: Final = "123456789"


class RepairPanel(QFrame):
    """Offers repairs of one overrun; number keys take one, Esc closes."""

    taken = Signal(object)
    """The ``Offer`` that was taken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offers: Sequence[Offer] = ()
        self._buttons: list[QPushButton] = []
        self.setObjectName("repairs")
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Ways to make it fit"))
        self._rows = QVBoxLayout(self)
        head = QHBoxLayout()
        self._heading = QLabel(self)
        self._heading.setProperty("kind", "strong")
        self._heading.setWordWrap(True)
        close = QPushButton(_("Close"), self)
        close.setObjectName("close repairs")
        close.setProperty("kind", "link")
        close.setToolTip(_("Esc"))
        close.clicked.connect(self.hide)
        head.addWidget(self._heading, 1)
        head.addWidget(close)
        self._rows.addLayout(head)
        self.hide()

    def offer(self, heading: str, offers: Sequence[Offer], names: Sequence[str]) -> None:
        """Show ways out under a heading, each with its name and its sentence."""
        for row in self.findChildren(QFrame, "repair"):
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._buttons = []
        self._offers = offers
        self._heading.setText(heading)
        for key, offer, name in zip(KEYS, offers, names, strict=False):
            self._rows.addWidget(self._row(key, offer, name))
        px = self._theme.px
        self._rows.setContentsMargins(px(12), px(8), px(12), px(10))
        self._rows.setSpacing(px(8))
        self.show()
        possible = [button for button in self._buttons if button.isEnabled()]
        if possible:
            possible[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, key: str, offer: Offer, name: str) -> QFrame:
        row = QFrame(self)
        row.setObjectName("repair")
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self._theme.px(2))
        button = QPushButton(_("{key}  {name}").format(key=key, name=name), row)
        button.setObjectName(f"repair {key}")
        button.setAccessibleName(name)
        button.setAccessibleDescription(offer.preview)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setEnabled(offer.is_possible)
        button.clicked.connect(self._on_clicked)
        words = QLabel(offer.preview, row)
        words.setProperty("kind", "small")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        inside.addWidget(button)
        inside.addWidget(words)
        self._buttons.append(button)
        return row

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        self._take(next(place for place, button in enumerate(self._buttons) if button is sender))

    def _take(self, place: int) -> None:
        if place < len(self._offers) and self._offers[place].is_possible:
            self.taken.emit(self._offers[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a way out by its number; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.text() and event.text() in KEYS:
            self._take(KEYS.index(event.text()))
        else:
            super().keyPressEvent(event)
