"""How a note is painted: time, mark, words, chips; measured once for a width and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import gettext as _
from itertools import islice
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sessions.mending import gaps
from sessions.notes import NoteKind
from ui.capture.line_chips import Chip, ChipPainter
from ui.capture.line_text import units_of
from ui.capture.notes_edit import NoteEdit
from ui.capture.notes_model import ROW, NotesModel
from ui.capture.notes_rows import NoteRow, chips_beside, clock, hidden_words, mark_of, words_of
from ui.theme import Theme

LONGEST_SHOWN: Final = 4_000
"""Characters: to lay out a note of a million of them takes seconds, and nobody reads it here."""
MOST_LAID: Final = 800
"""Rows whose places are remembered; the list holds 320 of them at a time."""
Index = QModelIndex | QPersistentModelIndex
_CHIPS_SHARE: Final = 0.42
"""More than this much of a row is not given to chips: they go below the words then."""


@dataclass(slots=True)
class RowLayout:
    """Where everything of one row stands, from its top left corner."""

    row: NoteRow
    is_hidden: bool
    words: QTextLayout
    words_left: float
    words_width: float
    high: int = 0
    chips: list[tuple[QPointF, Chip]] = field(default_factory=list)


class NotesDelegate(QStyledItemDelegate):
    """Paints and edits the rows of a ``NotesModel``."""

    words_written = Signal(str, str)
    """A note, and its words as somebody has written them anew."""
    parting_wished = Signal(str, int)
    """A note, and where in its words it is to be parted."""
    characters_replaced = Signal(int)
    hiding_switched = Signal(int)
    """Somebody clicked on the word that shows or hides what is off the record in a row."""

    def __init__(self, theme: Theme, model: NotesModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self._chips = ChipPainter(theme)
        self._laid: dict[str, RowLayout] = {}
        self._width = 0
        self.is_compact = False
        self.is_parting = False
        theme.changed.connect(self.forget)
        model.legend_changed.connect(self.forget)

    @Slot()
    def forget(self) -> None:
        """Measure everything anew."""
        self._chips.renew()
        self._laid.clear()

    # -- measures -----------------------------------------------------------------------------------------

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the measure of a row in the width there is."""
        layout = self.laid(self._model.row_at(index.row()))
        return QSize(self._width, layout.high)

    def laid(self, row: NoteRow) -> RowLayout:
        """Return where everything of a row stands, as it was found the last time if nothing has changed."""
        width = self._view.viewport().width()
        if width != self._width:
            self._width = width
            self._laid.clear()
        found = self._laid.get(row.note.id)
        is_hidden = self._model.is_hidden(row)
        if found is None or found.row is not row or found.is_hidden != is_hidden:
            if len(self._laid) > MOST_LAID:
                # Those that came first: to lay out at once all that is on the screen takes several frames.
                for old in list(islice(self._laid, MOST_LAID // 4)):
                    del self._laid[old]
            found = self._laid[row.note.id] = self._lay(row, is_hidden)
        return found

    def _lay(self, row: NoteRow, is_hidden: bool) -> RowLayout:
        px = self._theme.px
        left = float(px(22) if self.is_compact else px(86))
        chips = () if self.is_compact else chips_beside(row, self._model.legend)
        wide = sum(self._chips.width(chip) + self._chips.gap for chip in chips)
        is_beside = wide <= self._width * _CHIPS_SHARE
        room = self._width - left - (wide + px(10) if chips and is_beside else px(4))
        layout = RowLayout(row, is_hidden, self._words(row, is_hidden), left, max(room, px(80)))
        high = _broken(layout.words, layout.words_width)
        top = px(9)
        if chips and is_beside:
            at = self._width - wide + self._chips.gap
            for chip in chips:
                layout.chips.append((QPointF(at, top), chip))
                at += self._chips.width(chip) + self._chips.gap
        elif chips:
            high += self._lay_below(layout, chips, top + high + px(5))
        layout.high = round(max(high, px(21)) + 2 * px(9) + 1)
        return layout

    def _lay_below(self, layout: RowLayout, chips: tuple[Chip, ...], top: float) -> float:
        """Lay chips in lines below the words, and return how high they are."""
        at, first = layout.words_left, top
        for whole in chips:
            chip = self._chips.elided(whole, self._width - layout.words_left)
            wide = self._chips.width(chip)
            if at > layout.words_left and at + wide > self._width:
                at, top = layout.words_left, top + self._chips.high + self._chips.gap
            layout.chips.append((QPointF(at, top), chip))
            at += wide + self._chips.gap
        return top - first + self._chips.high + self._theme.px(5)

    def _words(self, row: NoteRow, is_hidden: bool) -> QTextLayout:
        is_quote = row.note.kind is NoteKind.QUOTE and not is_hidden
        is_key = row.note.kind is NoteKind.KEY_MESSAGE and not is_hidden
        size = (15 if self.is_compact else 16) if is_quote else (13 if self.is_compact else 14)
        text = self._hidden_text() if is_hidden else words_of(row)
        if len(text) > LONGEST_SHOWN:
            text = f"{text[:LONGEST_SHOWN]}…"
        if row.is_off_record and not is_hidden:
            text += "  " + _("hide")
        font = self._theme.font(size, is_serif=is_quote, is_bold=is_key)
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(row, text, is_hidden=is_hidden))
        layout.setCacheEnabled(True)
        return layout

    @staticmethod
    def _hidden_text() -> str:
        return hidden_words() + "  " + _("show")

    def _formats(self, row: NoteRow, text: str, *, is_hidden: bool) -> list[QTextLayout.FormatRange]:
        found: list[QTextLayout.FormatRange] = []
        if row.is_off_record:
            link = _("show") if is_hidden else _("hide")
            muted = QTextCharFormat()
            muted.setForeground(self._theme.colour("muted"))
            accent = QTextCharFormat()
            accent.setForeground(self._theme.colour("accent"))
            accent.setFont(self._theme.font(12, is_bold=True))
            start = units_of(text) - units_of(link)
            return [_range(0, start, muted), _range(start, units_of(link), accent)]
        amber = QTextCharFormat()
        amber.setForeground(self._theme.colour("amber"))
        amber.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        found.extend(_range(units_of(text[:at]), 2, amber) for at in gaps(text))
        asked = row.note.asked_speaker
        if asked and text.startswith(asked):
            found.append(_range(0, units_of(asked), amber))
        return found

    # -- painting -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = self._model.row_at(index.row())
        layout = self.laid(row)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            self._paint_choice(painter, rect)
        self._paint_beginning(painter, rect, row)
        painter.setPen(self._theme.colour("ink"))
        top = rect.y() + self._theme.px(9)
        layout.words.draw(painter, QPointF(rect.x() + layout.words_left, top))
        for at, chip in layout.chips:
            self._chips.paint(painter, QPointF(rect.x() + at.x(), rect.y() + at.y()), chip)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._theme.colour("line"))
        painter.restore()

    def _paint_choice(self, painter: QPainter, rect: QRect) -> None:
        has_focus = self._view.hasFocus()
        box = QRectF(rect).adjusted(1, 2, -1, -3)
        painter.setBrush(self._theme.colour("accent_soft" if has_focus else "sunken"))
        painter.setPen(QPen(self._theme.colour("accent" if has_focus else "line"), 1.5 if has_focus else 1))
        painter.drawRoundedRect(box, self._theme.px(6), self._theme.px(6))

    def _paint_beginning(self, painter: QPainter, rect: QRect, row: NoteRow) -> None:
        px, colour = self._theme.px, self._theme.colour
        top, left = rect.y() + px(9), rect.x()
        centre = Qt.AlignmentFlag.AlignCenter
        if not self.is_compact:
            painter.setPen(colour("muted"))
            painter.setFont(self._theme.font(12))
            box = QRectF(left + px(4), top, px(44), px(21))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, clock(row.note.kept_at))
            left += px(54)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sunken"))
            painter.drawRoundedRect(QRectF(left, top - 1, px(22), px(22)), px(6), px(6))
        painter.setPen(colour("ink"))
        painter.setFont(self._theme.font(13, is_bold=True))
        wide = px(16) if self.is_compact else px(22)
        painter.drawText(QRectF(left, top - 1, wide, px(22)), centre, mark_of(row))
        if row.is_provisional:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("field"))
            at = QPointF(rect.x() + (px(2) if self.is_compact else px(46)), top + px(11))
            painter.drawEllipse(at, px(2.5), px(2.5))

    # -- writing ------------------------------------------------------------------------------------------

    def editorEvent(self, event: QEvent, _model: object, _option: QStyleOptionViewItem, index: Index) -> bool:
        """Show or hide what is off the record on a click on its words."""
        is_click = event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if is_click and index.data(ROW).is_off_record:
            self.hiding_switched.emit(index.row())
            return True
        return False

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field for the words of a row."""
        row: NoteRow = index.data(ROW)
        made = NoteEdit(self._theme, row, is_parting=self.is_parting, parent=parent)
        made.written.connect(self._on_written)
        made.parted.connect(self._on_parted)
        made.closed.connect(self._on_closed)
        made.field.characters_replaced.connect(self.characters_replaced)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the words into the field, once."""
        assert isinstance(editor, NoteEdit)
        editor.begin(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Leave the row as it is: what was written goes to the archive, and comes back as a Change."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the field over the words of its row."""
        assert isinstance(editor, NoteEdit)
        rect: QRect = option.rect
        layout = self.laid(self._model.row_at(index.row()))
        left = rect.x() + round(layout.words_left) - self._theme.px(11)
        high = editor.wished_height(rect.height() - 3)
        # The last note stands right above the line: its field grows upwards.
        top = max(0, min(rect.y() + 1, self._view.viewport().height() - high - 1))
        editor.setGeometry(left, top, rect.right() - left, high)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let the field have its own keys; the usual filter would close it on Enter and Tab."""
        return False

    @Slot(str, str)
    def _on_written(self, note: str, words: str) -> None:
        self.words_written.emit(note, words)

    @Slot(str, int)
    def _on_parted(self, note: str, at: int) -> None:
        self.parting_wished.emit(note, at)

    @Slot()
    def _on_closed(self) -> None:
        editor = self.sender()
        assert isinstance(editor, QWidget)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, form
    return found


def _broken(layout: QTextLayout, wide: float) -> float:
    """Break words into lines of a width, and return how high they are."""
    leading = QFontMetricsF(layout.font()).leading()
    high = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        line.setPosition(QPointF(0, high + leading / 2))
        high += line.height() + leading + 2
    layout.endLayout()
    return high
