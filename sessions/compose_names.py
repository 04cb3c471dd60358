"""Names in print: how a person is called at first and after, and what stands where nobody may be named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set

from sessions.compose_blocks import Runs
from sessions.compose_material import Index
from sessions.compose_wording import Wording, record
from sessions.document import Run, Source
from sessions.people import Level, Person


class Speakers:
    """Call people by name and organisation at first, by first name after, by pronoun only if that was told."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._wording = wording
        self._network = index.material.network.name
        self._introduced: set[str] = set()
        first_names = Counter(first_name(person) for person in index.people.values())
        self._shared = {name for name, count in first_names.items() if count > 1}

    def name(self, person: Person) -> Runs:
        """Return what a person is called here: in full at the first mention, else by first name."""
        is_known = person.id in self._introduced
        self._introduced.add(person.id)
        if person.quoted_as < Level.NAMED:
            return self._wording.fill("speaker-again" if is_known else "speaker-unnamed")
        if is_known:
            name = person.name if first_name(person) in self._shared else first_name(person)
            return record(name, person.id)
        name_runs = record(person.name, person.id)
        if not person.organisation or person.organisation == self._network:
            return name_runs
        return self._wording.fill(
            "name-from", name=name_runs, organisation=record(person.organisation, person.id)
        )

    def again(self, person: Person) -> Runs:
        """Return what stands where a pronoun would: the pronoun if told, else the surname."""
        if person.quoted_as < Level.NAMED:
            return self._wording.fill("speaker-again")
        pronoun = person.pronouns.split("/")[0].strip().casefold()
        if pronoun in self._wording.words("pronouns"):
            return record(pronoun, person.id)
        return record(surname(person), person.id)

    def all(self, people: Iterable[Person]) -> Runs:
        """Return several people in one list."""
        return self._wording.joined([self.name(person) for person in people])


def first_name(person: Person) -> str:
    """Return the first word of a name."""
    return person.name.split(" ", 1)[0]


def surname(person: Person) -> str:
    """Return the sort name where it ends the name, else the last word."""
    if person.sort_name and person.name.endswith(f" {person.sort_name}"):
        return person.sort_name
    return person.name.rsplit(" ", 1)[-1]


class Mask:
    """Find the names of people in words, and put *one person* in their place."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._wording = wording
        self._owners: dict[str, set[str]] = {}
        for person in index.people.values():
            for form in (person.name, first_name(person), surname(person), *person.also_known_as):
                self._add(form, person.id)
        for seat in index.seats.values():
            owner = seat.person or seat.shown
            for form in (seat.shown, seat.shown.split(" ", 1)[0], seat.shown.rsplit(" ", 1)[-1]):
                self._add(form, owner)
        self._ordinary = wording.words("words-that-are-names")
        forms = sorted(self._owners, key=lambda form: (-len(form), form))
        # Where there are no people, nothing matches.
        alternatives = "|".join(re.escape(form) for form in forms) or "(?!)"
        # Few words begin with the first letter of a name: only there all names are tried.
        first = "".join(re.escape(letter) for letter in sorted({form[0] for form in forms})) or r"\w"
        self._pattern = re.compile(rf"\+?(?<!\w)(?=[{first}])(?P<name>{alternatives})(?!\w)")

    def _add(self, form: str, owner: str) -> None:
        if len(form) > 1 and form[0] != form[0].lower():
            self._owners.setdefault(form, set()).add(owner)

    def finds(self, text: str, may_stand: Set[str] = frozenset()) -> bool:
        """Tell whether a text names somebody other than those who may stand in it."""
        return any(True for _ in self._found(text, may_stand))

    def masked(self, text: str, notes: Source, may_stand: Set[str], met: dict[str, None]) -> Iterator[Run]:
        """Yield a text as runs, people in it unnamed; ``met`` remembers who was already met in the line."""
        at = 0
        for found in self._found(text, may_stand):
            if found.start() > at:
                yield Run(text[at : found.start()], notes)
            yield from self._wording.fill(self._stand_in(found["name"], met))
            at = found.end()
        if text[at:]:
            yield Run(text[at:], notes)

    def _stand_in(self, form: str, met: dict[str, None]) -> str:
        owner = min(self._owners[form])
        if owner in met:
            return "somebody-again"
        met[owner] = None
        return "somebody" if len(met) == 1 else "somebody-else"

    def _found(self, text: str, may_stand: Set[str]) -> Iterator[re.Match[str]]:
        for found in self._pattern.finditer(text):
            form = found["name"]
            # *Will* or *Grace* at the beginning of a line is more likely the word.
            is_word = form in self._ordinary and not text[: found.start()].strip()
            if not is_word and not self._owners[form] <= may_stand:
                yield found


def bodies(index: Index) -> Mapping[str, None]:
    """Return the organisations of the people who were there, longest first; the network itself is none of them."""
    found = {person.organisation for person in index.people.values()} - {"", index.material.network.name}
    return dict.fromkeys(sorted(found, key=lambda name: (-len(name), name)))
