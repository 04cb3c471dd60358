"""The log: what the program did and what went wrong, never what anybody said."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

LOGGER: Final = "facilitator"
LARGEST: Final = 1_000_000
"""Bytes after which a new file is begun."""
_LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_SPEAK_OF_CODE: Final = frozenset({AttributeError, ImportError, ModuleNotFoundError, NameError, TypeError})
"""Errors whose own words are about the program; those of any other may repeat what somebody typed."""

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _WithoutWords(logging.Formatter):
    """Formats an error as where it happened and what kind it is, without the values it happened with."""

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - logging's name
        """Return the traceback of an error and of those that led to it."""
        return told(ei[1]) if ei[1] is not None else ""


class FaultElsewhere(Exception):
    """A bug in another process of ours, with what was told of it there."""

    def __init__(self, trace: str) -> None:
        super().__init__(trace)
        self.trace = trace


def told(error: BaseException) -> str:
    """Return where an error happened and what led to it, without the values it happened with."""
    return "\n".join(_told(error))


def _told(error: BaseException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_told(before), "which led to:"] if before is not None else []
    lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    if isinstance(error, FaultElsewhere):
        return [*lines, "in the worker:", error.trace]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return [*lines, f"{kind}: {error}" if type(error) in _SPEAK_OF_CODE else kind]


class _QuietFile(logging.FileHandler):
    """A log file that stops nothing: where it cannot be written, the line is lost and nobody is told.

    It makes room by itself: what the library has for that brings sockets and pickles, which a window would wait for.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, in a new file where the old one is full."""
        try:
            if self.stream is not None and self.stream.tell() >= LARGEST:
                self.close()
                path = Path(self.baseFilename)
                path.replace(path.with_name(f"{path.name}.1"))
                self.stream = self._open()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Do without the line."""


def log_to(path: Path) -> logging.Handler:
    """Write the log to a file of at most a megabyte, with one older one; a log that cannot be written stops nothing."""
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _QuietFile(path, encoding="utf-8")
    except OSError:
        # Without any handler the lines of a bug would go to the terminal.
        handler = logging.NullHandler()
    handler.setFormatter(_WithoutWords(_LINE))
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close the log again."""
    logging.getLogger(LOGGER).removeHandler(handler)
    handler.close()
