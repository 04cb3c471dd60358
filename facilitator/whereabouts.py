"""Where an archive holds a person: every place is found before anything is taken away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from facilitator.archive.queries import Reader
from sessions.errors import DomainError
from sessions.mentions import Names
from sessions.people import Person

PERSONAL: Final = (
    "name",
    "also_known_as",
    "sort_name",
    "organisation",
    "role",
    "sector",
    "region",
    "pronouns",
    "contact",
)
"""What of a person's record goes when they are forgotten."""

POINTERS: Final = {
    "session": ("led_by", "chaired_by"),
    "part": ("people",),
    "series": ("led_by",),
    "group": ("leads", "note_taker"),
    "network": ("convenors",),
}
"""Fields that say what a person does, by person id, and that stand without them as well."""


class PlaceKind(StrEnum):
    """In what way a record holds a person."""

    PERSON = "person"
    ATTENDANCE = "attendance"
    SEAT = "seat"
    SAID = "said"
    OWNED = "owned"
    NOTE = "note"
    PERMISSION = "permission"
    POINTER = "pointer"
    RULE = "ground rule"
    TEXT = "text"
    BLOCK = "block"
    ORIGINAL = "original"
    PUBLICATION = "publication"
    PRIVATE = "off the record"
    DRAFT = "half-typed line"


@dataclass(frozen=True, slots=True)
class Place:
    """A record that holds the person, in which fields; a former value of one counts as much as today's."""

    what: PlaceKind
    kind: str
    id: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A document that has left and names the person: files that nobody can call back."""

    document: str
    at: int
    audience: str
    files: tuple[str, ...]
    address: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Every place where a person is held.

    ``perhaps`` are places with a surname, a first name or a namesake: somebody has to look, nothing there is changed.
    ``blobs`` are the kept originals that name the person, by sha256; ``unread`` those nobody can look into.
    ``private`` counts notes off the record that name the person, ``sealed`` those that only another computer opens.
    """

    people: tuple[str, ...]
    names: Names
    places: tuple[Place, ...]
    perhaps: tuple[Place, ...] = ()
    published: tuple[Published, ...] = ()
    backups: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    sealed: int = 0

    @property
    def is_anything_left(self) -> bool:
        """Tell whether there is anything to take away; who announced a ground rule stays, as a nameless record."""
        return bool(self.blobs) or any(place.what is not PlaceKind.RULE for place in self.places)

    @property
    def private(self) -> int:
        """Return how many notes off the record name the person."""
        return sum(place.what is PlaceKind.PRIVATE for place in self.places)

    def counts(self) -> dict[str, int]:
        """Return how many places there are of each kind."""
        found = Counter(place.what for place in self.places)
        return {what.value: found[what] for what in PlaceKind if what in found}

    def of(self, what: PlaceKind) -> tuple[Place, ...]:
        """Return the places of a kind."""
        return tuple(place for place in self.places if place.what is what)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain values; words are not repeated."""
        return {
            "people": list(self.people),
            "names": list(self.names.sure),
            "counts": self.counts(),
            "places": [_told(place) for place in self.places],
            "perhaps": [_told(place) for place in self.perhaps],
            "published": [
                {"document": one.document, "at": one.at, "audience": one.audience, "files": list(one.files)}
                | {"address": one.address, "notes": list(one.notes)}
                for one in self.published
            ],
            "backups": list(self.backups),
            "originals": list(self.blobs),
            "originals_unread": list(self.unread),
            "off_the_record": self.private,
            "off_the_record_sealed": self.sealed,
        }


def _told(place: Place) -> dict[str, Any]:
    return {"what": place.what.value, "kind": place.kind, "id": place.id, "fields": list(place.fields)}


def person_named(reader: Reader, wanted: str) -> str:
    """Return the id of the person meant by an id, a name or a nickname.

    Raises DomainError ``person_unknown`` or ``person_ambiguous``, which lists who could be meant.
    """
    meant = Names([wanted])
    found: dict[str, Person] = {}
    for kept in reader.every_ever("person"):
        person: Person = kept.record
        if person.id == wanted:
            return person.id
        if any(meant.is_called(name) for name in (person.name, *person.also_known_as)):
            found[person.id] = person
    if not found:
        raise DomainError("person_unknown", person=wanted)
    first = next(iter(found))
    if not found.keys() <= set(joined(reader, first)):
        people = ", ".join(f"{one.name} ({one.organisation or '–'}, {one.id})" for one in found.values())
        raise DomainError("person_ambiguous", person=wanted, people=people)
    return first


def stranger_named(reader: Reader, wanted: str) -> bool:
    """Tell whether somebody of this name was seated who is in no register: one who came in on the day."""
    meant = Names([wanted])
    return any(
        not kept.record.person and meant.is_called(kept.record.shown) for kept in reader.every_ever("seat")
    )


def joined(reader: Reader, person_id: str) -> tuple[str, ...]:
    """Return the ids of all records that were found to be one person, the named one first; a stranger has none."""
    if not person_id:
        return ()
    same = {kept.record.id: kept.record.same_as for kept in reader.every_ever("person")}
    if person_id not in same:
        raise DomainError("person_unknown", person=person_id)
    found = {person_id: None}
    while more := {
        other: None
        for pair in same.items()
        if not found.keys().isdisjoint(pair)
        for other in pair
        if other and other not in found
    }:
        found |= more
    return tuple(found)
