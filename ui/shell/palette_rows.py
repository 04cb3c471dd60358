"""The rows of the search line: acts with their key, and what has a name in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.directory import Entry, EntryKind
from ui.shell.window_acts import keys_of
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = 42


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is called, what it belongs to, what stands at its end, and what it leads to."""

    title: str
    belongs: str
    end: str
    leads_to: QAction | Entry

    @property
    def sentence(self) -> str:
        """Return what a screen reader says of the row."""
        return ", ".join(part for part in (self.title, self.belongs, self.end) if part)


def row_of_act(act: QAction) -> Row:
    """Return the row of something that can be done."""
    return Row(act.text().replace("&", ""), "", keys_of(act), act)


def rows_of_entries(entries: Iterable[Entry]) -> list[Row]:
    """Return the rows of what has a name."""
    kinds = _kind_words()  # once for all: gettext looks for its catalogue at every call
    return [_row_of_entry(entry, kinds[entry.kind]) for entry in entries]


def _row_of_entry(entry: Entry, kind: str) -> Row:
    day = "" if entry.day is None else QLocale().toString(entry.day, "d MMM yyyy")  # type: ignore[call-overload]
    return Row(entry.title, entry.belongs or day, kind, entry)


def _kind_words() -> dict[EntryKind, str]:
    return {
        EntryKind.GATHERING: _("Gathering"),
        EntryKind.SESSION: _("Session"),
        EntryKind.GROUP: _("Group"),
        EntryKind.PERSON: _("Person"),
    }


class RowsModel(QAbstractListModel):
    """The rows that are found; all of them go when others are."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show rows instead of those before."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Return a row by its number."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.sentence if role == Qt.ItemDataRole.AccessibleTextRole else None


class RowDelegate(QStyledItemDelegate):
    """Paints title, what it belongs to, and the key or kind at the end."""

    def __init__(self, theme: Theme, model: RowsModel) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the measure of a row."""
        return QSize(self._theme.px(200), self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; the one that is meant has a ground and a bar at its left."""
        theme, px, row = self._theme, self._theme.px, self._model.row(index.row())
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent_soft"))
            painter.fillRect(box.x(), box.y(), px(4), box.height(), theme.colour("accent"))
        inside = box.adjusted(px(16), 0, -px(14), 0)
        inside = self._paint_end(painter, inside, row)
        bold = theme.font(14, is_bold=True)
        painter.setFont(bold)
        painter.setPen(QPen(theme.colour("ink")))
        metrics = painter.fontMetrics()
        at_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            inside, at_left, metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, inside.width())
        )
        rest = inside.adjusted(metrics.horizontalAdvance(row.title) + px(10), 0, 0, 0)
        if row.belongs and rest.width() > px(40):
            painter.setFont(theme.font(12))
            painter.setPen(QPen(theme.colour("muted" if not self._is_on(option) else "ink")))
            words = painter.fontMetrics().elidedText(row.belongs, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, at_left, words)
        painter.restore()

    def _is_on(self, option: QStyleOptionViewItem) -> bool:
        return bool(option.state & QStyle.StateFlag.State_Selected)

    def _paint_end(self, painter: QPainter, inside: QRect, row: Row) -> QRect:
        """Paint what stands at the end, and return the room that is left."""
        theme, px = self._theme, self._theme.px
        if not row.end:
            return inside
        painter.setFont(theme.font(12))
        painter.setPen(QPen(theme.colour("muted")))
        wide = painter.fontMetrics().horizontalAdvance(row.end) + px(12)
        end = QRect(inside.right() - wide + 1, inside.y(), wide, inside.height())
        if isinstance(row.leads_to, QAction):
            key = end.adjusted(0, px(10), 0, -px(10))
            painter.setPen(QPen(theme.colour("field"), 1))
            painter.drawRoundedRect(key, px(4), px(4))
            painter.setPen(QPen(theme.colour("ink")))
        painter.drawText(end, Qt.AlignmentFlag.AlignCenter, row.end)
        return inside.adjusted(0, 0, -wide - px(10), 0)
