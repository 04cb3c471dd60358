"""Where records come from: what their ids and ranks are made of, and the names they are called by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.importing.folder_text import GATHERING
from facilitator.importing.problems import Findings, nearest
from sessions.ids import uuid8
from sessions.ranks import salt_from, spread


@dataclass(frozen=True, slots=True)
class Origin:
    """A gathering and its files: the same folder on two computers makes the same records."""

    network: str
    title: str
    first_day: str
    files: Mapping[str, bytes]
    _shas: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def id_of(self, kind: str, file: str, *position: str | int) -> str:
        """Return the id of the record of a kind at a position of a file.

        What refers to the plan is made anew with it: else a folder whose plan was corrected would lay its notes into
        the groups of the plan before. People refer to nothing and stay.
        """
        plan = b"" if kind == "person" else self._sha(GATHERING)
        return uuid8(self.network, self.title, self.first_day, plan, file, self._sha(file), kind, *position)

    def ranks(self, count: int, kind: str, file: str, *position: str | int) -> tuple[str, ...]:
        """Return the ranks of the records of a kind in one list."""
        made_from = self.id_of(kind, file, "ranks", *position)
        return spread(count, salt_from(hashlib.sha256(made_from.encode()).digest()))

    def _sha(self, file: str) -> bytes:
        # Every line of a file asks for it, and a file may have as many lines as it likes.
        if file not in self._shas:
            self._shas[file] = hashlib.sha256(self.files.get(file, b"")).digest()
        return self._shas[file]


class Known:
    """The names of one kind that a folder gives, and their ids; an unknown one is said with the nearest."""

    def __init__(
        self, code: str, ids: Mapping[str, str], findings: Findings, *, is_complete: bool = True
    ) -> None:
        self._code = code
        self._ids = ids
        self._findings = findings
        self._is_complete = is_complete

    def id_of(self, name: str, file: str, line: int, also: Mapping[str, str] | None = None) -> str:
        """Return the id of a name, or '' after saying that nobody knows it.

        ``also`` are other words for known names, to suggest. Where the list of names could not be read nothing is
        said: that problem has been told.
        """
        if name in self._ids or not name or not self._is_complete:
            return self._ids.get(name, "")
        other = (also or {}).get(name.casefold(), "")
        self._findings.add(self._code, file, line, name=name, suggestion=other or nearest(name, self._ids))
        return ""
