"""A place of the window: what Home, Plan, Capture and those to come have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.aio import TaskScope
from ui.arrangement import Arrangement
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.bridge import Bridge
    from ui.work import Work

TAKE_NOTES_NOW: Final = "now"
"""What ``Where.group`` says where somebody wants the line at once."""


@dataclass(frozen=True, slots=True)
class Where:
    """Somewhere in the program: a place, and what is open there (ids, empty where nothing is)."""

    place: str
    gathering: str = ""
    session: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a person: shown for a while, and spoken by a screen reader; what is ``urgent`` stays until closed."""

    words: str
    is_urgent: bool = False


class PlaceKind(Protocol):
    """A place as the window knows it before anybody goes there."""

    @property
    def name(self) -> str:
        """Return the word of the code."""

    @property
    def icon(self) -> str:
        """Return the name of the icon."""

    def title(self) -> str:
        """Return the name of the place on the screen."""

    def __call__(self, bridge: Bridge, theme: Theme) -> Place:
        """Make the place."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A place whose modules are imported beside the window, or when somebody goes there before that."""

    name: str
    icon: str
    told: Callable[[], str]
    load: Callable[[], type[Place]]

    def title(self) -> str:
        """Return the name of the place on the screen."""
        return self.told()

    def __call__(self, bridge: Bridge, theme: Theme) -> Place:
        """Make the place."""
        return self.load()(bridge, theme)


class Place(QWidget):
    """One place. It is made before the archive is open, and may be looked at and typed in meanwhile.

    Subclasses set ``name`` (a word of the code), ``icon`` and say their ``title`` on the screen.
    """

    name = ""
    icon = ""

    go_requested = Signal(object)
    """A ``Where``."""
    said = Signal(object)
    """Something ``Said``."""
    headed = Signal(str, str)
    """What is open here, and what it belongs to: for the top bar."""
    stated = Signal(str)
    """What stands at the right of the status line."""

    work: Work
    """Where long work is done: ``await self.work.run(function, …, title=…)``. The window gives it."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.theme = theme
        self.scope = TaskScope(self)
        self.setObjectName(self.name)

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return cls.name

    def enter(self, where: Where) -> None:
        """Show what ``where`` names, or what was open here last; called each time a person comes here."""

    def is_at(self, where: Where) -> bool:
        """Tell whether what ``where`` names in this place is what is shown; asked before an act there is taken back."""
        return True

    def arrange(self, arrangement: Arrangement) -> None:
        """Set beside each other what there is room for."""

    def acts(self) -> list[QAction]:
        """Return what can be done here, for the search line and the sheet of keys."""
        return []

    def top_buttons(self) -> list[QWidget]:
        """Return what stands at the right of the top bar while this place is shown."""
        return []

    def foot(self) -> QWidget | None:
        """Return what stands at the foot of the place and is typed in: nothing may lie over it."""
        return None

    def take_back(self) -> bool:
        """Take back what is being typed, before any act is; tells whether there was anything."""
        return False

    def has_unkept(self) -> bool:
        """Tell whether anything was typed here that is not kept yet."""
        return False

    def copy_everything(self) -> bool:
        """Put all that was typed here on the clipboard, kept or not; tells whether there is anything."""
        return False

    async def leave(self) -> bool:
        """Keep what is typed and not kept; False where the person must stay because it could not be."""
        return True
