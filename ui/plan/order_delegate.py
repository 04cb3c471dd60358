"""How a session is painted in the running order: time, strand, card, length; and the two fields it is changed in."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sessions.agenda import PartKind, parse_length
from sessions.errors import DomainError
from ui.error_words import words_of
from ui.plan.models import CODE, ROW, Index, chips
from ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.running_orders import OrderRow

WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the pieces of a row stand, from its upper left corner."""

    time: QRect
    bar: QRect
    card: QRect
    title: QRect
    chips: tuple[tuple[str, str, QRect], ...]
    line: QRect
    length: QRect
    height: int
    free: QRect


class OrderDelegate(QStyledItemDelegate):
    """Paints sessions, and has their title and length typed in place."""

    title_typed = Signal(str, str)
    length_typed = Signal(str, str)
    refused = Signal(str)
    """Why what was typed cannot be kept, in a sentence; '' once it can."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_length = False
        """Whether the length is typed next, not the title."""
        self._faces: dict[tuple[float, bool], QFontMetrics] = {}
        self._known: dict[str, tuple[OrderRow, int, Laid]] = {}
        theme.changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._faces.clear()
        self._known.clear()

    # -- measures -----------------------------------------------------------------------------------------

    def laid(self, row: OrderRow, wide: int) -> Laid:
        """Return where everything stands in a row so wide; the view asks often, and text is slow to measure."""
        known = self._known.get(row.id)
        if known is None or known[0] is not row or known[1] != wide:
            known = self._known[row.id] = (row, wide, self._measured(row, wide))
        return known[2]

    def _measured(self, row: OrderRow, wide: int) -> Laid:
        px = self._theme.px
        time_wide = max(px(66), self._metrics(15).horizontalAdvance("00:00") + px(12))
        long = max(px(74), self._metrics(14).horizontalAdvance(row.length_text) + px(14))
        is_narrow = wide < px(330)
        left = time_wide + px(16)
        card_wide = max(wide - left - (0 if is_narrow else long), px(60))
        inner = card_wide - px(26)
        title_font = self._metrics(14.5, is_bold=True)
        title = title_font.boundingRect(QRect(0, 0, inner, 10_000), WRAPS, row.title)
        free = QRect()
        if row.free_text:
            free = QRect(left + px(13), 0, inner, self._metrics(12).height() + px(7))
        top = free.height()
        title = QRect(left + px(13), top + px(10), inner, title.height())
        placed, below = self._chips(row, title, title_font)
        small = self._metrics(12)
        line = small.boundingRect(QRect(0, 0, inner, 10_000), WRAPS, row.line) if row.line else QRect()
        line = QRect(title.left(), below + px(2), inner, line.height())
        foot = line.bottom() + 1 if row.line else below
        length = QRect(wide - long, top + px(10), long, self._metrics(14).height())
        if is_narrow:
            length = QRect(title.left(), foot + px(2), inner, length.height())
            foot = length.bottom() + 1
        high = foot + px(10)
        time = QRect(0, top + px(10), time_wide, self._metrics(15).height())
        return Laid(
            time=time,
            bar=QRect(time_wide, top, px(6), high - top),
            card=QRect(left, top, card_wide, high - top),
            title=title,
            chips=placed,
            line=line,
            length=length,
            height=high + px(7),
            free=free,
        )

    def _chips(
        self, row: OrderRow, title: QRect, metrics: QFontMetrics
    ) -> tuple[tuple[tuple[str, str, QRect], ...], int]:
        """Return the chips with their kind and place, behind the title where there is room, and where they end."""
        px = self._theme.px
        small = self._metrics(12, is_bold=True)
        high = small.height() + px(4)
        is_one_line = title.height() < metrics.height() * 2
        x = title.left() + (metrics.horizontalAdvance(row.title) + px(7) if is_one_line else title.width())
        y = title.top() + (metrics.height() - high) // 2
        below = title.bottom() + 1
        placed = []
        told = [(words, "sunken") for words in chips(row)]
        told += [(row.over_text, "amber_soft")] if row.over_text else []
        for words, ground in told:
            wide = small.horizontalAdvance(words) + px(18)
            if x + wide > title.right() and x > title.left():
                x, y = title.left(), below + px(3)
            placed.append((words, ground, QRect(x, y, min(wide, title.width()), high)))
            below = max(below, y + high)
            x += wide + px(5)
        return tuple(placed), below

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that a row needs at the width of the list."""
        wide = self._width(option)
        return QSize(wide, self.laid(index.data(ROW), wide).height)

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        return view.viewport().width()

    def _metrics(self, pixels: float, *, is_bold: bool = False) -> QFontMetrics:
        if (pixels, is_bold) not in self._faces:
            self._faces[pixels, is_bold] = QFontMetrics(self._theme.font(pixels, is_bold=is_bold))
        return self._faces[pixels, is_bold]

    # -- painting -----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a session."""
        row: OrderRow = index.data(ROW)
        theme = self._theme
        rect: QRect = option.rect
        state = option.state
        at = self.laid(row, rect.width())
        painter.save()
        painter.translate(rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_time(painter, at, row, str(index.data(CODE)))
        if row.free_text:
            self._write(painter, at.free, row.free_text, theme.font(12), "muted")
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = is_chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        edge = theme.px(2) if is_chosen else 1
        painter.setPen(QPen(theme.colour("accent" if is_chosen else "line"), edge))
        painter.setBrush(theme.colour("accent_soft" if has_focus else "surface"))
        inset = max(1, edge // 2)
        painter.drawRoundedRect(at.card.adjusted(inset, inset, -inset, -inset), theme.px(10), theme.px(10))
        self._write(painter, at.title, row.title, theme.font(14.5, is_bold=True), "ink")
        if row.line:
            self._write(painter, at.line, row.line, theme.font(12), "muted")
        for words, ground, place in at.chips:
            self._paint_chip(painter, place, words, ground)
        align = (
            Qt.AlignmentFlag.AlignLeft if at.length.left() == at.title.left() else Qt.AlignmentFlag.AlignRight
        )
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour("muted"))
        painter.drawText(at.length, align | Qt.AlignmentFlag.AlignTop, row.length_text)
        painter.restore()

    def _paint_time(self, painter: QPainter, at: Laid, row: OrderRow, code: str) -> None:
        theme = self._theme
        strand = theme.strand(row.strand_number - 1)[0] if row.strand_number else ""
        self._write(painter, at.time, row.starts, theme.font(15), "ink")
        if code:
            below = at.time.translated(0, at.time.height() + theme.px(1))
            self._write(painter, below, code, theme.font(12, is_bold=True), strand or "muted")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(strand or ("line" if row.kind is PartKind.BREAK else "field")))
        painter.drawRoundedRect(at.bar, theme.px(3), theme.px(3))

    def _paint_chip(self, painter: QPainter, place: QRect, words: str, ground: str) -> None:
        theme = self._theme
        is_amber = ground == "amber_soft"
        painter.setPen(QPen(theme.colour("amber" if is_amber else "line"), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(theme.colour("amber" if is_amber else "ink"))
        painter.setFont(theme.font(12, is_bold=True))
        inside = place.adjusted(theme.px(8), 0, -theme.px(8), 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, shown)

    def _write(self, painter: QPainter, place: QRect, words: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(place, WRAPS, words)

    # -- typing -------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Return the field of what is typed next."""
        field = QLineEdit(parent)
        field.setObjectName("length typed" if self.is_length else "title typed")
        field.setAccessibleName(_("Length") if self.is_length else _("Title"))
        if self.is_length:
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setToolTip(_("25, 25m or 1h10"))
            field.setAccessibleDescription(_("25, 25m or 1h10"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put into the field what stands there; it is chosen, so that the next key replaces it."""
        assert isinstance(editor, QLineEdit)
        if editor.isModified() or editor.property("is_filled"):
            # Times flow while somebody types: what is typed stays.
            return
        editor.setProperty("is_filled", True)
        row: OrderRow = index.data(ROW)
        editor.setText(row.length_text if self.is_length else row.title)
        editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was typed where it is something else; the list shows it once it is kept."""
        assert isinstance(editor, QLineEdit)
        self.refused.emit("")
        row: OrderRow = index.data(ROW)
        typed = editor.text().strip()
        if editor.objectName() == "length typed":
            if typed and typed != row.length_text and _why_not_length(typed) == "":
                self.length_typed.emit(row.id, typed)
        elif typed and typed != row.title:
            self.title_typed.emit(row.id, typed)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the field over what it changes."""
        px = self._theme.px
        rect: QRect = option.rect
        at = self.laid(index.data(ROW), rect.width())
        high = max(editor.sizeHint().height(), px(32))
        if editor.objectName() == "length typed":
            wide = max(at.length.width(), px(82))
            right = rect.width() if at.length.left() > at.card.right() else at.length.left() + wide
            place = QRect(right - wide, at.length.center().y() - high // 2, wide, high)
        else:
            place = QRect(at.card.left() + px(2), at.title.top() - px(6), at.card.width() - px(4), high)
        editor.setGeometry(place.translated(rect.topLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field open whose length is not understood, and say why."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and isinstance(watched, QLineEdit)
            and watched.objectName() == "length typed"
        ):
            why = _why_not_length(watched.text())
            if why:
                watched.setProperty("wrong", True)
                watched.style().unpolish(watched)
                watched.style().polish(watched)
                self.refused.emit(why)
                return True
        return super().eventFilter(watched, event)


def _why_not_length(text: str) -> str:
    """Return why a length is not understood, '' where it is."""
    try:
        parse_length(text)
    except DomainError as error:
        return words_of(error)
    return ""
