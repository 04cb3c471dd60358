"""What a session goes back to: notes of earlier gatherings, found in the library and shown in their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sessions.notes import NoteKind
from ui.theme import Theme
from ui.widgets.answers import answers
from ui.widgets.labels import label
from ui.widgets.room import take_room

if TYPE_CHECKING:
    from facilitator.library import Hit


def hit_words(hit: Hit) -> str:
    """Return a note with where it was said."""
    year = str(hit.on.year) if hit.on else ""
    where = ", ".join(
        piece for piece in (hit.gathering, year if year not in hit.gathering else "", hit.session) if piece
    )
    return _("{words} — {where}").format(words=hit.note.words, where=where)


def counted(hits: Sequence[Hit]) -> str:
    """Return how many notes and quotes there are, and of what they are."""
    if not hits:
        return ""
    quotes = sum(hit.note.kind is NoteKind.QUOTE for hit in hits)
    notes = len(hits) - quotes
    told = [
        ngettext("{count} note", "{count} notes", notes).format(count=notes) if notes else "",
        ngettext("{count} quote", "{count} quotes", quotes).format(count=quotes) if quotes else "",
    ]
    places = ", ".join(dict.fromkeys(hit.gathering for hit in hits))
    counts = _(" and ").join(piece for piece in told if piece)
    return _("{counts} from {places}").format(counts=counts, places=places)


class SourcesField(QFrame):
    """The notes a session goes back to, and the way to more."""

    library_requested = Signal()
    detach_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hits: Sequence[Hit] = ()
        self.setObjectName("source notes")
        self.setProperty("kind", "field")
        self._summary = QLabel(self)
        self._summary.setObjectName("sources counted")
        self._summary.setWordWrap(True)
        self.more = QPushButton(_("Add from library…"), self)
        self.more.setObjectName("add source")
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self.library_requested)
        self._list = QListWidget(self)
        self._list.setObjectName("source list")
        self._list.setAccessibleName(_("Notes this session goes back to"))
        self._list.setWordWrap(True)
        self._list.itemSelectionChanged.connect(self._follow)
        self._remove = QPushButton(_("Take out"), self)
        self._remove.setObjectName("detach source")
        self._remove.setProperty("kind", "link")
        self._remove.clicked.connect(self._on_remove)
        self.fields = (self._list, self.more, self._remove)
        """In the order in which Tab goes through them."""
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._summary)
        self._rows.addWidget(self._list)
        self._rows.addLayout(foot)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(10), px(6), px(10), px(6))
        self._rows.setSpacing(px(4))
        self._list.setFixedHeight(px(24) * min(max(len(self._hits), 1) * 2, 6))

    def show_sources(self, hits: Sequence[Hit]) -> None:
        """Show the notes."""
        self._summary.setText(counted(hits))
        self._summary.setVisible(bool(hits))
        if [one.note.id for one in hits] != [one.note.id for one in self._hits]:
            self._list.clear()
            for hit in hits:
                item = QListWidgetItem(hit_words(hit), self._list)
                item.setData(Qt.ItemDataRole.UserRole, hit.note.id)
        self._hits = hits
        self._list.setVisible(bool(hits))
        self._measure()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self._remove.setVisible(bool(self._list.selectedItems()))

    @Slot()
    def _on_remove(self) -> None:
        for item in self._list.selectedItems():
            self.detach_requested.emit(str(item.data(Qt.ItemDataRole.UserRole)))


class SourcesDialog(QDialog):
    """Looks for notes of other gatherings; those that are ticked are attached."""

    def __init__(
        self, theme: Theme, parent: QWidget, look: Callable[[str], Sequence[Hit]], words: str
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("sources")
        self.setWindowTitle(_("Add from library"))
        self.setModal(True)
        px = theme.px
        take_room(self, theme, parent, 680, 520)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self.look_now)
        self._line = self._line_for(words)
        self._told = label("", "muted", "sources told", self)
        self._found = QListWidget(self)
        self._found.setObjectName("found notes")
        self._found.setAccessibleName(_("Notes that were found; Space ticks one"))
        self._found.setWordWrap(True)
        self._found.setSpacing(px(3))
        self._found.itemChanged.connect(self._follow)
        self._lay_out(theme)
        self.look_now()
        if not self._found.count():
            # The title is only a guess, and one that finds nothing is in the way of who looks for something.
            self._line.clear()
            self.look_now()

    def _line_for(self, words: str) -> QLineEdit:
        line = QLineEdit(words, self)
        line.setObjectName("look for")
        line.setAccessibleName(_("Look for notes of earlier gatherings"))
        line.setPlaceholderText(_("Words of a note of an earlier gathering"))
        line.selectAll()
        line.textEdited.connect(self._timer.start)
        return line

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        buttons, self._take = answers(self, _("Add those ticked"), _("Leave it"), "take")
        self._take.setAutoDefault(False)
        self._take.setDefault(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(20), px(18), px(20), px(16))
        rows.setSpacing(px(8))
        rows.addWidget(label(_("Add from library"), "strong", parent=self))
        rows.addWidget(
            label(_("Notes of earlier gatherings that this session goes back to."), "muted", parent=self)
        )
        rows.addWidget(self._line)
        rows.addWidget(self._told)
        rows.addWidget(self._found, 1)
        self._rest = rows.count()
        rows.addStretch(0)
        rows.addWidget(buttons)
        self._rows = rows

    @property
    def ticked(self) -> list[str]:
        """Return the ids of the notes that are ticked."""
        items = (self._found.item(place) for place in range(self._found.count()))
        ticked = (one for one in items if one.checkState() is Qt.CheckState.Checked)
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in ticked]

    @Slot()
    def _follow(self) -> None:
        self._take.setEnabled(bool(self.ticked))

    @Slot()
    def look_now(self) -> None:
        """Show what there is for the words."""
        self._timer.stop()
        kept = set(self.ticked)
        hits = self._look(self._line.text())
        self._found.clear()
        for hit in hits:
            item = QListWidgetItem(hit_words(hit), self._found)
            item.setData(Qt.ItemDataRole.UserRole, hit.note.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if hit.note.id in kept else Qt.CheckState.Unchecked
            item.setCheckState(state)
        self._found.setVisible(bool(hits))
        self._rows.setStretch(self._rest, 0 if hits else 1)
        self._told.setText(self._told_of(len(hits)))
        self._follow()

    def _told_of(self, count: int) -> str:
        if not self._line.text().strip():
            return _("Type a word or two.")
        if not count:
            return _("No note of an earlier gathering has these words.")
        return ngettext("{count} note found", "{count} notes found", count).format(count=count)
