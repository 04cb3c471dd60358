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
_ADDRESSED: Final = re.compile(r'"?([^"<>@]+?)"?\s*<([^@\s<>]+@[^@\s<>]+)>')
_NUMBER: Final = re.compile(r"(?:\d+[.)]?)?")
_ROLES: Final = MappingProxyType(
    {
        **{role.value: role for role in AttendanceRole},
        "attendee": AttendanceRole.MEMBER,
        "participant": AttendanceRole.MEMBER,
        "delegate": AttendanceRole.MEMBER,
    }
)
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
    role, sector and region in this order. Numbers before the names are left out; the line of addresses of a mail is
    read as well.
    """
    findings = Findings()
    sheet = _without_numbers(read_sheet(_from_mail(text), COLUMNS, ("name", "first", "last"), findings))
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


def _from_mail(text: str) -> str:
    """Return the addresses of a mail, ``Joan Castle <joan@…>; …``, as rows; any other text as it is."""
    found = [_ADDRESSED.fullmatch(one.strip()) for one in re.split(r"[;,\n]", text) if one.strip()]
    if not found or not all(found):
        return text
    return "\n".join(f"{one[1]}\t{one[2]}" for one in found if one is not None)


def _without_numbers(sheet: Sheet) -> Sheet:
    """Return a sheet without a first column that only counts, of which nobody is called anything."""
    is_counted = len(sheet.rows) > 1 and all(_NUMBER.fullmatch(cells[0]) for _line, cells in sheet.rows)
    if sheet.columns or not is_counted:
        return sheet
    return Sheet(tuple((line, cells[1:] or ("",)) for line, cells in sheet.rows))


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
    said = {field: row[field] for field in FIELDS}
    addressed = _ADDRESSED.fullmatch(name)
    if addressed is not None and not said["contact"]:
        name, said["contact"] = addressed[1], addressed[2]
    if said["contact"] and not _MAIL.fullmatch(said["contact"]):
        findings.add("bad_mail", row.file, row.line, value=said["contact"][:60])
    return PersonRow(
        line=row.line,
        name=one_spelling(name),
        says=tuple((field, told) for field, told in said.items() if told),
        here_as=_here_as(row, findings),
        described_as=row["described_as"],
        is_first_time=_is_first_time(row, findings),
    )


def _here_as(row: Row, findings: Findings) -> AttendanceRole:
    word = row["here_as"].casefold()
    if word and word not in _ROLES:
        roles = ", ".join(AttendanceRole)
        findings.add("role_not_known", row.file, row.line, value=row["here_as"][:60], allowed=roles)
    return _ROLES.get(word, AttendanceRole.MEMBER)


def _is_first_time(row: Row, findings: Findings) -> bool:
    word = row["first_time"].casefold()
    if word and word not in _YES:
        findings.add("not_yes_or_no", row.file, row.line, value=row["first_time"][:60])
    return _YES.get(word, False)
