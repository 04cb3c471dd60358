"""A list of people pasted out of a spreadsheet: what each row says of somebody, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_people import one_spelling
from facilitator.importing.folder_tables import Row
from facilitator.importing.pasted_rows import Sheet, named_row, pasted, read_sheet
from facilitator.importing.problems import Findings, Problem
from sessions.people import AttendanceRole

FIELDS: Final = (
    "organisation", "role", "sector", "region", "pronouns", "contact", "also_known_as", "sort_name",
)  # fmt: skip
"""What a row may say of a person beside the name; each is a field of their record."""

COLUMNS: Final = MappingProxyType(
    {
        name: column
        for column, names in {
            "name": "name|full name|person|participant|attendee|member|who",
            "first": "first name|firstname|forename|given name|first",
            "last": "last name|lastname|surname|family name|last",
            "organisation": "organisation|organization|org|company|body|affiliation|employer|from",
            "role": "role|job|job title|jobtitle|position|title|post",
            "sector": "sector|kind of organisation",
            "region": "region|area|place|town|city|county|location|where",
            "contact": "e mail|email|mail|e mail address|email address|contact",
            "pronouns": "pronouns",
            "also_known_as": "also known as|known as|preferred name|nickname",
            "sort_name": "sort name|sorted as",
            "here_as": "here as|attending as|attends as|attended as|part|taking part as",
            "described_as": "described as|printed as|in print",
            "first_time": "first time|new|newcomer|is this your first time",
        }.items()
        for name in names.split("|")
    }
)
_IN_ORDER: Final = ("organisation", "role", "sector", "region")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ROLES: Final = MappingProxyType({role.value: role for role in AttendanceRole})
_YES: Final = MappingProxyType(
    {"yes": True, "y": True, "x": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row: a name and what it says of the person; ``says`` has only the fields that say something."""

    line: int
    name: str
    says: tuple[tuple[str, str], ...] = ()
    here_as: AttendanceRole = AttendanceRole.MEMBER
    described_as: str = ""
    is_first_time: bool = False

    def get(self, field: str) -> str:
        """Return what the row says in a field, '' where it says nothing."""
        return dict(self.says).get(field, "")


def people_pasted(text: str) -> tuple[tuple[PersonRow, ...], tuple[Problem, ...]]:
    """Return the people of pasted rows, and what is wrong by row.

    Without names of columns the first cell is the name and what has an ``@`` the address; the others are organisation,
    role, sector and region in this order.
    """
    findings = Findings()
    sheet = read_sheet(text, COLUMNS, ("name", "first", "last"), findings)
    found: list[PersonRow] = []
    first: dict[str, int] = {}
    for line, cells in sheet.rows:
        row = _row(line, cells, sheet, findings)
        person = _person(row, findings)
        key = f"{person.name.casefold()} {person.get('contact').casefold()}"
        if not person.name:
            findings.add("cell_missing", pasted(), line, key="name")
        elif key in first:
            findings.add("person_twice", pasted(), line, name=person.name, first=first[key])
        else:
            first[key] = line
            found.append(person)
    return tuple(found), findings.problems


def _row(line: int, cells: tuple[str, ...], sheet: Sheet, findings: Findings) -> Row:
    if sheet.columns:
        return named_row(line, cells, sheet.columns, findings)
    name, *rest = cells
    mail = next((cell for cell in rest if _MAIL.fullmatch(cell)), "")
    others = [cell for cell in rest if cell != mail or not mail]
    row = named_row(line, (name, *others), ("name", *_IN_ORDER), findings)
    return Row(row.file, line, {**row.cells, **({"contact": mail} if mail else {})})


def _person(row: Row, findings: Findings) -> PersonRow:
    name = row["name"] or " ".join(filter(None, (row["first"], row["last"])))
    if row["contact"] and not _MAIL.fullmatch(row["contact"]):
        findings.add("bad_mail", row.file, row.line, value=row["contact"][:60])
    lowered = Row(row.file, row.line, {key: cell.casefold() for key, cell in row.cells.items()})
    return PersonRow(
        line=row.line,
        name=one_spelling(name),
        says=tuple((field, row[field]) for field in FIELDS if row[field]),
        here_as=lowered.choice("here_as", _ROLES, AttendanceRole.MEMBER, findings),
        described_as=row["described_as"],
        is_first_time=lowered.choice("first_time", _YES, False, findings),
    )
