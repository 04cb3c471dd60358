"""Every place and state of which a picture is taken: its size, its look, and what is done to come there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

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


async def ways(stage: Stage) -> None:
    """Open the second door."""
    await home(stage)
    stage.key(Qt.Key.Key_2)


async def checking(stage: Stage) -> None:
    """Open the third door."""
    await home(stage)
    stage.key(Qt.Key.Key_3)


async def plan(stage: Stage) -> None:
    """Plan the gathering of the sample."""
    await stage.go(Where("plan", stage.first("gathering")))


async def choosing(stage: Stage) -> None:
    """Be asked which group notes are taken for."""
    await stage.go(Where("capture"))


async def capture(stage: Stage) -> None:
    """Take notes in a breakout, a line half typed."""
    await stage.go(Where("capture", group=stage.breakout()))
    stage.type('"You can hear it in the pauses" @hamza #KH')


async def taking_notes(stage: Stage) -> None:
    """Take notes without any agenda."""
    await stage.go(Where("capture"))
    stage.key(Qt.Key.Key_Return)
    await stage.until_heard()


async def palette(stage: Stage) -> None:
    """Search for something."""
    await home(stage)
    stage.act("search")
    stage.type("keys")


async def keys(stage: Stage) -> None:
    """Ask for all keys of Capture."""
    await capture(stage)
    stage.act("keys")


async def settings(stage: Stage) -> None:
    """Ask for the settings."""
    await home(stage)
    stage.act("settings")


SIZES = (LARGE, LAPTOP, HALF)
LOOKS = (Scheme.LIGHT, Scheme.DARK)

SCREENS: tuple[Screen, ...] = (
    *(
        Screen(name, do, size, look)
        for name, do in (("home", home), ("plan", plan), ("capture", capture))
        for size in SIZES
        for look in LOOKS
    ),
    Screen("capture", capture, COMPACT),
    Screen("capture", capture, COMPACT, Scheme.DARK),
    Screen("home", home, text_size=200),
    Screen("capture", capture, text_size=200),
)
"""The pictures that a test holds the window against."""

MORE: tuple[Screen, ...] = (
    Screen("plan", plan, text_size=200),
    Screen("ways to begin", ways),
    Screen("checking a document", checking),
    Screen("choosing a group", choosing),
    Screen("choosing a group", choosing, HALF),
    Screen("notes without an agenda", taking_notes),
    Screen("search line", palette),
    Screen("search line", palette, HALF, Scheme.DARK),
    Screen("keys", keys),
    Screen("keys", keys, HALF),
)
"""Pictures that are only looked at."""
