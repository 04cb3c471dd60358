"""One process beside the window for what takes long: layout, documents, large imports.

It is started when it is first needed. A function that runs in it is given what reports how far it has come as
``progress``; whoever waits can have it stopped, and then it ends at its next report.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Event
from typing import Any, Final

from facilitator import language
from facilitator.logs import FaultElsewhere, told
from facilitator.progress import Progress, unseen
from sessions.errors import DomainError, KnownError, SpokenError

REPORTED_EVERY: Final = 0.05
LISTENED_EVERY: Final = 0.02
PATIENCE: Final = 2.0
"""Seconds that what is to stop may take before its process is ended."""


class Stopped(DomainError):
    """Say that work was stopped because somebody wished it."""

    def __init__(self) -> None:
        super().__init__("work_stopped")


class Job:
    """Something that is being done in the other process."""

    def __init__(self) -> None:
        self.done: Future[Any] = Future()
        self._is_unwanted = Event()

    def is_unwanted(self) -> bool:
        """Tell whether somebody wishes it to stop."""
        return self._is_unwanted.is_set()

    def stop(self) -> None:
        """Have it stop; ``done`` says when it has, and raises ``Stopped``."""
        self._is_unwanted.set()


class Worker:
    """The other process, and the one thread here that waits for it."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._waiting = ThreadPoolExecutor(1, thread_name_prefix="worker-waits")
        self._job: Job | None = None

    @property
    def process(self) -> BaseProcess | None:
        """Return the process, None before it was needed and after it was ended."""
        return self._process

    def start(self, function: Callable[..., Any], *arguments: object, heard: Progress = unseen) -> Job:
        """Have a function of a module called as ``function(*arguments, progress=…)``, after those before it.

        ``heard`` is told how far it has come, in a thread. What the function raises, its ``done`` raises:
        DomainError, KnownError, ``Stopped``, or FaultElsewhere for a bug.
        """
        job = Job()
        job.done.set_running_or_notify_cancel()
        self._waiting.submit(self._do, job, (function, arguments), heard)
        return job

    def close(self) -> None:
        """Stop what is being done, and end the process."""
        if (job := self._job) is not None:
            job.stop()
        self._waiting.shutdown(cancel_futures=True)
        self._end()

    def _do(self, job: Job, work: tuple[Callable[..., Any], tuple[object, ...]], heard: Progress) -> None:
        self._job = job
        try:
            result = self._answered(job, work, heard)
        except BaseException as error:  # noqa: BLE001 - whoever waits for it hears of it, whatever it is
            job.done.set_exception(error)
        else:
            job.done.set_result(result)
        finally:
            self._job = None

    def _answered(
        self, job: Job, work: tuple[Callable[..., Any], tuple[object, ...]], heard: Progress
    ) -> object:
        if job.is_unwanted():
            raise Stopped
        line = self._open_line()
        try:
            line.send(work)
            kind, *told_of = self._last_heard(job, line, heard)
        except (EOFError, OSError) as error:
            self._end()
            raise Stopped if job.is_unwanted() else KnownError("worker_gone") from error
        return _result(kind, told_of)

    def _last_heard(self, job: Job, line: Connection, heard: Progress) -> tuple[Any, ...]:
        """Return what the process says at the end; it is ended where it is to stop and does not."""
        give_up_at: float | None = None
        while give_up_at is None or time.monotonic() < give_up_at:
            if job.is_unwanted() and give_up_at is None:
                line.send(None)
                give_up_at = time.monotonic() + PATIENCE
            if line.poll(LISTENED_EVERY):
                said: tuple[Any, ...] = line.recv()
                if said[0] != "progress":
                    return said
                heard(*said[1:])
        # It reports too seldom to hear that it should stop.
        self._end(is_patient=False)
        return ("stopped",)

    def _open_line(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._line is not None:
            return self._line
        self._end()
        # Spawned, not forked: a copy of a process with threads and a window would hang.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), name="facilitator-worker", daemon=True)
        self._process.start()
        theirs.close()
        self._line = ours
        return ours

    def _end(self, *, is_patient: bool = True) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            if is_patient:
                self._process.join(PATIENCE)
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._line = None


def _result(kind: str, told_of: list[Any]) -> object:
    match kind:
        case "done":
            return told_of[0]
        case "stopped":
            raise Stopped
        case "domain":
            code, fields = told_of
            raise DomainError(code, **fields)
        case "known":
            code, fields = told_of
            raise KnownError(code, **fields)
        case _:
            raise FaultElsewhere(told_of[0])


# -- in the other process ---------------------------------------------------------------------------------


def serve(line: Connection) -> None:
    """Do what comes over the line, one after the other, until it is closed."""
    # Ctrl+C in a terminal reaches every process of the window; it is the window that ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    language.speak("")
    with suppress(EOFError, OSError):
        while True:
            work = line.recv()
            if work is not None:  # a wish to stop that came after the end
                line.send(_done(line, *work))


def _done(line: Connection, function: Callable[..., Any], arguments: tuple[object, ...]) -> tuple[Any, ...]:
    try:
        return "done", function(*arguments, progress=_Reporting(line))
    except Stopped:
        return ("stopped",)
    except SpokenError as error:
        # Their classes take what pickle does not give them.
        return "domain" if isinstance(error, DomainError) else "known", error.code, error.fields
    except Exception as error:  # noqa: BLE001 - the edge of this process: a bug is told to the window, which logs it
        return "fault", told(error)


class _Reporting:
    """Tells how far it has come, not more often than anybody can see, and hears of the wish to stop."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._next = 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        if self._line.poll():
            self._line.recv()
            raise Stopped
        now = time.monotonic()
        if now >= self._next or done == total:
            self._next = now + REPORTED_EVERY
            self._line.send(("progress", done, total, what))
