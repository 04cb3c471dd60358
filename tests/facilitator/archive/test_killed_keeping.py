"""The program is killed while it makes a backup or restores one: what looks whole is whole."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from tests.facilitator.archive.lasting import path_in, shelf
from tests.facilitator.archive.world import keep, note, notes_in, opened, surroundings

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "tests.facilitator.archive.closing"
KILLS = 8


@contextmanager
def killed_while(how: str, path: Path, seed: int) -> Iterator[list[str]]:
    """Run the program, kill it at any moment after its first round, and give what it had said."""
    order = [sys.executable, "-m", PROGRAM, how, str(path)]
    with subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline()]
        time.sleep(random.Random(seed).uniform(0.0, 0.15))
        process.kill()
        said += process.stdout.readlines()
    yield [line.strip() for line in said if line.endswith("\n")]


def see_that_it_is_whole(path: Path, folder: Path) -> dict[str, str]:
    """Return the notes of a copy of a file that looks like an archive."""
    folder.mkdir()
    shutil.copy(path, folder / "one.facilitator")
    with opened(folder, seed=9) as archive:
        assert not [f for f in archive.check() if f.is_damage]
        return notes_in(archive)


def see_that_all_are(folder: Path, scratch: Path) -> list[set[str]]:
    """See that every file that looks whole is; those of a killed program that do not are known by their names."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".facilitator":
            found.append(set(see_that_it_is_whole(path, scratch / f"{len(list(scratch.iterdir()))}")))
        else:
            assert path.name.split(".facilitator.part", 1)[1:] in ([""], ["-wal"], ["-shm"], ["-journal"])
    return found


def test_in_the_middle_of_an_automatic_backup(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    kept: list[str] = []
    seen: set[str] = set()
    for seed in range(KILLS):
        with killed_while("close", path, seed) as said:
            kept += said
        for copy in see_that_all_are(shelf(path).folder, scratch):
            assert seen <= copy, "a later copy took the place of an earlier one"
            seen = copy
    assert len(kept) > KILLS
    assert set(kept) - seen < set(kept[-2 * KILLS :])
    with Archive(path, surroundings(tmp_path, 5)) as archive:
        assert set(kept) <= set(notes_in(archive))
        assert not [f for f in archive.check() if f.is_damage]


def test_in_the_middle_of_a_restore(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, *(note(f"n{n}", "words " * 50) for n in range(100)))
        path, backup = archive.path, tmp_path / "backup.facilitator"
        archive.backup(backup).result(10)
        keep(archive, note("later"))
    wanted = {f"n{n}" for n in range(100)}
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for seed in range(KILLS):
        with killed_while("restore", path, seed) as said:
            assert said
        assert path.exists()
        assert set(see_that_it_is_whole(path, scratch / str(seed))) == wanted
    aside = tmp_path / "one.facilitator.before-restore"
    assert "later" in see_that_it_is_whole(aside, scratch / "aside")
    others = {one.name for one in tmp_path.iterdir()} - {path.name, backup.name, "scratch", "private.key"}
    for name in others - {f"{path.name}.lock", f"{path.name}.part"}:
        assert name.startswith(f"{path.name}."), name
        assert ".before-restore" in name or ".part-" in name


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_in_the_middle_of_many(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    scratch = tmp_path / "scratch"
    for seed in range(1000, 1200):
        scratch.mkdir()
        with killed_while("close", path, seed):
            see_that_all_are(shelf(path).folder, scratch)
        shutil.rmtree(scratch)
