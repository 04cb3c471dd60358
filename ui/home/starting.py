"""The second door: the gatherings there are, and how a new one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.home.behind import Behind
from ui.home.waiting import Lately
from ui.theme import Theme
from ui.widgets.card_button import CardButton
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Offered:
    """A pattern a gathering can begin from: its name in the code, its title, and what it holds."""

    name: str
    title: str
    line: str


class StartingPane(Behind):
    """Gatherings to open, patterns to begin from, and gatherings to begin another like."""

    gathering_requested = Signal(str)
    pattern_requested = Signal(str)
    like_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "starting", _("I run gatherings"), parent)
        self._rows.addStretch(1)

    def show_ways(self, patterns: Sequence[Offered], gatherings: Sequence[Lately]) -> None:
        """Show everything anew, and put the keyboard on the first way."""
        self._clear()
        self._section(
            _("Begin a new one"),
            "pattern",
            [(one.name, one.title, one.line) for one in patterns],
            self._on_pattern,
        )
        if gatherings:
            self._section(
                _("Open one"),
                "open",
                [(one.gathering, one.title, one.line) for one in gatherings],
                self._on_open,
            )
            self._section(
                _("Begin one like an earlier one"),
                "like",
                [
                    (
                        one.gathering,
                        _("Like “{title}”").format(title=one.title),
                        _("Its sessions, parts, groups and strands; none of its notes."),
                    )
                    for one in gatherings
                ],
                self._on_like,
            )

    def _section(
        self, heading: str, kind: str, cards: Sequence[tuple[str, str, str]], pressed: object
    ) -> None:
        self._add(label(heading, "heading", parent=self))
        for name, title, line in cards:
            card = CardButton(self._theme, title, line, parent=self)
            card.setObjectName(f"{kind} {name}")
            card.clicked.connect(pressed)
            self._add(card)

    def first(self) -> QWidget:
        """Return what the keyboard goes to."""
        return next((one for one in self._shown if isinstance(one, CardButton)), self._back)

    @Slot()
    def _on_pattern(self) -> None:
        self.pattern_requested.emit(self.sender().objectName().partition(" ")[2])

    @Slot()
    def _on_open(self) -> None:
        self.gathering_requested.emit(self.sender().objectName().partition(" ")[2])

    @Slot()
    def _on_like(self) -> None:
        self.like_requested.emit(self.sender().objectName().partition(" ")[2])
