"""What the world hands in: each is answered with file, line and remedy, and leaves the archive as it was."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator import paths
from facilitator.app import opened
from facilitator.archive.queries import Reader
from facilitator.archive.sealing import Seal
from facilitator.paths import Places
from sessions.fold import digest
from tests.facilitator.terminal import run, start

EXIT_BAD_INPUT, EXIT_WORLD = 65, 74
TOML, PEOPLE, POLLS, DRAFT = "gathering.toml", "people.csv", "polls.csv", "draft.md"
HALLS = "notes/keys/halls.notes"
LONG_LINE = 10_000_000
Spoil = Callable[[Path], None]


class Row(NamedTuple):
    """One bad input: what it is, what is done to the folder, and the file and line that must be named."""

    what: str
    spoil: Spoil
    file: str
    line: int
    remedy: str


def swap(file: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text, old
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def put(file: str, content: bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)

    return spoil


def add(file: str, content: bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        with (folder / file).open("ab") as opened_file:
            opened_file.write(content)

    return spoil


def in_encoding(file: str, encoding: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / file).write_bytes((folder / file).read_text("utf-8").encode(encoding, "replace"))

    return spoil


POLL = b"poll,session,question,option,count,base\n"
ROWS = (
    Row("broken TOML", swap(TOML, 'place = "Online"', 'place = "Online'), TOML, 56, "in pairs"),
    Row("TOML that ends too early", add(TOML, b"aims = [\n"), TOML, 168, "in pairs"),
    Row("TOML nested too deeply", put(TOML, b"a = " + b"[" * 90_000), TOML, 1, "in pairs"),
    Row("an unknown session in a path", put("notes/kees/halls.notes", b"x\n"), "notes/kees/halls.notes", 0, "‘keys’"),
    Row("an unknown group in a path", put("notes/keys/hall.notes", b"x\n"), "notes/keys/hall.notes", 0, "‘halls’"),
    Row("a person twice", add(PEOPLE, b"Yemi Adekunle\n"), PEOPLE, 26, "Take one row away"),
    Row("a length of nothing", swap(TOML, 'length = "35m"', "length = 0"), TOML, 95, "Write 75"),
    Row("a length below nothing", swap(TOML, 'length = "35m"', "length = -5"), TOML, 95, "Write 75"),
    Row("a length of two days", swap(TOML, 'length = "35m"', 'length = "48h"'), TOML, 95, "Write 75"),
    Row("a length beyond all measure", swap(TOML, 'length = "35m"', f"length = {10**30}"), TOML, 95, "Write 75"),
    Row("a date that there is not", swap(TOML, "date = 2026-11-12", 'date = "2026-02-30"'), TOML, 54, "2026-10-14"),
    Row("a count above its base", put(POLLS, POLL + b"p,keys,Is it?,Yes,9,8\n"), POLLS, 2, "Correct one"),
    Row("a count beyond all measure", put(POLLS, POLL + b"p,keys,Is it?,Yes,99999999999,\n"), POLLS, 2, "whole number"),
    Row("a quotation mark never closed", add(PEOPLE, b'"Never\n'), PEOPLE, 26, "not closed"),
    *(
        Row(f"a line of 10 MB in {file}", add(file, b"a" * LONG_LINE + b"\n"), file, line, "Part it")
        for file, line in ((TOML, 168), (PEOPLE, 26), (POLLS, 12), (HALLS, 24))
    ),
    Row("a note of 70 kB", add(HALLS, b"long " * 14_000 + b"\n"), HALLS, 24, "Part it"),
    Row("nothing but NULs", put(HALLS, b"\0" * 500), HALLS, 1, "save it as UTF-8"),
    Row("NULs in a key", swap(TOML, 'key = "halls"', 'key = "ha\0lls"'), TOML, 127, "lower-case"),
    Row("UTF-16 without its mark", in_encoding(HALLS, "utf-16-le"), HALLS, 1, "save it as UTF-8"),
    Row("a plan in UTF-16 without its mark", in_encoding(TOML, "utf-16-be"), TOML, 1, "save it as UTF-8"),
    Row("UTF-32", in_encoding(PEOPLE, "utf-32"), PEOPLE, 1, "save it as UTF-8"),
    Row("UTF-32 without its mark", in_encoding(PEOPLE, "utf-32-le"), PEOPLE, 1, "save it as UTF-8"),
    Row("half a letter of UTF-16", put(HALLS, b"\xff\xfeA\0B"), HALLS, 1, "save it as UTF-8"),
    Row("cp1252", in_encoding(PEOPLE, "cp1252"), PEOPLE, 5, "save it as UTF-8"),
    Row("a Latin letter among others", add(HALLS, b"One\nZo\xeb\n"), HALLS, 25, "save it as UTF-8"),
    Row("a file of no kind", put(HALLS, bytes(range(128, 256)) * 50), HALLS, 1, "save it as UTF-8"),
    Row("a survey nobody made", put(POLLS, b"poll,survey,question,option\np,b,Is it?,Yes\n"), POLLS, 2, "Add"),
    Row("a draft nobody named", put(DRAFT, b"Words\n"), DRAFT, 0, "Add [draft]"),
    Row("an empty plan", put(TOML, b""), TOML, 0, "Fill it in"),
)  # fmt: skip


def digest_of(archive: Path, places: Places) -> tuple[str, int]:
    """Return what all records of an archive say, and how many Changes there are."""
    with Reader(archive, Seal(places.private_key)) as reader:
        history = reader.history()
        ids = {(entry.op.kind, entry.op.id) for _, _, entries in history for entry in entries}
        views = [view for kind, one in ids if (view := reader.view(kind, one))]
        return digest(views), len(history)


def history_of(archive: Path, places: Places) -> list[tuple[object, ...]]:
    """Return every Change of an archive with all that it did."""
    with Reader(archive, Seal(places.private_key)) as reader:
        return list(reader.history())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small sample with another theme, so that it is another gathering than the archive has."""
    copied = shutil.copytree(paths.small_sample(), tmp_path / "gathering")
    swap(TOML, 'theme = "Who holds the keys?"', 'theme = "Whose keys?"')(copied)
    return copied


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_bad_input_is_told_and_changes_nothing(
    sample: Places, folder: Path, tmp_path: Path, row: Row
) -> None:
    row.spoil(folder)
    before = history_of(sample.archive, sample)
    assert before
    ran = run("build", folder, "--archive", sample.archive, "--out", tmp_path / "out.md").failed(
        EXIT_BAD_INPUT
    )
    place = f"{row.file}, line {row.line}: " if row.line else f"{row.file}: "
    told = [line for line in ran.err.splitlines() if line.startswith("■ ") and place in line]
    assert told, ran.err[:2000]
    assert any(row.remedy in line for line in told), told
    assert all(re.search(r"[.)?] \S", line.partition(place)[2]) for line in told), "no remedy"
    assert max(map(len, ran.err.splitlines())) < 600
    assert "Nothing was taken" in ran.err
    assert not (tmp_path / "out.md").exists()
    assert history_of(sample.archive, sample) == before


