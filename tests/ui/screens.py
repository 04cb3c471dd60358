"""Every place and state of which a picture is taken: its size, its look, and what is done to come there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from sessions.errors import KnownError
from tests.ui import states_of_plan as of_plan
from tests.ui.stage import Stage
from ui.place import Where
from ui.theme import Scheme

Doing = Callable[[Stage], Awaitable[None]]
LARGE, LAPTOP, HALF, COMPACT = (1360, 850), (1366, 690), (683, 690), (360, 420)
SMALL = (683, 640)


@dataclass(frozen=True)
class Screen:
    """One picture."""

    name: str
    do: Doing
    size: tuple[int, int] = LARGE
    scheme: Scheme = Scheme.LIGHT
    text_size: int = 100
    is_sample: bool = True
    """Whether there is a sample in the archive, else nothing at all."""

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


async def first(stage: Stage) -> None:
    """Be there for the first time."""
    stage.program.note.come(stage.program.note.name)


async def aims(stage: Stage) -> None:
    """See what was promised."""
    await home(stage)
    card = stage.window.here.findChild(QAbstractButton, "aims")
    assert card is not None
    card.click()


async def form(stage: Stage) -> None:
    """Begin a gathering."""
    await ways(stage)
    stage.key(Qt.Key.Key_Space)


async def trouble(stage: Stage) -> None:
    """Find the archive open elsewhere."""
    stage.window.show_trouble(KnownError("archive_in_use", path="archive.facilitator"))


async def told(stage: Stage) -> None:
    """Be told that something could not be kept."""
    await capture(stage)
    stage.window.tell_error(KnownError("disk_full", path="archive.facilitator"))


async def finding(stage: Stage) -> None:
    """Find words in a group."""
    await capture(stage)
    stage.window.here.take_back()
    stage.act("find")
    stage.type("key")


SIZES = (LARGE, LAPTOP, HALF)
LOOKS = (Scheme.LIGHT, Scheme.DARK)

SCREENS: tuple[Screen, ...] = (
    *(
        Screen(name, do, size, look)
        for name, do in (("home", home), ("plan", of_plan.plan), ("capture", capture))
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
    Screen("plan", of_plan.plan, text_size=200),
    Screen("ways to begin", ways),
    Screen("checking a document", checking),
    Screen("choosing a group", choosing),
    Screen("choosing a group", choosing, HALF),
    Screen("notes without an agenda", taking_notes),
    Screen("search line", palette),
    Screen("search line", palette, HALF, Scheme.DARK),
    Screen("keys", keys),
    Screen("keys", keys, HALF),
    Screen("first start", first),
    Screen("first start", first, HALF, Scheme.DARK),
    Screen("settings", settings),
    Screen("settings", settings, HALF, Scheme.DARK),
    Screen("aims", aims),
    Screen("a new gathering", form),
    Screen("trouble", trouble),
    Screen("trouble", trouble, HALF, Scheme.DARK),
    Screen("not kept", told),
    Screen("finding in a group", finding),
    *(
        Screen(f"plan, {name}", do, size, text_size=text_size)
        for name, do in (
            ("a session", of_plan.session),
            ("groups", of_plan.groups),
            ("people", of_plan.people),
            ("a part", of_plan.part),
            ("a name nobody has", of_plan.unknown),
            ("strands", of_plan.strands),
            ("pasting", of_plan.pasting),
            ("pasted rows", of_plan.pasted),
            ("rows refused", of_plan.refused),
            ("making it fit", of_plan.repair),
            ("no length", of_plan.length),
            ("what can be done", of_plan.menu),
            ("must end", of_plan.must_end),
            ("removing a session", of_plan.removing),
            ("sources", of_plan.sources),
            ("where the brief goes", of_plan.brief),
        )
        for size, text_size in ((LARGE, 100), (SMALL, 100), (LARGE, 200))
    ),
    *(
        Screen(f"plan, {name}", do, SMALL, Scheme.DARK)
        for name, do in (
            ("people", of_plan.people),
            ("a part", of_plan.part),
            ("pasted rows", of_plan.pasted),
        )
    ),
    *(
        Screen(f"plan, {name}", do, size, is_sample=is_sample)
        for name, do, is_sample in (
            ("no session yet", of_plan.new_day, True),
            ("no gathering yet", of_plan.nothing, False),
        )
        for size in (LARGE, SMALL)
    ),
)
"""Pictures that are only looked at."""
