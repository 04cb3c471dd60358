"""Copies, backups, full disks: what was kept is there, and every file is a device of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from sessions.edits import create
from sessions.errors import KnownError
from tests.facilitator.archive.world import AMAL, GROUP, KEEP, keep, made, note, notes_in, opened


def test_a_copied_file_is_a_new_device_before_it_writes(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1"))
        first = archive.device
    with opened(tmp_path, seed=2) as archive:
        assert archive.device == first
    shutil.copy2(tmp_path / "one.facilitator", tmp_path / "two.facilitator")
    with opened(tmp_path, "two", seed=3) as copy, opened(tmp_path, seed=4) as archive:
        assert archive.device == first
        assert copy.device != first
        made = keep(copy, note("n2"))
        assert (made.device, made.seq, made.lam) == (copy.device, 1, 2)


def test_a_file_that_is_moved_stays_the_same_device(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        first = archive.device
    (tmp_path / "one.facilitator").rename(tmp_path / "two.facilitator")
    with opened(tmp_path, "two", seed=2) as archive:
        assert archive.device == first


def test_a_backup_holds_everything_and_is_a_new_device(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, note("n1"))
        target = archive.backup(tmp_path / "back up ‘1’.facilitator").result(20)
        first = archive.device
        keep(archive, note("n2"))
        listed = archive._writer.do(lambda connection: run(connection, "SELECT path FROM backup")).result(10)
        assert listed == [(str(target),)]
        path = archive.path
    assert {p.name for p in tmp_path.iterdir() if "back" in p.name} == {target.name}
    # Put in the place of the archive it may well get the same number from the file system.
    path.unlink()
    shutil.move(target, path)
    with opened(tmp_path, seed=2) as restored:
        assert restored.device != first
        assert notes_in(restored) == {"n1": "A line"}
        assert not [f for f in restored.check() if f.is_damage]


def test_a_backup_is_never_written_over_a_file(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("My own file")
    with pytest.raises(KnownError, match="file_exists"):
        archive.backup(target).result(10)
    assert target.read_text() == "My own file"


def test_a_backup_into_a_folder_that_is_not_there(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="folder_missing"):
        archive.backup(tmp_path / "stick" / "b.facilitator").result(10)
    assert not (tmp_path / "stick").exists()
    keep(archive, note("n1"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if (
        os.name != "posix"
        or os.geteuid()
        or subprocess.run(order, check=False, capture_output=True).returncode
    ):
        pytest.skip("only root can mount a disk of two megabytes, and not everywhere")
    yield folder
    subprocess.run(["umount", folder], check=True)


def filled(archive: Archive) -> list[str]:
    """Keep lines until the disk is full; return those that were acknowledged."""
    kept: list[str] = []
    with pytest.raises(KnownError) as error:  # noqa: PT012 - which line meets the end is not known
        for n in range(100_000):
            edit = create(note(f"n{n}", f"A line {n} of some length " * 20), GROUP)
            archive.commit([edit], AMAL, KEEP).result(20)
            kept.append(f"n{n}")
    assert error.value.code == "disk_full"
    assert error.value.fields["path"] == str(archive.path)
    return kept


def test_a_full_disk_loses_nothing_that_was_acknowledged(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 400_000)
    with opened(small_disk) as archive:
        kept = filled(archive)
        assert list(notes_in(archive)) == kept
        with pytest.raises(KnownError, match="disk_full"):
            archive.backup(small_disk / "b.facilitator").result(20)
        assert not list(small_disk.glob("b.facilitator*"))
        ballast.unlink()
        made = keep(archive, note("after"))
        assert made.seq == len(kept) + 1
        assert not [f for f in archive.check() if f.is_damage]
    with opened(small_disk, seed=2) as archive:
        assert list(notes_in(archive)) == [*kept, "after"]


def test_a_disk_that_is_full_at_the_start_is_said(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with ballast.open("wb") as file, pytest.raises(OSError, match="No space"):
        file.write(b"x" * 3_000_000)
    with pytest.raises(KnownError, match="disk_full"):
        made(small_disk)
    ballast.unlink()
    with made(small_disk) as archive:
        keep(archive, note("n1"))


def test_a_long_act_on_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    with opened(small_disk) as archive:
        keep(archive, note("first"))
        edits = [create(note(f"n{n}", f"imported {n} " * 30), GROUP) for n in range(3000)]
        with pytest.raises(KnownError, match="disk_full"):
            archive.commit(edits, AMAL, "file.import").result(30)
        assert notes_in(archive) == {"first": "A line"}
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    with opened(small_disk, seed=2) as archive:
        keep(archive, note("after"))
        assert notes_in(archive) == {"first": "A line", "after": "A line"}
        assert not [f for f in archive.check() if f.is_damage]
