"""The second door: the gatherings there are, and how a new one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

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


class StartingPane(QWidget):
    """Gatherings to open, patterns to begin from, and gatherings to begin another like."""

    back_requested = Signal()
    gathering_requested = Signal(str)
    pattern_requested = Signal(str)
    like_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("starting")
        self._rows = QVBoxLayout(self)
        self._back = QPushButton(_("Back"), self)
        self._back.setObjectName("starting back")
        self._back.setProperty("kind", "link")
        self._back.clicked.connect(self.back_requested)
        self._rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(label(_("I run gatherings"), "large", parent=self))
        self._shown: list[QWidget] = []
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(40), px(24), px(40), px(24))
        self._rows.setSpacing(px(9))

    def show_ways(self, patterns: Sequence[Offered], gatherings: Sequence[Lately]) -> None:
        """Show everything anew, and put the keyboard on the first way."""
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
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

    def _add(self, widget: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, widget)
        self._shown.append(widget)

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
