"""Names and strands that could go on from what is typed: found among hundreds within a key, taken only if asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sessions.capture import Roster
from sessions.roster import folded
from ui.announcing import announce
from ui.theme import Theme

MOST: Final = 6
SHORTEST_PREFIX: Final = 3
Index = QModelIndex | QPersistentModelIndex
_TAGGED: Final = re.compile(r"(?:^|(?<=[\s(\[]))([@#+])([^\s@#+]*(?: [A-Z][^\s@#+]*){0,3})$")
_PREFIX: Final = re.compile(r"^\s*([!?>=/*]?)([^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]*)?)$")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that could stand instead of the last letters: how it is shown, and what it puts there."""

    shown: str
    beside: str
    text: str
    start: int


class Names:
    """Everybody and everything that can be named, made ready once so that a key costs next to nothing."""

    def __init__(self, roster: Roster, others: Sequence[str] = ()) -> None:
        self._roster = roster
        self._seats = tuple((_keys(seat.shown, seat.initials), seat) for seat in roster.seats)
        self._strands = tuple((_keys(strand.title, strand.code), strand) for strand in roster.strands)
        here = {folded(seat.shown) for seat in roster.seats}
        self._others = tuple((_keys(name), name) for name in others if folded(name) not in here)

    def offers(self, before: str) -> tuple[Offer, ...]:
        """Return what could go on from the text before the caret, the first few."""
        line = before.rpartition("\n")[2]
        start = len(before) - len(line)
        tagged = _TAGGED.search(line)
        if tagged:
            return self._first(self._tagged(tagged.group(1), tagged.group(2), start + tagged.start(1)))
        prefix = _PREFIX.match(line) if not start else None
        if prefix:
            return self._first(self._speakers(prefix.group(2), prefix.start(2)), 3)
        return ()

    @staticmethod
    def _first(found: Iterator[Offer], most: int = MOST) -> tuple[Offer, ...]:
        return tuple(offer for offer, _number in zip(found, range(most), strict=False))

    def _tagged(self, sign: str, word: str, start: int) -> Iterator[Offer]:
        key = folded(word)
        if sign == "+":
            for keys, name in self._others if key else ():
                if _begins(keys, key):
                    yield Offer(name, _("new here"), f"+{name} ", start)
        elif " " in word:
            return
        elif sign == "#":
            for keys, strand in self._strands:
                code = self._roster.code_of(strand.id) if _begins(keys, key) else ""
                if code and code != word:
                    yield Offer(strand.title, strand.code, f"#{code} ", start)
        else:
            for keys, seat in self._seats:
                tag = self._roster.tag_of(seat.id) if _begins(keys, key) else ""
                if tag and tag != word:
                    yield Offer(seat.shown, "", f"@{tag} ", start)

    def _speakers(self, word: str, start: int) -> Iterator[Offer]:
        key = folded(word)
        for keys, seat in self._seats:
            # Two letters begin too many sentences: of these only initials are offered.
            is_begun = len(key) >= SHORTEST_PREFIX and keys[0].startswith(key)
            if is_begun or (" " not in key and keys[-1] == key):
                name = self._roster.name_of(seat.id)
                if name:
                    yield Offer(seat.shown, _("says"), f"{name}: ", start)


def _keys(*names: str) -> tuple[str, ...]:
    """Return what a name is found by: itself whole, each word of it, and what else it is called."""
    whole = folded(names[0])
    return (whole, *whole.split()[1:], *(folded(name) for name in names[1:] if name))


def _begins(keys: tuple[str, ...], key: str) -> bool:
    return any(one.startswith(key) for one in keys)


class _Rows(QStyledItemDelegate):
    """Paints a name at the left and what is beside it at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:
        """Return the height of a row."""
        return QSize(self._theme.px(200), self._theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; the one that would be taken has a ground and an edge."""
        px, offer = self._theme.px, index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(px(4), 1, -px(4), -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(rect, px(6), px(6))
        inside = rect.adjusted(px(8), 0, -px(8), 0)
        painter.setPen(self._theme.colour("muted"))
        painter.setFont(self._theme.font(12))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, offer.beside)
        wide = painter.fontMetrics().horizontalAdvance(offer.beside) + px(10)
        painter.setPen(self._theme.colour("ink"))
        painter.setFont(self._theme.font(14))
        words = painter.fontMetrics().elidedText(
            offer.shown, Qt.TextElideMode.ElideRight, inside.width() - wide
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class Completion(QFrame):
    """The offers above the line. It never has the focus: the line gives it the keys that concern it."""

    taken = Signal(object)
    """An ``Offer`` that somebody asked for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.over = parent
        self.setObjectName("completion")
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Names that could be meant"))
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setObjectName("completion list")
        self._list.setAccessibleName(_("Names that could be meant"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(theme, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offers: tuple[Offer, ...] = ()
        self.hide()

    def show_offers(self, offers: tuple[Offer, ...], at: QPoint) -> None:
        """Show offers with their foot at a place in the parent; none hides them."""
        if not offers:
            self.close_offers()
            return
        if offers != self._offers:
            self._offers = offers
            self._model.clear()
            for offer in offers:
                item = QStandardItem(offer.shown)
                item.setData(offer, Qt.ItemDataRole.UserRole)
                told = f"{offer.shown}, {offer.beside}" if offer.beside else offer.shown
                item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
                self._model.appendRow(item)
            self._list.setCurrentIndex(QModelIndex())
        px = self._theme.px
        high, wide = len(offers) * px(30) + px(10), min(px(300), self.over.width())
        left = max(0, min(at.x(), self.over.width() - wide))
        self.setGeometry(left, max(0, at.y() - high), wide, high)
        self._list.setGeometry(1, px(5), wide - 2, high - px(10))
        self.show()
        self.raise_()

    def close_offers(self) -> None:
        """Take the offers away; the text stays as it is."""
        self._offers = ()
        self.hide()

    @property
    def chosen(self) -> Offer | None:
        """Return the offer that is highlighted."""
        row = self._list.currentIndex().row()
        return self._offers[row] if self.isVisible() and 0 <= row < len(self._offers) else None

    def take(self, *, is_first_enough: bool) -> bool:
        """Take what is highlighted, or the first where that is enough; tell whether there was any."""
        offer = self.chosen
        if offer is None and is_first_enough and self.isVisible() and self._offers:
            offer = self._offers[0]
        if offer is None:
            return False
        self.close_offers()
        self.taken.emit(offer)
        return True

    def step(self, by: int) -> None:
        """Highlight the next offer, or the one before."""
        row = self._list.currentIndex().row()
        count = len(self._offers)
        new = (row + by) % count if row >= 0 else (0 if by > 0 else count - 1)
        self._list.setCurrentIndex(self._model.index(new, 0))
        announce(self, self._offers[new].shown)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.close_offers()
        self.taken.emit(index.data(Qt.ItemDataRole.UserRole))
