"""What becomes of a paste of many lines: asked once, then each is kept, a few in every turn of the window's loop."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from sessions.capture import Kept, plain_line, print_line
from ui.capture.line import CaptureLine
from ui.capture.line_desk import LineDesk
from ui.capture.line_offer import Offering, paste_answers, paste_words
from ui.capture.line_text import lines_of

AT_ONCE: Final = 20
QUESTION: Final = "paste"


class Pasting(QObject):
    """Asks, and keeps what is wished."""

    def __init__(self, line: CaptureLine, offering: Offering, desk: LineDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._offering = offering
        self._desk = desk
        self._text = ""
        self._waiting: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        line.edit.pasted_much.connect(self._on_pasted)
        offering.answered.connect(self._on_answered)

    @property
    def is_keeping(self) -> bool:
        """Tell whether lines of a paste are still to be kept."""
        return bool(self._waiting)

    @Slot(str)
    def _on_pasted(self, text: str) -> None:
        self._text = text
        self._offering.ask(QUESTION, paste_words(len(lines_of(text))), paste_answers())
        self._offering.focus_first()

    @Slot(str)
    def _on_answered(self, answer: str) -> None:
        if self._offering.question != QUESTION:
            return
        text, self._text = self._text, ""
        if answer == "each":
            # Reversed, for each turn takes from the end.
            self._waiting = [plain_line(line) for line in reversed(lines_of(text))]
            self._timer.start()
        elif answer == "one":
            self._desk.keep(self._plainly(text.strip()))
        self._line.edit.setFocus()

    @Slot()
    def _on_turn(self) -> None:
        for _number in range(min(AT_ONCE, len(self._waiting))):
            words = self._waiting.pop()
            if words:
                self._desk.keep(self._plainly(words))
        if self._waiting:
            self._offering.note(_("{count} lines are still to be kept").format(count=len(self._waiting)))
        else:
            self._timer.stop()
            self._offering.close_offering()

    def _plainly(self, words: str) -> str:
        """Return a line that means these words and nothing else: what is pasted has no marks."""
        return print_line(Kept(words), self._desk.roster)
