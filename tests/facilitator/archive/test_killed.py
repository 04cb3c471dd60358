"""The program is killed for real, at any moment, and everything it had acknowledged is there."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from sessions.errors import KnownError
from tests.facilitator.archive.world import holders, keep, note, notes_in, opened

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "tests.facilitator.archive.keeping"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with opened(tmp_path_factory.mktemp("empty")) as archive:
        return archive.path


@contextmanager
def running(how: str, path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run the program until it has opened the archive, and kill it at the end."""
    order = [sys.executable, "-m", PROGRAM, how, str(path)]
    with subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


class Lives:
    """Starts programs that keep lines, and kills them."""

    def __init__(self) -> None:
        order = [sys.executable, "-m", PROGRAM, "serve"]
        self._server = subprocess.Popen(
            order, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def killed(self, path: Path, after: int) -> list[str]:
        """Return what a program had said when it was killed, so many lines after it had opened the archive."""
        said = path.with_name(path.name + ".said")
        number = int(self._answer(f"notes {path}\n"))
        until = time.monotonic() + 20
        while not (said.exists() and said.read_bytes().count(b"\n") > after) and time.monotonic() < until:
            time.sleep(0.001)
        # On a busy machine the last lines may be kept before this is reached: then all of them must be there.
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        assert self._answer("") == "ended\n"
        first, *lines = said.read_text().splitlines(keepends=True)
        assert first == "open\n"
        return [line.strip() for line in lines if line.endswith("\n")]

    def _answer(self, asked: str) -> str:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(asked)
        self._server.stdin.flush()
        return self._server.stdout.readline()

    def close(self) -> None:
        self._server.communicate(timeout=20)


@pytest.fixture(scope="module")
def lives() -> Iterator[Lives]:
    if not hasattr(os, "fork"):
        pytest.skip("programs are forked, which this system cannot")
    found = Lives()
    yield found
    found.close()


def copied(empty: Path, folder: Path) -> Path:
    return Path(shutil.copy(empty, folder / empty.name))


def whole(archive: Archive) -> None:
    assert not [f for f in archive.check() if f.is_damage or f.code == "changes_missing"]


def lives_through(seed: int, lives: Lives, empty: Path, folder: Path) -> int:
    """Return how many lines were acknowledged before the program was killed, and see that all are there."""
    path = copied(empty, folder)
    acknowledged = lives.killed(path, random.Random(seed).randrange(0, 150))
    with opened(folder, seed=seed) as archive:
        kept = notes_in(archive)
        assert set(acknowledged) <= set(kept)
        assert len(kept) - len(acknowledged) <= 1, "at most one more: killed between disk and word"
        whole(archive)
        assert keep(archive, note("after")).seq == len(kept) + 1
    return len(acknowledged)


def test_no_acknowledged_line_is_lost(lives: Lives, empty: Path, tmp_path: Path) -> None:
    lived = list(deaths(range(20), lives, empty, tmp_path))
    assert sum(lived) > 100
    assert min(lived) < 150, "some were killed in the middle"


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_acknowledged_line_is_lost_in_a_thousand_deaths(lives: Lives, empty: Path, tmp_path: Path) -> None:
    assert sum(deaths(range(1000, 2000), lives, empty, tmp_path)) > 5000


def deaths(seeds: range, lives: Lives, empty: Path, folder: Path) -> Iterator[int]:
    """Yield how many lines each life acknowledged."""
    for seed in seeds:
        own = folder / str(seed)
        own.mkdir()
        yield lives_through(seed, lives, empty, own)
        shutil.rmtree(own)


@pytest.mark.parametrize("seed", range(3))
def test_an_import_that_is_killed_leaves_nothing(seed: int, empty: Path, tmp_path: Path) -> None:
    path = copied(empty, tmp_path)
    log = path.with_name(path.name + "-wal")
    with running("import", path) as process:
        until = time.monotonic() + 10
        while not holders("imported", log) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.Random(seed).uniform(0.0, 0.3))
        process.kill()
        assert process.stdout is not None
        said = process.stdout.read()
    assert said == "begun\n"
    assert holders("imported", path, log)
    with opened(tmp_path) as archive:
        assert notes_in(archive) == {}
        whole(archive)
        with archive.reader() as reader:
            assert run(reader._connection, "SELECT count(*) FROM op")[0][0] == 0
            assert run(reader._connection, "SELECT count(*) FROM note_index_docsize")[0][0] == 0
    assert holders("imported", path) == []


def test_one_process_writes_and_others_read_beside_it(empty: Path, tmp_path: Path) -> None:
    path = copied(empty, tmp_path)
    with running("hold", path) as process:
        assert process.stdout is not None
        first = process.stdout.readline().strip()
        with pytest.raises(KnownError) as error:
            opened(tmp_path)
        assert error.value.code == "archive_in_use"
        assert error.value.fields == {"path": str(path)}
        with Reader(path, Seal(tmp_path / "key")) as reader:
            assert first in notes_in(reader)
        process.kill()
        process.wait(10)
    with opened(tmp_path) as archive:
        assert first in notes_in(archive)
        whole(archive)


def test_the_same_process_cannot_open_it_twice(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        with pytest.raises(KnownError, match="archive_in_use"):
            opened(tmp_path)
        keep(archive, note("n1"))
    with opened(tmp_path) as archive:
        assert notes_in(archive) == {"n1": "A line"}


def test_a_program_that_ends_without_closing_ends(empty: Path, tmp_path: Path) -> None:
    path = copied(empty, tmp_path)
    program = (
        "import sys, time; from pathlib import Path\n"
        "from facilitator.archive.archive import Archive, Surroundings\n"
        "from sessions.edits import create; from sessions.notes import Note\n"
        "a = Archive(Path(sys.argv[1]), Surroundings(lambda: time.time_ns() // 10**6, Path(sys.argv[1] + '.key')))\n"
        "a.commit([create(Note('n1', '1', 'The last line'), 'group:1')], 'amal', 'note.keep')\n"
        "raise SystemExit(3)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, timeout=20, check=False, env=os.environ
    )
    assert ended.returncode == 3
    with opened(tmp_path) as archive:
        assert notes_in(archive) == {"n1": "The last line"}
