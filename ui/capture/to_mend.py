"""What misses something: lines with a gap, and lines of which nobody knows who said them."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.capture.mend_rows import MendLines, MendRow
from ui.capture.sheet import Mending
from ui.shell.window_acts import act
from ui.theme import Theme
from ui.widgets.grown_list import GrownList
from ui.widgets.words import SMALL, Words


class ToMend(QFrame):
    """The counts, the way to the next of them, and the first of them."""

    go_requested = Signal()
    """To the next line that misses something."""
    note_opened = Signal(str)
    """To this one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("to mend")
        self.setProperty("kind", "card")
        self._words = Words(theme, "to mend words", SMALL, self)
        self.go = QPushButton(_("go"), self)
        self.go.setObjectName("go to mend")
        self.go.setProperty("kind", "link")
        self.go.setAccessibleName(_("Go to the next line to mend"))
        self.go.setAccessibleDescription(_("Ctrl+G"))
        self.go.setToolTip(_("Ctrl+G"))
        self.go.clicked.connect(self.go_requested)
        self._make_list()
        self._row = QHBoxLayout()
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._row)
        self._rows.addWidget(self.list)
        theme.changed.connect(self._measure)
        self._measure()

    def _make_list(self) -> None:
        self.lines = MendLines(self)
        self.list = GrownList(self._theme, "lines to mend", self)
        self.list.setAccessibleName(_("Lines to mend"))
        self.list.setAccessibleDescription(_("Enter goes to the line"))
        self.list.setItemDelegate(MendRow(self._theme, self.list))
        self.list.setModel(self.lines)
        self.list.clicked.connect(self._on_clicked)
        act(self.list, "open line to mend", _("Go to the line"), "Return", self._on_open)

    def show_mending(self, mending: Mending) -> None:
        """Show the counts and the lines."""
        words = mending_words(mending)
        self._words.say(words or _("Nothing is missing."))
        self.go.setVisible(bool(words))
        self.lines.show_lines(mending.lines)
        self.list.setVisible(bool(mending.lines))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.note_opened.emit(self.lines.lines[index.row()].id)

    @Slot()
    def _on_open(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.lines.lines):
            self.note_opened.emit(self.lines.lines[row].id)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(4), 0, 0, 0)
        self._row.setSpacing(px(6))
        self._rows.setContentsMargins(px(10), px(8), px(10), px(8))
        self._rows.setSpacing(px(2))


def mending_words(mending: Mending) -> str:
    """Return the counts in words, '' where there is nothing to mend."""
    gaps, quotes, lines = mending.gaps, mending.quotes_without_speaker, mending.lines_without_speaker
    told = (
        (gaps, ngettext("{count} gap", "{count} gaps", gaps)),
        (quotes, ngettext("{count} quote without a speaker", "{count} quotes without a speaker", quotes)),
        (lines, ngettext("{count} line without a speaker", "{count} lines without a speaker", lines)),
    )
    return " · ".join(words.format(count=count) for count, words in told if count)
