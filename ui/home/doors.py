"""What brings you here: the three doors, and two ways to look around first."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.card_button import Door
from ui.widgets.labels import label


class DoorsPane(QWidget):
    """Three doors, which the keys 1 to 3 open as well."""

    notes_requested = Signal()
    gatherings_requested = Signal()
    check_requested = Signal()
    sample_requested = Signal()
    about_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("doors")
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(label(_("What brings you here?"), "large", "question", self))
        sentence = _("Nothing leaves this computer unless you hand it over.")
        self._rows.addWidget(label(sentence, "muted", "promise", self))
        self.doors = [self._door(number, *words) for number, words in enumerate(_doors(), 1)]
        for door, way in zip(
            self.doors, (self.notes_requested, self.gatherings_requested, self.check_requested), strict=True
        ):
            door.clicked.connect(way)
            self._rows.addWidget(door)
        self._rows.addWidget(self._links())
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def _door(self, number: int, title: str, line: str) -> Door:
        door = Door(self._theme, title, line, str(number), self)
        door.setObjectName(f"door {number}")
        shortcut = QShortcut(QKeySequence(str(number)), self)
        shortcut.activated.connect(door.click)
        return door

    def _links(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for words, name, way in (
            (_("Look around with the sample gathering"), "sample", self.sample_requested),
            (_("What is Facilitator?"), "about", self.about_requested),
        ):
            link = QPushButton(words, holder)
            link.setObjectName(name)
            link.setProperty("kind", "link")
            link.clicked.connect(way)
            row.addWidget(link)
        row.addStretch(1)
        return holder

    def say_sample(self, *, is_here: bool) -> None:
        """Offer the sample, or the way back from it."""
        link = self.findChild(QPushButton, "sample")
        assert link is not None
        link.setText(
            _("Back to your own gatherings") if is_here else _("Look around with the sample gathering")
        )

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setSpacing(px(14))
        self._rows.setContentsMargins(px(60), px(40), px(60), px(24))

    def narrow(self, is_narrow: bool) -> None:
        """Keep less of an edge where there is little room."""
        px = self._theme.px
        edge = px(20) if is_narrow else px(60)
        self._rows.setContentsMargins(edge, px(24) if is_narrow else px(40), edge, px(24))


def _doors() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("I have been asked to take notes"),
            _("Open the group you were given, or take notes now without one."),
        ),
        (
            _("I run gatherings"),
            _("Plan one, bring people in, write it up. Start from a pattern or from last year’s."),
        ),
        (
            _("Check a document I have already written"),
            _("Names, quotation marks, sums, repeats: a second pair of eyes in a minute."),
        ),
    )
