"""Read a folder from the disk: the only part of importing that opens files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from facilitator.importing.folder_text import DRAFT, GATHERING, NOTES, PEOPLE, POLLS
from sessions.errors import KnownError

LARGEST_FILE: Final = 20 * 1024 * 1024
NOTES_ENDING: Final = ".notes"


def read_folder(path: Path) -> dict[str, bytes]:
    """Return the files of a gathering's folder by their names in it, with ``/`` between folders.

    Only files the format knows are read, and those under ``notes``; hidden ones are left alone. Raises KnownError
    for what is no folder, cannot be read, leads out of the folder or is larger than 20 MB.
    """
    if not path.is_dir():
        raise KnownError("folder_missing", folder=str(path))
    root = path.resolve()
    found: dict[str, bytes] = {}
    for file in _files(path):
        name = file.relative_to(path).as_posix()
        if any("\ud800" <= letter <= "\udfff" for letter in name):
            shown = name.encode("utf-8", "replace").decode()
            raise KnownError("folder_file_unreadable", file=shown, reason="its name is not UTF-8")
        found[name] = _content(file, name, root)
    return found


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file of notes: how it was named, the keys that its folder and its name give, and its bytes."""

    shown: str
    session: str
    group: str
    content: bytes

    @property
    def name(self) -> str:
        """Return the name without the way to it."""
        return self.shown.replace("\\", "/").rsplit("/", 1)[-1]


def read_note_files(paths: Iterable[Path]) -> tuple[NoteFile, ...]:
    """Return files of notes; of a folder all ``.notes`` files below it.

    Raises KnownError as ``read_folder`` does.
    """
    return tuple(found for path in paths for found in _note_files(path))


def _note_files(path: Path) -> Iterator[NoteFile]:
    if not path.is_dir():
        shown = str(path)
        yield NoteFile(shown, path.absolute().parent.name, path.stem, _opened(path, shown))
        return
    root = path.resolve()
    for file in _below(path, path):
        if file.suffix == NOTES_ENDING:
            shown = str(file)
            yield NoteFile(shown, file.absolute().parent.name, file.stem, _content(file, shown, root))


def _files(path: Path) -> Iterator[Path]:
    for name in (GATHERING, PEOPLE, POLLS, DRAFT):
        file = path / name
        if file.is_symlink() or file.exists():
            yield file
    yield from _below(path / NOTES, path)


def _below(top: Path, path: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> NoReturn:
        name = Path(error.filename or top).relative_to(path).as_posix()
        raise KnownError("folder_file_unreadable", file=name, reason=error.strerror) from error

    # os.walk, for rglob passes over a folder it may not read, and its notes would be missed without a word.
    for folder, folders, files in os.walk(top, onerror=refuse if top.is_dir() else None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A link to a folder is looked at like a file: it is not followed, and its notes would be missed as well.
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted((*files, *links)):
            if not name.startswith("."):
                yield Path(folder) / name


def _content(file: Path, name: str, root: Path) -> bytes:
    try:
        target = file.resolve(strict=True)
        if not target.is_relative_to(root):
            raise KnownError("folder_link_leaves", file=name, target=str(target))
        if not target.is_file():
            raise KnownError("folder_not_a_file", file=name)
    except (OSError, RuntimeError) as error:
        raise _unreadable(name, error) from error
    return _opened(target, name)


def _unreadable(name: str, error: Exception) -> KnownError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return KnownError("folder_file_unreadable", file=name, reason=reason)


def _opened(file: Path, name: str) -> bytes:
    try:
        # One byte more than allowed tells a file that grew while it was read.
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(name, error) from error
    if len(content) > LARGEST_FILE:
        raise KnownError("folder_file_too_large", file=name, most=LARGEST_FILE)
    return content
