"""The fields of a table in gathering.toml: each asked for by name and kind, and what is wrong said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from facilitator.importing.folder_text import GATHERING, clean
from facilitator.importing.folder_toml import Path, Toml
from facilitator.importing.problems import Findings, nearest

Choice = TypeVar("Choice")

LONGEST_DAY: Final = 24 * 60
LARGEST_COUNT: Final = 10**9
LARGEST_NUMBER: Final = 10**15
_KEY: Final = re.compile(r"[a-z0-9-]+")
_LENGTH: Final = re.compile(r"(?:(\d{1,2})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min)?)?")


class Table:
    """One table; remembers which keys were asked for, so that ``finish`` can name those nobody knows."""

    def __init__(self, toml: Toml, path: Path, values: Mapping[str, Any], findings: Findings) -> None:
        self._toml = toml
        self._path = path
        self._values = values
        self._findings = findings
        self._asked: set[str] = set()

    def line(self, key: str = "") -> int:
        """Return the line of a key, or of the table."""
        return self._toml.line_of((*self._path, key) if key else self._path)

    def say(self, code: str, key: str = "", **fields: str | int) -> None:
        """Add a problem about a key, or about the table."""
        self._findings.add(code, GATHERING, self.line(key), **({"key": key} if key else {}), **fields)

    def text(self, key: str, *, is_needed: bool = False) -> str:
        """Return a text without white space around it."""
        value = self._value(key)
        if value is not None and not isinstance(value, str):
            self.say("wrong_type", key, expected='"…"')
            return ""
        text = self._cleaned(key, value or "").strip()
        if is_needed and not text and (value is None or isinstance(value, str)):
            self.say("key_missing", key, table=self.name)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty ones left out."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.say("wrong_type", key, expected='["…", "…"]')
            return ()
        return tuple(text for item in value if (text := self._cleaned(key, item).strip()))

    def key(self, key: str = "key") -> str:
        """Return the key that files and other tables name this table by."""
        name = self.text(key, is_needed=True)
        if name and not _KEY.fullmatch(name):
            self.say("bad_key", key, name=name)
        return name

    def choice(self, key: str, choices: Mapping[str, Choice], default: Choice) -> Choice:
        """Return what one of some words stands for."""
        name = self.text(key)
        if not name:
            return default
        if name not in choices:
            self.say("bad_choice", key, name=name, allowed=", ".join(choices), **_suggested(name, choices))
        return choices.get(name, default)

    def day(self, key: str, *, is_needed: bool = False) -> date | None:
        """Return a date."""
        value = self._value(key)
        if value is None:
            if is_needed:
                self.say("key_missing", key, table=self.name)
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        day = day_of(value) if isinstance(value, str) else None
        if day is None:
            self.say("bad_date", key, value=_shown(value))
        return day

    def clock(self, key: str, default: int) -> int:
        """Return a time of day in minutes after midnight."""
        value = self._value(key)
        if isinstance(value, str):
            try:
                value = time.fromisoformat(value.strip())
            except ValueError:
                self.say("bad_time", key, value=_shown(value))
                return default
        if value is not None and not isinstance(value, time):
            self.say("bad_time", key, value=_shown(value))
        return value.hour * 60 + value.minute if isinstance(value, time) else default

    def minutes(self, key: str) -> int:
        """Return a length in minutes, 0 where none is given."""
        value = self._value(key)
        if value is None:
            return 0
        told = _LENGTH.fullmatch(str(value).strip()) if isinstance(value, str | int) else None
        hours, minutes = (int(part or 0) for part in told.groups()) if told else (0, 0)
        length = hours * 60 + minutes
        if not 0 < length <= LONGEST_DAY:
            self.say("bad_length", key, value=_shown(value))
            return 0
        return length

    def whole(self, key: str, default: int) -> int:
        """Return a whole number above zero."""
        value = self._value(key)
        if value is None:
            return default
        if not _is_whole(value) or not 0 < value < LARGEST_COUNT:
            self.say("wrong_type", key, expected="1, 2, 3 …")
            return default
        return int(value)

    def count(self, key: str, default: int) -> int:
        """Return a number of people, 0 among them."""
        value = self._value(key)
        if value is None:
            return default
        if not _is_whole(value) or not 0 <= value < LARGEST_COUNT:
            self.say("wrong_type", key, expected="0, 1, 2 …")
            return default
        return int(value)

    def number(self, key: str) -> int:
        """Return a whole number that must be there; it may be below zero."""
        value = self._value(key)
        if value is None:
            self.say("key_missing", key, table=self.name)
        elif not _is_whole(value) or abs(value) >= LARGEST_NUMBER:
            self.say("wrong_type", key, expected="412")
        else:
            return int(value)
        return 0

    def flag(self, key: str) -> bool:
        """Return whether something is so, false where nothing is said."""
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self.say("wrong_type", key, expected="true, false")
        return value is True

    def table(self, key: str) -> Table | None:
        """Return the table of this name, or None where there is none."""
        value = self._value(key)
        if value is None:
            self._findings.add("table_missing", GATHERING, self.line() or 1, table=key)
            return None
        if not isinstance(value, dict):
            self.say("wrong_type", key, expected=f"[{key}]")
            return None
        return Table(self._toml, (*self._path, key), value, self._findings)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables that are repeated under this name."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            header = ".".join(str(part) for part in (*self._path, key) if isinstance(part, str))
            self.say("wrong_type", key, expected=f"[[{header}]]")
            return ()
        paths = ((*self._path, key, number) for number in range(len(value)))
        return tuple(
            Table(self._toml, path, item, self._findings) for path, item in zip(paths, value, strict=True)
        )

    def has(self, key: str) -> bool:
        """Tell whether the table has a key."""
        return key in self._values

    def peek(self, key: str) -> str:
        """Return a text without saying anything about it, '' where it is none."""
        value = self._values.get(key)
        return value.strip() if isinstance(value, str) else ""

    @property
    def name(self) -> str:
        """Return the name of the table as its header says it."""
        return ".".join(part for part in self._path if isinstance(part, str))

    def finish(self) -> None:
        """Name the keys that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                shown, _ = clean(key)
                line = self.line(key)
                self._findings.add(
                    "unknown_key", GATHERING, line, key=shown, table=self.name, **_suggested(key, self._asked)
                )

    def _value(self, key: str) -> Any:
        self._asked.add(key)
        return self._values.get(key)

    def _cleaned(self, key: str, text: str) -> str:
        cleaned, count = clean(text.replace("\r\n", "\n"))
        if count:
            self.say("control_characters", key, count=count)
        return cleaned


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def day_of(text: str) -> date | None:
    """Return the date that a text such as 2026-10-14 says, or None."""
    try:
        return date.fromisoformat(text.strip()) if "-" in text else None
    except ValueError:
        return None


def _suggested(name: str, known: Mapping[str, object] | set[str]) -> dict[str, str]:
    return {"suggestion": nearest(name, known)}


def _shown(value: object) -> str:
    return str(value)[:60]
