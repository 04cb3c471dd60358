"""Doing what a person wishes: an act is started, awaited, and refused in words where a rule says no."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sessions.errors import DomainError
from ui.bridge import Bridge
from ui.error_words import words_of

if TYPE_CHECKING:
    from facilitator.pen import Made

    Started = Future[Any] | Made


class Writing(QObject):
    """Writes for Plan."""

    refused = Signal(str)
    """Why a rule says no, in a sentence."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    async def do(self, start: Callable[[], Started]) -> bool:
        """Start an act and wait until it is kept; False where a rule says no, which is then said."""
        try:
            started = start()
            await self._bridge.done(started if isinstance(started, Future) else started.change)
        except DomainError as error:
            self.refused.emit(words_of(error))
            return False
        return True
