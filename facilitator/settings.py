"""What a person has settled for this computer: who they are, how the window looks, which language it speaks."""

from __future__ import annotations

import json
import logging
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from facilitator.exporting.files import write_beside
from facilitator.logs import LOGGER
from facilitator.paths import Places

SMALLEST_TEXT: Final = 100
LARGEST_TEXT: Final = 200
SCHEMES: Final = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one user on this computer.

    ``name`` is who works here, ``device`` what this computer is called among others; ``is_introduced`` says that both
    were asked. ``text_size`` is in per cent. ``language`` is '' for that of the system. ``geometry`` is the window's
    place on the screen, as the window system wrote it.
    """

    name: str = ""
    device: str = ""
    scheme: str = SCHEMES[0]
    text_size: int = SMALLEST_TEXT
    language: str = ""
    geometry: str = ""
    is_introduced: bool = False


def settings_file(places: Places) -> Path:
    """Return where the settings are kept."""
    return places.home / "settings.json"


def load(places: Places) -> Settings:
    """Return the settings; what cannot be read, or is none that there can be, is as it is at first."""
    try:
        found = json.loads(settings_file(places).read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        logging.getLogger(LOGGER).info("settings were not read: %s", type(error).__name__)
        return Settings()
    return _settled(found if isinstance(found, dict) else {})


def _settled(found: dict[str, object]) -> Settings:
    first = Settings()
    kept: dict[str, object] = {}
    for field in fields(Settings):
        value = found.get(field.name)
        if type(value) is type(getattr(first, field.name)):
            kept[field.name] = value
    settled = Settings(**kept)  # type: ignore[arg-type]  # each has the type of what it takes the place of
    size = min(max(settled.text_size, SMALLEST_TEXT), LARGEST_TEXT)
    scheme = settled.scheme if settled.scheme in SCHEMES else first.scheme
    return Settings(**{**asdict(settled), "text_size": size, "scheme": scheme})


def save(places: Places, settings: Settings) -> None:
    """Keep the settings; raises KnownError as ``write_beside`` does."""
    path = settings_file(places)
    with suppress(OSError):  # where there is no folder, writing says so
        path.parent.mkdir(parents=True, exist_ok=True)
    write_beside(path, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())


def suggested_device() -> str:
    """Return what this computer calls itself."""
    return platform.node().partition(".")[0]
