"""Two places that only say where somebody came, for tests of what stands around every place."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.place import Place, Where
from ui.shell.window_acts import act
from ui.theme import Theme


class Plain(Place):
    """A place with a line to type in."""

    icon = "plan"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self.entered: list[Where] = []
        self.done: list[str] = []
        self.line = QLineEdit(self)
        self.line.setObjectName("plain line")
        self.line.setAccessibleName("Line")
        QVBoxLayout(self).addWidget(self.line)

    def enter(self, where: Where) -> None:
        """Remember where somebody came."""
        self.entered.append(where)


class PlanLike(Plain):
    """Stands where the plan will."""

    name = "plan"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self._act = act(self, "boil", "Boil the urn", "Ctrl+B", self._on_boil)

    def acts(self) -> list[QAction]:
        """Return the one act."""
        return [self._act]

    def _on_boil(self) -> None:
        self.done.append("boil")

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return "Plan"


class CaptureLike(Plain):
    """Stands where the notes will be taken."""

    name = "capture"
    icon = "capture"

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return "Capture"
