"""What misses something: lines with a gap, and quotes of which nobody knows who said them."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.capture.sheet import Mending
from ui.theme import Theme
from ui.widgets.words import SMALL, Words


class ToMend(QFrame):
    """One line of counts, and the way to the next of them."""

    go_requested = Signal()
    """To the next line that misses something."""

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
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._measure)
        self._measure()

    def show_mending(self, mending: Mending) -> None:
        """Show the counts."""
        words = mending_words(mending)
        self._words.say(words or _("Nothing is missing."))
        self.go.setVisible(bool(words))

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(8), px(10), px(8))
        self._row.setSpacing(px(6))


def mending_words(mending: Mending) -> str:
    """Return the counts in words, '' where there is nothing to mend."""
    gaps, quotes, lines = mending.gaps, mending.quotes_without_speaker, mending.lines_without_speaker
    parts = [
        ngettext("{count} gap", "{count} gaps", gaps).format(count=gaps) if gaps else "",
        ngettext("{count} quote without a speaker", "{count} quotes without a speaker", quotes).format(
            count=quotes
        )
        if quotes
        else "",
        ngettext("{count} line without a speaker", "{count} lines without a speaker", lines).format(
            count=lines
        )
        if lines
        else "",
    ]
    return " · ".join(part for part in parts if part)
