"""A day to plan on, made once and copied for each test."""

import pytest

from facilitator.paths import Places
from tests.facilitator.planning import DayAgain
from tests.facilitator.users import Homes, a_day


@pytest.fixture
def day(places: Places, homes: Homes) -> DayAgain:
    """Return a day of four sessions that is ten minutes too long, in this test's archive."""
    return DayAgain(homes.give(places, a_day))
