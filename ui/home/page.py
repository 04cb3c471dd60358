"""Home: three doors, and what waits."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.place import Place
from ui.theme import Theme


class HomePage(Place):
    """Asks what brings a person here."""

    name = "home"
    icon = "home"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        rows = QVBoxLayout(self)
        heading = QLabel(_("What brings you here?"), self)
        heading.setProperty("kind", "large")
        rows.addWidget(heading)
        rows.addStretch(1)

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return _("Home")
