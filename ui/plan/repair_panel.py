"""Where a running order is too long: the ways out of it, each with what it would do, and a key."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sessions.repairing import Way
from ui.theme import Theme
from ui.widgets.tab_order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.order_repairs import Offer

KEYS: Final = "123456789"


class RepairPanel(QFrame):
    """Offers repairs of one overrun; number keys take one, Esc closes."""

    taken = Signal(object)
    """The ``Offer`` that was taken."""
    others_requested = Signal(object)
    """The ``Offer`` to shorten one, instead of which another one is to be chosen."""
    came = Signal()
    went = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offers: Sequence[Offer] = ()
        self._buttons: list[QPushButton] = []
        self.setObjectName("repairs")
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Ways to make it fit"))
        self._heading = QLabel(self)
        self._heading.setObjectName("repairs heading")
        self._heading.setProperty("kind", "strong")
        self._heading.setWordWrap(True)
        self.close_button = QPushButton(_("Close"), self)
        self.close_button.setObjectName("close repairs")
        self.close_button.setProperty("kind", "link")
        self.close_button.setToolTip(_("Esc"))
        self.close_button.clicked.connect(self.hide)
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self.close_button)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("repairs scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._head)
        self._rows.addWidget(self._scroll, 1)
        self._body = QFrame(self._scroll)
        self.hide()

    def offer(self, heading: str, offers: Sequence[Offer], names: Sequence[str]) -> None:
        """Show ways out under a heading, each with its name and its sentence."""
        px = self._theme.px
        self._buttons = []
        self._offers = offers
        self._heading.setText(heading)
        self._body = QFrame(self._scroll)
        self._body.setProperty("kind", "surface")
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, px(6), 0)
        inside.setSpacing(px(8))
        for key, offer, name in zip(KEYS, offers, names, strict=False):
            inside.addWidget(self._row(key, offer, name))
        inside.addStretch(1)
        in_order((self.close_button, *self._body.findChildren(QPushButton)))
        self._scroll.setWidget(self._body)
        self._rows.setContentsMargins(px(12), px(8), px(6), px(10))
        self._rows.setSpacing(px(8))
        self.show()
        self.came.emit()
        possible = [button for button in self._buttons if button.isEnabled()]
        if possible:
            possible[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, key: str, offer: Offer, name: str) -> QFrame:
        row = QFrame(self._body)
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self._theme.px(2))
        button = QPushButton(_("{key}  {name}").format(key=key, name=name), row)
        button.setObjectName(f"repair {key}")
        button.setProperty("kind", "row")
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
        if offer.way is Way.ONE and offer.is_possible:
            other = QPushButton(_("Another one…"), row)
            other.setObjectName("another one")
            other.setProperty("kind", "link")
            other.clicked.connect(self._on_other)
            inside.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    @Slot()
    def _on_other(self) -> None:
        self.others_requested.emit(next(one for one in self._offers if one.way is Way.ONE))

    def wanted_height(self, wide: int) -> int:
        """Return the height at which nothing has to be scrolled."""
        px = self._theme.px
        inside = self._body.layout()
        body = inside.heightForWidth(wide - px(24)) if inside is not None else 0
        return body + self._heading.heightForWidth(max(wide - px(100), 1)) + px(42)

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

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the room is free again."""
        super().hideEvent(event)
        self.went.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Say that room is needed."""
        super().showEvent(event)
        self.came.emit()
