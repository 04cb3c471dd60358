"""Files that notes came from, kept as they were, less what is off the record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was taken in: its name, and the sha256 under which the archive keeps its bytes (a blob).

    ``sha256`` is of the bytes that are kept; lines that are off the record are not among them.
    """

    id: str
    group: str
    name: str
    sha256: str
    mime: str = "text/plain"
    taken_at: int = 0
