"""What records are called in a folder: people by name, the plan by key, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from facilitator.importing.folder_people import one_spelling
from facilitator.importing.folder_text import clean
from facilitator.leaving_out import Tally, What
from sessions.people import Person

_KEY: Final = re.compile(r"[a-z0-9-]+")
_NOT_IN_KEYS: Final = re.compile(r"[^a-z0-9]+")
NOTHING: Final = "–"
"""Stands where a text is needed and there is none."""


class Keyed(Protocol):
    """A record that files name by a key."""

    @property
    def id(self) -> str:
        """Return what the archive names it by."""

    @property
    def key(self) -> str:
        """Return what people name it by."""

    @property
    def title(self) -> str:
        """Return what it is called."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the people of a folder, and who stands for whom; the keys of its plan by id."""

    people: Mapping[str, str]
    same_as: Mapping[str, str]
    keys: Mapping[str, str]
    tally: Tally

    def text(self, text: str, *, is_needed: bool = False) -> str:
        """Return a text as the files can hold it."""
        return self.words(text).strip() or (NOTHING if is_needed else "")

    def words(self, text: str) -> str:
        """Return a piece of a text as the files can hold it, white space at its ends included."""
        kept, count = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
        if count:
            self.tally.add(What.TEXTS)
        return kept

    def texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return those of some texts that say something."""
        return tuple(kept for text in texts if (kept := self.text(text)))

    def person(self, person: str) -> str:
        """Return the name of a person, or '' where there is nobody."""
        name = self.people.get(self.one(person), "")
        if person and not name:
            self.tally.add(What.LOOSE)
        return name

    def persons(self, people: Iterable[str]) -> tuple[str, ...]:
        """Return the names of people, each once."""
        return tuple(dict.fromkeys(name for one in people if (name := self.person(one))))

    def one(self, person: str) -> str:
        """Return the id of the person that somebody was found to be."""
        return self.same_as.get(person, person)

    def key(self, record: str) -> str:
        """Return the key of a record of the plan, or '' where it is not there."""
        if record and record not in self.keys:
            self.tally.add(What.LOOSE)
        return self.keys.get(record, "")


def people_names(people: Iterable[Person], tally: Tally) -> tuple[dict[str, str], dict[str, str]]:
    """Return a name for each person, no two the same, and who stands for those found to be somebody else."""
    every = {person.id: person for person in people}
    same_as = {person.id: _found_to_be(person, every) for person in every.values()}
    names: dict[str, str] = {}
    taken: set[str] = set()
    for person in every.values():
        if same_as[person.id] != person.id:
            tally.add(What.MERGED)
            continue
        plain = one_spelling(clean(person.name)[0]) or NOTHING
        name = _free(plain, taken, " {}")
        if name != person.name:
            tally.add(What.TEXTS)
        taken.add(name)
        names[person.id] = name
    return names, same_as


def _found_to_be(person: Person, every: Mapping[str, Person]) -> str:
    seen = {person.id}
    while person.same_as in every and person.same_as not in seen:
        person = every[person.same_as]
        seen.add(person.id)
    return person.id


def plan_keys(records: Iterable[Keyed], tally: Tally) -> dict[str, str]:
    """Return a key for each record of one list, no two the same; those that can stand are kept."""
    every = list(records)
    taken: set[str] = set()
    keys: dict[str, str] = {}
    for record in every:
        if _KEY.fullmatch(record.key) and record.key not in taken:
            taken.add(record.key)
            keys[record.id] = record.key
    for record in every:
        if record.id not in keys:
            keys[record.id] = _free(_made_key(record.key or record.title), taken, "-{}")
            taken.add(keys[record.id])
            tally.add(What.TEXTS)
    return keys


def codes(records: Iterable[Any], tally: Tally) -> dict[str, str]:
    """Return a code for each strand, no two the same."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for strand in records:
        code = _free(clean(strand.code)[0].strip() or "S", taken, "{}")
        if code != strand.code:
            tally.add(What.TEXTS)
        taken.add(code)
        found[strand.id] = code
    return found


def _made_key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _NOT_IN_KEYS.sub("-", plain).strip("-")[:40] or "untitled"


def _free(name: str, taken: set[str], more: str) -> str:
    number = 2
    found = name
    while found in taken:
        found = name + more.format(number)
        number += 1
    return found
