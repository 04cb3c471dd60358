"""An archive of its own for a test, closed when the test ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from tests.facilitator.archive.world import opened


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with opened(tmp_path) as found:
        yield found
