"""The window's own tasks: the only place that knows qasync.

Tasks here only wait: for the writer, for the worker process, for a dialog. A scope holds them strongly, hears of
their errors and ends them; nothing is awaited after the last window has closed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog
from qasync import QEventLoop

Result = TypeVar("Result")


def new_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop that runs inside Qt's; there must be an application."""
    loop: asyncio.AbstractEventLoop = QEventLoop(QApplication.instance())
    # qasync's own threads are Qt's, which Python knows nothing of.
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="window-waits"))
    return loop


def run(life: Coroutine[Any, Any, Result]) -> Result:
    """Run the window's life to its end and return what it returns."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(life)


class TaskScope(QObject):
    """The tasks of one page or window, which end with it."""

    failed = Signal(object)
    """An error that no task caught."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def is_busy(self) -> bool:
        """Tell whether any of them still runs."""
        return bool(self._tasks)

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start a task and hold on to it until it has ended."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.failed.emit(error)

    async def aclose(self) -> None:
        """Cancel what still runs and wait until it has ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def ask(dialog: QDialog, *, is_kept: bool = False) -> int:
    """Show a dialog and return its result once it is closed.

    It is thrown away afterwards, but where ``is_kept`` says that whoever asks may have to ask again.
    """
    answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def on_finished(result: int) -> None:
        if not answered.done():
            answered.set_result(result)

    dialog.finished.connect(on_finished)
    dialog.open()
    try:
        return await answered
    finally:
        dialog.close()
        if not is_kept:
            dialog.deleteLater()
