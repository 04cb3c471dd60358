"""A file that says that a window may be open over a data folder: to ask for sure takes what no first picture needs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NAME: Final = "window-open"


def is_ajar(home: Path) -> bool:
    """Tell whether a window is open, or one was stopped before it could close."""
    return (home / NAME).exists()


def open_door(home: Path) -> None:
    """Say that a window is open; where that cannot be written, a second start sees it a moment later."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / NAME).touch()
    except OSError:
        return


def close_door(home: Path) -> None:
    """Say that none is."""
    try:
        (home / NAME).unlink(missing_ok=True)
    except OSError:
        return
