"""Archives to try things with: a clock and ids that are the same in every run, notes, and a look at every byte."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.rows import Kept
from sessions.edits import Edit, change, create, delete, redact
from sessions.notes import Note
from sessions.ops import Change

AMAL = "amal"
GROUP = "group:1"
PRIVATE = f"private:{AMAL}"
KEEP = "note.keep"
LONG_AGO = 1_700_000_000_000


@dataclass
class Clock:
    """A clock that moves one millisecond at a time."""

    now: int = LONG_AGO

    def __call__(self) -> int:
        self.now += 1
        return self.now


def surroundings(folder: Path, seed: int = 1, key: str = "private.key") -> Surroundings:
    """Return surroundings whose ids are always the same."""
    return Surroundings(Clock(), folder / key, randomness=random.Random(seed).randbytes)


@cache
def empty_archive() -> bytes:
    """Return an archive that holds nothing: making one takes a while, copying it does not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.facilitator"
        with Archive(path, surroundings(Path(folder), 99)):
            pass
        return path.read_bytes()


def opened(folder: Path, name: str = "one", seed: int = 1, key: str = "private.key") -> Archive:
    """Open an archive of a folder."""
    path = folder / f"{name}.facilitator"
    if folder.is_dir() and not path.exists():
        path.write_bytes(empty_archive())
    return Archive(path, surroundings(folder, seed, key))


def made(folder: Path, name: str = "one") -> Archive:
    """Open an archive of a folder, made from nothing where there is none."""
    return Archive(folder / f"{name}.facilitator", surroundings(folder))


def note(note_id: str, words: str = "A line", **more: Any) -> Note:
    """Return a note of group 1."""
    return Note(id=note_id, group="1", words=words, **more)


def keep(archive: Archive, *notes: Note, scope: str = GROUP) -> Change:
    """Keep notes as one act."""
    return archive.commit([create(one, scope) for one in notes], AMAL, KEEP).result(20)


def edit(archive: Archive, note_id: str, **fields: object) -> Change:
    """Change a note."""
    return archive.commit([change("note", note_id, **fields)], AMAL, "note.edit").result(20)


def notes_in(archive: Archive | Reader) -> dict[str, str]:
    """Return the words of every note that is shown, by id."""
    return {kept.record.id: kept.record.words for kept in kept_in(archive)}


def kept_in(archive: Archive | Reader, kind: str = "note") -> list[Kept]:
    """Return every record of a kind that is shown."""
    if isinstance(archive, Reader):
        return list(archive.every(kind))
    with archive.reader() as reader:
        return list(reader.every(kind))


def off_the_record(note_id: str, words: str, copy_id: str = "copy") -> list[Edit]:
    """Return the edits that take a note off the record once it has been kept."""
    return [
        create(note(copy_id, words, moved_from=note_id), PRIVATE),
        delete("note", note_id, why="moved", to=copy_id),
        redact("note", note_id, "words", "spans", "said_by", "asked_speaker", "owner"),
    ]


def files_of(archive: Path) -> Iterable[Path]:
    """Return the files beside an archive that belong to it, the archive first."""
    return sorted(path for path in archive.parent.iterdir() if path.name.startswith(archive.name))


def holders(canary: str, *paths: Path) -> list[str]:
    """Return the names of the files that hold some bytes, in whatever case."""
    wanted = canary.lower().encode()
    return [path.name for path in paths if path.is_file() and wanted in path.read_bytes().lower()]
