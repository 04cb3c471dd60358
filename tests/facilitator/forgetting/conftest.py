"""The town, made anew for a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from tests.facilitator.archive.world import opened
from tests.facilitator.forgetting.town import settle


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path) as archive:
        settle(archive)
        yield archive
