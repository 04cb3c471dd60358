"""Where things are: the user's data on this computer, and the program's own resources."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import resources

HOME_VARIABLE: Final = "FACILITATOR_HOME"
"""Names a folder to use instead of the user's data folder: for tests, and for a memory stick."""

RESOURCES: Final = Path(resources.__file__).parent


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one user on this computer; settings are in ``config``, or in ``home`` where that is not named."""

    home: Path
    config: Path | None = None

    @property
    def archive(self) -> Path:
        """Return where the archive is unless another is named."""
        return self.home / "archive.facilitator"

    @property
    def private_key(self) -> Path:
        """Return the key that off-the-record words are sealed with; it lies in no archive and in no backup."""
        return self.home / "private.key"

    @property
    def actor(self) -> Path:
        """Return the file that says who works here."""
        return self.home / "actor"

    @property
    def log(self) -> Path:
        """Return the log, which holds no note text."""
        return self.home / "facilitator.log"

    @property
    def settings(self) -> Path:
        """Return the file with the settings of this computer."""
        return (self.config or self.home) / "settings.toml"

    @property
    def sample(self) -> Path:
        """Return the folder in which the sample gathering is shown."""
        return self.home / "sample"


def places() -> Places:
    """Return the places of whoever runs the program."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Places(Path(chosen))
    # Reading what each system wishes takes as long as a picture of the window.
    import platformdirs

    return Places(
        Path(platformdirs.user_data_dir("Facilitator", appauthor=False)),
        Path(platformdirs.user_config_dir("Facilitator", appauthor=False)),
    )


def small_sample() -> Path:
    """Return the folder of the small sample gathering."""
    return RESOURCES / "samples" / "small"


def full_sample() -> Path:
    """Return the folder of the sample gathering that has everything a gathering can have."""
    return RESOURCES / "samples" / "full"


def fonts() -> Path:
    """Return the folder of the faces that documents are set in."""
    return RESOURCES / "fonts"


def document_style() -> Path:
    """Return the style sheet of documents as web pages."""
    return RESOURCES / "styles" / "document.css"


def templates(language: str) -> Path:
    """Return the folder of sentence templates in a language, English where there is none."""
    # The first part alone, and letters only: a language comes from a file, and this is a path.
    code = language.partition("-")[0]
    folder = RESOURCES / "templates" / code
    return folder if code.isalpha() and folder.is_dir() else RESOURCES / "templates" / "en"
