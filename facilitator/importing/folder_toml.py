"""gathering.toml: its values, and on which line each of them stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from facilitator.importing.folder_text import GATHERING
from facilitator.importing.problems import Findings

Path = tuple[str | int, ...]

_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]")
_KEY: Final = re.compile(r"\s*([\w-]+)\s*=")
_PLACE: Final = re.compile(r" \((?:at line (\d+), column \d+|at end of document)\)$")
_BARE_TIME: Final = re.compile(r"=\s*\d{1,2}:\d{2}\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Toml:
    """The values of a file and the line of each table and key."""

    values: Mapping[str, Any]
    lines: Mapping[Path, int]

    def line_of(self, path: Path) -> int:
        """Return the line of a key, else of the table it should be in, else 0."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def parse_toml(text: str, findings: Findings) -> Toml | None:
    """Return the values of gathering.toml, or None where it breaks the rules of TOML."""
    try:
        values = tomllib.loads(text)
    except RecursionError:
        findings.add("toml_broken", GATHERING, 1, reason="too deeply nested")
        return None
    except ValueError as error:
        _report(str(error), text, findings)
        return None
    return Toml(values, _lines(text))


def _report(said: str, text: str, findings: Findings) -> None:
    place = _PLACE.search(said)
    rows = text.rstrip("\n").split("\n")
    line = int(place.group(1)) if place and place.group(1) else len(rows)
    if _BARE_TIME.search(rows[min(line, len(rows)) - 1]):
        findings.add("toml_time_without_seconds", GATHERING, line)
    else:
        findings.add("toml_broken", GATHERING, line, reason=_PLACE.sub("", said))


def _lines(text: str) -> dict[Path, int]:
    """Find tables and keys line by line; a key inside an array or an inline table keeps its parent's line."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    closing = ""
    for number, row in enumerate(text.split("\n"), 1):
        if closing:
            closing = "" if row.count(closing) % 2 else closing
            continue
        header = _HEADER.match(row)
        key = _KEY.match(row)
        if header:
            table = _table(header, counts)
            found.setdefault(table, number)
        elif key:
            found.setdefault((*table, key.group(1)), number)
            closing = next((mark for mark in ('"""', "'''") if row.count(mark) % 2), "")
    return found


def _table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    path: Path = ()
    *parents, last = (name.strip() for name in header.group(2).split("."))
    for name in parents:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, last)
    if header.group(1) == "[[":
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path
