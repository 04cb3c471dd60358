"""What waits on Home: recent gatherings, lines that were not kept, aims that nobody has spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.card_button import CardButton
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Lately:
    """A gathering as it is offered: its title, and what has come of it so far."""

    gathering: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """A line that was being typed when the program stopped; ``said`` is when, in words."""

    place: str
    words: str
    said: str


class RecoveredCard(QFrame):
    """One such line, to be kept or let go."""

    keep_requested = Signal(str)
    drop_requested = Signal(str)

    def __init__(self, line: Recovered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = line.place
        self.setProperty("kind", "card")
        self.setObjectName("recovered")
        rows = QVBoxLayout(self)
        told = _("A line you were typing when the computer stopped, {when}: “{words}”")
        rows.addWidget(
            label(told.format(when=line.said, words=line.words), name="recovered line", parent=self)
        )
        row = QHBoxLayout()
        for words, slot in ((_("Keep it"), self._on_keep), (_("Let it go"), self._on_drop)):
            button = QPushButton(words, self)
            button.setAccessibleDescription(line.words)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        rows.addLayout(row)

    @Slot()
    def _on_keep(self) -> None:
        self.keep_requested.emit(self._place)

    @Slot()
    def _on_drop(self) -> None:
        self.drop_requested.emit(self._place)


class WaitingPane(QWidget):
    """The right pane of Home; a heading stands only where something stands below it."""

    gathering_requested = Signal(str)
    keep_requested = Signal(str)
    drop_requested = Signal(str)
    aims_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("waiting")
        self._rows = QVBoxLayout(self)
        self._shown: list[QWidget] = []
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(18), px(18), px(18), px(18))
        self._rows.setSpacing(px(9))

    def show_what_waits(self, lately: Sequence[Lately], recovered: Sequence[Recovered], aims: int) -> None:
        """Show everything anew."""
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        if recovered:
            self._add(label(_("Recovered"), "heading", parent=self))
            for line in recovered:
                self._add_recovered(line)
        self._add(label(_("Lately"), "heading", parent=self))
        for one in lately:
            card = CardButton(self._theme, one.title, one.line, parent=self)
            card.setObjectName(f"lately {one.gathering}")
            card.clicked.connect(self._on_gathering)
            self._add(card)
        if not lately:
            empty = _(
                "Nothing yet. What you keep and plan comes up here; the sample shows what it may look like."
            )
            self._add(label(empty, "small", "nothing yet", self))
        if aims:
            self._add(label(_("Still promised"), "heading", parent=self))
            self._add(self._promised(aims))

    def _add(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)
        self._shown.append(widget)

    def _add_recovered(self, line: Recovered) -> None:
        card = RecoveredCard(line, self)
        card.keep_requested.connect(self.keep_requested)
        card.drop_requested.connect(self.drop_requested)
        self._add(card)

    def _promised(self, aims: int) -> QWidget:
        words = ngettext("One aim waits for a word", "{count} aims wait for a word", aims)
        card = CardButton(self._theme, words.format(count=aims), _("See them, and say what became of them"))
        card.setObjectName("aims")
        card.clicked.connect(self.aims_requested)
        return card

    @Slot()
    def _on_gathering(self) -> None:
        self.gathering_requested.emit(self.sender().objectName().removeprefix("lately "))
