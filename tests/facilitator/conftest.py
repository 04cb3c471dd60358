"""A user of one's own for every test, and the small sample taken in once for all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.app import App, opened
from facilitator.capture import CaptureDesk, group_named
from facilitator.commands.options import ARCHIVE_VARIABLE
from facilitator.paths import Places
from tests.facilitator.terminal import run


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Let the program work in a folder of this test."""
    home = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(home))
    monkeypatch.delenv(ARCHIVE_VARIABLE, raising=False)
    return Places(home)


@pytest.fixture(scope="session")
def _taken_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taken")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.HOME_VARIABLE, str(folder / "home"))
        archive = paths.places().archive
        run("build", paths.small_sample(), "--archive", archive, "--out", folder / "sample.md").succeeded()
    return folder / "home"


@pytest.fixture
def sample(places: Places, _taken_once: Path) -> Places:
    """Return the places of a user who has taken in the small sample and drafted its write-up."""
    shutil.copytree(_taken_once, places.home)
    return places


@pytest.fixture
def app(sample: Places) -> Iterator[App]:
    """Open the archive that has the small sample."""
    with opened(sample) as app:
        yield app


@pytest.fixture
def desk(app: App) -> CaptureDesk:
    """Sit down at the capture line of one of its groups."""
    with app.archive.reader() as reader:
        return app.capture(group_named(reader, "halls"))
