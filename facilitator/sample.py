"""The sample gatherings to look around in: each in an archive of its own, so that nobody's own is cluttered."""

from __future__ import annotations

from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from facilitator import paths
from facilitator.app import opened
from facilitator.paths import Places
from facilitator.progress import Progress, unseen
from sessions.errors import KnownError


class Sample(StrEnum):
    """Which sample: everything a gathering can have, or one short morning."""

    FULL = "full"
    SMALL = "small"


def sample_archive(places: Places, which: Sample = Sample.FULL) -> Path:
    """Return where the archive of a sample is, whether it is there yet or not."""
    # The full one is that of ‘facilitator demo’.
    name = "sample" if which is Sample.FULL else f"sample-{which.value}"
    return places.sample / f"{name}.facilitator"


def is_sample(path: Path, places: Places) -> bool:
    """Tell whether an archive is one to look around in."""
    return path in {sample_archive(places, which) for which in Sample}


def prepare_sample(places: Places, which: Sample = Sample.FULL, *, progress: Progress = unseen) -> Path:
    """Make the archive of a sample where there is none, and return where it is; what was done to one stays.

    Raises KnownError ``not_writable`` or as opening an archive does.
    """
    path = sample_archive(places, which)
    folder = paths.full_sample() if which is Sample.FULL else paths.small_sample()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("not_writable", path=str(path.parent)) from error
    with opened(places, path, is_lasting=False) as app:
        with app.archive.reader() as reader:
            is_there = any(reader.page("gathering", limit=1))
        if not is_there:
            progress(0, 1, _("taking it in"))
            app.folders.take(folder)
    return path
