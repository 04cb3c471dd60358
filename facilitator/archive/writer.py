"""The one thread that writes: whole transactions, one after another, a person's acts before long work."""

from __future__ import annotations

import itertools
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

Result = TypeVar("Result")


class Urgency(IntEnum):
    """What goes first in the queue."""

    ACT = 0
    LONG = 1
    CLEANING = 2
    STOP = 3


@dataclass(order=True, slots=True)
class _Job:
    urgency: Urgency
    number: int
    work: Callable[[Any], Any] | None = field(compare=False)
    future: Future[Any] = field(compare=False)


class Writer:
    """Runs jobs on the writing connection; each job is one transaction and is answered by a Future."""

    def __init__(self, engine: Engine, in_words: Callable[[Exception], Exception]) -> None:
        self._engine = engine
        self._in_words = in_words
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._thread = Thread(target=self._run, name="archive-writer")
        self._thread.start()

    def do(self, work: Callable[[Connection], Result], urgency: Urgency = Urgency.ACT) -> Future[Result]:
        """Queue a piece of work; the Future has its result once it is on the disk, or why it is not."""
        future: Future[Result] = Future()
        self._jobs.put(_Job(urgency, next(self._numbers), work, future))
        return future

    def clean(self, statements: Sequence[str]) -> Future[None]:
        """Queue statements that cannot run inside a transaction (VACUUM, checkpoints), after everything else."""

        def work(_connection: Connection | None) -> None:
            raw = self._engine.raw_connection()
            try:
                for statement in statements:
                    raw.cursor().execute(statement).close()
            finally:
                raw.close()

        future: Future[None] = Future()
        self._jobs.put(_Job(Urgency.CLEANING, next(self._numbers), work, future))
        return future

    def stop(self) -> None:
        """Finish what is queued and end the thread."""
        self._jobs.put(_Job(Urgency.STOP, next(self._numbers), None, Future()))
        self._thread.join()

    def _run(self) -> None:
        while True:
            job = self._jobs.get()
            if job.work is None:
                self._engine.dispose()
                return
            self._answer(job, job.work)

    def _answer(self, job: _Job, work: Callable[[Any], Any]) -> None:
        try:
            if job.urgency is Urgency.CLEANING:
                result = work(None)
            else:
                with self._engine.begin() as connection:
                    result = work(connection)
        except Exception as error:  # noqa: BLE001 - the thread's edge: whoever asked gets the error
            job.future.set_exception(self._in_words(error))
        else:
            job.future.set_result(result)
