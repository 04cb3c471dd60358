"""Tables as TOML in one fixed layout: the same values are always the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

WIDEST_LINE: Final = 100
_ESCAPES: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_TO_ESCAPE: Final = re.compile('["\\\\\x00-\x1f\x7f]')

Value = str | int | bool | date | time | Sequence[str]
Pairs = Sequence[tuple[str, Value]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header, ``[network]`` or ``[[session.part]]``, and its keys in order."""

    header: str
    pairs: Pairs


def toml(tables: Iterable[Table]) -> str:
    """Return tables with an empty line between them."""
    return "\n".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    return "".join((f"{table.header}\n", *(f"{key} = {_value(key, value)}\n" for key, value in table.pairs)))


def _value(key: str, value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return basic(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    items = [basic(item) for item in value]
    line = f"[{', '.join(items)}]"
    if len(f"{key} = {line}") <= WIDEST_LINE:
        return line
    return "".join(("[\n", *(f"    {item},\n" for item in items), "]"))


def basic(text: str) -> str:
    """Return a text as a basic string on one line."""
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04X}"
