"""A page on the sample's archive, ready to be typed in."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from shiboken6 import isValid

from tests.ui.waiting import until
from ui.bridge import Bridge
from ui.capture.page import CapturePage
from ui.place import Place, Said, Where
from ui.theme import Theme

At = Callable[[], AbstractAsyncContextManager[CapturePage]]


def group_titled(bridge: Bridge, title: str) -> str:
    """Return the id of a group by its title."""
    return next(kept.record.id for kept in bridge.reader.every("group") if kept.record.title == title)


async def ended(page: Place, bridge: Bridge) -> None:
    """Close a page and its archive."""
    await page.leave()
    page.close()
    await page.scope.aclose()
    await bridge.close()
    page.deleteLater()
    await until(lambda: not isValid(page))


@pytest.fixture(autouse=True)
def _swept() -> None:
    """Sweep up the loop of the test before here: in a thread that the page waits for, its timers cannot be stopped."""
    gc.collect()


@pytest.fixture
def heard() -> list[Said]:
    """Return what the page has said, the last at the end."""
    return []


@pytest.fixture
def at_table(theme: Theme, bridge: Bridge, sample: object, heard: list[Said]) -> At:
    """Return what opens a page on the first group of people talking in the sample."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[CapturePage]:
        page = CapturePage(bridge, theme)
        page.said.connect(heard.append)
        page.resize(1100, 700)
        page.show()
        await bridge.open()
        group = next(
            kept.record.id for kept in bridge.reader.every("group") if kept.record.kind.value == "breakout"
        )
        page.enter(Where("capture", group=group))
        await until(page.body.line.edit.hasFocus)
        yield page
        await ended(page, bridge)

    return opened
