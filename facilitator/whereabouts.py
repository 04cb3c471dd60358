"""Where an archive holds a person: every place is found before anything is taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from facilitator.archive.queries import Reader
from facilitator.originals_read import texts_of
from sessions.errors import DomainError
from sessions.mentions import Mention, Names, texts_in
from sessions.ops import CREATION, DELETED, REDACTED, Entry, Value
from sessions.people import Person
from sessions.scopes import PRIVATE

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


def joined(reader: Reader, person_id: str) -> tuple[str, ...]:
    """Return the ids of all records that were found to be one person, the named one first."""
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


def places_of(reader: Reader, person_id: str, also: Iterable[str] = ()) -> Places:
    """Return every place where a person is held.

    ``also`` are other spellings that are meant to count. Raises DomainError ``person_unknown``.
    """
    return places_of_all(reader, joined(reader, person_id), also)


def places_of_all(reader: Reader, people: tuple[str, ...], also: Iterable[str] = ()) -> Places:
    """Return every place where somebody is held by any of some ids, also in an archive that has no such person."""
    seats = _Seats(reader, people)
    search = _Search(reader, people, seats, _names(reader, people, seats.linked.values(), also))
    search.records()
    search.notes()
    search.permissions()
    search.originals()
    return search.found()


def _names(reader: Reader, people: Iterable[str], shown: Iterable[str], also: Iterable[str]) -> Names:
    """Return all by which people are or were called, older spellings among them."""
    sure: list[str] = [*also]
    perhaps: list[str] = []
    for person in people:
        for entry in reader.entries("person", person):
            for name in ("name", "also_known_as"):
                sure += texts_in(_value(entry, name))
            sure += filter(_is_address, texts_in(_value(entry, "contact")))
            perhaps += texts_in(_value(entry, "sort_name"))
    sure += (name for name in shown if " " in name.strip())
    perhaps += (name for name in shown if " " not in name.strip())
    for name in [*sure]:
        words = name.split()
        perhaps += (words[0], words[-1]) if len(words) > 1 else ()
    return Names(sure, perhaps)


def _is_address(contact: str) -> bool:
    """Tell whether a contact is one person's: *ask the office* is nobody's name."""
    return "@" in contact or sum(letter.isdigit() for letter in contact) > 5


def _value(entry: Entry, name: str) -> Value:
    op = entry.op
    if op.field == CREATION and isinstance(op.value, dict):
        value: Value = op.value.get(name)
        return value
    return op.value if op.field == name else None


class _Seats:
    """The seats of some people: those that name them, and strangers' seats that are shown by their name."""

    def __init__(self, reader: Reader, people: tuple[str, ...]) -> None:
        self.linked = {kept.record.id: kept.record.shown for kept in reader.every_ever("seat", person=people)}
        self.foreign: set[str] = set()
        self._reader = reader

    def take_strangers(self, names: Names) -> None:
        """Count a stranger's seat as the person's where it is shown by the whole name."""
        for kept in self._reader.every_ever("seat"):
            if kept.record.id in self.linked:
                continue
            if kept.record.person:
                self.foreign.add(kept.record.id)
            elif names.is_called(kept.record.shown):
                self.linked[kept.record.id] = kept.record.shown


@dataclass(slots=True)
class _Hit:
    """What was found of one record."""

    scope: str
    sure: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    points: set[str] = field(default_factory=set)


