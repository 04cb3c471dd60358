"""A list of groups pasted out of a spreadsheet: who takes the notes, who leads, and who sits there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_people import one_spelling
from facilitator.importing.pasted_rows import Sheet, named_row, pasted, read_sheet
from facilitator.importing.problems import Findings, Problem

COLUMNS: Final = MappingProxyType(
    {
        name: column
        for column, names in {
            "title": "group|title|group title|breakout|breakout room|room|table|group name",
            "note_taker": "note taker|notetaker|notes|scribe|notes by",
            "leads": "lead|leads|led by|leader|leaders|facilitator|host|hosts",
            "topic": "topic|about|theme|question",
            "members": "members|member|people|participants|participant|who|name|person|names",
        }.items()
        for name in names.split("|")
    }
)
_COUNTED: Final = re.compile(r"(\D+?)\s*(?:\d+|[A-Za-z])")
_BETWEEN: Final = re.compile(r"[;,]")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as its rows say it; people are names. ``line`` is that of the first row."""

    line: int
    title: str
    note_taker: str = ""
    leads: tuple[str, ...] = ()
    topic: str = ""
    members: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return everybody of the group, each once."""
        return tuple(dict.fromkeys(filter(None, (*self.leads, self.note_taker, *self.members))))


def groups_pasted(text: str) -> tuple[tuple[GroupRow, ...], tuple[Problem, ...]]:
    """Return the groups of pasted rows, and what is wrong by row; rows of one title are one group.

    Without names of columns the first cell is the title, the second who takes the notes, the others who sits there.
    A cell may hold several names that commas or semicolons part. Where the first row counts groups (``Group 1``,
    ``Group 2``), who sits in each stands below it.
    """
    findings = Findings()
    sheet = _turned(read_sheet(text, COLUMNS, ("title",), findings))
    found: dict[str, GroupRow] = {}
    for line, cells in sheet.rows:
        row = _row(line, cells, sheet, findings)
        if not row.title:
            findings.add("cell_missing", pasted(), line, key="group")
            continue
        key = row.title.casefold()
        if key in found:
            row = _joined(found[key], row, findings)
        found[key] = row
    seats: dict[str, GroupRow] = {}
    for group in found.values():
        for name in group.names:
            other = seats.setdefault(name.casefold(), group)
            if other is not group:
                findings.add("in_two_groups", pasted(), group.line, name=name, title=other.title)
    return tuple(found.values()), findings.problems


def _turned(sheet: Sheet) -> Sheet:
    """Return a sheet in which each column is a group as one in which each row is."""
    titles = sheet.rows[0][1] if sheet.rows else ()
    counted = [_COUNTED.fullmatch(title) for title in titles]
    called = {found[1].casefold() for found in counted if found is not None}
    if sheet.columns or len(titles) < 2 or len(sheet.rows) < 2 or not all(counted) or len(called) > 1:
        return sheet
    line = sheet.rows[0][0]
    columns = zip_longest(*(cells for _line, cells in sheet.rows), fillvalue="")
    return Sheet(tuple((line, (title, "", *names)) for title, *names in columns if title))


def _row(line: int, cells: tuple[str, ...], sheet: Sheet, findings: Findings) -> GroupRow:
    if not sheet.columns:
        title, note_taker, *members = (*cells, "", "")[: max(2, len(cells))]
        return GroupRow(line, title, one_spelling(note_taker), members=_names(members))
    # Members may stand in cells beyond the last name of a column: a list is seldom as wide as its longest row.
    width = len(sheet.columns)
    beyond = cells[width:] if sheet.columns[-1] == "members" else ()
    row = named_row(line, cells[:width] if beyond else cells, sheet.columns, findings)
    return GroupRow(
        line,
        row["title"],
        one_spelling(row["note_taker"]),
        _names([row["leads"]]),
        row["topic"],
        _names([row["members"], *beyond]),
    )


def _names(cells: list[str]) -> tuple[str, ...]:
    names = (one_spelling(name) for cell in cells for name in _BETWEEN.split(cell))
    return tuple(dict.fromkeys(name for name in names if name))


def _joined(first: GroupRow, more: GroupRow, findings: Findings) -> GroupRow:
    for field in ("note_taker", "topic"):
        told = getattr(first, field), getattr(more, field)
        if all(told) and told[0] != told[1]:
            findings.add("group_differs", pasted(), more.line, key=field.replace("_", "-"), first=first.line)
    return replace(
        first,
        note_taker=first.note_taker or more.note_taker,
        leads=tuple(dict.fromkeys((*first.leads, *more.leads))),
        topic=first.topic or more.topic,
        members=tuple(dict.fromkeys((*first.members, *more.members))),
    )
