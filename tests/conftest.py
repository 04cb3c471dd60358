"""What holds for every test: repeatable examples, no unexpected log line, no thread left behind."""

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("FACILITATOR_LONG") == "1"
OUR_LOGGERS = ("facilitator", "sessions", "ui")
RULES = Path(__file__).parent / "sessions"
PATIENCE = 2.0  # seconds a thread that is already stopping may take

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "long", deadline=None, max_examples=5000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("long" if IS_LONG else "ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(RULES):
            item.add_marker("rule")
    # The histories of the op model come first: where they break, nothing else matters.
    items.sort(key=lambda item: item.get_closest_marker("many") is None)
    if IS_LONG:
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_collection_finish() -> None:
    """Leave out of every later search for garbage what the tests themselves are made of: it is never any.

    And a search through all that they make is seldom worth what it costs; every test of the window does its own.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 100)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look through everything until nothing more is found, so that neither pytest nor Python does it five times."""
    gc.unfreeze()
    for _ in range(5):
        if not gc.collect():
            break
    gc.freeze()


class UnexpectedLines(logging.Handler):
    """Keep what our loggers say at WARNING and above.

    A handler of our own rather than `caplog`: a test that calls `caplog.clear()` would hide its lines.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in OUR_LOGGERS:
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log_lines(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test whose code warned, unless it is marked `allows_log`."""
    handler = UnexpectedLines()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if handler.lines and not request.node.get_closest_marker("allows_log"):
        pytest.fail("Unexpected log lines:\n" + "\n".join(handler.lines), pytrace=False)


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test after which a thread it started still runs."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + PATIENCE
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, until - time.monotonic()))
    left = sorted(thread.name for thread in set(threading.enumerate()) - before)
    if left:
        pytest.fail(f"Threads left running: {', '.join(left)}", pytrace=False)
