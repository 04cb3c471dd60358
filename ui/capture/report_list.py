"""What the group brings back: picked from its notes, put in order, at most three."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.dragged import NoteCatcher
from ui.capture.picked_rows import PickedNotes, PickedRow
from ui.capture.points_list import PointsList
from ui.capture.sheet import MOST_POINTS, PickedNote
from ui.shell.window_acts import act
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap
from ui.widgets.words import HEADING, MUTED, WRONG, Words


class EmptyCard(QFrame):
    """Where another note would stand, and how it comes there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_under_note = False
        self.setObjectName("empty card")
        self._words = Words(theme, "empty card words", MUTED, self)
        self._words.say(_("Choose a note and press"))
        self._key = KeyCap(theme, "", self)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._words)
        self._rows.addWidget(self._key)
        self.catcher = NoteCatcher(self)
        self.catcher.hovered.connect(self._on_hovered)
        theme.changed.connect(self._measure)
        self._measure()

    def say_key(self, number: int) -> None:
        """Say which key fills this card."""
        key = _("Ctrl+Shift+{number}").format(number=number)
        self._key.say(key)
        self.setAccessibleName(_("Choose a note and press {key}").format(key=key))
        self.setToolTip(_("Choose a note and press {key}, or drag one here").format(key=key))

    @Slot(bool)
    def _on_hovered(self, is_over: bool) -> None:
        self._is_under_note = is_over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a dashed edge; it is whole and strong while a note is held over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("line"), 1.5)
        pen.setDashPattern([3, 3])
        if self._is_under_note:
            pen = QPen(self._theme.colour("accent"), 2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._theme.px(12)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(14), px(12), px(14), px(12))
        self._rows.setSpacing(px(2))


class ReportList(QWidget):
    """The heading with the count, the cards, and the empty one."""

    order_requested = Signal(object)
    """The ids of the notes in the order that is wanted."""
    unpicked = Signal(str)
    """A note that is not to be brought back any more."""
    note_dropped = Signal(str, int)
    """A note of the list, and as which point it is to be brought back, from 1."""
    note_opened = Signal(str)
    """A note that the person wants to see among the others."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._follow = ""
        self.setObjectName("report back")
        self._heading = Words(theme, "report back heading", HEADING, self)
        self._make_list()
        self._empty = EmptyCard(theme, self)
        self._empty.catcher.caught.connect(self.bring_back)
        self._wrong = Words(theme, "report back wrong", WRONG, self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self._heading)
        self._gap = self._rows.count()
        for one in (self.list, self._empty, self._wrong):
            self._rows.addWidget(one)
        theme.changed.connect(self._measure)
        self._measure()
        self.show_notes(())

    def _make_list(self) -> None:
        self.notes = PickedNotes(self)
        self.notes.order_requested.connect(self._on_order_requested)
        self.notes.note_dropped.connect(self.note_dropped)
        self.list = PointsList(self._theme, "picked", self)
        self.list.setAccessibleName(_("To report back"))
        self.list.setAccessibleDescription(
            _("Alt and an arrow move a point, Delete takes it out, Enter shows the note")
        )
        self.list.setItemDelegate(PickedRow(self._theme, self.list))
        self.list.setModel(self.notes)
        self.list.doubleClicked.connect(self._on_double_clicked)
        for name, words, key, done in (
            ("point up", _("Say it earlier"), "Alt+Up", self._on_up),
            ("point down", _("Say it later"), "Alt+Down", self._on_down),
            ("unpick", _("Do not report it back"), "Del", self._on_unpick),
            ("open picked", _("Show the note"), "Return", self._on_open),
        ):
            act(self.list, name, words, key, done)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_notes(self, notes: tuple[PickedNote, ...]) -> None:
        """Show what is brought back; the keyboard stays with the point it was at."""
        at = self.list.currentIndex().row()
        follow = self._follow or (self.notes.notes[at].id if 0 <= at < len(self.notes.notes) else "")
        self._follow = ""
        self.notes.show_notes(notes)
        row = next((row for row, note in enumerate(notes) if note.id == follow), min(at, len(notes) - 1))
        if row >= 0:
            self.list.setCurrentIndex(self.notes.index(row))
        count = _("To report back · {count} of {most}").format(count=len(notes), most=MOST_POINTS)
        self._heading.say(count)
        self.list.setVisible(bool(notes))
        self._empty.setVisible(len(notes) < MOST_POINTS)
        self._empty.say_key(len(notes) + 1)
        self.tell_wrong("")

    @Slot(str)
    def bring_back(self, note: str) -> None:
        """Ask for a note to be brought back after the others."""
        self.note_dropped.emit(note, len(self.notes.notes) + 1)

    def tell_wrong(self, words: str) -> None:
        """Say why something was not done."""
        self._wrong.say(words)
        if words:
            announce(self, words, is_urgent=True)

    def _current(self) -> PickedNote | None:
        row = self.list.currentIndex().row()
        return self.notes.notes[row] if 0 <= row < len(self.notes.notes) else None

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row()
        if self._current() is not None and 0 <= row + by < len(self.notes.notes):
            self._on_order_requested(self.notes.moved(row, row + by))

    @Slot(object)
    def _on_order_requested(self, ids: tuple[str, ...]) -> None:
        current = self._current()
        self._follow = current.id if current is not None else ""
        self.order_requested.emit(ids)

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    @Slot()
    def _on_unpick(self) -> None:
        if note := self._current():
            self.unpicked.emit(note.id)

    @Slot()
    def _on_open(self) -> None:
        if note := self._current():
            self.note_opened.emit(note.id)

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self._on_open()

    @Slot()
    def _measure(self) -> None:
        self._heading.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(self._theme.px(8))
