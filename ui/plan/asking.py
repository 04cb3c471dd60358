"""Small questions of Plan: a line to type, something to choose, something to be sure of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from sessions.errors import DomainError
from ui.announcing import announce
from ui.error_words import words_of
from ui.theme import Theme
from ui.widgets.answers import answers
from ui.widgets.labels import label


class Question(QDialog):
    """A heading, room for what answers it, and two buttons."""

    def __init__(self, theme: Theme, parent: QWidget, heading: str, words: str, yes: str) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(heading)
        self.setModal(True)
        px = theme.px
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(px(20), px(18), px(20), px(16))
        self.rows.setSpacing(px(10))
        self.rows.addWidget(label(heading, "strong", parent=self))
        self._words = label(words, "muted", parent=self)
        self._words.setVisible(bool(words))
        self.rows.addWidget(self._words)
        self._wrong = label("", "amber", "wrong", self)
        self._wrong.hide()
        self._buttons, self.yes = answers(self, yes, _("Leave it"))
        self.setMinimumWidth(min(px(380), max(parent.width() - px(40), 1)))

    def answer_by(self, *fields: QWidget) -> None:
        """Put the fields of the answer in their place, the first one with the focus."""
        for field in fields:
            self.rows.addWidget(field)
        self.rows.addWidget(self._wrong)
        self.rows.addWidget(self._buttons)
        if fields:
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """Say what is wrong, below the fields, and make room for it."""
        self._wrong.setText(words)
        self._wrong.show()
        announce(self, words, is_urgent=True)
        self.rows.activate()
        self.resize(self.width(), max(self.height(), self.rows.totalHeightForWidth(self.width())))


class Sure(Question):
    """Asks whether something is meant."""

    def __init__(self, theme: Theme, parent: QWidget, heading: str, words: str, yes: str) -> None:
        super().__init__(theme, parent, heading, words, yes)
        self.answer_by()


class LineAsked(Question):
    """Asks for a line; what the check refuses stays open, with the reason beside it."""

    def __init__(
        self, theme: Theme, parent: QWidget, heading: str, words: str, check: Callable[[str], object]
    ) -> None:
        super().__init__(theme, parent, heading, words, _("Keep"))
        self._check = check
        self.line = QLineEdit(self)
        self.line.setObjectName("asked")
        self.line.setAccessibleName(heading)
        self.line.setAccessibleDescription(words)
        self.answer_by(self.line)

    @Slot()
    def accept(self) -> None:
        """Close with what was typed, unless it is refused."""
        try:
            if self.line.text().strip():
                self._check(self.line.text())
        except DomainError as error:
            self.tell(words_of(error))
            return
        super().accept()


class Choice(Question):
    """Asks which of several things is meant."""

    def __init__(
        self, theme: Theme, parent: QWidget, heading: str, words: str, choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(theme, parent, heading, words, _("Choose"))
        self._box = QComboBox(self)
        self._box.setObjectName("choice")
        self._box.setAccessibleName(heading)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one, name in choices:
            self._box.addItem(name, one)
        self.answer_by(self._box)

    @property
    def chosen(self) -> str:
        """Return the id of what was chosen."""
        return str(self._box.currentData())
