"""The reserve: the line typed when the disk is full is kept."""

from pathlib import Path

import pytest

from facilitator.archive.archive import Archive
from facilitator.archive.reserve import RESERVE_BYTES
from sessions.edits import create
from sessions.errors import KnownError
from tests.facilitator.archive.lasting import Days, fill, keep_until_full, lasting, path_in, small_disk
from tests.facilitator.archive.world import AMAL, GROUP, KEEP, keep, note, notes_in


def reserve_of(path: Path) -> Path:
    return path.with_name(path.name + ".reserve")


def test_it_is_made_at_opening_and_really_takes_room(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    with Archive(path, lasting(tmp_path)) as archive:
        status = reserve_of(path).stat()
        assert status.st_size == RESERVE_BYTES == 4 * 1024 * 1024
        # Where the system does not tell, the noise that is written is the warrant.
        assert getattr(status, "st_blocks", RESERVE_BYTES) * 512 >= RESERVE_BYTES
        assert not archive.is_reserve_spent
    first = status.st_ino, status.st_mtime_ns
    with Archive(path, lasting(tmp_path)):
        status = reserve_of(path).stat()
        assert (status.st_ino, status.st_mtime_ns) == first
    reserve_of(path).write_bytes(b"half")
    with Archive(path, lasting(tmp_path)):
        assert reserve_of(path).stat().st_size == RESERVE_BYTES


def test_where_it_cannot_be_made_the_archive_opens(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "facilitator")
    path = path_in(tmp_path)
    reserve_of(path).mkdir()
    with Archive(path, lasting(tmp_path)) as archive:
        keep(archive, note("n1"))
        assert not archive.is_reserve_spent
    assert "no reserve: " in caplog.text
    assert reserve_of(path).is_dir()


def test_it_is_not_made_where_there_is_little_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 6) as disk:
        path = path_in(disk)
        with Archive(path, lasting(disk)) as archive:
            keep(archive, note("n1"))
            assert not reserve_of(path).exists()
            kept = keep_until_full(archive, "line")
            assert not archive.is_reserve_spent
            assert list(notes_in(archive)) == ["n1", *kept]


def test_the_line_that_meets_a_full_disk_is_kept(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 30) as disk:
        path = path_in(disk)
        with Archive(path, lasting(disk)) as archive:
            keep(archive, note("n1"))
            assert reserve_of(path).exists()
            ballast = fill(disk)
            # What the log has grown to can still be written; the first line that needs more meets the end.
            kept = ["n1"]
            while not archive.is_reserve_spent:
                kept.append(f"line{len(kept)}")
                keep(archive, note(kept[-1], "A line of some length " * 20))
            assert not reserve_of(path).exists()
            assert list(notes_in(archive)) == kept
            more = keep_until_full(archive, "more")
            assert more
            assert list(notes_in(archive)) == [*kept, *more]
            with pytest.raises(KnownError, match="disk_full"):
                keep(archive, note("too late", "words " * 2000))
            assert not [f for f in archive.check() if f.is_damage]
        assert archive.backed_up.failure == "disk_full"
        ballast.unlink()
        with Archive(path, lasting(disk, Days(), 2)) as archive:
            assert list(notes_in(archive)) == [*kept, *more]
            made = keep(archive, note("after"))
            assert made.seq == len(kept) + len(more) + 1
            assert not archive.is_reserve_spent
            assert not [f for f in archive.check() if f.is_damage or f.code == "changes_missing"]
            assert reserve_of(path).exists()


def test_an_archive_on_a_full_disk_is_opened_at_the_reserves_expense(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        path = path_in(disk)
        with Archive(path, lasting(disk)) as archive:
            keep(archive, note("n1"))
        fill(disk)
        with Archive(path, lasting(disk, Days(), 2)) as archive:
            keep(archive, note("n2"))
            assert archive.is_reserve_spent
            assert list(notes_in(archive)) == ["n1", "n2"]


def test_a_long_act_does_not_use_it_up(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        path = path_in(disk)
        with Archive(path, lasting(disk)) as archive:
            keep(archive, note("first"))
            fill(disk)
            edits = [create(note(f"n{n}", f"imported {n} " * 30), GROUP) for n in range(3000)]
            with pytest.raises(KnownError, match="disk_full"):
                archive.commit(edits, AMAL, "file.import").result(30)
            assert not archive.is_reserve_spent
            archive.commit([create(note("typed", "words " * 2000), GROUP)], AMAL, KEEP).result(10)
            assert set(notes_in(archive)) == {"first", "typed"}
