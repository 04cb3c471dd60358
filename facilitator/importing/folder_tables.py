"""The two tables of a folder, people.csv and polls.csv, as rows that know their line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from facilitator.importing.folder_fields import day_of
from facilitator.importing.problems import Findings, nearest

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, without white space around them, and the line it starts on."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def several(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that ``;`` keeps apart."""
        return tuple(part for cell in self[column].split(";") if (part := cell.strip()))

    def choice(
        self, column: str, choices: Mapping[str, Choice], default: Choice, findings: Findings
    ) -> Choice:
        """Return what one of some words stands for."""
        word = self[column]
        if word and word not in choices:
            allowed = ", ".join(filter(None, choices))
            suggestion = nearest(word, choices)
            findings.add(
                "bad_choice",
                self.file,
                self.line,
                key=column,
                name=word,
                allowed=allowed,
                suggestion=suggestion,
            )
        return choices.get(word, default) if word else default


def day_in(row: Row, column: str, findings: Findings) -> str:
    """Return a date of a row as ISO text, or ''."""
    day = day_of(row[column])
    if row[column] and day is None:
        findings.add("bad_date", row.file, row.line, value=row[column][:60])
    return day.isoformat() if day else ""


def read_rows(
    file: str, text: str, columns: Iterable[str], needed: str, findings: Findings
) -> tuple[Row, ...] | None:
    """Return the rows of a table, or None where they cannot be told apart or the needed column is missing."""
    if not text.strip():
        findings.add("file_empty", file)
        return ()
    lines = csv.reader(io.StringIO(text, newline="\n"), delimiter=_delimiter(text, columns), strict=True)
    rows = _numbered(file, lines, findings)
    _, header = next(rows, (1, []))
    names = [name.strip().casefold().replace(" ", "_") for name in header]
    if not _check_header(file, names, tuple(columns), needed, findings):
        return None
    found = [_row(file, line, names, cells, findings) for line, cells in rows]
    return None if findings.has("table_broken", file) else tuple(found)


def _delimiter(text: str, columns: Iterable[str]) -> str:
    """Choose what parts the cells: programs that write decimals with a comma part cells with a semicolon."""
    header = text.lstrip().partition("\n")[0].casefold()
    known = set(columns)

    def columns_found(mark: str) -> int:
        return sum(name.strip().strip('"') in known for name in header.split(mark))

    return max(",;\t", key=columns_found)


def _numbered(file: str, lines: Iterator[list[str]], findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something, with the line each starts on."""
    while True:
        start: int = lines.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = [cell.strip() for cell in next(lines)]
        except StopIteration:
            return
        except csv.Error as error:
            findings.add("table_broken", file, start, reason=str(error))
            return
        if any(cells):
            yield start, cells


def _check_header(
    file: str, names: list[str], columns: tuple[str, ...], needed: str, findings: Findings
) -> bool:
    for place, name in enumerate(names):
        if name in names[:place]:
            findings.add("duplicate_column", file, 1, name=name)
        elif name not in columns:
            findings.add("unknown_column", file, 1, name=name, suggestion=nearest(name, columns))
    if needed not in names and not findings.has("table_broken", file):
        findings.add("column_missing", file, 1, name=needed, suggestion="")
    return needed in names


def _row(file: str, line: int, names: list[str], cells: list[str], findings: Findings) -> Row:
    if any(cells[len(names) :]):
        findings.add("row_too_long", file, line, cells=len(cells), columns=len(names))
    return Row(file, line, dict(zip(names, cells, strict=False)))
