"""A pane that lies over the page at one edge for a while; Esc closes it and gives the keyboard back."""

from __future__ import annotations

from enum import StrEnum
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Theme
from ui.widgets.pane import Pane
from ui.widgets.words import HEADING, Words

SLIDES_MS: Final = 140


class Edge(StrEnum):
    """At which edge a drawer lies."""

    LEFT = "left"
    RIGHT = "right"


class Shade(QWidget):
    """Lies between the page and a drawer: darkens the page, and a click on it closes the drawer."""

    clicked = Signal()

    def mousePressEvent(self, _event: QEvent) -> None:
        """Hear the click."""
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken what is below."""
        painter = QPainter(self)
        painter.setOpacity(0.28)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()


class Drawer(QFrame):
    """Holds one widget of the page while there is no room beside it."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, over: QWidget, edge: Edge, *, name: str, title: str, width: int = 300
    ) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._edge = edge
        self._wide = width
        self._before: QWidget | None = None
        self._held: QWidget | None = None
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("kind", "sunken")
        self._shade = Shade(over)
        self._shade.hide()
        self._shade.clicked.connect(self.close_drawer)
        self._title = Words(theme, f"{name} title", HEADING, self)
        self._title.say(title)
        self._close = self._close_button(name)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._close)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(0)
        self._rows.addLayout(self._head)
        self._slide = self._sliding()
        over.installEventFilter(self)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    def _close_button(self, name: str) -> QPushButton:
        close = QPushButton(self)
        close.setObjectName(f"close {name}")
        close.setProperty("kind", "link")
        close.setAccessibleName(_("Close"))
        close.setAccessibleDescription(_("Esc"))
        close.setToolTip(_("Close · Esc"))
        close.clicked.connect(self.close_drawer)
        return close

    def _sliding(self) -> QPropertyAnimation:
        slide = QPropertyAnimation(self, b"pos", self)
        slide.setDuration(SLIDES_MS)
        slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        return slide

    def hold(self, widget: QWidget) -> None:
        """Take a widget in; to lay it somewhere else takes it out again. A pane that is left closes the drawer."""
        if isinstance(widget, Pane) and widget is not self._held:
            widget.left.connect(self.close_drawer)
        self._held = widget
        self._rows.addWidget(widget, 1)
        widget.show()

    @property
    def is_open(self) -> bool:
        """Tell whether the drawer lies over the page."""
        return not self.isHidden()

    @Slot()
    def toggle(self) -> None:
        """Open the drawer, or close it."""
        if self.is_open:
            self.close_drawer()
        else:
            self.open_drawer()

    @Slot()
    def open_drawer(self) -> None:
        """Slide over the page and take the keyboard."""
        if self.is_open:
            return
        self._before = self.window().focusWidget()
        self._shade.setGeometry(self._over.rect())
        self._shade.show()
        self._shade.raise_()
        place = self._place()
        self.resize(place.size())
        away = place.width() if self._edge is Edge.RIGHT else -place.width()
        self.move(place.topLeft() + QPoint(away, 0))
        self.show()
        self.raise_()
        self._slide.setStartValue(self.pos())
        self._slide.setEndValue(place.topLeft())
        self._slide.start()
        self._first().setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    @Slot()
    def close_drawer(self) -> None:
        """Go away, and give the keyboard back to what had it."""
        if not self.is_open:
            return
        had_focus = self.focusWidget() is not None and self.focusWidget().hasFocus()
        self._slide.stop()
        self._shade.hide()
        self.hide()
        before, self._before = self._before, None
        if had_focus and before is not None and not before.isHidden():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def _inside(self) -> list[QWidget]:
        """Return all that takes the keyboard here, in order."""
        found: list[QWidget] = []
        one: QWidget | None = self.nextInFocusChain()
        while one is not None and one is not self:
            takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and self.isAncestorOf(one) and one.isVisible() and one.isEnabled():
                found.append(one)
            one = one.nextInFocusChain()
        return found

    def _first(self) -> QWidget:
        held = [one for one in self._inside() if one is not self._close]
        return held[0] if held else self._close

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep the keyboard in here."""
        inside = self._inside()
        if not inside:
            return False
        now = self.focusWidget()
        at = inside.index(now) if now in inside else -1
        step = 1 if is_next else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        inside[(at + step) % len(inside)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge when the page changes its size."""
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget() and self.is_open:
            self._slide.stop()
            self._shade.setGeometry(self._over.rect())
            self.setGeometry(self._place())
        return super().eventFilter(watched, event)

    def _place(self) -> QRect:
        over = self._over.rect()
        wide = min(self._theme.px(self._wide), over.width() - self._theme.px(24))
        left = over.width() - wide if self._edge is Edge.RIGHT else 0
        return QRect(left, 0, max(wide, 1), over.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line at the inner edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = 0 if self._edge is Edge.RIGHT else self.width() - 1
        painter.fillRect(left, 0, 1, self.height(), self._theme.colour("line"))
        painter.end()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(18), px(10), px(10), 0)
        self._rows.setContentsMargins(1, 0, 1, 0)
        self._close.setIcon(icon("close", self._theme.tokens.muted, px(16), self.devicePixelRatioF()))
        self._close.setIconSize(QSize(px(16), px(16)))
        if self.is_open:
            self.setGeometry(self._place())
