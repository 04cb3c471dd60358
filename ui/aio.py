"""The window's own tasks: the only place that knows qasync.

Tasks here only wait: for the writer, for the worker process, for a dialog. A scope holds them strongly, hears of
their errors and ends them; nothing is awaited after the last window has closed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

Result = TypeVar("Result")
Given = ParamSpec("Given")


def new_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop that runs inside Qt's; there must be an application."""
    # Both take as long as a fifth of a bare window: they are imported once ours is painted.
    from concurrent.futures import ThreadPoolExecutor

    # The same.
    from qasync import QEventLoop

    loop: asyncio.AbstractEventLoop = QEventLoop(QApplication.instance())
    # qasync's own threads are Qt's, which Python knows nothing of.
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="window-waits"))
    return loop


def run(life: Coroutine[Any, Any, Result]) -> Result:
    """Run the window's life to its end and return what it returns."""
    # As above.
    import asyncio

    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(life)


async def in_thread(work: Callable[Given, Result], *args: Given.args, **named: Given.kwargs) -> Result:
    """Do something in a thread that waits beside the window, and return what it returns."""
    # As above.
    import asyncio

    return await asyncio.to_thread(work, *args, **named)


async def answered(future: Future[Result]) -> Result:
    """Wait for what another thread will answer, without holding up the window."""
    # As above.
    import asyncio

    return await asyncio.wrap_future(future)


async def gathered(*works: Coroutine[Any, Any, Any]) -> None:
    """Wait until all of them are done."""
    # As above.
    import asyncio

    await asyncio.gather(*works)


def has_loop() -> bool:
    """Tell whether tasks can be started yet, or still."""
    # As above.
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


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
        # As above.
        import asyncio

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
        # As above.
        import asyncio

        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def ask(dialog: QDialog, *, is_kept: bool = False) -> int:
    """Show a dialog and return its result once it is closed.

    It is thrown away afterwards, but where ``is_kept`` says that whoever asks may have to ask again.
    """
    # As above.
    import asyncio

    closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def on_finished(result: int) -> None:
        if not closed.done():
            closed.set_result(result)

    dialog.finished.connect(on_finished)
    dialog.open()
    try:
        return await closed
    finally:
        dialog.close()
        if not is_kept:
            dialog.deleteLater()
