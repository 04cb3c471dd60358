"""Writing a finished file so that the old one stays until the new one is whole."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from sessions.errors import KnownError

_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_beside(path: Path, data: bytes) -> None:
    """Write a file through a temporary one beside it; on failure the old file is as it was.

    Raises KnownError ``folder_missing``, ``not_writable``, ``disk_full`` or ``is_a_folder`` with ``path``.
    """
    try:
        # A link stays a link: the file it leads to is the one replaced.
        target = path.resolve()
        if target.is_dir():
            raise KnownError("is_a_folder", path=str(path))
        _replace(target, data)
    except (
        OSError,
        RuntimeError,
    ) as error:  # RuntimeError: links that lead round in a ring, up to Python 3.12
        raise KnownError(_code(path, error), path=str(path)) from error


def _replace(target: Path, data: bytes) -> None:
    """Put the bytes on the disk under another name, then change the names in one step."""
    # The name is short and its own: the target's may already be as long as the file system allows.
    temporary = target.with_name(f".facilitator-{os.urandom(8).hex()}.tmp")
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # there is no old file, or this file system keeps no modes
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _keep_name(target.parent)


def write_folder_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files, by their names within it, through a temporary folder beside it: whole or not at all.

    Raises KnownError ``folder_not_empty`` where something is in it, and as ``write_beside`` does.
    """
    folder = folder.absolute()
    temporary = folder.with_name(f".facilitator-{os.urandom(8).hex()}.tmp")
    try:
        check_folder(folder)
        temporary.mkdir()
        for name, data in files.items():
            file = temporary / name
            file.parent.mkdir(parents=True, exist_ok=True)
            write_beside(file, data)
        with suppress(FileNotFoundError):
            folder.rmdir()
        temporary.rename(folder)
        _keep_name(folder.parent)
    except KnownError as error:
        # The temporary folder is nobody's business.
        raise KnownError(error.code, path=str(folder)) from error
    except OSError as error:
        raise KnownError(_code(folder, error), path=str(folder)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def check_folder(folder: Path) -> None:
    """Raise KnownError ``folder_not_empty``, ``file_exists`` or ``folder_missing`` where no folder can be written."""
    if folder.is_dir():
        if any(folder.iterdir()):
            raise KnownError("folder_not_empty", path=str(folder))
    elif folder.exists():
        raise KnownError("file_exists", path=str(folder))
    elif not folder.parent.is_dir():
        raise KnownError("folder_missing", path=str(folder))


def _keep_name(folder: Path) -> None:
    """Ask the system to keep the new name through a power cut; Windows cannot be asked."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _code(path: Path, error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number in _FULL:
        return "disk_full"
    if number == errno.EISDIR:
        return "is_a_folder"
    if number == errno.ENOENT and not path.parent.exists():
        return "folder_missing"
    return "not_writable"
