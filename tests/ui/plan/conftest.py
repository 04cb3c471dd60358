"""A day to plan on, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.paths import Places
from tests.facilitator.planning import Planned
from tests.ui.plan.opening import DayAgain


@pytest.fixture(scope="session")
def _planned_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    home = tmp_path_factory.mktemp("planned") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.HOME_VARIABLE, str(home))
        with opened(Places(home)) as app:
            day = Planned(app).fill()
    return home, {name: value for name, value in vars(day).items() if isinstance(value, str)}


@pytest.fixture
def day(places: Places, _planned_once: tuple[Path, dict[str, str]]) -> DayAgain:
    """Return a day of four sessions that is ten minutes too long, in this test's archive."""
    home, ids = _planned_once
    shutil.copytree(home, places.home)
    return DayAgain(ids)
