"""A list of lines in columns that are put right in place: typed, or chosen where a few words are possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QScrollArea, QStyleOptionViewItem, QWidget

from ui.plan.fitted_table import Cells, FittedTable
from ui.plan.lists_models import LinesModel
from ui.plan.models import Index
from ui.theme import Theme

MOST_LINES: Final = 12
"""Lines that are shown without scrolling."""


class LineTable(FittedTable):
    """Lines that are chosen whole, and typed in where that is possible."""

    remove_requested = Signal(str)

    def __init__(
        self, name: str, says: str, model: LinesModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, says, model, theme, parent, most=MOST_LINES)
        self._lines = model
        # What has just got its place is in sight once all that is laid out with it has.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_on_page)
        self._was: tuple[str, int, int] = ("", -1, 0)
        self._cells = TypedCells(theme, self)
        self.setItemDelegate(self._cells)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        model.modelAboutToBeReset.connect(self._on_resetting)
        model.modelReset.connect(self._on_reset)
        self.fit()

    @property
    def lines(self) -> LinesModel:
        """Return what is shown."""
        return self._lines

    def texts(self) -> list[list[str]]:
        """Return what stands in the cells, without asking the model for each."""
        names = [name for name, _title in self._lines.columns]
        return [[str(getattr(row, name)) for name in names] for row in self._lines.rows]

    @Slot()
    def _on_resetting(self) -> None:
        at = self.currentIndex()
        self._was = (self._lines.id_at(at), at.row(), at.column())

    @Slot()
    def _on_reset(self) -> None:
        """Stay with the line that was chosen, or where it was."""
        line, row, column = self._was
        self.fit()
        if row >= 0 and not self.choose(line, column):
            self.setCurrentIndex(self._lines.index(min(row, self._lines.rowCount() - 1), column))

    def choose(self, line: str, column: int = 0) -> bool:
        """Choose a line by its id and bring it into sight; tells whether it is there."""
        row = next((at for at, one in enumerate(self._lines.rows) if one.id == line), -1)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row, column))
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have the page scroll as well: a table may be higher than what is seen of it."""
        super().currentChanged(current, previous)
        self._show_on_page()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight with the keyboard."""
        super().focusInEvent(event)
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay in sight when there are more lines, or fewer."""
        super().resizeEvent(event)
        self._later.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Stay in sight when something above has another height."""
        super().moveEvent(event)
        self._later.start()

    @Slot()
    def _show_on_page(self) -> None:
        page, current = self.parentWidget(), self.currentIndex()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        inside = page.widget() if page is not None else None
        if page is not None and inside is not None and self.hasFocus() and current.isValid():
            rect = self.visualRect(current)
            at = self.viewport().mapTo(inside, rect.center())
            page.ensureVisible(at.x(), at.y(), 0, rect.height())

    def offer(self, column: str, words: Sequence[str]) -> None:
        """Have one of a few words chosen in a column, which is typed in no other way."""
        self._cells.offers[column] = words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to remove by Delete; Enter types in the cell."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.remove_requested.emit(self._lines.id_at(self.currentIndex()))
        elif self.state() is not self.State.EditingState and self._begins(event):
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _begins(self, event: QKeyEvent) -> bool:
        """Tell whether a key begins to change a cell; a letter would choose at once where a few words are offered."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return is_enter or (self._is_offered and bool(event.text()) and event.text().isprintable())

    @property
    def _is_offered(self) -> bool:
        """Tell whether the cell that the keyboard is in has a few words to choose from."""
        at = self.currentIndex()
        return at.isValid() and self._lines.columns[at.column()][0] in self._cells.offers


class TypedCells(Cells):
    """Has some columns chosen from a few words, and the others typed."""

    def __init__(self, theme: Theme, table: LineTable) -> None:
        super().__init__(theme, table)
        self._table = table
        self.offers: dict[str, Sequence[str]] = {}

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field a cell is typed in, or the box it is chosen from."""
        name, title = self._table.lines.columns[index.column()]
        words = self.offers.get(name, ())
        field = self._box(words, parent) if words else super().createEditor(parent, option, index)
        field.setObjectName(f"{name} typed")
        field.setAccessibleName(title)
        return field

    def _box(self, words: Sequence[str], parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.addItems(list(words))
        box.activated.connect(self._on_activated)
        # The list opens below the cell, which has no place yet.
        QTimer.singleShot(0, box, box.showPopup)
        return box

    @Slot()
    def _on_activated(self) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox)
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay a field over its cell, at least as wide as its words and as high as a line of them."""
        rect: QRect = option.rect
        wish = editor.sizeHint()
        room = self._table.viewport().rect()
        words = editor.fontMetrics().horizontalAdvance(str(index.data())) + self._theme.px(34)
        needed = wish.width() if isinstance(editor, QComboBox) else words
        wide = min(max(rect.width(), needed), room.width())
        high = max(rect.height(), wish.height())
        place = QRect(rect.left(), rect.center().y() - high // 2, wide, high)
        place.moveRight(min(place.right(), room.right()))
        editor.setGeometry(place)
