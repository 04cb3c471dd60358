"""Doing what a person wishes: an act is started, awaited, and refused in words where a rule says no."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sessions.errors import DomainError
from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.error_words import words_of

if TYPE_CHECKING:
    from facilitator.app import App
    from facilitator.day_people import TakenOff
    from facilitator.pen import Made

    Started = Future[Any] | Made | TakenOff
    Tell = Callable[[str], object]


class Writing(QObject):
    """Writes for Plan."""

    refused = Signal(str)
    """Why a rule says no, in a sentence; told here where nobody else tells it."""

    def __init__(self, bridge: Bridge, scope: TaskScope, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scope = scope
        self._running: set[asyncio.Task[bool]] = set()

    @property
    def app(self) -> App:
        """Return the use cases."""
        return self._bridge.app

    def begin(self, start: Callable[[], Started], tell: Tell | None = None) -> None:
        """Start an act and go on; ``tell`` hears '' at once, and why it was refused."""
        task = self._scope.start(self.do(start, tell))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def do(self, start: Callable[[], Started], tell: Tell | None = None) -> bool:
        """Start an act and wait until it is kept; False where a rule says no, which is then said."""
        say = tell or self.refused.emit
        # Said before and not after: what came after it may have been refused meanwhile.
        say("")
        try:
            started = start()
            await self._bridge.done(started if isinstance(started, Future) else started.change)
        except DomainError as error:
            say(words_of(error))
            return False
        return True

    async def settled(self) -> bool:
        """Wait until all that was begun is kept; False where anything of it was refused."""
        # What failed otherwise is told by the scope.
        return all(kept is True for kept in await asyncio.gather(*self._running, return_exceptions=True))
