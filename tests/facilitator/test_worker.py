"""Work in a process of its own: it answers, reports, stops when told, and is gone at the end."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.logs import FaultElsewhere
from facilitator.sentences import sentence_for
from facilitator.worker import PATIENCE, Stopped, Worker
from sessions.errors import DomainError, KnownError
from tests.facilitator import working


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def test_works_in_another_process_started_at_first_need(worker: Worker) -> None:
    assert worker.process is None
    heard: list[tuple[int, int, str]] = []
    job = worker.start(working.add, 2, 3, heard=lambda *told: heard.append(told))
    total, pid = job.done.result()
    assert total == 5
    assert pid != os.getpid()
    assert heard == [(1, 1, "added")]
    assert worker.start(working.add, 1, 1).done.result() == (2, pid)


def test_what_is_raised_there_is_raised_here(worker: Worker) -> None:
    with pytest.raises(DomainError) as domain:
        worker.start(working.refuse, "domain").done.result()
    assert domain.value.fields == {"count": 3}
    with pytest.raises(KnownError) as known:
        worker.start(working.refuse, "known").done.result()
    assert "/somewhere" in sentence_for(known.value)
    with pytest.raises(FaultElsewhere) as fault:
        worker.start(working.refuse, "words that were typed").done.result()
    assert "working.py" in fault.value.trace
    assert "words that" not in fault.value.trace
    with pytest.raises(KnownError, match="worker_gone"):
        worker.start(working.refuse, "die").done.result()
    assert worker.start(working.add, 2, 2).done.result()[0] == 4


def test_stops_at_the_next_report_and_goes_on_with_what_comes_after(worker: Worker) -> None:
    pid = worker.start(working.add, 0, 0).done.result()[1]
    job = worker.start(working.count, 100_000)
    waiting = worker.start(working.count, 100_000)
    waiting.stop()
    job.stop()
    for one in (job, waiting):
        with pytest.raises(Stopped):
            one.done.result()
    assert worker.start(working.add, 0, 0).done.result()[1] == pid


def test_what_does_not_listen_is_ended(worker: Worker, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    job = worker.start(working.hold, begun)
    while not begun.exists():
        time.sleep(0.005)
    at = time.monotonic()
    job.stop()
    with pytest.raises(Stopped):
        job.done.result()
    assert time.monotonic() - at >= PATIENCE
    assert worker.start(working.add, 1, 0).done.result()[0] == 1


def test_closing_stops_what_is_done_and_ends_the_process(tmp_path: Path) -> None:
    worker = Worker()
    job = worker.start(working.count, 100_000)
    while worker.process is None:
        time.sleep(0.005)
    process = worker.process
    worker.close()
    with pytest.raises(Stopped):
        job.done.result()
    assert worker.process is None
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()
