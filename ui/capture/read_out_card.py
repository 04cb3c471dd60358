"""The sentence about quoting that is read out to the group, and when that was done."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QDateTime, QLocale, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.capture.sheet import ReadOut
from ui.theme import Theme
from ui.widgets.words import SMALL, SMALL_MUTED, Words


class ReadOutCard(QFrame):
    """Before: the sentence and a button. After: when it was read out."""

    read_out = Signal()
    """The person has read the sentence out just now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: ReadOut | None = None
        self.setObjectName("read out card")
        self.setProperty("kind", "card")
        self._lead = Words(theme, "read out lead", SMALL_MUTED, self)
        self._sentence = Words(theme, "read out sentence", SMALL, self)
        self.button = QPushButton(_("I have read it out"), self)
        self.button.setObjectName("read out")
        self.button.setAccessibleDescription(_("Ctrl+Shift+Q"))
        self.button.setToolTip(_("Ctrl+Shift+Q"))
        self.button.clicked.connect(self.tell)
        self._rows = QVBoxLayout(self)
        for one in (self._lead, self._sentence, self.button):
            self._rows.addWidget(one)
        theme.changed.connect(self._measure)
        self._measure()
        self.show_sentence(None)

    def show_sentence(self, read_out: ReadOut | None) -> None:
        """Show the sentence, and when it was read out; nothing where none is to be."""
        self._shown = read_out
        self.setVisible(read_out is not None)
        if read_out is None:
            return
        self.button.setVisible(not read_out.at)
        self._lead.say("" if read_out.at else _("Read this to your group:"))
        if read_out.at:
            at = QLocale().toString(QDateTime.fromMSecsSinceEpoch(read_out.at), "HH:mm")
            self._sentence.say(_("Read out at {time}: “{words}” ✓").format(time=at, words=read_out.words))
        else:
            self._sentence.say(_("“{words}”").format(words=read_out.words))

    @Slot()
    def tell(self) -> None:
        """Tell that the sentence was read out, where it was not yet."""
        if self._shown is not None and not self._shown.at:
            self.read_out.emit()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(14), px(12), px(14), px(12))
        self._rows.setSpacing(px(8))
