"""A user of one's own for every test, and the small sample taken in once for all."""

from collections.abc import Iterator

import pytest

from facilitator.app import App, opened
from facilitator.capture import CaptureDesk, group_named
from facilitator.paths import Places
from tests.facilitator.planning import DayAgain, Planned
from tests.facilitator.users import Homes, a_day, blank, homes, places, sample

__all__ = ["blank", "homes", "places", "sample"]


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


@pytest.fixture
def planned(places: Places, homes: Homes) -> Iterator[Planned]:
    """Open an archive that has a day of four sessions, ten minutes too long."""
    ids = homes.give(places, a_day)
    with opened(places) as app:
        yield DayAgain(ids, app)
