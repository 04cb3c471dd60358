"""Names as typed into a field, and the people of the register they mean: never guessed, what is not clear is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from sessions.people import Person

_BETWEEN: Final = re.compile(r"[;,\n]|\s+(?:and|with|&)\s+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What names mean: ``people`` are ids in order; unknown names and those of several people are left to be asked."""

    people: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    several: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Tell whether every name means one person."""
        return not self.unknown and not self.several


class Register:
    """The people there are, found by any name they have."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_name: dict[str, dict[str, Person]] = {}
        for person in people:
            if not person.same_as:
                for name in (person.name, *person.also_known_as):
                    self._by_name.setdefault(_plain(name), {})[person.id] = person

    def called(self, name: str) -> tuple[Person, ...]:
        """Return everybody who has a name."""
        return tuple(self._by_name.get(_plain(name), {}).values())


def register_of(reader: Reader) -> Register:
    """Return the register of an archive."""
    return Register(kept.record for kept in reader.every("person"))


def people_typed(register: Register, text: str) -> Typed:
    """Return whom names mean that are parted by commas, semicolons, ‘and’ or ‘with’."""
    people: dict[str, None] = {}
    unknown: list[str] = []
    several: dict[str, tuple[Person, ...]] = {}
    for name in filter(None, (" ".join(one.split()) for one in _BETWEEN.split(text))):
        found = register.called(name)
        if len(found) == 1:
            people[found[0].id] = None
        elif found:
            several[name] = found
        else:
            unknown.append(name)
    return Typed(tuple(people), tuple(dict.fromkeys(unknown)), several)


def _plain(name: str) -> str:
    return " ".join(folded_words(name))
