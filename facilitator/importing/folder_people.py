"""people.csv: the people of a gathering and the occasions each came to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_tables import Row, read_rows
from facilitator.importing.folder_text import PEOPLE
from facilitator.importing.problems import Findings
from sessions.gathering import Occasion
from sessions.people import Attendance, AttendanceRole, ContactChoice, Level, Listing, Person

COLUMNS: Final = (
    "name", "also_known_as", "sort_name", "organisation", "role", "sector", "region", "pronouns", "contact",
    "contact_as", "listed_as", "quoted_as", "attended", "attended_as", "described_as", "first_time",
)  # fmt: skip
LEVELS: Final[Mapping[str, Level]] = MappingProxyType({level.word: level for level in reversed(Level)})
_LISTINGS: Final = MappingProxyType({listing.value: listing for listing in Listing})
_ROLES: Final = MappingProxyType({role.value: role for role in AttendanceRole})
_CONTACTS: Final = MappingProxyType({choice.value: choice for choice in ContactChoice})
_YES: Final = MappingProxyType({"yes": True, "no": False})
_BAR: Final = re.compile(r"(?<!\S)\|(?!\S)")


@dataclass(frozen=True, slots=True)
class Register:
    """The people of a folder, the row of each, and how to find one by name."""

    people: tuple[Person, ...]
    rows: tuple[Row, ...]
    known: Known
    also: Mapping[str, str]

    def id_of(self, name: str, file: str, line: int) -> str:
        """Return the id of the person of this name, or '' after saying that nobody is called so."""
        return self.known.id_of(one_spelling(name), file, line, self.also)


def one_spelling(name: str) -> str:
    """Return a name as it is compared: accents composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def read_people(text: str | None, origin: Origin, findings: Findings) -> Register:
    """Return the people of people.csv."""
    if text is None and PEOPLE not in origin.files:
        findings.add("people_missing", PEOPLE)
    if text is not None and not text.strip():
        findings.add("people_empty", PEOPLE)
    rows = read_rows(PEOPLE, text, COLUMNS, "name", findings) if text and text.strip() else None
    named = _with_names(rows or (), findings)
    people = tuple(_person(row, origin, findings) for row in named)
    known = Known(
        "unknown_person", {person.name: person.id for person in people}, findings, is_complete=bool(people)
    )
    also = {other.casefold(): person.name for person in people for other in person.also_known_as}
    return Register(people, tuple(named), known, also)


def attendances(
    register: Register, occasions: Iterable[Occasion], known: Known, origin: Origin, findings: Findings
) -> tuple[Attendance, ...]:
    """Return who came to which occasion: to all of them where nothing is said."""
    every = tuple(occasion.key for occasion in occasions)
    found: list[Attendance] = []
    for person, row in zip(register.people, register.rows, strict=True):
        keys = _attended(row, every)
        roles = _each(row, "attended_as", len(keys), findings)
        words = _each(row, "described_as", len(keys), findings)
        firsts = _each(row, "first_time", len(keys), findings)
        for key, role, described_as, is_first_time in zip(keys, roles, words, firsts, strict=True):
            occasion = known.id_of(key, PEOPLE, row.line)
            if occasion:
                found.append(
                    Attendance(
                        id=origin.id_of("attendance", PEOPLE, row.line, key),
                        occasion=occasion,
                        person=person.id,
                        role=role.choice("attended_as", _ROLES, AttendanceRole.MEMBER, findings),
                        described_as=described_as["described_as"],
                        is_first_time=is_first_time.choice("first_time", _YES, False, findings),
                    )
                )
    return tuple(found)


def _each(row: Row, column: str, count: int, findings: Findings) -> list[Row]:
    """Return a row for each occasion attended: with its part of the cell where bars part it, else with all of it."""
    parts = [part.strip() for part in _BAR.split(row[column])]
    if count < 2 or len(parts) == 1:
        return [row] * count
    if len(parts) != count:
        findings.add("parts_differ", PEOPLE, row.line, key=column, parts=len(parts), occasions=count)
        return [replace(row, cells={})] * count
    return [replace(row, cells={column: part}) for part in parts]


def _attended(row: Row, every: tuple[str, ...]) -> tuple[str, ...]:
    if row["attended"] == "-":
        return ()
    return tuple(dict.fromkeys(row.several("attended"))) or every


def _with_names(rows: Iterable[Row], findings: Findings) -> list[Row]:
    kept: list[Row] = []
    first: dict[str, int] = {}
    for row in rows:
        name = one_spelling(row["name"])
        if not name:
            findings.add("cell_missing", PEOPLE, row.line, key="name")
        elif name in first:
            findings.add("duplicate_person", PEOPLE, row.line, name=name, first=first[name])
        else:
            first[name] = row.line
            kept.append(row)
    return kept


def _person(row: Row, origin: Origin, findings: Findings) -> Person:
    return Person(
        id=origin.id_of("person", PEOPLE, row.line),
        name=one_spelling(row["name"]),
        also_known_as=row.several("also_known_as"),
        sort_name=row["sort_name"],
        organisation=row["organisation"],
        role=row["role"],
        sector=row["sector"],
        region=row["region"],
        pronouns=row["pronouns"],
        listed_as=row.choice("listed_as", _LISTINGS, Listing.NAME_AND_ORGANISATION, findings),
        quoted_as=row.choice("quoted_as", LEVELS, Level.NAMED, findings),
        contact=row["contact"],
        contact_as=row.choice("contact_as", _CONTACTS, ContactChoice.ANYTHING, findings),
    )
