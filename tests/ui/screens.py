"""Every place and state of which a picture is taken: its size, its look, and what is done to come there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.ui.stage import Stage
from ui.place import Where
from ui.theme import Scheme

Doing = Callable[[Stage], Awaitable[None]]
LARGE, LAPTOP, HALF, COMPACT = (1360, 850), (1366, 690), (683, 690), (360, 420)


@dataclass(frozen=True)
class Screen:
    """One picture."""

    name: str
    do: Doing
    size: tuple[int, int] = LARGE
    scheme: Scheme = Scheme.LIGHT
    text_size: int = 100

    @property
    def file(self) -> str:
        """Return the name of its file."""
        width, height = self.size
        large = f" {self.text_size}%" if self.text_size != 100 else ""
        return f"{self.name} {width}x{height} {self.scheme.value}{large}.png"


async def home(stage: Stage) -> None:
    """Go home."""
    await stage.go(Where("home"))


SCREENS: tuple[Screen, ...] = (
    Screen("home", home),
    Screen("home", home, scheme=Scheme.DARK),
    Screen("home", home, LAPTOP),
    Screen("home", home, HALF),
    Screen("home", home, text_size=200),
)
"""The pictures that tests hold the window against."""
