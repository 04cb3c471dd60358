"""What is said or asked right above the line: never over what is typed, answered by keyboard, gone with Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.typed_key import is_typed
from ui.theme import Theme


class Offering(QFrame):
    """A sentence with answers to it. What has no answers is a quiet note that goes by itself with the next line."""

    answered = Signal(str)
    """What was chosen; '' where it was closed."""
    typed = Signal(str)
    """A letter typed on an answer: the talk goes on, the question can wait."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self.setObjectName("offering")
        self._words = QLabel(self)
        self._words.setObjectName("offering words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._buttons: list[QPushButton] = []
        self._rows = QVBoxLayout(self)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.addWidget(self._words)
        self._rows.addLayout(self._answers)
        self._answers.addStretch(1)
        self.question = ""
        self.hide()

    def note(self, words: str) -> None:
        """Say something quietly."""
        if not self.question:
            self._show(words, "", ())

    def ask(self, question: str, words: str, answers: Sequence[tuple[str, str]]) -> None:
        """Ask a question with a name; answers have a name and words. The first one gets the focus."""
        self._show(words, question, answers)
        announce(self, words, is_urgent=True)

    def focus_first(self) -> None:
        """Go to the first answer."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, words: str, question: str, answers: Sequence[tuple[str, str]]) -> None:
        px = self._theme.px
        self.question = question
        self._words.setText(words)
        self._words.setProperty("kind", "" if answers else "small")
        self.setProperty("kind", "card" if answers else "")
        for one in (self, self._words):
            one.style().polish(one)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(name, said) for name, said in answers]
        edge = px(12) if answers else 0
        self._rows.setContentsMargins(edge, edge, edge, edge)
        is_narrow = self._over.width() < px(460)
        directions = QBoxLayout.Direction
        self._answers.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        for at, button in enumerate(self._buttons):
            self._answers.insertWidget(at, button)
        self.show()

    def _button(self, name: str, said: str) -> QPushButton:
        button = QPushButton(said, self)
        button.setObjectName(name)
        # Else Enter presses it only inside a dialog.
        button.setAutoDefault(True)
        button.clicked.connect(self._on_clicked)
        return button

    def end_note(self) -> None:
        """Take a quiet note away; a question stays until it is answered."""
        if not self.question:
            self.hide()

    def close_offering(self) -> None:
        """Take the words away."""
        self.question = ""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; letters are for the line."""
        if event.key() == Qt.Key.Key_Escape:
            self._answer("")
        elif is_typed(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        self._answer(self.sender().objectName())

    def _answer(self, name: str) -> None:
        self.answered.emit(name)
        self.close_offering()
