"""The states of Capture of which pictures are taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt

from sessions.errors import KnownError
from tests.ui.stage import Stage
from ui.place import Where


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


async def keys(stage: Stage) -> None:
    """Ask for all keys of Capture."""
    await capture(stage)
    stage.act("keys")


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


async def empty(stage: Stage) -> None:
    """Take notes in a group that has none."""
    (group,), made = stage.bridge.app.session_groups.add(stage.first("session"), ["Halls"])
    await stage.bridge.done(made)
    await stage.go(Where("capture", group=group))


def act(name: str) -> Callable[[Stage], Awaitable[None]]:
    """Return a state in which an act of Capture was done, the line empty before."""

    async def done(stage: Stage) -> None:
        await capture(stage)
        stage.window.here.take_back()
        stage.act(name)

    return done


async def nobody(stage: Stage) -> None:
    """Name somebody who is not in the group."""
    await stage.go(Where("capture", group=stage.breakout()))
    stage.type("zz: nobody told us where the stopcock is")


async def off(stage: Stage) -> None:
    """Type a line off the record."""
    await stage.go(Where("capture", group=stage.breakout()))
    stage.type("The treasurer has not been seen since May -x")


async def nowhere(stage: Stage) -> None:
    """Find words that are in no note."""
    await finding(stage)
    stage.type("zyzzyva")
