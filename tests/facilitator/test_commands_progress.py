import io
import json
import sys
import time

import pytest

from facilitator import paths
from facilitator.commands import progress
from facilitator.commands.progress import showing_progress
from tests.facilitator.terminal import run


class Terminal(io.StringIO):
    """Somewhere to write that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(file, *, is_quiet=False, delay=0.0, pause=0.0):
    """Return what is shown of some work on a file in the place of the terminal."""
    # Not in a fixture: pytest puts its own file there before the test is called.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", file)
        patch.setattr(progress, "DELAY", delay)
        with showing_progress(is_quiet) as show:
            for done in range(4):
                time.sleep(pause)
                show(done, 3, "Setting the pages")
    return file.getvalue()


def test_what_takes_long_shows_how_far_it_is():
    told = shown(Terminal(), delay=0.01, pause=0.15)
    assert "Setting the pages" in told
    assert "2/3" in told


def test_what_is_done_at_once_shows_nothing():
    assert shown(Terminal(), delay=0.5) == ""


def test_quiet_is_quiet():
    assert shown(Terminal(), is_quiet=True, pause=0.15) == ""


def test_nothing_is_shown_where_nobody_looks():
    assert shown(io.StringIO(), pause=0.15) == ""


@pytest.mark.parametrize("quiet", [[], ["-q"], ["--quiet"]])
def test_commands_that_take_long_can_be_quiet(sample, tmp_path, quiet):
    run("build", paths.small_sample(), "--out", tmp_path / "a.md", *quiet).succeeded()
    run("export", "autumn", "--to", "pdf", "--out", tmp_path / "a.pdf", *quiet).succeeded()
    assert run("check", *quiet).succeeded().out == "The archive is whole.\n"


def test_a_check_looks_at_every_record(app):
    told = []
    assert app.archive.check(lambda done, total: told.append((done, total))) == []
    total = told[0][1]
    assert total > 200
    assert told == [(done, total) for done in range(1, total + 1)]


def test_a_script_is_told_what_a_check_has_found(sample):
    assert json.loads(run("check", "--json").succeeded().out) == {"is_whole": True, "findings": []}
