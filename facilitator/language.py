"""The language the program speaks: one catalogue for window, command line and documents' wording on the screen."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

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


class _Remembered:
    """Finds catalogues as ``gettext`` does, each once: that asks the disk for every string, a quarter of a millisecond.

    A window says hundreds of strings before its first picture, and some in every row it paints.
    """

    def __init__(self, find: Callable[..., Any]) -> None:
        self.find = find
        self._known: dict[tuple[object, ...], Any] = {}

    def __call__(
        self, domain: str, localedir: str | None = None, languages: list[str] | None = None, all: bool = False
    ) -> Any:
        """Return what ``gettext.find`` returned for the same question before."""
        asked = (domain, localedir, tuple(languages or ()), all)
        if asked not in self._known:
            self._known[asked] = self.find(domain, localedir, languages, all)
        return self._known[asked]


def speak(language: str, folder: Path | None = None) -> None:
    """Speak a language from now on, that of the system where none is named; processes of ours speak it too."""
    gettext.bindtextdomain(DOMAIN, str(folder or catalogues()))
    gettext.textdomain(DOMAIN)
    if language:
        # What a process is given is all that gettext looks at, and what the processes it starts inherit.
        os.environ[_CHOSEN] = language
    # What was found before was found for another language, perhaps.
    find = gettext.find.find if isinstance(gettext.find, _Remembered) else gettext.find
    gettext.find = _Remembered(find)  # type: ignore[assignment]  # a function as far as anybody asks
