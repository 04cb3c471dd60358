"""The sentence about quoting that is read out to the group, and when that was done."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.name_field import NameField
from ui.capture.sheet import ReadOut
from ui.theme import Theme
from ui.widgets.words import SMALL, SMALL_MUTED, WRONG, Words


class ReadOutCard(QFrame):
    """Before: the sentence and a button. After: when it was read out."""

    read_out = Signal(str, str)
    """The person who has read the sentence out just now (a name, or an id), and the rule where it was chosen here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: ReadOut | None = None
        self.setObjectName("read out card")
        self.setProperty("kind", "card")
        self._lead = Words(theme, "read out lead", SMALL_MUTED, self)
        self.rule = QComboBox(self)
        self.rule.setObjectName("read out rule")
        self.rule.setAccessibleName(_("What was agreed about quoting"))
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule.setMinimumContentsLength(8)
        self.rule.currentIndexChanged.connect(self._on_rule_chosen)
        self._sentence = Words(theme, "read out sentence", SMALL, self)
        self.name = NameField(self)
        self.name.setObjectName("read out by")
        self.name.setAccessibleName(_("Who has read it out"))
        self.name.setPlaceholderText(_("Name, then Enter"))
        self.name.returnPressed.connect(self.tell)
        self.name.given_up.connect(self._on_given_up)
        self._wrong = Words(theme, "read out wrong", WRONG, self)
        self.button = QPushButton(_("I have read it out"), self)
        self.button.setObjectName("read out")
        self.button.setAccessibleDescription(_("Ctrl+Shift+Q"))
        self.button.setToolTip(_("Ctrl+Shift+Q"))
        self.button.clicked.connect(self.tell)
        self._rows = QVBoxLayout(self)
        for one in (self._lead, self.rule, self._sentence, self.name, self._wrong, self.button):
            self._rows.addWidget(one)
        theme.changed.connect(self._measure)
        self._measure()
        self.name.hide()
        self._wrong.hide()
        self.show_sentence(None)

    def show_sentence(self, read_out: ReadOut | None) -> None:
        """Show the sentence, and when it was read out; nothing where none is to be."""
        if read_out is not None and read_out == self._shown:
            return
        self._shown = read_out
        self.setVisible(read_out is not None)
        if read_out is None:
            return
        self._show_choices(read_out)
        self.button.setVisible(not read_out.is_done)
        if read_out.is_done:
            self.name.hide()
            self._wrong.say("")
            self._lead.say("")
            self._sentence.say(done_words(read_out))

    def _show_choices(self, read_out: ReadOut) -> None:
        is_asked = bool(read_out.choices) and not read_out.is_done
        self.rule.setVisible(is_asked)
        self._lead.say(_("What was agreed about quoting?") if is_asked else _("Read this to your group:"))
        self.rule.blockSignals(True)
        self.rule.clear()
        for choice in read_out.choices:
            self.rule.addItem(choice.title, choice.rule)
        self.rule.blockSignals(False)
        if not is_asked:
            self._sentence.say(_("“{words}”").format(words=read_out.words))
        else:
            self._on_rule_chosen()

    def tell_wrong(self, words: str) -> None:
        """Say why it was not recorded."""
        self._wrong.say(words)
        if words:
            announce(self, words, is_urgent=True)

    @Slot()
    def tell(self) -> None:
        """Tell that the sentence was read out, where it was not yet; who did so is asked where nobody knows."""
        shown = self._shown
        if shown is None or shown.is_done:
            return
        self._wrong.say("")
        by = shown.reader or " ".join(self.name.text().split())
        if not by:
            self._lead.say(_("Who has read it out?"))
            self.name.show()
            self.name.setFocus()
            return
        self.read_out.emit(by, self.rule.currentData() if shown.choices else "")

    @Slot()
    def _on_rule_chosen(self) -> None:
        if self._shown is not None and self._shown.choices:
            choice = self._shown.choices[max(self.rule.currentIndex(), 0)]
            self._sentence.say(_("“{words}”").format(words=choice.words))

    @Slot()
    def _on_given_up(self) -> None:
        self.name.clear()
        self.name.hide()
        self._wrong.say("")
        self.button.setFocus()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(14), px(12), px(14), px(12))
        self._rows.setSpacing(px(8))


def done_words(read_out: ReadOut) -> str:
    """Return when the sentence was read out, and the sentence."""
    if read_out.at:
        return _("Read out at {time}: “{words}” ✓").format(time=read_out.at, words=read_out.words)
    return _("Read out: “{words}” ✓").format(words=read_out.words)
