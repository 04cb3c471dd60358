"""The lock that makes one process the only writer of an archive."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from sessions.errors import KnownError


def locked(path: Path) -> FileLock:
    """Return the lock of an archive, held; the file need not be there, and its folder is made.

    Raises KnownError ``archive_in_use`` where another holds it, or ``archive_not_writable``.
    """
    # Whoever closes the archive gives the lock back, from whatever thread.
    lock = FileLock(f"{path}.lock", thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise KnownError("archive_in_use", path=str(path)) from error
    except OSError as error:
        raise KnownError("archive_not_writable", path=str(path)) from error
    return lock
