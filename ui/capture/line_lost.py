"""Words that could not be kept: back in the line, or offered above it where something else is typed by now."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from ui.capture.line import CaptureLine
from ui.capture.line_desk import LineDesk
from ui.capture.line_offer import Offering
from ui.error_words import words_of
from ui.place import Said

QUESTION: Final = "lost"
MOST_SHOWN: Final = 80
MOST_PUT_BACK: Final = 2_000
"""Characters: more was pasted, and is no line that one goes on with."""


class LostWords(QObject):
    """Holds what was typed and could not be kept until somebody says what is to become of it."""

    said = Signal(object)

    def __init__(self, line: CaptureLine, offering: Offering, desk: LineDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._offering = offering
        self._desk = desk
        self._lost: list[str] = []
        offering.answered.connect(self._on_answered)

    @property
    def words(self) -> tuple[str, ...]:
        """Return what waits to be put back."""
        return tuple(self._lost)

    def give_back(self, text: str, error: BaseException) -> None:
        """Give words back that could not be kept, and say why; never over something newly typed."""
        is_short = len(text) <= MOST_PUT_BACK
        if is_short and not self._lost and self._line.put_back(text):
            back = _("Your words are back in the line. F9 copies everything.")
        else:
            self._lost.append(text)
            self._offer()
            back = _("Your words are offered above the line. F9 copies everything.")
        self.said.emit(Said(f"{words_of(error)} {back}", is_urgent=True))

    def offer_again(self) -> None:
        """Offer what still waits, where nothing else is asked."""
        if self._lost and not self._offering.question:
            self._offer()

    def _offer(self) -> None:
        count, last = len(self._lost), self._lost[-1]
        shown = last if len(last) <= MOST_SHOWN else f"{last[: MOST_SHOWN - 1]}…"
        told = _("Not kept: “{words}”").format(words=shown)
        if count > 1:
            told = _("{count} lines were not kept, the last of them: “{words}”").format(
                count=count, words=shown
            )
        answers = [("try again", _("Try to keep again")), ("copy", _("Copy it"))]
        if len(last) <= MOST_PUT_BACK:
            answers.insert(0, ("put back", _("Put it into the line")))
        self._offering.ask(QUESTION, told, answers)

    @Slot(str)
    def _on_answered(self, answer: str) -> None:
        if self._offering.question != QUESTION:
            return
        self._line.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if answer == "put back" and self._line.put_back(self._lost[-1]):
            self._lost.pop()
        elif answer == "copy":
            QGuiApplication.clipboard().setText("\n".join(self._lost))
            self._lost.clear()
        elif answer == "try again":
            lost, self._lost = self._lost, []
            for text in lost:
                self._desk.keep(text)
