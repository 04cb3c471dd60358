"""Rows pasted out of a spreadsheet: parted by tabs, semicolons or commas, with or without names of columns."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from facilitator.importing.folder_tables import Row
from facilitator.importing.folder_text import clean
from facilitator.importing.problems import Findings

MOST_ROWS: Final = 5_000
LONGEST_CELL: Final = 2_000
MOST_ABOVE: Final = 4
"""Rows of a title above the names of the columns."""
Numbered = tuple[int, tuple[str, ...]]
"""A line with the cells of the row that begins there."""
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was pasted: the cells of each row with its line, and the columns by place where the first row names them."""

    rows: tuple[Numbered, ...]
    columns: tuple[str, ...] = ()


def pasted() -> str:
    """Return what problems call the place they are in."""
    return _("pasted rows")


def read_sheet(text: str, names: Mapping[str, str], needed: Iterable[str], findings: Findings) -> Sheet:
    """Return the rows of a text; ``names`` are columns by every name they may have, in plain letters.

    The first row names the columns where one of its cells is a column that is ``needed``. A title may stand above it.
    What cannot be read as rows is told and gives none.
    """
    rows = _cells(text, findings)
    head = _head(rows, names, set(needed))
    if head is None:
        return Sheet(tuple(_from_first_filled(rows)))
    line, cells = rows[head]
    if head:
        findings.add("rows_above", pasted(), line, count=head)
    first = [plain_name(cell) for cell in cells]
    columns = tuple(names.get(name, "") for name in first)
    for place, column in enumerate(columns):
        if not column and first[place]:
            findings.add("unknown_column", pasted(), line, name=cells[place], suggestion="")
        elif column and column in columns[:place]:
            findings.add("duplicate_column", pasted(), line, name=cells[place])
    return Sheet(tuple(rows[head + 1 :]), columns)


def _head(rows: list[Numbered], names: Mapping[str, str], needed: set[str]) -> int | None:
    """Return the place of the row that names the columns; below a title it has to name two of them."""
    for place, (_line, cells) in enumerate(rows[: MOST_ABOVE + 1]):
        known = [names[name] for cell in cells if (name := plain_name(cell)) in names]
        if needed & set(known) and (place == 0 or len(known) > 1):
            return place
    return None


def _from_first_filled(rows: list[Numbered]) -> list[Numbered]:
    """Return rows from the first column on in which anything stands."""
    filled = (next(place for place, cell in enumerate(cells) if cell) for _line, cells in rows)
    left = min(filled, default=0)
    return [(line, cells[left:]) for line, cells in rows]


def named_row(line: int, cells: Iterable[str], columns: tuple[str, ...], findings: Findings) -> Row:
    """Return a row by its columns; what stands beyond them is told."""
    found = tuple(cells)
    if any(found[len(columns) :]):
        findings.add("pasted_row_too_long", pasted(), line, cells=len(found), columns=len(columns))
    return Row(
        pasted(), line, {name: cell for name, cell in zip(columns, found, strict=False) if name and cell}
    )


def plain_name(name: str) -> str:
    """Return the name of a column in plain letters, with one space between its words."""
    bare = unicodedata.normalize("NFKC", name).casefold().replace("'", "").replace("’", "")
    return " ".join(_NOT_A_LETTER.sub(" ", bare).split())


def _cells(text: str, findings: Findings) -> list[Numbered]:
    cleaned, count = clean(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if count:
        line = cleaned.count("\n", 0, cleaned.index("\ufffd")) + 1
        findings.add("control_characters", pasted(), line, count=count)
    lines = csv.reader(io.StringIO(cleaned, newline="\n"), delimiter=_delimiter(cleaned), strict=True)
    rows: list[Numbered] = []
    while True:
        start = lines.line_num + 1
        try:
            cells = tuple(" ".join(cell.split()) for cell in next(lines))
        except StopIteration:
            break
        except csv.Error as error:
            findings.add("table_broken", pasted(), start, reason=str(error))
            return []
        if any(cells):
            rows.append((start, cells))
    if not rows:
        findings.add("nothing_pasted", pasted())
    if len(rows) > MOST_ROWS:
        findings.add("rows_too_many", pasted(), count=len(rows), most=MOST_ROWS)
        return []
    for line, cells in rows:
        if max(map(len, cells)) > LONGEST_CELL:
            findings.add("value_too_long", pasted(), line)
    return rows


def _delimiter(text: str) -> str:
    """Return what parts the cells: a spreadsheet copies with tabs, and lists are typed with the others."""
    if "\t" in text:
        return "\t"
    first = next((line for line in text.split("\n") if line.strip()), "")
    return ";" if first.count(";") > first.count(",") else ","
