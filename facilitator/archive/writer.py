"""The one thread that writes: whole transactions, one after another, a person's acts before long work."""

from __future__ import annotations

import atexit
import itertools
import queue
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from sessions.errors import KnownError

Result = TypeVar("Result")
Work = Callable[[Connection], Result]


class Urgency(IntEnum):
    """What goes first in the queue."""

    ACT = 0
    DRAFT = 1
    LONG = 2
    CLEANING = 3
    STOP = 4


@dataclass(order=True, slots=True)
class _Job:
    urgency: Urgency
    number: int
    work: Work[Any] = field(compare=False)
    future: Future[Any] = field(compare=False)
    is_transaction: bool = field(compare=False)


class Writer:
    """Runs jobs on the writing connection; each is one transaction and is answered by a Future.

    ``in_words`` turns an error into what the asker is told; ``rolled_back`` is called after a transaction of
    which nothing stayed. ``make_room`` frees some of a full disk and tells whether it could: then the act is tried
    once more.
    """

    def __init__(
        self,
        engine: Engine,
        in_words: Callable[[Exception], Exception],
        rolled_back: Callable[[], None],
        make_room: Callable[[], bool],
    ) -> None:
        self._engine = engine
        self._in_words = in_words
        self._rolled_back = rolled_back
        self._make_room = make_room
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = Lock()
        self._is_stopped = False
        # A program that dies without closing must end all the same: the thread does not hold it back, but what
        # was queued is finished first.
        self._thread = Thread(target=self._run, name="archive-writer", daemon=True)
        self._thread.start()
        atexit.register(self.stop)

    def do(self, work: Work[Result], urgency: Urgency = Urgency.ACT) -> Future[Result]:
        """Queue a piece of work; the Future has its result once it is on the disk, or why it is not."""
        return self._queue(work, urgency, is_transaction=True)

    def do_bare(self, work: Work[Result]) -> Future[Result]:
        """Queue work that cannot run inside a transaction (VACUUM, checkpoints), after everything else."""
        return self._queue(work, Urgency.CLEANING, is_transaction=False)

    def stop(self) -> None:
        """Finish what is queued and end the thread."""
        with self._lock:
            if not self._is_stopped:
                self._is_stopped = True
                self._jobs.put(_Job(Urgency.STOP, next(self._numbers), _nothing, Future(), False))
        self._thread.join()
        atexit.unregister(self.stop)

    def _queue(self, work: Work[Result], urgency: Urgency, *, is_transaction: bool) -> Future[Result]:
        future: Future[Result] = Future()
        # From here on nobody can cancel it: a line that was entered is kept, whatever becomes of who waits for it.
        future.set_running_or_notify_cancel()
        with self._lock:
            if self._is_stopped:
                raise RuntimeError("the archive is closed")
            self._jobs.put(_Job(urgency, next(self._numbers), work, future, is_transaction))
        return future

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while (job := self._jobs.get()).urgency is not Urgency.STOP:
                self._answer(connection, job)
                # A job that stays in a name keeps its words in memory until the next one comes.
                del job
        self._engine.dispose()

    def _answer(self, connection: Connection, job: _Job) -> None:
        failure = self._tried(connection, job)
        # What a person has just typed is worth the last room there is; long work is not.
        if _is_full(failure) and job.urgency is Urgency.ACT and self._make_room():
            failure = self._tried(connection, job)
        if failure is not None:
            job.future.set_exception(failure)

    def _tried(self, connection: Connection, job: _Job) -> Exception | None:
        """Answer a job, or return what the asker is to be told."""
        try:
            if job.is_transaction:
                with connection.begin():
                    result = job.work(connection)
            else:
                result = job.work(connection)
        except Exception as error:  # noqa: BLE001 - the thread's edge: whoever asked gets the error
            self._rolled_back()
            return self._in_words(error)
        job.future.set_result(result)
        return None


def _is_full(failure: Exception | None) -> bool:
    return isinstance(failure, KnownError) and failure.code == "disk_full"


def _nothing(_connection: Connection) -> None:
    """Do nothing."""
