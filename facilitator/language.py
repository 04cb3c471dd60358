"""The language the program speaks: one catalogue for window, command line and documents' wording on the screen."""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import Final

from facilitator.paths import RESOURCES

DOMAIN: Final = "facilitator"
WRITTEN_IN: Final = "en"
"""The language of the strings in the source, which needs no catalogue."""
_CHOSEN: Final = "LANGUAGE"


def catalogues() -> Path:
    """Return the folder of the catalogues that come with the program."""
    return RESOURCES / "translations"


def available(folder: Path | None = None) -> tuple[str, ...]:
    """Return the languages the program can speak, that it is written in first."""
    found = (folder or catalogues()).glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (WRITTEN_IN, *sorted(path.parent.parent.name for path in found))


def speak(language: str, folder: Path | None = None) -> None:
    """Speak a language from now on, that of the system where none is named; processes of ours speak it too."""
    gettext.bindtextdomain(DOMAIN, str(folder or catalogues()))
    gettext.textdomain(DOMAIN)
    if language:
        # What a process is given is all that gettext looks at, and what the processes it starts inherit.
        os.environ[_CHOSEN] = language
