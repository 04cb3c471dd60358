"""Users of the program: a home of one's own for every test, copied from one that was filled once."""

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.options import ARCHIVE_VARIABLE
from facilitator.paths import Places
from tests.facilitator.planning import Planned
from tests.facilitator.terminal import run

Fill = Callable[[Places], Any]


def nothing(places: Places) -> None:
    """Make the archive and leave it empty."""
    with opened(places):
        pass


def the_small_sample(places: Places) -> None:
    """Take in the small sample and draft its write-up."""
    draft = places.home.with_name("sample.md")
    run("build", paths.small_sample(), "--archive", places.archive, "--out", draft).succeeded()


def a_day(places: Places) -> dict[str, str]:
    """Plan a day that is ten minutes too long; return the ids of what is in it."""
    with opened(places) as app:
        day = Planned(app).fill()
    return {name: value for name, value in vars(day).items() if isinstance(value, str)}


@cache
def _filled(folder: Path, fill: Fill) -> tuple[Path, Any]:
    home = folder / fill.__name__ / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.HOME_VARIABLE, str(home))
        patch.delenv(ARCHIVE_VARIABLE, raising=False)
        return home, fill(Places(home))


def _copied(source: str, target: str) -> None:
    # What is held back on the disk is never written to again, and making it anew is most of what opening costs.
    (os.link if source.endswith(".reserve") else shutil.copy)(source, target)


class Homes:
    """Gives users what another one has, made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def give(self, places: Places, fill: Fill) -> Any:
        """Fill a home that is not there yet as ``fill`` would, and return what that returned."""
        home, found = _filled(self._folder, fill)
        shutil.copytree(home, places.home, copy_function=_copied)
        return found


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Return the homes that tests begin with."""
    return Homes(tmp_path_factory.getbasetemp())


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Let the program work in a folder of this test."""
    home = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(home))
    monkeypatch.delenv(ARCHIVE_VARIABLE, raising=False)
    return Places(home)


@pytest.fixture
def blank(places: Places, homes: Homes) -> Places:
    """Return the places of a user whose archive holds nothing yet."""
    homes.give(places, nothing)
    return places


@pytest.fixture
def sample(places: Places, homes: Homes) -> Places:
    """Return the places of a user who has taken in the small sample and drafted its write-up."""
    homes.give(places, the_small_sample)
    return places
