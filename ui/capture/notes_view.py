"""The list of notes: stays at its end while notes come, reads older ones as one goes up."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.capture.notes_delegate import NotesDelegate
from ui.capture.notes_model import NotesModel
from ui.capture.notes_rows import NoteRow
from ui.capture.typed_key import is_typed
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class NotesView(QListView):
    """Shows a ``NotesModel``."""

    escape_pressed = Signal()
    typed = Signal(str)
    """A letter that is no act here."""

    def __init__(self, theme: Theme, model: NotesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes = model
        self._is_at_end = True
        self._is_fetching = False
        self.setObjectName("notes")
        self.setAccessibleName(_("Notes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)
        self.setItemDelegate(NotesDelegate(theme, model, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        # A point that is dropped here goes back to where its note stands, which is no place between rows.
        self.setDropIndicatorShown(False)
        # A click chooses a note and leaves the keyboard in the line: letters are acts here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._hear()

    def _hear(self) -> None:
        model, theme = self._notes, self._theme
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        model.rowsInserted.connect(self._on_rows_changed)
        model.rowsRemoved.connect(self._on_rows_changed)
        model.dataChanged.connect(self._on_rows_changed)
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self._on_theme_changed)
        self.verticalScrollBar().setSingleStep(theme.px(20))

    @property
    def painter(self) -> NotesDelegate:
        """Return what paints the rows and opens their fields."""
        found = self.itemDelegate()
        assert isinstance(found, NotesDelegate)
        return found

    # -- which note ---------------------------------------------------------------------------------------

    def note(self) -> NoteRow | None:
        """Return the chosen note."""
        index = self.currentIndex()
        is_chosen = index.isValid() and self.selectionModel().isSelected(index)
        return self._notes.row_at(index.row()) if is_chosen else None

    def choose(self, number: int) -> None:
        """Choose a row and show it."""
        index = self._notes.index(number)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def choose_none(self) -> None:
        """Choose no row."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def write_anew(self, number: int, *, is_parting: bool = False) -> None:
        """Open the field for the words of a row."""
        self.choose(number)
        self.painter.is_parting = is_parting
        self.edit(self._notes.index(number))
        self.painter.is_parting = False

    @property
    def is_writing(self) -> bool:
        """Tell whether the field for the words of a row is open."""
        return self.state() is QAbstractItemView.State.EditingState

    def compact(self, is_compact: bool) -> None:
        """Leave out time and chips, or show them again."""
        if self.painter.is_compact != is_compact:
            self.painter.is_compact = is_compact
            self._lay_anew()

    # -- staying where one is -----------------------------------------------------------------------------

    def show_end(self) -> None:
        """Go to the last note at once."""
        self._notes.go_to_end()
        self._is_at_end = True
        # Where anything has changed, this lays the rows out first.
        self.scrollToBottom()

    def _lay_anew(self) -> None:
        self.painter.forget()
        self.scheduleDelayedItemsLayout()
        if self._is_at_end:
            self.show_end()

    @Slot()
    def _on_rows_changed(self) -> None:
        if self._is_at_end:
            # The new row is on the screen in the frame in which Enter was pressed; rows are laid out for it.
            self.scrollToBottom()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint a row that says something else in the same room; Qt would lay out all of them."""
        if (
            first == last
            and self.painter.laid(self._notes.row_at(first.row())).high == self.visualRect(first).height()
        ):
            self.viewport().update(self.visualRect(first))
        else:
            super().dataChanged(first, last, list(roles))

    @Slot()
    def _on_reset(self) -> None:
        self._is_at_end = not self._notes.has_later
        self.doItemsLayout()
        if self._is_at_end:
            self.scrollToBottom()

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        near = self.viewport().height() // 2
        if self._is_fetching:
            return
        self._is_at_end = value >= bar.maximum() - 2 and not self._notes.has_later
        if value < near and self._notes.has_earlier:
            self._fetch(is_earlier=True)
        elif value > bar.maximum() - near and self._notes.has_later:
            self._fetch(is_earlier=False)

    def _fetch(self, *, is_earlier: bool) -> None:
        """Read a page more, and keep in its place what is on the screen."""
        self._is_fetching = True
        try:
            top = self.indexAt(QPoint(self._theme.px(10), 1))
            note = self._notes.row_at(top.row()).note.id if top.isValid() else ""
            offset = self.visualRect(top).top()
            if is_earlier:
                self._notes.fetch_earlier()
            else:
                self._notes.fetch_later()
            self.doItemsLayout()
            at = self._notes.number_of(note) if note else -1
            if at >= 0:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualRect(self._notes.index(at)).top() - offset)
        finally:
            self._is_fetching = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay at the end where one is there."""
        was_at_end = self._is_at_end
        super().resizeEvent(event)
        if was_at_end:
            self.doItemsLayout()
            self.scrollToBottom()
            self._is_at_end = True

    @Slot()
    def _on_theme_changed(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self._lay_anew()

    # -- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the line on Esc, and below the last note; a letter that is no act belongs in the line."""
        is_last = self.currentIndex().row() == self._notes.rowCount() - 1
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Down and is_last):
            self.escape_pressed.emit()
        elif is_typed(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or what to do where there are none."""
        super().paintEvent(event)
        if self._notes.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("muted"))
        painter.setFont(self._theme.font(14))
        room = self.viewport().rect().adjusted(0, self._theme.px(14), 0, 0)
        words = _("No notes yet. Type what you hear below; Enter keeps it.")
        painter.drawText(room, Qt.TextFlag.TextWordWrap, words)
        painter.end()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go a page up or down by what is on the screen; Qt would ask every row for its height, at each key."""
        ways = QAbstractItemView.CursorAction
        here = self.currentIndex()
        if action not in {ways.MovePageUp, ways.MovePageDown} or not here.isValid():
            return super().moveCursor(action, modifiers)
        is_up = action == ways.MovePageUp
        box, page = self.visualRect(here), self.viewport().height()
        at = self.indexAt(QPoint(box.left() + 1, box.top() - page if is_up else box.bottom() + page))
        last = self._notes.rowCount() - 1
        row = at.row() if at.isValid() else 0 if is_up else last
        beside = here.row() - 1 if is_up else here.row() + 1
        further = min(row, beside) if is_up else max(row, beside)
        return self._notes.index(max(0, min(further, last)))

    def keyboardSearch(self, search: str) -> None:
        """Search nothing by letters: they are acts here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the last note where none is chosen."""
        super().focusInEvent(event)
        if self.note() is None and self._notes.rowCount():
            self.choose(self._notes.rowCount() - 1)
        self.viewport().update()
