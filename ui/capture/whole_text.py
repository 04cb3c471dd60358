"""A field in which no half of a character vanishes: Qt holds halves, and hands none of them on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.capture.line_text import UNREAD, Cleaned, cleaned, units_of

LONGEST_PASTE: Final = 20_000
"""Characters: more is no line, and is asked about whatever its lines are."""


class WholeText(QPlainTextEdit):
    """Plain text; what was half a character is shown as �, and told once, where it came in."""

    characters_replaced = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._on_changed)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Clean what is pasted."""
        told = read_whole(source)
        if told.replaced:
            self.characters_replaced.emit(told.replaced)
        self.take_in(told.text)

    def take_in(self, text: str) -> None:
        """Put in what was pasted, clean by now."""
        self.insertPlainText(text)

    @Slot()
    def _on_changed(self) -> None:
        if not has_halves(self.document()):
            return
        places = halves(self.document())
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for place in places:
            cursor.setPosition(place)
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(UNREAD)
        cursor.endEditBlock()
        self.characters_replaced.emit(len(places))


def has_halves(document: QTextDocument) -> bool:
    """Tell whether a document holds more than it hands on: of every key typed this is asked."""
    return document.characterCount() - 1 != units_of(document.toPlainText())


def halves(document: QTextDocument) -> list[int]:
    """Return where half characters stand, in order."""
    found: list[int] = []
    is_open = False
    for place in range(document.characterCount()):
        unit = ord(document.characterAt(place))
        is_second = 0xDC00 <= unit <= 0xDFFF
        if is_second and is_open:
            found.pop()
        elif 0xD800 <= unit <= 0xDFFF:
            found.append(place)
        is_open = 0xD800 <= unit <= 0xDBFF
    return found


def read_whole(source: QMimeData) -> Cleaned:
    """Return the text of what is pasted with � for all that nobody can see, and how many of these there are."""
    text = source.text()
    told = cleaned(text)
    lost = 0
    if len(text) <= LONGEST_PASTE:
        # Only a field of Qt's tells of halves. To lay out a book in one takes half a second, so a book is not asked.
        field = WholeText()
        field.setUndoRedoEnabled(False)
        QPlainTextEdit.insertFromMimeData(field, source)
        lost = field.toPlainText().count(UNREAD) - text.count(UNREAD)
        told = cleaned(field.toPlainText()) if lost else told
        field.deleteLater()
    return Cleaned(told.text, told.replaced + lost + text.count(UNREAD))
