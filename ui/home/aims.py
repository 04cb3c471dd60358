"""Aims that a network spoke of in public and has not spoken of since: each is answered in a word or a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sessions.aims import Aim, Outcome
from ui.home.behind import Behind
from ui.theme import Theme
from ui.widgets.labels import label

if TYPE_CHECKING:
    from facilitator.aims import OpenAims


class AimCard(QFrame):
    """One aim: what was said, and a line for what became of it."""

    answered = Signal(str, object, str)

    def __init__(self, aim: Aim, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aim = aim.id
        self.setProperty("kind", "card")
        self.setObjectName(f"aim {aim.id}")
        rows = QVBoxLayout(self)
        rows.addWidget(label(aim.words, parent=self))
        beside = " · ".join(text for text in (aim.by, aim.condition) if text)
        if beside:
            rows.addWidget(label(beside, "small", parent=self))
        row = QHBoxLayout()
        self.outcome = QComboBox(self)
        self.outcome.setAccessibleName(_("What became of it"))
        for one, words in _outcomes():
            self.outcome.addItem(words, one)
        self.became = QLineEdit(aim.became, self)
        self.became.setObjectName("became")
        self.became.setAccessibleName(_("In a sentence"))
        self.became.setPlaceholderText(_("In a sentence, if there is one"))
        self.became.returnPressed.connect(self._on_answer)
        say = QPushButton(_("Say so"), self)
        say.setAccessibleDescription(aim.words)
        say.clicked.connect(self._on_answer)
        row.addWidget(self.outcome)
        row.addWidget(self.became, 1)
        row.addWidget(say)
        rows.addLayout(row)

    @Slot()
    def _on_answer(self) -> None:
        self.answered.emit(self._aim, Outcome(self.outcome.currentData()), self.became.text())


def _outcomes() -> tuple[tuple[Outcome, str], ...]:
    return (
        (Outcome.DONE, _("Done")),
        (Outcome.PARTLY, _("Partly done")),
        (Outcome.OPEN, _("It goes on")),
        (Outcome.OVERTAKEN, _("Overtaken by events")),
        (Outcome.DROPPED, _("Given up")),
    )


def _day(day: date | None) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy") if day else ""


class AimsPane(Behind):
    """Every aim that waits, below the gathering or document it was said in."""

    answered = Signal(str, object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "aims pane", _("Still promised"), parent)
        self._told = label("", "muted", "aims told", self)
        self._rows.addWidget(self._told)
        self._rows.addStretch(1)

    def show_aims(self, aims: Sequence[OpenAims]) -> None:
        """Show everything anew."""
        self._clear()
        self._told.setText(
            _("What was said in public stays here until somebody says what became of it.")
            if aims
            else _("Nothing waits: every aim that was spoken of has been answered.")
        )
        for place in aims:
            day = _day(place.said_on)
            said = " · ".join(text for text in (place.title or _("Said elsewhere"), day) if text)
            self._add(label(said, "heading", parent=self))
            for aim in place.aims:
                card = AimCard(aim, self)
                card.answered.connect(self.answered)
                self._add(card)

    def first(self) -> QWidget:
        """Return what the keyboard goes to."""
        return next((one.outcome for one in self._shown if isinstance(one, AimCard)), self._back)
