"""A pane beside the main one: things below each other that scroll where there is no room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.grown_list import GrownList

EDGE: Final = 18
"""Pixels at 100 % around the words in a pane."""
BLEED: Final = 4


class Below(QWidget):
    """A widget with the space above it, both of them there or both not."""

    def __init__(self, theme: Theme, held: QWidget, above: int, bleed: int, parent: QWidget) -> None:
        # Without a parent it would be a window for a moment, and take the keyboard from the one there is.
        super().__init__(parent)
        self._theme = theme
        self._above = above
        self._side = BLEED - bleed
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(held, 0)
        held.installEventFilter(self)
        self.setVisible(not held.isHidden())
        theme.changed.connect(self._measure)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be there as long as what is held is."""
        if event.type() is QEvent.Type.ShowToParent:
            self.show()
        elif event.type() is QEvent.Type.HideToParent:
            self.hide()
        return super().eventFilter(watched, event)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(self._side), px(self._above), px(self._side), 0)


class Pane(QScrollArea):
    """Sunken ground and wide margins; the space above each thing grows with the text."""

    left = Signal()
    """The person has done here (Esc) and goes back to where they came from."""

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("kind", "sunken")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setObjectName(f"{name} inside")
        self.inside.setProperty("kind", "sunken")
        self._rows = QVBoxLayout(self.inside)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self.setWidget(self.inside)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.timeout.connect(self._on_reveal)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self._measure_edge)
        self._measure_edge()

    def put(self, widget: QWidget, above: int, bleed: int = 0) -> None:
        """Put a widget below the others, ``above`` pixels at 100 % under the last; hidden ones take no space.

        One that bleeds reaches by so many pixels beyond the words, up to ``BLEED``: a list does, for its ring.
        """
        self._rows.insertWidget(self._rows.count() - 1, Below(self._theme, widget, above, bleed, self.inside))

    def go_in(self) -> bool:
        """Go to the first thing here that takes the keyboard; tell whether there is any."""
        one = self.inside.nextInFocusChain()
        while one is not None and one is not self.inside:
            takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and self.inside.isAncestorOf(one) and one.isVisible() and one.isEnabled():
                one.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            one = one.nextInFocusChain()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        # What has just been shown has no place yet.
        if now is not None and self.inside.isAncestorOf(now) and not isinstance(now, GrownList):
            self._reveal.start(0)

    @Slot()
    def _on_reveal(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.inside.isAncestorOf(now):
            return
        self.ensureWidgetVisible(now)
        around = now.parentWidget() or self.inside
        if around.property("kind") == "card" and around.height() < self.viewport().height():
            self.ensureWidgetVisible(around, 0, self._theme.px(BLEED))

    @Slot()
    def _measure_edge(self) -> None:
        edge, side = self._theme.px(EDGE), self._theme.px(EDGE - BLEED)
        self._rows.setContentsMargins(side, edge, side, edge)
