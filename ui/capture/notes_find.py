"""Finding words in the notes of this group: what is off the record is not looked through."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.announcing import announce
from ui.capture.notes_model import PAGE
from ui.capture.notes_rows import Place
from ui.icons import icon
from ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.group_pages import GroupPages

LOOK_AFTER_MS = 120


def way_to(pages: GroupPages, group: str, note: str) -> tuple[Place, ...]:
    """Return the ends of the pages from the last note down to the one that holds a note; run in a thread."""
    ends: tuple[Place, ...] = ()
    page = pages.page(group, limit=2 * PAGE).notes
    while page.notes:
        last = page.notes[-1].note
        ends = (*ends, (last.rank, last.line, last.kept_at, last.id))
        if any(one.note.id == note for one in page.notes):
            return ends
        if page.before is None:
            break
        page = pages.older(group, page.before, limit=2 * PAGE)
    return ()


class FindField(QLineEdit):
    """Enter goes to the one before, Shift+Enter to the next, Esc closes."""

    stepped = Signal(int)
    escape_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys that move."""
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """A field above the notes, with how many were found."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("find bar")
        self.field = FindField(self)
        self.field.setObjectName("find")
        self.field.setAccessibleName(_("Find in this group"))
        self.field.setPlaceholderText(_("Find in this group"))
        self._told = QLabel(self)
        self._told.setObjectName("found")
        self._told.setProperty("kind", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self._told)
        self._buttons = [
            self._button(row, "find before", "up", _("The one before · Enter"), 1),
            self._button(row, "find next", "down", _("The next one · Shift+Enter"), -1),
            self._button(row, "close find", "close", _("Close · Esc"), 0),
        ]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self._on_due)
        self.field.textChanged.connect(self._timer.start)
        self.field.stepped.connect(self.stepped)
        self.field.escape_pressed.connect(self.close_bar)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.hide()

    def _button(self, row: QHBoxLayout, name: str, drawing: str, words: str, by: int) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName(name)
        made.setProperty("kind", "link")
        made.setProperty("drawing", drawing)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setProperty("by", by)
        made.clicked.connect(self._on_clicked)
        row.addWidget(made)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        by = int(self.sender().property("by"))
        if by:
            self.stepped.emit(by)
        else:
            self.close_bar()

    @Slot()
    def open_bar(self) -> None:
        """Show the field and go there."""
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_bar(self) -> None:
        """Hide the field."""
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def tell(self, at: int, count: int) -> None:
        """Say which of how many is shown."""
        words = _("{at} of {count}").format(at=at, count=count) if count else _("nothing found")
        self._told.setText(words if self.field.text().strip() else "")
        if self.field.text().strip():
            announce(self, words)

    @Slot()
    def _on_due(self) -> None:
        self.wanted.emit(self.field.text().strip())

    @Slot()
    def _paint_icons(self) -> None:
        for button in self._buttons:
            side = self._theme.px(16)
            drawing = str(button.property("drawing"))
            button.setIcon(icon(drawing, self._theme.tokens.muted, side, self.devicePixelRatioF()))
            button.setIconSize(QSize(side, side))
