"""Long work as a page asks for it: done in the other process, shown after half a second, stopped where wished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.aio import in_thread
from ui.shell.work_panel import WorkPanel

if TYPE_CHECKING:
    import asyncio

    from facilitator.worker import Job, Worker

SHOWN_AFTER_MS: Final = 500


class Work(QObject):
    """What is being made for this window, one thing after the other."""

    _heard = Signal(int, int, str)

    def __init__(self, panel: WorkPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._worker: Worker | None = None
        self._job: Job | None = None
        self._title = ""
        self._turn: asyncio.Lock | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        self._heard.connect(self._on_heard)
        panel.cancel_requested.connect(self._on_cancel)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being made."""
        return self._job is not None

    async def run(self, function: Callable[..., Any], *arguments: object, title: str) -> Any:
        """Return what ``function(*arguments, progress=…)`` returns in the other process.

        The function is one of a module, and what it takes and returns is plain. Raises what it raises, and
        ``Stopped`` where somebody cancelled it.
        """
        # Another process is no part of a start.
        import asyncio

        # The same.
        from facilitator.worker import Worker

        self._turn = self._turn or asyncio.Lock()
        async with self._turn:
            if self._worker is None:
                self._worker = Worker()
            self._title = title
            self._job = self._worker.start(function, *arguments, heard=self._heard.emit)
            self._panel.tell(0, 0, "")
            self._timer.start()
            try:
                return await asyncio.wrap_future(self._job.done)
            except asyncio.CancelledError:
                self._job.stop()
                raise
            finally:
                self._timer.stop()
                self._job = None
                self._panel.go()

    def waited_for(self, function: Callable[..., Any], title: str) -> Callable[..., Any]:
        """Return what a thread beside the window calls to have a function done in the other process, and waits.

        It is called as the function would be; a ``progress`` at the end is left to the panel of this window.
        """
        # As above.
        import asyncio

        loop = asyncio.get_running_loop()

        def wait(*arguments: object) -> Any:
            plain = [one for one in arguments if not callable(one)]
            return asyncio.run_coroutine_threadsafe(self.run(function, *plain, title=title), loop).result()

        return wait

    async def aclose(self) -> None:
        """Stop what is being made and end the process."""
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await in_thread(worker.close)

    @Slot()
    def _on_time(self) -> None:
        self._panel.come(self._title)

    @Slot(int, int, str)
    def _on_heard(self, done: int, total: int, what: str) -> None:
        if self._job is not None and not self._job.is_unwanted():
            self._panel.tell(done, total, what)

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._panel.tell_stopping()
