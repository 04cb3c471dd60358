"""The line: what is typed, how it is understood, and the keys that change it. It knows no archive."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessions.capture import Roster, parse_line
from ui.arrangement import Arrangement
from ui.capture.line_chips import ChipRow, chips_of
from ui.capture.line_completion import Completion, Names, Offer
from ui.capture.line_edit import LineEdit
from ui.capture.line_measures import line_measures
from ui.capture.line_text import (
    OFF_MARK,
    as_key_message,
    is_off_the_record,
    with_speaker,
    without_off_mark,
)
from ui.theme import Theme

DRAFT_AFTER_MS: Final = 300


class CaptureLine(QWidget):
    """The field with its edge, the chips below and the offers above."""

    keep_requested = Signal(str)
    """The text as typed; the line is empty again."""
    draft_changed = Signal(str)
    """What stands in the line, a moment after it was changed."""
    left = Signal()
    """Esc in an empty line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roster = Roster()
        self._names = Names(self._roster)
        self._closed_at = ""
        self._size = line_measures(Arrangement.THREE_PANES)
        self.setObjectName("capture line")
        self.edit = LineEdit(theme, self)
        self.chips = ChipRow(theme, _hints(), self)
        self.completion = Completion(theme, parent if parent is not None else self)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.edit)
        self._rows.addWidget(self.chips)
        self.setFocusProxy(self.edit)
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT_AFTER_MS)
        self._draft.timeout.connect(self._on_draft_due)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.cursorPositionChanged.connect(self._on_caret_moved)
        self.edit.enter_pressed.connect(self._on_enter)
        self.edit.escape_pressed.connect(self._on_escape)
        self.edit.completion_key_pressed.connect(self._on_completion_key)
        self.edit.installEventFilter(self)
        self.completion.taken.connect(self._on_taken)
        theme.changed.connect(self._measure)
        self._measure()

    # -- what it knows ------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """Return what stands in the line."""
        return self.edit.toPlainText()

    @property
    def roster(self) -> Roster:
        """Return whom and what the line can name."""
        return self._roster

    def know(self, roster: Roster, others: tuple[str, ...] = ()) -> None:
        """Read the line against other people and strands; ``others`` may be completed after a plus."""
        if roster is not self._roster:
            self._roster = roster
            self._names = Names(roster, others)
            self._read()

    def put_back(self, text: str) -> bool:
        """Put text into an empty line; tell whether it was empty."""
        if self.text.strip():
            return False
        self.edit.rewrite(text, len(text) + 1)
        return True

    def take_back(self) -> bool:
        """Undo the last change of the text; tell whether the line held any."""
        if not self.text:
            return False
        if self.edit.document().isUndoAvailable():
            self.edit.undo()
        else:
            self.edit.rewrite("", 0)
        return True

    def clear(self) -> None:
        """Empty the line."""
        self.edit.clear()
        self._draft.stop()
        self.completion.close_offers()
        self.edit.is_completing = False

    # -- keys ---------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Ask to keep what is typed, and begin anew."""
        text = self.text
        self.clear()
        self.keep_requested.emit(text)

    @Slot()
    def keep_as_key_message(self) -> None:
        """Ask to keep what is typed as a key message."""
        text = as_key_message(self.text, self._roster)
        self.clear()
        self.keep_requested.emit(text)

    @Slot()
    def switch_off_the_record(self) -> None:
        """Put the mark at the end that keeps the line off the record, or take it away."""
        text, caret = self.text, self.edit.textCursor().position()
        if is_off_the_record(text, self._roster):
            self.edit.rewrite(without_off_mark(text, self._roster), caret)
        elif text.strip():
            self.edit.rewrite(f"{text.rstrip()} {OFF_MARK}", min(caret, len(text.rstrip())))

    @Slot()
    def quote(self) -> None:
        """Put quotation marks around what is selected, or open or close a quotation."""
        cursor = self.edit.textCursor()
        if cursor.hasSelection():
            words = cursor.selectedText().replace("\u2029", "\n")
            cursor.insertText(f'"{words}"')
        else:
            cursor.insertText('"')
        self.edit.setTextCursor(cursor)

    @Slot(str)
    def say_who(self, seat: str) -> None:
        """Have the line said by somebody who is here; by nobody where it was already."""
        text = self.text
        again = with_speaker(text, seat, self._roster)
        at_end = len(text) - self.edit.textCursor().position()
        self.edit.rewrite(again, len(again) - at_end)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_enter(self) -> None:
        if not self.completion.take(is_first_enough=False):
            self.keep()

    @Slot()
    def _on_escape(self) -> None:
        if self.completion.isVisible():
            self._closed_at = self.edit.before_caret()
            self.completion.close_offers()
            self.edit.is_completing = False
        elif not self.text:
            self.left.emit()

    @Slot(int)
    def _on_completion_key(self, key: int) -> None:
        if key == Qt.Key.Key_Tab:
            self.completion.take(is_first_enough=True)
        else:
            self.completion.step(1 if key == Qt.Key.Key_Down else -1)

    @Slot(object)
    def _on_taken(self, offer: Offer) -> None:
        cursor = self.edit.textCursor()
        before = self.edit.before_caret()
        length = len(before[offer.start :].encode("utf-16-le")) // 2
        cursor.movePosition(
            QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor, length
        )
        cursor.insertText(offer.text)
        self.edit.setTextCursor(cursor)
        self._closed_at = self.edit.before_caret()
        self.completion.close_offers()
        self.edit.is_completing = False

    # -- what is shown ------------------------------------------------------------------------------------

    @Slot()
    def _on_text_changed(self) -> None:
        self._read()
        # Not begun anew with each key: who types without a pause has a draft all the same.
        if not self._draft.isActive():
            self._draft.start()

    def _read(self) -> None:
        self.chips.tell(chips_of(parse_line(self.text, self._roster), self._roster))
        self.edit.tell_understood(self.chips.accessibleDescription())

    @Slot()
    def _on_caret_moved(self) -> None:
        before = self.edit.before_caret()
        offers = self._names.offers(before) if before and before != self._closed_at else ()
        if not self.edit.hasFocus():
            offers = ()
        corner = self.edit.cursorRect().topLeft()
        at = self.edit.viewport().mapTo(self.completion.over, corner)
        self.completion.show_offers(offers, QPoint(at.x(), at.y() - self._theme.px(14)))
        self.edit.is_completing = bool(offers)

    @Slot()
    def _on_draft_due(self) -> None:
        self.draft_changed.emit(self.text)

    def flush_draft(self) -> None:
        """Tell what stands in the line at once."""
        if self._draft.isActive():
            self._draft.stop()
            self.draft_changed.emit(self.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show where the focus is, and no offers where it is not."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            if event.type() is QEvent.Type.FocusOut:
                self.completion.close_offers()
                self.edit.is_completing = False
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge, strong where one types."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.edit.hasFocus()
        painter.setPen(QPen(self._theme.colour("accent" if has_focus else "field"), 2 if has_focus else 1))
        painter.setBrush(self._theme.colour("surface"))
        radius = self._theme.px(12)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def arrange(self, arrangement: Arrangement) -> None:
        """Take less room where there is little."""
        self._size = line_measures(arrangement)
        self.edit.write_in(self._size.letters)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px, size = self._theme.px, self._size
        self._rows.setContentsMargins(px(size.side), px(size.edge), px(size.side), px(size.edge))
        self._rows.setSpacing(px(size.gap))


def _hints() -> tuple[tuple[str, str], ...]:
    return (
        (_("Enter"), _("keep")),
        (_("Ctrl+Enter"), _("key message")),
        (_("Ctrl+D"), _("off the record")),
        (_("F1"), _("all keys")),
    )
