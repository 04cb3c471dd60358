"""Bytes that records name by their sha256: files that notes came from. They are no part of the journal."""

from __future__ import annotations

import hashlib
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from facilitator.archive.tables import BLOBS
from sessions.errors import KnownError

LARGEST_BLOB: Final = 20 * 1024 * 1024


def keep(connection: Connection, sha256: str, mime: str, content: bytes) -> None:
    """Keep bytes under their sha256; those that are there stay as they are.

    Raises KnownError ``blob_too_large`` above 20 MB, and ValueError where the bytes have another sha256.
    """
    if len(content) > LARGEST_BLOB:
        raise KnownError("blob_too_large", most=LARGEST_BLOB)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"these bytes are not those of {sha256}")
    values = {"sha256": sha256, "mime": mime, "bytes": content}
    connection.execute(insert(BLOBS).on_conflict_do_nothing(), values)


def find(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes kept under a sha256, or None."""
    found: bytes | None = connection.execute(select(BLOBS.c.bytes).where(BLOBS.c.sha256 == sha256)).scalar()
    return found
