"""Which group one takes notes for: all there are, today's first, and above them a way that needs none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sessions.breakouts import Group
from sessions.roster import folded
from ui.capture.page_sheet import day, notes_told, title_of
from ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.app import Reader

Index = QModelIndex | QPersistentModelIndex
CHOICE = Qt.ItemDataRole.UserRole
NOW = ""
"""The choice that needs no group."""


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group one could take notes for."""

    id: str
    title: str
    beside: str
    notes: int = -1

    @property
    def words(self) -> str:
        """Return all that is said of it in a sentence."""
        told = f"{self.title}, {self.beside}"
        return told if self.notes < 0 else f"{told}, {notes_told(self.notes)}"


def choices(reader: Reader, today: date, first: str = "") -> list[GroupChoice]:
    """Return the groups of every gathering, those of the ``first`` one and of today first, and then the newest."""
    gatherings = {kept.record.id: kept.record for kept in reader.every("gathering")}
    occasions = {kept.record.id: kept.record for kept in reader.every("occasion")}
    sessions = {kept.record.id: kept.record for kept in reader.every("session")}
    counts = reader.count("note", "group")
    found: list[tuple[tuple[Any, ...], GroupChoice]] = []
    for kept in reader.every("group"):
        group: Group = kept.record
        session = sessions.get(group.session)
        occasion = occasions.get(session.occasion) if session is not None else None
        if session is None or occasion is None:
            continue
        gathering = gatherings.get(occasion.gathering)
        far = abs((occasion.date - today).days)
        order = (
            occasion.gathering != first,
            far,
            -occasion.date.toordinal(),
            occasion.rank,
            session.rank,
            session.key,
            group.rank,
        )
        title = title_of(group)
        on = _("today") if not far else day(occasion.date)
        beside = " · ".join(
            words for words in (gathering.title if gathering is not None else "", on) if words
        )
        whole = title if session.title in {"", title} else f"{session.title} · {title}"
        found.append(((*order, group.key), GroupChoice(group.id, whole, beside, counts.get(group.id, 0))))
    return [choice for _order, choice in sorted(found, key=lambda pair: pair[0])]


class GroupChoices(QAbstractListModel):
    """The first row needs no group; the others are groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [_now()]

    def show_choices(self, found: list[GroupChoice]) -> None:
        """Show groups below the first row."""
        self.beginResetModel()
        self._rows = [_now(), *found]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the sentence or the choice itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == CHOICE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words
        return row.title if role == Qt.ItemDataRole.DisplayRole else None

    def find(self, letters: str, after: int) -> int:
        """Return the next row in which a word begins with letters, -1 where there is none."""
        asked = folded(letters)
        count = len(self._rows)
        for step in range(count):
            row = (after + step) % count
            words = folded(f"{self._rows[row].title} {self._rows[row].beside}").replace("·", " ")
            if words.startswith(asked) or f" {asked}" in words:
                return row
        return -1


def _now() -> GroupChoice:
    return GroupChoice(
        NOW, _("Take notes now"), _("No agenda, no group, no name needed: the line opens at once.")
    )


class _Rows(QStyledItemDelegate):
    """Paints a title, what it belongs to below, and how many notes there are at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(self._theme.px(200), self._theme.px(58))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row as a card."""
        px, colour = self._theme.px, self._theme.colour
        choice: GroupChoice = index.data(CHOICE)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(1, px(3), -2, -px(3))
        painter.setBrush(colour("accent_soft" if choice.id == NOW else "surface"))
        painter.setPen(QPen(colour("accent" if is_chosen else "line"), 2 if is_chosen else 1))
        painter.drawRoundedRect(box, px(10), px(10))
        inside = box.adjusted(px(14), px(7), -px(14), -px(7))
        right = 0
        if choice.notes >= 0:
            painter.setPen(colour("muted"))
            painter.setFont(self._theme.font(12))
            told = notes_told(choice.notes)
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
            right = painter.fontMetrics().horizontalAdvance(told) + px(12)
        lines = inside.adjusted(0, 0, -right, 0)
        tops = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        foots = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        for words, size, ink, at, is_bold in (
            (choice.title, 14, "ink", tops, True),
            (choice.beside, 12, "muted", foots, False),
        ):
            painter.setFont(self._theme.font(size, is_bold=is_bold))
            painter.setPen(colour(ink))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, lines.width())
            painter.drawText(lines, at, shown)
        painter.restore()


class GroupListView(QListView):
    """Arrows, Enter, and letters that find."""

    chosen = Signal(str)
    escape_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self._since = QElapsedTimer()
        self._since.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().data(CHOICE).id)
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Find any word of a row, which Qt does for the first only."""
        model = self.model()
        assert isinstance(model, GroupChoices)
        is_new = self._since.restart() > QApplication.keyboardInputInterval()
        self._letters = search if is_new else self._letters + search
        row = model.find(self._letters, self.currentIndex().row() + (1 if is_new else 0))
        if row >= 0:
            self.setCurrentIndex(model.index(row, 0))


class GroupList(QWidget):
    """The list with its heading."""

    chosen = Signal(str)
    """The id of a group; '' to take notes now."""
    left = Signal()
    """Back to the group that is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("groups")
        heading = QLabel(_("Which group are you taking notes for?"), self)
        heading.setProperty("kind", "title")
        heading.setWordWrap(True)
        hint = QLabel(_("Arrows or letters choose, Enter opens."), self)
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.model = GroupChoices(self)
        self.list = GroupListView(self)
        self.list.setObjectName("group list")
        self.list.setAccessibleName(heading.text())
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.chosen.connect(self.chosen)
        self.list.escape_pressed.connect(self.left)
        self.list.clicked.connect(self._on_clicked)
        self.setFocusProxy(self.list)
        self._rows = QVBoxLayout(self)
        for one in (heading, hint, self.list):
            self._rows.addWidget(one)
        theme.changed.connect(self._measure)
        self._measure()

    def show_choices(self, found: list[GroupChoice]) -> None:
        """Show these groups; the first row stays chosen."""
        self.model.show_choices(found)
        self.list.setCurrentIndex(self.model.index(0, 0))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(CHOICE).id)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(24), px(22), px(24), px(18))
        self.list.setMaximumWidth(px(760))
        self._rows.setSpacing(px(8))
        self.list.scheduleDelayedItemsLayout()