class _Search:
    """One search for one person."""

    def __init__(self, reader: Reader, people: tuple[str, ...], seats: _Seats, names: Names) -> None:
        self._reader = reader
        self._people = people
        self._names = names
        seats.take_strangers(names)
        self._seats = seats
        self._hits: dict[tuple[str, str], _Hit] = {}
        self._places: list[Place] = []
        self._perhaps: list[Place] = []
        self._blobs: list[str] = []
        self._unread: list[str] = []
        self._said: set[str] = set()
        self._empty = {
            (kind, kept.record.id): kept.redacted
            for kind in ("person", "seat", "attendance")
            for kept in reader.every_ever(kind)
            if kept.redacted
        }

    def records(self) -> None:
        """Look through every value there is or was."""
        for entry in self._reader.sift(self._is_wanted):
            hit = self._hits.setdefault((entry.op.kind, entry.op.id), _Hit(entry.op.scope))
            for name, value in _fields(entry):
                self._look(hit, name, value)
        for (kind, record_id), hit in self._hits.items():
            self._place(kind, record_id, hit)

    def _is_wanted(self, raw: str) -> bool:
        return any(person in raw for person in self._people) or self._names.may_stand_in(raw)

    def _look(self, hit: _Hit, name: str, value: Value) -> None:
        texts = list(texts_in(value))
        mention = max(map(self._names.mention, texts), default=Mention.NONE)
        if mention is Mention.SURE:
            hit.sure.add(name)
        elif mention is Mention.PERHAPS:
            hit.perhaps.add(name)
        if any(person in texts for person in self._people):
            hit.points.add(name)
            if name == "body" and isinstance(value, list) and any(map(self.is_about, value)):
                hit.sure.add(name)

    def is_about(self, run: Value) -> bool:
        """Tell whether a run of a document shows this person and nobody else: a first name, a pronoun, a body."""
        source = run.get("src") if isinstance(run, dict) else None
        refs = source.get("refs") if isinstance(source, dict) else None
        return isinstance(refs, list) and len(refs) == 1 and refs[0] in self._people

    def _place(self, kind: str, record_id: str, hit: _Hit) -> None:
        if kind in {"person", "seat", "attendance"} and self._place_in_register(kind, record_id, hit):
            return
        self._place_pointers(kind, record_id, hit)
        if hit.sure:
            self._places.append(Place(_what(kind, hit), kind, record_id, tuple(sorted(hit.sure))))
        elif hit.perhaps:
            self._perhaps.append(Place(_what(kind, hit), kind, record_id, tuple(sorted(hit.perhaps))))

    def _place_pointers(self, kind: str, record_id: str, hit: _Hit) -> None:
        """Place what points at the person today; who somebody was that did something once is no longer told."""
        rule = ("announced_by",) if kind == "occasion" else ()
        wanted = hit.points.intersection((*POINTERS.get(kind, ()), *rule))
        view = self._reader.view(kind, record_id) if wanted else None
        if view is None:
            return
        today = (name for name in wanted if not set(self._people).isdisjoint(texts_in(view.fields.get(name))))
        fields = tuple(sorted(today))
        if fields:
            self._places.append(Place(PlaceKind.RULE if rule else PlaceKind.POINTER, kind, record_id, fields))

    def _place_in_register(self, kind: str, record_id: str, hit: _Hit) -> bool:
        """Place the person's own records; leave a namesake alone."""
        fields = tuple(sorted(hit.sure | hit.perhaps))
        if kind == "person":
            if record_id in self._people:
                self._places.append(Place(PlaceKind.PERSON, kind, record_id, PERSONAL))
                return True
            if not hit.sure.isdisjoint({"name", "also_known_as"}):
                self._perhaps.append(Place(PlaceKind.PERSON, kind, record_id, fields))
                return True
        if kind == "seat":
            if record_id in self._seats.linked:
                return True
            if record_id in self._seats.foreign and fields:
                self._perhaps.append(Place(PlaceKind.SEAT, kind, record_id, fields))
                return True
        if kind == "attendance" and "person" in hit.points:
            self._places.append(Place(PlaceKind.ATTENDANCE, kind, record_id, ("described_as",)))
            return True
        return False

    def notes(self) -> None:
        """Find what the person said or is to do, through their seats."""
        for seat in self._seats.linked:
            self._places.append(Place(PlaceKind.SEAT, "seat", seat, ("initials", "shown")))
        for what, name in ((PlaceKind.SAID, "said_by"), (PlaceKind.OWNED, "owner")):
            for seats in _in_tens(sorted(self._seats.linked)):
                for kept in self._reader.every_ever("note", **{name: seats}):
                    self._places.append(Place(what, "note", kept.record.id, (name,)))
                    if what is PlaceKind.SAID:
                        self._said.add(kept.record.id)

    def permissions(self) -> None:
        """Find what was agreed about the person's quotations."""
        known = {place.id for place in self._places if place.what is PlaceKind.PERMISSION}
        for notes in _in_tens(sorted(self._said)):
            for kept in self._reader.every_ever("permission", note=notes):
                if kept.record.id not in known:
                    self._places.append(Place(PlaceKind.PERMISSION, "permission", kept.record.id))

    def originals(self) -> None:
        """Look into the files that notes came from."""
        for sha256, _mime, content in self._reader.blobs():
            texts = texts_of(content)
            if texts is None:
                self._unread.append(sha256)
            elif any(self._names.mention(text) is Mention.SURE for text in texts):
                self._blobs.append(sha256)
        known = {place.id: place for place in self._places if place.what is PlaceKind.ORIGINAL}
        for kept in self._reader.every_ever("original", sha256=tuple(self._blobs)) if self._blobs else ():
            fields = (*known[kept.record.id].fields, "sha256") if kept.record.id in known else ("sha256",)
            if kept.record.id in known:
                self._places.remove(known[kept.record.id])
            self._places.append(Place(PlaceKind.ORIGINAL, "original", kept.record.id, fields))

    def found(self) -> Places:
        """Return what was found."""
        return Places(
            people=self._people,
            names=self._names,
            places=tuple(place for place in self._places if not self._is_empty(place)),
            perhaps=tuple(self._perhaps),
            published=tuple(self._published()),
            backups=tuple(path for path in self._reader.backups() if Path(path).exists()),
            blobs=tuple(self._blobs),
            unread=tuple(self._unread),
            sealed=self._reader.sealed_elsewhere(),
        )

    def _is_empty(self, place: Place) -> bool:
        """Tell whether a place has been emptied before: what is left of it only points at a nameless record."""
        return bool(place.fields) and self._empty.get((place.kind, place.id), frozenset()).issuperset(
            place.fields
        )

    def _published(self) -> Iterator[Published]:
        for kept in self._reader.every_ever("publication"):
            one = kept.record
            notes = tuple(note for note in one.notes if note in self._said)
            if notes or not set(self._people).isdisjoint(one.people):
                files = tuple(file.name for file in one.files)
                yield Published(one.document, one.at, one.audience, files, one.address, notes)


def _fields(entry: Entry) -> Iterator[tuple[str, Value]]:
    """Yield the fields an op sets; what says that a record is gone holds no words."""
    op = entry.op
    if op.field in {DELETED, REDACTED}:
        return
    if op.field == CREATION and isinstance(op.value, dict):
        yield from op.value.items()
    else:
        yield op.field, op.value


def _what(kind: str, hit: _Hit) -> PlaceKind:
    if hit.scope.startswith(PRIVATE):
        return PlaceKind.PRIVATE
    known = {one.value: one for one in PlaceKind}
    return known.get(kind, PlaceKind.TEXT)


def _in_tens(ids: list[str], most: int = 500) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), most):
        yield tuple(ids[start : start + most])
