"""A bar on the terminal for what takes longer than half a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tqdm import tqdm  # type: ignore[import-untyped]  # it has no stubs

from facilitator.progress import Progress

DELAY: Final = 0.5
SHAPE: Final = "{desc} {bar} {n_fmt}/{total_fmt}"


@contextmanager
def showing_progress(is_quiet: bool) -> Iterator[Progress]:
    """Yield what shows progress on the terminal; on anything else, and where quiet is wanted, nothing is shown."""
    with tqdm(
        total=1,
        file=sys.stderr,
        delay=DELAY,
        leave=False,
        dynamic_ncols=True,
        bar_format=SHAPE,
        disable=is_quiet or not sys.stderr.isatty(),
    ) as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.total = total
            bar.set_description_str(what, refresh=False)
            bar.update(done - bar.n)

        yield show
