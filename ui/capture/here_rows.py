"""The rows of *who is here*: a name, the key that makes that person the speaker, and what they asked for."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from ui.capture.sheet import PersonHere
from ui.theme import Theme
from ui.widgets.flow import LEADING, UNBOUNDED, Flow
from ui.widgets.grown_list import GrownRow, Index
from ui.widgets.key_cap import key_size, paint_key

WITH_A_KEY: Final = 9
MOST_OF_NAME: Final = 100
"""Characters: more is no name, and would push everybody else out of the pane."""
MOST_REMEMBERED: Final = 2_000
ROOT: Final = QModelIndex()


def key_of(row: int) -> str:
    """Return the key of a person by their place, '' for those who have none."""
    return _("Ctrl+{number}").format(number=row + 1) if row < WITH_A_KEY else ""


def shortened(name: str) -> str:
    """Return a name as a row shows it."""
    return name if len(name) <= MOST_OF_NAME else f"{name[: MOST_OF_NAME - 1]}…"


def _not_named() -> str:
    return _("not to be named in print")


class PeopleHere(QAbstractListModel):
    """Who is here, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: tuple[PersonHere, ...] = ()

    def show_people(self, people: tuple[PersonHere, ...]) -> None:
        """Show these people and no others."""
        if people == self.people:
            return
        if [one.id for one in people] == [one.id for one in self.people]:
            self.people = people
            self.dataChanged.emit(self.index(0), self.index(len(people) - 1))
            return
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        """Return how many are here."""
        return 0 if parent.isValid() else len(self.people)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name, the person, or the sentence for a screen reader."""
        if not index.isValid():
            return None
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.shown
        if role == Qt.ItemDataRole.UserRole:
            return person
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (person.shown, _not_named() if person.is_not_to_be_named else "")
            return ", ".join(word for word in (*told, key_of(index.row())) if word)
        return None


class HereRow(GrownRow):
    """Paints a name with its key, and below it in amber that it is not to be printed."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(theme, parent)
        # A pane that is set out asks for all heights at several widths: hundreds of names take longer than a frame.
        self._widths: dict[tuple[str, int], float] = {}
        self._heights: dict[tuple[str, int, int], int] = {}

    def height(self, index: Index, width: int) -> int:
        """Return the height of the name and what is below it."""
        return self._height(index.data(Qt.ItemDataRole.UserRole), index.row(), width)

    def height_of_all(self, width: int) -> int:
        """Return the height of all rows together; hundreds of them are not asked for through the model one by one."""
        model = self.view.model()
        people = model.people if isinstance(model, PeopleHere) else ()
        return sum(self._height(person, row, width) for row, person in enumerate(people))

    def _height(self, person: PersonHere, row: int, width: int) -> int:
        room = self._room(row, width)
        high = self.theme.px(6) + self._high(shortened(person.shown), 14, room)
        return high + (self._high(_not_named(), 12, room) if person.is_not_to_be_named else 0)

    def _high(self, words: str, pixels: int, room: int) -> int:
        """Return how high words are: those that fit into a line need not be set to know it, and most names fit."""
        size = max(self.theme.px(pixels), 1)
        if self._width(words, pixels, size) < room:
            return round(size * LEADING)
        asked = (words, size, room)
        if asked not in self._heights:
            if len(self._heights) > MOST_REMEMBERED:
                self._heights.clear()
            self._heights[asked] = Flow(words, self.theme.font(pixels), room).height
        return self._heights[asked]

    def _width(self, words: str, pixels: int, size: int) -> float:
        asked = (words, size)
        if asked not in self._widths:
            if len(self._widths) > MOST_REMEMBERED:
                self._widths.clear()
            flow = Flow(words, self.theme.font(pixels), UNBOUNDED)
            self._widths[asked] = flow.width if flow.line_count == 1 else UNBOUNDED
        return self._widths[asked]

    def _room(self, row: int, width: int) -> int:
        room = width - self.theme.px(8)
        return (
            room - key_size(self.theme, key_of(row)).width() - self.theme.px(8) if row < WITH_A_KEY else room
        )

    def _flows(self, index: Index, width: int) -> tuple[Flow, Flow | None]:
        person: PersonHere = index.data(Qt.ItemDataRole.UserRole)
        room = self._room(index.row(), width)
        name = Flow(shortened(person.shown), self.theme.font(14), room)
        if not person.is_not_to_be_named:
            return name, None
        return name, Flow(_not_named(), self.theme.font(12), room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        box, px = self.box(option), self.theme.px
        name, below = self._flows(index, int(box.width()))
        painter.setPen(self.theme.colour("ink"))
        name.draw(painter, box.left() + px(4), box.top() + px(3))
        if below:
            painter.setPen(self.theme.colour("amber"))
            below.draw(painter, box.left() + px(4), box.top() + px(3) + name.height)
        if key := key_of(index.row()):
            wide = key_size(self.theme, key).width()
            paint_key(painter, self.theme, box.right() - wide - px(4), box.top() + px(3), key)
        if self.is_current(option):
            self.ring(painter, box)
