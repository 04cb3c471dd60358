"""Tables in plain text: columns side by side where there is room, else a line a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from facilitator.exporting.text_inline import wrapped

_GAP: Final = "  "

Rows = Sequence[Sequence[str]]


def fits(rows: Rows, width: int) -> bool:
    """Tell whether every cell has room on one line."""
    is_flat = not any("\n" in cell for row in rows for cell in row)
    widths = _widths(rows)
    return is_flat and sum(widths) + len(_GAP) * (len(widths) - 1) <= width


def aligned(rows: Rows, width: int, *, has_header: bool = False) -> str:
    """Return rows whose cells stand below each other."""
    widths = _widths(rows)
    lines = [_line(row, widths) for row in rows]
    if has_header:
        lines.insert(1, _GAP.join("-" * one for one in widths))
    return "\n".join(line[:width].rstrip(" ") for line in lines)


def listed_as_pairs(rows: Rows, width: int, *, has_header: bool) -> list[str]:
    """Return for each row its cells, a line each, with what the header calls them."""
    heads = list(rows[0]) if has_header else []
    body = rows[1:] if has_header and len(rows) > 1 else rows
    heads = heads if body is not rows else []
    return [made for row in body if (made := _pairs(row, heads, width))]


def _pairs(row: Sequence[str], heads: Sequence[str], width: int) -> str:
    names = [*heads, *[""] * max(0, len(row) - len(heads))]
    cells = [*row, *[""] * max(0, len(heads) - len(row))]
    told = [f"{name}: {cell}".strip() if name else cell for name, cell in zip(names, cells, strict=True)]
    return "\n".join(wrapped(text, width, "", "    ") for text in told if text)


def _widths(rows: Rows) -> list[int]:
    count = max((len(row) for row in rows), default=0)
    return [max(len(row[at]) if at < len(row) else 0 for row in rows) for at in range(count)]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
