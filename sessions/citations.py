"""Cited words: those of an author who was not there carry a source, not a permission."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.errors import DomainError


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words of an author, and where they stand; ``session`` is where they are carried, '' for the front."""

    id: str
    gathering: str
    words: str
    author: str
    source: str
    session: str = ""
    link: str = ""
    rank: str = ""


def checked(citation: Citation) -> Citation:
    """Return a citation that can be printed. Raises DomainError ``citation_incomplete``, naming what is missing."""
    missing = _missing(citation)
    if missing:
        raise DomainError("citation_incomplete", missing=", ".join(missing))
    return citation


def is_complete(citation: Citation) -> bool:
    """Tell whether a citation says who wrote what and where."""
    return not _missing(citation)


def _missing(citation: Citation) -> list[str]:
    return [name for name in ("words", "author", "source") if not getattr(citation, name).strip()]