@pytest.mark.parametrize("file", [TOML, PEOPLE, POLLS, DRAFT, HALLS])
@pytest.mark.parametrize("piece", [b"long words ", b"'a ", b"[", b"+Ana @b #c ", b'"'], ids=repr)
def test_a_line_of_ten_megabytes_takes_little_memory(folder: Path, file: str, piece: bytes) -> None:
    from facilitator.importing.files import read_folder
    from facilitator.importing.folder import read_gathering

    files = read_folder(folder)
    files[file] = files.get(file, b"") + piece * (LONG_LINE // len(piece)) + b"\n"
    tracemalloc.start()
    reading = read_gathering(files)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.code for one in reading.problems if one.is_fatal][:1] == (
        ["draft_not_named"] if file == DRAFT else ["line_too_long"]
    )
    assert most < 8 * LONG_LINE


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
def test_lines_of_other_programs_are_lines(folder: Path, tmp_path: Path, ends: str) -> None:
    run("build", folder, "--out", tmp_path / "before.md").succeeded()
    for file in (TOML, PEOPLE, POLLS, HALLS):
        text = (folder / file).read_text("utf-8")
        (folder / file).write_bytes(text.replace("\n", ends).encode())
    run("build", folder, "--out", tmp_path / "after.md").succeeded()
    assert (tmp_path / "after.md").read_bytes() == (tmp_path / "before.md").read_bytes()


