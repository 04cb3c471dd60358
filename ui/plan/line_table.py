"""A plain list of lines in columns, as high as it needs to be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.plan.lists_models import LinesModel
from ui.theme import Theme

MOST_LINES: Final = 12
"""Lines that are shown without scrolling."""


class LineTable(QTableView):
    """Lines that are chosen whole, and typed in where that is possible."""

    remove_requested = Signal(str)

    def __init__(
        self, name: str, says: str, model: LinesModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = model
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("kind", "lines")
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        model.modelAboutToBeReset.connect(self._on_resetting)
        model.modelReset.connect(self._on_reset)
        self._was: tuple[str, int, int] = ("", -1, 0)
        theme.changed.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Take the height of the lines there are."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(30))
        self.horizontalHeader().setFixedHeight(px(28))
        lines = min(self._lines.rowCount(), MOST_LINES)
        self.setFixedHeight(px(28) + lines * px(30) + px(4))
        self.setVisible(bool(lines))

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

    def narrow(self, column: int) -> None:
        """Give a column of numbers no more than its title needs."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to remove by Delete; Enter types in the cell."""
        keys = Qt.Key
        if event.key() == keys.Key_Delete and self.currentIndex().isValid():
            self.remove_requested.emit(self._lines.id_at(self.currentIndex()))
        elif event.key() in {keys.Key_Return, keys.Key_Enter} and self.state() is not self.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
