"""The text field of the line: grows with what is typed, and hands on the keys that mean something here."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from sessions.pasted import lines_of
from ui.arrangement import Arrangement
from ui.capture.line_measures import line_measures
from ui.capture.whole_text import LONGEST_PASTE, WholeText
from ui.theme import Theme

MOST_LINES: Final = 6


class LineEdit(WholeText):
    """One to six lines of text."""

    enter_pressed = Signal()
    escape_pressed = Signal()
    completion_key_pressed = Signal(int)
    pasted_much = Signal(str)
    """Cleaned text of several lines, or too long for one: it is asked about, and not in the field."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = line_measures(Arrangement.THREE_PANES).letters
        self.is_completing = False
        self.setObjectName("line")
        self.setAccessibleName(_("The line"))
        self.setAccessibleDescription(_("Type what you hear. Enter keeps it."))
        self.setPlaceholderText(_("Type what you hear. Enter keeps it."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._grow)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # -- size ---------------------------------------------------------------------------------------------

    def _lines(self) -> int:
        block, count = self.document().firstBlock(), 0
        while block.isValid() and count < MOST_LINES:
            count += max(block.layout().lineCount(), 1)
            block = block.next()
        return min(count, MOST_LINES)

    @Slot()
    def _grow(self) -> None:
        is_full = self.document().blockCount() >= MOST_LINES or self._lines() >= MOST_LINES
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if is_full else bars.ScrollBarAlwaysOff)
        high = self.sizeHint().height()
        if high != self.height():
            self.setFixedHeight(high)

    def sizeHint(self) -> QSize:
        """Return the height of the lines there are."""
        return QSize(
            self._theme.px(240), self._lines() * self.fontMetrics().lineSpacing() + self._theme.px(3)
        )

    def resizeEvent(self, event: object) -> None:
        """Wrap anew in another width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._grow()

    def write_in(self, letters: int) -> None:
        """Write in letters of another size, in pixels at 100 %."""
        self._size = letters
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        # The sheet of the window gives every widget its size; only a sheet of its own can give another.
        size = self._theme.px(self._size)
        self.setStyleSheet(
            "QPlainTextEdit, QPlainTextEdit:focus { border: none; padding: 0; background: transparent; "
            f"font-size: {size}px; }}"
        )
        self.setFixedHeight(self.sizeHint().height())

    # -- keys ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window, which asks the line first and the last act then."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            keys = QKeySequence.StandardKey
            is_redo = event.matches(keys.Redo) and not self.document().isRedoAvailable()
            if event.matches(keys.Undo) or is_redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, break the line on Shift+Enter, and give the offers their keys while there are any."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if self.is_completing and plain and key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab}:
            self.completion_key_pressed.emit(key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.enter_pressed.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and held == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif key == Qt.Key.Key_Escape and plain:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep Tab for the offers while there are any."""
        return False if self.is_completing and is_next else super().focusNextPrevChild(is_next)

    def tell_understood(self, words: str) -> None:
        """Have a screen reader find how the line is understood beside it."""
        self.setAccessibleDescription(words or _("Type what you hear. Enter keeps it."))

    # -- text ---------------------------------------------------------------------------------------------

    def take_in(self, text: str) -> None:
        """Put in what was pasted; much of it is asked about instead."""
        if len(text) > LONGEST_PASTE or len(lines_of(text)) > 1:
            self.pasted_much.emit(text)
        else:
            self.insertPlainText(text.strip("\n"))

    def rewrite(self, text: str, caret: int) -> None:
        """Put another text in place of this one as one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()
        cursor.setPosition(max(0, min(caret, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def before_caret(self) -> str:
        """Return the text before the caret; nothing where some of it is selected."""
        cursor = self.textCursor()
        return "" if cursor.hasSelection() else self.toPlainText()[: self.position(cursor.position())]

    def position(self, units: int) -> int:
        """Return how many characters stand before a place that Qt counts in UTF-16."""
        text = self.toPlainText()
        if text.isascii() or all(ord(one) < 0x10000 for one in text):
            return units
        return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
