"""The field in which a kept note is written anew, or parted, right where it stands."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.capture.line_text import cleaned
from ui.capture.notes_rows import NoteRow
from ui.capture.whole_text import WholeText
from ui.theme import Theme


class NoteField(WholeText):
    """Plain text; Enter and Esc end it."""

    enter_pressed = Signal()
    escape_pressed = Signal()
    focus_lost = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End on Enter and Esc; Shift+Enter breaks the line."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.enter_pressed.emit()
        elif is_enter and not self.isReadOnly():
            self.insertPlainText("\n")
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that one has gone elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.focus_lost.emit()


class NoteEdit(QFrame):
    """The words of one note. What is written is given on with Enter, and also where one goes elsewhere."""

    written = Signal(str, str)
    parted = Signal(str, int)
    closed = Signal()

    def __init__(self, theme: Theme, row: NoteRow, *, is_parting: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._note = row.note.id
        self._before: str | None = None
        self._is_parting = is_parting
        self._is_over = False
        self.setObjectName("note edit")
        self.setProperty("kind", "card")
        self.field = NoteField(self)
        self.field.setObjectName("note words")
        self.field.setAccessibleName(_("Words of the note"))
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.setTabChangesFocus(True)
        self.field.setReadOnly(is_parting)
        if is_parting:
            self.field.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
            )
        self.hint = QLabel(_hint(row, is_parting=is_parting), self)
        self.hint.setObjectName("note hint")
        self.hint.setProperty("kind", "small")
        self.hint.setWordWrap(True)
        self.field.setAccessibleDescription(self.hint.text())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.px(2), theme.px(2), theme.px(8), theme.px(6))
        rows.setSpacing(theme.px(2))
        rows.addWidget(self.field, 1)
        rows.addWidget(self.hint)
        self.hint.setContentsMargins(theme.px(10), 0, 0, 0)
        self.setFocusProxy(self.field)
        self.field.enter_pressed.connect(self._on_enter)
        self.field.escape_pressed.connect(self._on_escape)
        self.field.focus_lost.connect(self._on_focus_lost)

    def begin(self, words: str) -> None:
        """Show the words that are to be written anew; once, for a Change must not take away what is typed."""
        if self._before is None:
            self._before = words
            self.field.setPlainText(words)
            gap = words.find("@@")
            cursor = self.field.textCursor()
            if gap >= 0:
                cursor.setPosition(len(words[:gap].encode("utf-16-le")) // 2)
                cursor.movePosition(
                    QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, 2
                )
            else:
                cursor.movePosition(QTextCursor.MoveOperation.End)
            self.field.setTextCursor(cursor)

    def wished_height(self, least: int) -> int:
        """Return how high the field should be where the row is ``least`` high."""
        return max(least + self.hint.sizeHint().height() + self._theme.px(12), self._theme.px(64))

    def event(self, event: QEvent) -> bool:
        """Leave no key to the list below."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _on_enter(self) -> None:
        if self._is_parting:
            units = self.field.textCursor().position()
            text = self.field.toPlainText()
            at = len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
            self._end()
            self.parted.emit(self._note, at)
        else:
            self._write()

    def _on_escape(self) -> None:
        self._end()

    def _on_focus_lost(self) -> None:
        if not self._is_over:
            if self._is_parting:
                self._end()
            else:
                self._write()

    def _write(self) -> None:
        words = cleaned(self.field.toPlainText()).text
        before = self._before
        self._end()
        if words != before:
            self.written.emit(self._note, words)

    def _end(self) -> None:
        self._is_over = True
        self.closed.emit()


def _hint(row: NoteRow, *, is_parting: bool) -> str:
    if is_parting:
        return _("Move to where the note parts. Enter parts it, Esc leaves it.")
    if row.note.spans:
        return _("Enter makes a new version of the quotation; the old one stays. Esc leaves it as it was.")
    return _("Enter keeps the new words. Esc leaves the old ones.")
