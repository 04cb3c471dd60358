"""Fields that are kept by themselves: when they are left, and after a pause; one Change for each burst of typing."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.theme import Theme

PAUSE_MS: Final = 1000
"""A burst of typing ends with a pause so long."""


def items_of(text: str) -> tuple[str, ...]:
    """Return the lines of a field that say anything."""
    return tuple(line for one in text.split("\n") if (line := one.strip()))


def is_undo(event: QEvent) -> bool:
    """Tell whether a key would undo or redo: those act on what is kept, so a field leaves them to the window."""
    keys = QKeySequence.StandardKey
    return (
        isinstance(event, QKeyEvent)
        and event.type() is QEvent.Type.ShortcutOverride
        and (event.matches(keys.Undo) or event.matches(keys.Redo))
    )


class KeptLine(QLineEdit):
    """One line that is kept by itself."""

    kept = Signal(str)

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._base = ""
        self._shown = ""
        self._pause = _pause(self)
        self._pause.timeout.connect(self.keep_now)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self.keep_now)

    @property
    def is_dirty(self) -> bool:
        """Tell whether something is typed that is not kept."""
        return self.text().strip() != self._base.strip()

    def show_kept(self, text: str, *, is_new: bool = False) -> None:
        """Show what is kept; what is being typed stays unless all of it is ``is_new``."""
        was_dirty = self.is_dirty and not is_new
        self._base = self._shown = text
        if not was_dirty and (is_new or self.is_dirty):
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(0 if is_new else min(at, len(text)))

    def take_back(self) -> bool:
        """Go back to what is kept, also from what was refused; tells whether there was anything."""
        is_other = self.text().strip() != self._shown.strip()
        if is_other:
            self._pause.stop()
            self._base = self._shown
            self.setText(self._shown)
        return is_other

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()

    @Slot()
    def keep_now(self) -> None:
        """Hand on what is typed where it is something else."""
        self._pause.stop()
        if self.is_dirty:
            self._base = self.text().strip()
            self.kept.emit(self._base)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window."""
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)


class KeptText(QPlainTextEdit):
    """Several lines that are kept by themselves, as high as they need; ``mark`` stands before each item of a list."""

    kept = Signal(str)

    def __init__(
        self, name: str, says: str, theme: Theme, parent: QWidget | None = None, *, mark: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._theme = theme
        self._base = ""
        self._shown = ""
        self._mark = mark
        self._is_filling = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._gutter = Gutter(self, theme) if mark else None
        self._pause = _pause(self)
        self._pause.timeout.connect(self.keep_now)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        theme.changed.connect(self.measure)
        self.measure()

    @property
    def is_list(self) -> bool:
        """Tell whether each line is an item of its own."""
        return bool(self._mark)

    @property
    def mark(self) -> str:
        """Return what stands before each item: a bullet, or ``1`` where they are counted."""
        return self._mark

    def _same(self, one: str, other: str) -> bool:
        return items_of(one) == items_of(other) if self._mark else one.strip() == other.strip()

    @property
    def is_dirty(self) -> bool:
        """Tell whether something is typed that is not kept."""
        return not self._same(self.toPlainText(), self._base)

    def show_kept(self, text: str, *, is_new: bool = False) -> None:
        """Show what is kept; what is being typed stays unless all of it is ``is_new``."""
        was_dirty = self.is_dirty and not is_new
        self._base = self._shown = text
        if not was_dirty and (is_new or self.is_dirty):
            self._fill(text)

    def _fill(self, text: str) -> None:
        at = self.textCursor().position()
        self._is_filling = True
        self.setPlainText(text)
        self._is_filling = False
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(at, len(text)), QTextCursor.MoveMode.MoveAnchor)
            self.setTextCursor(cursor)

    def take_back(self) -> bool:
        """Go back to what is kept, also from what was refused; tells whether there was anything."""
        is_other = not self._same(self.toPlainText(), self._shown)
        if is_other:
            self._pause.stop()
            self._base = self._shown
            self._fill(self._shown)
        return is_other

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._is_filling:
            self._pause.start()
        if self._gutter is not None:
            self._gutter.update()

    @Slot()
    def keep_now(self) -> None:
        """Hand on what is typed where it is something else."""
        self._pause.stop()
        if self.is_dirty:
            self._base = self.toPlainText()
            self.kept.emit(self._base)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the field is left; a menu over it is no leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.keep_now()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window."""
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    # -- size ---------------------------------------------------------------------------------------------

    @Slot()
    def measure(self) -> None:
        """Take the size of the text that is in force."""
        px = self._theme.px
        self.document().setDefaultFont(self._theme.font(14))
        self.document().setDocumentMargin(px(2))
        self.setViewportMargins(px(20) if self._mark else 0, 0, 0, 0)
        self._fit()

    @Slot()
    def _on_size_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        # What Qt takes a line for is a fraction more than its face says, and with less room the first line goes away
        # as the last one is typed.
        block, lines = self.document().firstBlock(), 0.0
        while block.isValid():
            lines += self.blockBoundingRect(block).height()
            block = block.next()
        below = round(self.document().documentMargin()) + 1
        frame = self._theme.px(6) + self._theme.px(1)  # as in the style sheet
        high = math.ceil(lines) + below + 2 * frame
        if high != self.minimumHeight():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marks beside their lines."""
        super().resizeEvent(event)
        if self._gutter is not None:
            inside = self.viewport().geometry()
            wide = self.viewportMargins().left()
            self._gutter.setGeometry(inside.left() - wide, inside.top(), wide, inside.height())
        self._fit()

    def marks(self) -> list[tuple[int, str]]:
        """Return the marks of the items with the height at which each stands."""
        found: list[tuple[int, str]] = []
        block, number = self.firstVisibleBlock(), 0
        while block.isValid():
            if block.text().strip():
                number += 1
                top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
                found.append((round(top), f"{number}." if self._mark == "1" else self._mark))
            block = block.next()
        return found


class Gutter(QWidget):
    """The bullets or numbers at the left of a list that is typed."""

    def __init__(self, field: KeptText, theme: Theme) -> None:
        super().__init__(field)
        self._field = field
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a mark beside the first line of each item."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(14))
        painter.setPen(self._theme.colour("muted"))
        high = painter.fontMetrics().lineSpacing()
        for top, mark in self._field.marks():
            place = QRect(0, top, self.width() - self._theme.px(2), high)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)
        painter.end()


def _pause(owner: QObject) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(PAUSE_MS)
    return timer