def test_a_line_is_named_rightly_where_lines_end_in_another_way(
    sample: Places, folder: Path, tmp_path: Path
) -> None:
    (folder / PEOPLE).write_bytes(b"name\rZo\xc3\xab\rAnn\rAnn\r")
    ran = run("build", folder, "--archive", sample.archive, "--out", tmp_path / "out.md").failed(
        EXIT_BAD_INPUT
    )
    assert "people.csv, line 4: ‘Ann’ is already on line 3" in ran.err


# -- disks --------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of two megabytes, where this machine lets us."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def remounted(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


MANY = 900


def made_large(folder: Path, padding: int = 0) -> Path:
    """Give a group so many notes that they take a while, and so long ones that they take some room."""
    more = "\n" + ("long " * padding + "\n") * bool(padding)
    lines = (f'Zoë: "note {number} of many, with words to fill a line"{more}' for number in range(MANY))
    (folder / HALLS).write_text("".join(lines), "utf-8")
    swap(TOML, '[[quote]]\nwords = "If the hall shuts, the village', '[[quote]]\nwords = "note 7 of many')(
        folder
    )
    swap(TOML, "note 7 of many does not lose a room", "note 7 of many, with words to fill a line")(folder)
    return folder


def test_a_full_disk_takes_nothing_and_loses_nothing(
    places: Places, folder: Path, small_disk: Path, tmp_path: Path
) -> None:
    archive = small_disk / "a.facilitator"
    with opened(places, archive):
        pass
    before = digest_of(archive, places)
    ran = run("build", made_large(folder, 300), "--archive", archive, "--out", tmp_path / "out.md").failed(
        EXIT_WORLD
    )
    assert str(archive) in ran.err
    assert "Free some space" in ran.err
    remounted(small_disk, "size=64m")
    with opened(places, archive) as app:
        assert not [one for one in app.archive.check() if one.is_damage]
        with app.archive.reader() as reader:
            assert not list(reader.every("gathering"))
            assert not list(reader.every("note"))
        assert digest_of(archive, places)[0] == before[0]
        assert app.folders.take(folder).notes > MANY


def test_a_folder_that_cannot_be_written_to_is_read(
    places: Places, small_disk: Path, folder: Path, tmp_path: Path
) -> None:
    there = shutil.copytree(folder, small_disk / "gathering")
    remounted(small_disk, "ro")
    run("build", there, "--archive", places.archive, "--out", tmp_path / "out.md").succeeded()
    ran = run("build", there, "--archive", places.archive, "--out", there / "out.md").failed(EXIT_WORLD)
    assert str(there / "out.md") in ran.err
    ran = run("build", there, "--archive", there / "a.facilitator", "--out", tmp_path / "o.md").failed(
        EXIT_WORLD
    )
    assert "yours to write to" in ran.err


# -- killed -------------------------------------------------------------------------------------------------


def test_killed_at_any_moment_all_of_it_is_there_or_nothing(
    places: Places, folder: Path, tmp_path: Path
) -> None:
    made_large(folder)
    chance = random.Random(11)
    seen = set()
    for number in range(6):
        archive = tmp_path / f"life{number}" / "a.facilitator"
        process = start("build", folder, "--archive", archive, "--out", tmp_path / "out.md")
        _wait_until_begun(process, archive)
        time.sleep(chance.uniform(0, 0.35) * number)
        process.kill()
        process.communicate()
        seen.add(_found(places, archive, folder))
    assert "nothing" in seen


def _wait_until_begun(process: subprocess.Popen[bytes], archive: Path) -> None:
    until = time.monotonic() + 30
    log = archive.with_name(archive.name + "-wal")
    while not log.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def _found(places: Places, archive: Path, folder: Path) -> str:
    """Open what a killed program left; take the folder again, and all must be there with its answers."""
    with opened(places, archive) as app:
        assert not [one for one in app.archive.check() if one.is_damage]
        with app.archive.reader() as reader:
            gatherings, notes = (len(list(reader.every(kind))) for kind in ("gathering", "note"))
        assert (gatherings, notes > MANY) in {(0, False), (1, True)}
        assert gatherings or not notes
        whole = app.folders.take(folder)
        assert whole.was_here is bool(gatherings)
        with app.archive.reader() as reader:
            assert len(list(reader.every("note"))) == whole.notes
            assert {kept.record.state.value for kept in reader.every("permission")} == {"given", "refused"}
    return "all" if gatherings else "nothing"
