"""The two kinds of error a person is told about; anything else is a bug."""

from __future__ import annotations

from typing import Any


class SpokenError(Exception):
    """Carry a code and its fields; the edge of the program makes the sentence.

    No sentence is written here: the same error is said in a window, on the command line and in another
    language. ``fields`` hold plain values that the sentence needs (a file name, a line, a count).
    """

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields: dict[str, Any] = fields

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.code} ({said})" if said else self.code


class DomainError(SpokenError):
    """A rule of the gathering says no; shown beside the field."""


class KnownError(SpokenError):
    """The world says no (disk full, file locked, unreadable file); a sentence and what to do."""
