"""Salvage: what can be read of a damaged archive is saved, what was lost is counted, the damaged file is only read."""

import os
import random
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from facilitator.archive.archive import Archive
from facilitator.archive.salvaging import Salvaged, salvage
from facilitator.archive.search import Wanted
from sessions.edits import create, delete
from sessions.errors import KnownError
from sessions.ops import CREATION, Arrival, Change, Op
from tests.facilitator.archive.lasting import Days, lasting, path_in, shelf
from tests.facilitator.archive.world import (
    AMAL,
    GROUP,
    PRIVATE,
    edit,
    files_of,
    holders,
    keep,
    note,
    notes_in,
    off_the_record,
    opened,
    surroundings,
)

LONG_WORDS = "a very long line " * 2000
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive with all that can be in one: long values, an import, undo, deletion, private words."""
    folder = tmp_path_factory.mktemp("whole")
    with opened(folder) as archive:
        for n in range(200):
            keep(archive, note(f"n{n}", f"line number {n} " * 10))
        edit(archive, "n3", words=LONG_WORDS)
        edits = [create(note(f"imported{n}", f"imported {n}"), GROUP) for n in range(450)]
        archive.commit(edits, AMAL, "file.import").result(20)
        keep(archive, note("p1", "Sealed words"), scope=PRIVATE)
        keep(archive, note("gone"))
        archive.commit([delete("note", "gone")], AMAL, "note.delete").result(10)
        edit(archive, "n4", words="Taken back")
        archive.undo(AMAL).result(10)
    return archive.path


def copied(whole: Path, folder: Path, content: bytes | None = None) -> Path:
    (folder / "private.key").write_bytes((whole.parent / "private.key").read_bytes())
    path = folder / "damaged.facilitator"
    path.write_bytes(whole.read_bytes() if content is None else content)
    return path


def saved(path: Path, folder: Path) -> tuple[Salvaged, Archive]:
    """Salvage, see that the damaged file was left as it was, and open what was saved."""
    before = path.read_bytes()
    beside = {one.name for one in path.parent.iterdir()}
    salvaged = salvage(path, folder / "saved.facilitator", surroundings(folder, 7))
    assert path.read_bytes() == before
    left = {one.name for one in path.parent.iterdir() if one.suffix != ".lock"} - beside
    assert left == {"saved.facilitator"}
    return salvaged, opened(folder, "saved", seed=8)


def test_nothing_is_lost_of_a_whole_archive(whole: Path, tmp_path: Path) -> None:
    with opened(whole.parent) as archive:
        wanted = notes_in(archive)
        with archive.reader() as reader:
            history = [(change, entries) for _, change, entries in reader.history()]
    salvaged, found = saved(copied(whole, tmp_path), tmp_path)
    with found:
        assert notes_in(found) == wanted
        assert len(wanted) == 650
        assert not [f for f in found.check() if f.code != "points_nowhere"]
        with found.reader() as reader:
            assert [(change, entries) for _, change, entries in reader.history()] == history
            view = reader.view("note", "p1")
            assert view is not None
            assert view.fields["words"] == "Sealed words"
            assert [kept.record.id for kept in reader.search(Wanted("very long")).notes] == ["n3"]
            assert reader.backups() == (str(tmp_path / "damaged.facilitator"),)
        made = keep(found, note("after"))
        assert made.seq == 1
        assert made.lam == max(change.lam for change, _ in history) + 1
        assert made.device not in {change.device for change, _ in history}
    # The import's three pieces and its end, and seven acts.
    assert salvaged == Salvaged(tmp_path / "saved.facilitator", 210, 656, 652, 0, 0, 0)


@pytest.mark.parametrize("share", [0.45, 0.6, 0.75, 0.9, 0.99])
def test_a_truncated_archive(share: float, whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    path = copied(whole, tmp_path, content[: int(len(content) * share)])
    with pytest.raises(KnownError) as error:
        Archive(path, surroundings(tmp_path))
    assert error.value.code == "archive_unreadable"
    assert error.value.fields == {"path": str(path), "backup": ""}
    salvaged, found = saved(path, tmp_path)
    with found:
        see_that_it_is_true(salvaged, found, whole)
        keep(found, note("after"))


def see_that_it_is_true(salvaged: Salvaged, found: Archive, whole: Path) -> None:
    """See that what was saved is sound, and is what was there."""
    assert not [f for f in found.check() if f.is_damage]
    assert salvaged.notes > 0
    kept = notes_in(found)
    with opened(whole.parent) as archive, archive.reader() as reader:
        for note_id, words in kept.items():
            versions = [entry.op.value for entry in reader.entries("note", note_id)]
            said = {v["words"] if isinstance(v, dict) and "words" in v else v for v in versions if v}
            assert words in said
    # All that was there is either saved or known to be lost, as far as a trace of it is left.
    assert salvaged.notes + salvaged.notes_lost <= 652
    assert salvaged.ops + salvaged.ops_lost <= 656
    assert salvaged.changes + salvaged.changes_lost <= 210


@pytest.mark.parametrize("seed", range(8))
def test_noise_in_some_pages(seed: int, whole: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(whole.read_bytes())
    pages = len(content) // PAGE
    for number in chance.sample(range(pages), 12):
        content[number * PAGE : (number + 1) * PAGE] = chance.randbytes(PAGE)
    salvaged, found = saved(copied(whole, tmp_path, bytes(content)), tmp_path)
    with found:
        see_that_it_is_true(salvaged, found, whole)
        assert salvaged.notes > 400


def test_noise_in_the_first_page(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[:PAGE] = random.Random(1).randbytes(PAGE)
    salvaged, found = saved(copied(whole, tmp_path, bytes(content)), tmp_path)
    with found:
        assert (salvaged.notes, salvaged.ops, salvaged.changes) == (652, 656, 210)
        assert len(notes_in(found)) == 650


def test_lost_is_counted_from_the_indexes(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    # The page in which the journal holds a line, not that of its row.
    start = next(
        start
        for start in range(0, len(content), PAGE)
        if content[start] == 13 and b'"words":"line number 100 ' in content[start : start + PAGE]
    )
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    content[start : start + PAGE] = bytes(PAGE)
    salvaged, found = saved(copied(whole, tmp_path, bytes(content)), tmp_path)
    with found:
        assert count > 3
        assert salvaged.ops == 656 - count
        assert (salvaged.ops_lost, salvaged.notes_lost) == (count, count)
        assert (salvaged.changes, salvaged.changes_lost) == (210, 0)
        assert len(notes_in(found)) == 650 - count
        see_that_it_is_true(salvaged, found, whole)


def test_ops_whose_header_is_lost_belong_to_an_act_all_the_same(whole: Path, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    connection = sqlite.connect(path)
    connection.execute("DELETE FROM change WHERE seq IN (5, 6)").close()
    connection.commit()
    connection.close()
    salvaged, found = saved(path, tmp_path)
    with found:
        assert (salvaged.changes, salvaged.changes_lost, salvaged.ops) == (208, 2, 656)
        assert len(notes_in(found)) == 650
        assert not [f for f in found.check() if f.is_damage]
        with found.reader() as reader:
            before, rebuilt = 0, []
            while page := reader.history(before=before):
                before = page[-1][0]
                rebuilt += [change for _, change, _ in page if change.verb == "salvaged"]
        assert len(rebuilt) == 2
        assert all(change.at > 1_600_000_000_000 for change in rebuilt)
    assert [change.seq for change in rebuilt] == [2, 1]


def test_an_import_whose_end_was_lost_is_shown(tmp_path: Path) -> None:
    with opened(tmp_path, "damaged") as archive:
        piece = Change("c1", "import", "bea", "bea", 1, 1, 0, "UTC", "file.import")
        op = Op("c1", 0, GROUP, "note", "h", CREATION, {"group": "1", "words": "Hidden"})
        archive.accept(piece, [op], Arrival.PACK, lambda *_: True).result(10)
        assert notes_in(archive) == {}
    _, found = saved(archive.path, tmp_path)
    with found:
        assert notes_in(found) == {"h": "Hidden"}


def test_what_stands_in_the_log_alone_is_saved(tmp_path: Path) -> None:
    with opened(tmp_path, "first") as archive:
        keep(archive, note("n1", "Before"))
        edit(archive, "n1", words="Changed in the log")
        keep(archive, note("n2", LONG_WORDS))
        taken = {one.name: one.read_bytes() for one in files_of(archive.path)}
    for end in ("", "-wal"):
        (tmp_path / f"damaged.facilitator{end}").write_bytes(taken[f"first.facilitator{end}"])
    assert len(taken["first.facilitator-wal"]) > 10 * PAGE
    salvaged, found = saved(tmp_path / "damaged.facilitator", tmp_path)
    with found:
        assert notes_in(found) == {"n1": "Changed in the log", "n2": LONG_WORDS}
    assert (salvaged.notes_lost, salvaged.ops_lost, salvaged.changes_lost) == (0, 0, 0)


def test_a_log_that_was_torn_gives_its_whole_transactions(tmp_path: Path) -> None:
    with opened(tmp_path, "first") as archive:
        for n in range(20):
            keep(archive, note(f"n{n}", f"line {n}"))
        taken = {one.name: one.read_bytes() for one in files_of(archive.path)}
    log = taken["first.facilitator-wal"]
    (tmp_path / "damaged.facilitator").write_bytes(taken["first.facilitator"])
    (tmp_path / "damaged.facilitator-wal").write_bytes(log[: len(log) - 100])
    _, found = saved(tmp_path / "damaged.facilitator", tmp_path)
    with found:
        assert list(notes_in(found)) == [f"n{n}" for n in range(19)]


def test_removed_words_do_not_come_back(tmp_path: Path) -> None:
    with opened(tmp_path, "damaged") as archive:
        keep(archive, *(note(f"n{n}", f"the kingfisher {n} " * 20) for n in range(100)))
        for n in range(100):
            archive.commit(
                off_the_record(f"n{n}", f"the kingfisher {n}", f"c{n}"), AMAL, "off_the_record"
            ).result(10)
    _, found = saved(archive.path, tmp_path)
    with found:
        keep(found, note("after"))
    assert holders("kingfisher", *files_of(found.path)) == []


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + os.urandom(64 * 3) for _ in range(64))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def other_database(folder: Path) -> bytes:
    path = folder / "other.db"
    connection = sqlite.connect(path)
    connection.execute("CREATE TABLE calls (n INTEGER PRIMARY KEY, who TEXT, at INTEGER)").close()
    connection.executemany(
        "INSERT INTO calls(who, at) VALUES (?, ?)", [(f"w{n}", n) for n in range(500)]
    ).close()
    connection.commit()
    connection.close()
    return path.read_bytes()


FOREIGN = {
    "png": "archive_unreadable",
    "database": "archive_foreign",
    "text": "archive_unreadable",
    "empty": "",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_file_is_refused(what: str, tmp_path: Path) -> None:
    content = {
        "png": png(),
        "database": other_database(tmp_path),
        "text": b"Dear all,\n" * 500,
        "empty": b"",
    }[what]
    path = tmp_path / "one.facilitator"
    path.write_bytes(content)
    with pytest.raises(KnownError) as error:
        salvage(path, tmp_path / "saved.facilitator", surroundings(tmp_path))
    assert error.value.code == "nothing_to_salvage"
    assert not list(tmp_path.glob("saved*"))
    if FOREIGN[what]:
        with pytest.raises(KnownError) as error:
            Archive(path, surroundings(tmp_path))
        assert error.value.code == FOREIGN[what]
    assert path.read_bytes() == content


def test_an_archive_that_became_empty_is_no_new_one(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    with Archive(path, lasting(tmp_path)) as archive:
        keep(archive, note("n1"))
    path.write_bytes(b"")
    with pytest.raises(KnownError) as error:
        Archive(path, lasting(tmp_path, Days(), 2))
    assert error.value.code == "archive_unreadable"
    assert error.value.fields["backup"] == str(shelf(path).copies()[0])
    assert path.read_bytes() == b""


def test_what_is_in_the_way(whole: Path, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    around = surroundings(tmp_path)

    def refused(code: str, damaged: Path, target: Path) -> None:
        with pytest.raises(KnownError) as error:
            salvage(damaged, target, around)
        assert error.value.code == code

    refused("archive_missing", tmp_path / "none", tmp_path / "saved")
    refused("is_a_folder", tmp_path, tmp_path / "saved")
    refused("file_exists", path, path)
    refused("folder_missing", path, tmp_path / "none" / "saved")
    with Archive(path, replace(around, randomness=os.urandom)):
        refused("archive_in_use", path, tmp_path / "saved")
    assert not list(tmp_path.glob("saved*"))
