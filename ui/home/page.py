"""Home: three doors, and what waits."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.arrangement import Arrangement
from ui.bridge import Bridge
from ui.home.doors import DoorsPane
from ui.home.waiting import WaitingPane
from ui.place import Place
from ui.theme import Theme

QWIDGETSIZE_MAX = 16_777_215
"""Qt's own word for no limit, which its Python names nowhere."""


class HomePage(Place):
    """Asks what brings a person here."""

    name = "home"
    icon = "home"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self.doors = DoorsPane(theme)
        self.waiting = WaitingPane(theme)
        self._beside = QWidget(self)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._beside)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(self.doors, 1)
        self._halves.addWidget(self.waiting)
        scroll = QScrollArea(self)
        scroll.setWidget(self._beside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return _("Home")

    def arrange(self, arrangement: Arrangement) -> None:
        """Set what waits beside the doors, or below them."""
        is_beside = arrangement is Arrangement.THREE_PANES
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if is_beside else ways.TopToBottom)
        wide = self.theme.px(380) if is_beside else QWIDGETSIZE_MAX
        self.waiting.setMinimumWidth(wide if is_beside else 0)
        self.waiting.setMaximumWidth(wide)
        self.doors.narrow(not arrangement.has_side)
