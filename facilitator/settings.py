"""What this computer keeps of whoever works at it: who they are, how the window looks. No part of any archive."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import tomli_w

from facilitator.exporting.files import write_beside
from sessions.errors import DomainError, KnownError

LEAST_TEXT: Final = 100
MOST_TEXT: Final = 200
LARGEST_FILE: Final = 1_000_000
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class ColourScheme(StrEnum):
    """How the window is lit; *system* is as the computer has it."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one computer.

    ``name`` is the person at it, ``device_name`` what it is called among others. ``text_size`` is per cent, ``window``
    what the window writes of its place and size, ``language`` the interface's ('' = the computer's), ``last_archive``
    the path of the archive that was open last. ``newer`` holds what a newer Facilitator wrote, and is written back.
    """

    name: str = ""
    device_name: str = ""
    colour_scheme: ColourScheme = ColourScheme.SYSTEM
    text_size: int = LEAST_TEXT
    window: str = ""
    is_first_run_done: bool = False
    language: str = ""
    last_archive: str = ""
    newer: Mapping[str, Any] = field(default_factory=lambda: _NONE)

    @property
    def is_known(self) -> bool:
        """Tell whether somebody has said who is at this computer."""
        return bool(self.name)

    def named(self, name: str, device_name: str = "") -> Settings:
        """Return the settings of somebody who has said who they are; raises DomainError ``name_missing``."""
        called = " ".join(name.split())
        if not called:
            raise DomainError("name_missing")
        return replace(self, name=called, device_name=" ".join(device_name.split()) or self.device_name)

    def sized(self, text_size: int) -> Settings:
        """Return the settings with another size of text, the nearest there is."""
        return replace(self, text_size=min(max(LEAST_TEXT, text_size), MOST_TEXT))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings of this computer; ``kept_aside`` is where a file lies that could not be read, None else."""

    settings: Settings
    kept_aside: Path | None = None


def load(path: Path) -> Loaded:
    """Return the settings of a file; what is missing or cannot be has its default.

    A file that is damaged is given another name and stays beside it. Raises KnownError ``not_readable`` where the file
    is there and nobody may read it: it would be lost with the next writing.
    """
    try:
        if not path.exists():
            return Loaded(Settings())
        told = _told(path.read_bytes())
    except OSError as error:
        raise KnownError("not_readable", path=str(path)) from error
    if told is None:
        return Loaded(Settings(), _put_aside(path))
    return Loaded(_settings(told))


def save(path: Path, settings: Settings) -> None:
    """Write settings to a file, whole or not at all; raises KnownError ``not_writable`` or ``disk_full``."""
    told = {**settings.newer, **_values(settings)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("not_writable", path=str(path)) from error
    write_beside(path, tomli_w.dumps(told).encode())


def _told(data: bytes) -> dict[str, Any] | None:
    if len(data) > LARGEST_FILE:
        return None
    try:
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        return None


def _put_aside(path: Path) -> Path:
    """Give a damaged file a name that is free, and return that."""
    names = (path.with_name(f"{path.stem}.damaged-{number}{path.suffix}") for number in itertools.count(1))
    aside = next(name for name in names if not name.exists())
    try:
        path.rename(aside)
    except OSError as error:
        raise KnownError("not_writable", path=str(path)) from error
    return aside


def _settings(told: Mapping[str, Any]) -> Settings:
    defaults = Settings()
    found: dict[str, Any] = {}
    for name in _names():
        value, default = told.get(name), getattr(defaults, name)
        if isinstance(default, ColourScheme):
            found[name] = ColourScheme(value) if value in {one.value for one in ColourScheme} else default
        elif type(value) is type(default):
            found[name] = value
    newer = {name: value for name, value in told.items() if name not in _names()}
    return replace(defaults, **found, newer=newer).sized(found.get("text_size", LEAST_TEXT))


def _values(settings: Settings) -> dict[str, Any]:
    values = {name: getattr(settings, name) for name in _names()}
    return {**values, "colour_scheme": settings.colour_scheme.value}


def _names() -> tuple[str, ...]:
    return tuple(one.name for one in fields(Settings) if one.name != "newer")
