"""The log: what the program did and what went wrong, never what anybody said."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

LOGGER: Final = "facilitator"
_LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to(path: Path) -> logging.Handler | None:
    """Write the log to a file of at most a megabyte, with one older one; a log that cannot be written stops nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_LINE))
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def stop_logging(handler: logging.Handler | None) -> None:
    """Close the log again."""
    if handler is not None:
        logging.getLogger(LOGGER).removeHandler(handler)
        handler.close()
