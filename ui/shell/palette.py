"""The search line over the window: every act, gathering, session, group and person."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.shell.overlay import Overlay
from ui.shell.palette_rows import ROW, Row, RowDelegate, RowsModel
from ui.theme import Theme

MOST_ROWS = 9
PAGE_ROWS = 8


class PaletteLine(QLineEdit):
    """The line that is typed in; its arrows move in the list below."""

    moved = Signal(int)
    """By how many rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the arrows to the list."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE_ROWS,
            Qt.Key.Key_PageUp: -PAGE_ROWS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Palette(Overlay):
    """One line, and below it what it may mean."""

    typed = Signal(str)
    row_chosen = Signal(object)
    """The ``Row`` that was meant."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, over)
        self.setObjectName("palette")
        self.setAccessibleName(_("Search or do anything"))
        self.line = PaletteLine(self.card)
        self.line.setObjectName("palette line")
        self.line.setAccessibleName(_("Search or do anything"))
        self.line.setAccessibleDescription(_("Arrows choose, Enter goes there, Esc closes"))
        self.line.setPlaceholderText(_("An act, a gathering, a session, a group or a person"))
        self.model = RowsModel()
        self.list = QListView(self.card)
        self.list.setObjectName("palette list")
        self.list.setAccessibleName(_("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(theme, self.model))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel(_("Nothing has this name. Try fewer letters."), self.card)
        self.nothing.setObjectName("palette nothing")
        self.nothing.setProperty("kind", "muted")
        self._rows = QVBoxLayout(self.card)
        for widget in (self.line, self.list, self.nothing):
            self._rows.addWidget(widget)
        self.line.textChanged.connect(self.typed)
        self.line.moved.connect(self._on_moved)
        self.line.returnPressed.connect(self._on_return)
        self.list.clicked.connect(self._on_clicked)

    def open(self) -> None:
        """Come, empty."""
        self.line.clear()
        self.come(self.line)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what was found; the first is meant until the arrows say otherwise."""
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.lay_out()
        if rows:
            self._mean(0)
        else:
            announce(self.line, self.nothing.text())

    def _mean(self, number: int) -> None:
        index = self.model.index(number)
        self.list.setCurrentIndex(index)
        announce(self.line, self.model.row(number).sentence)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        count = self.model.rowCount()
        if not count:
            return
        at = self.list.currentIndex().row() + step
        self._mean(at % count if abs(step) == 1 else min(max(at, 0), count - 1))

    @Slot()
    def _on_return(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self._choose(index.row())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, number: int) -> None:
        row = self.model.row(number)
        self.go()
        self.row_chosen.emit(row)

    @Slot()
    def lay_out(self) -> None:
        """Lie below the bar at the top, as high as what was found needs."""
        px = self.theme.px
        edge = px(10)
        self._rows.setContentsMargins(edge, edge, edge, edge)
        self._rows.setSpacing(px(8))
        wide = min(px(660), self.width() - px(24))
        top = min(px(64), max(self.height() - px(360), px(8)))
        line = self.line.sizeHint().height()
        room = self.height() - top - line - px(60)
        high = min(self.model.rowCount(), MOST_ROWS) * px(ROW) if self.model.rowCount() else px(30)
        self.list.setFixedHeight(max(min(high, room), px(ROW)))
        tall = line + (max(min(high, room), px(ROW))) + 2 * edge + px(10)
        self.card.setGeometry((self.width() - wide) // 2, top, max(wide, 1), tall)
