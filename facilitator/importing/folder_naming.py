"""How the tables of gathering.toml name people and each other, and what their ids and ranks are."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_people import Register
from facilitator.importing.folder_text import GATHERING
from facilitator.importing.problems import Findings, nearest


class Naming:
    """Follows names in the tables of gathering.toml, and gives their records ids and ranks."""

    def __init__(self, register: Register, origin: Origin, findings: Findings) -> None:
        self._register = register
        self._origin = origin
        self._findings = findings

    def person(self, table: Table, key: str) -> str:
        """Return the id of the person a key names, or ''."""
        return self._register.id_of(table.text(key), GATHERING, table.line(key))

    def people(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the ids of the people a key names, each once."""
        line = table.line(key)
        found = (self._register.id_of(name, GATHERING, line) for name in table.texts(key))
        return tuple(dict.fromkeys(person for person in found if person))

    def reference(self, table: Table, key: str, known: Known, *, is_needed: bool = False) -> str:
        """Return the id of the record a key names, or ''."""
        return known.id_of(table.text(key, is_needed=is_needed), GATHERING, table.line(key))

    def known(self, code: str, kind: str, tables: Sequence[Table], key: str = "key") -> Known:
        """Return the records that tables will make, by key, before they are read."""
        names = ((table.peek(key), self.id(kind, number)) for number, table in enumerate(tables))
        return Known(code, dict(reversed([pair for pair in names if pair[0]])), self._findings)

    def zone(self, table: Table, default: str) -> str:
        """Return a time zone that there is."""
        name = table.text("zone")
        if not name:
            return default
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            suggestion = nearest(name, zoneinfo.available_timezones())
            table.say("unknown_zone", "zone", name=name, suggestion=suggestion)
            return default
        return name

    def check_unique(self, tables: Sequence[Table], key: str) -> None:
        """Say which keys are given twice."""
        first: dict[str, int] = {}
        for table in tables:
            name = table.peek(key)
            if name in first:
                table.say("duplicate_key", key, name=name, first=first[name])
            elif name:
                first[name] = table.line(key)

    def id(self, kind: str, *position: int) -> str:
        """Return the id of the record of a kind at a position of the file."""
        return self._origin.id_of(kind, GATHERING, *position)

    def ranks(self, count: int, kind: str, *position: int) -> tuple[str, ...]:
        """Return the ranks of so many records of a kind in one list."""
        return self._origin.ranks(count, kind, GATHERING, *position)
