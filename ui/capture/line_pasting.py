"""What becomes of a paste of many lines: asked once, then each is kept, some in every turn of the window's loop."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from sessions.pasted import lines_of
from ui.capture.line import CaptureLine
from ui.capture.line_desk import LineDesk
from ui.capture.line_offer import Offering
from ui.capture.line_text import LONGEST_NOTE, pieces

AT_ONCE: Final = 100
"""So many are one act: more would hold up the line that is typed meanwhile."""
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
    def waiting(self) -> tuple[str, ...]:
        """Return the lines of a paste that are still to be kept."""
        return tuple(self._waiting)

    @Slot(str)
    def _on_pasted(self, text: str) -> None:
        self._text = text
        count = len(lines_of(text))
        asked = ngettext(
            "{count} line was pasted; it is not kept yet.",
            "{count} lines were pasted; none of them is kept yet.",
            count,
        )
        answers = [("each", _("Keep each as a note")), ("one", _("Keep as one")), ("cancel", _("Cancel"))]
        if len(text) > LONGEST_NOTE:
            del answers[1]
        self._offering.ask(QUESTION, asked.format(count=f"{count:,}"), answers)
        self._offering.focus_first()

    @Slot(str)
    def _on_answered(self, answer: str) -> None:
        if self._offering.question != QUESTION:
            return
        text, self._text = self._text, ""
        if answer == "each":
            self._waiting += [piece for line in lines_of(text) for piece in pieces(line)]
            self._timer.start()
        elif answer == "one":
            self._desk.keep_lines([text.strip()])
        self._line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_turn(self) -> None:
        now, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        self._desk.keep_lines(now)
        if self._waiting:
            left = len(self._waiting)
            told = ngettext("{count} line is still to be kept", "{count} lines are still to be kept", left)
            self._offering.note(told.format(count=f"{left:,}"))
        else:
            self._timer.stop()
            self._offering.end_note()
