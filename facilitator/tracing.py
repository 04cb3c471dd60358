"""Tracing a person through an archive: records, seats, every value there is or was, kept originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.archive.queries import Reader
from facilitator.originals_read import texts_of
from facilitator.whereabouts import PERSONAL, POINTERS, Place, PlaceKind, Places, Published, joined
from sessions.mentions import Mention, Names, texts_in
from sessions.ops import CREATION, DELETED, REDACTED, Entry, Value
from sessions.scopes import PRIVATE


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
    search.drafts()
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
            for seats in _in_hundreds(sorted(self._seats.linked)):
                for kept in self._reader.every_ever("note", **{name: seats}):
                    self._places.append(Place(what, "note", kept.record.id, (name,)))
                    if what is PlaceKind.SAID:
                        self._said.add(kept.record.id)

    def permissions(self) -> None:
        """Find what was agreed about the person's quotations."""
        known = {place.id for place in self._places if place.what is PlaceKind.PERMISSION}
        for notes in _in_hundreds(sorted(self._said)):
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

    def drafts(self) -> None:
        """Look into half-typed lines; one that nobody here can read is of no use here either, and goes too."""
        found, shut = self._reader.drafts()
        for one in found:
            mention = self._names.mention(one.text)
            if mention is Mention.SURE:
                self._places.append(Place(PlaceKind.DRAFT, "draft", one.place))
            elif mention is Mention.PERHAPS:
                self._perhaps.append(Place(PlaceKind.DRAFT, "draft", one.place))
        self._places += (Place(PlaceKind.DRAFT, "draft", place) for place in shut)

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


def _in_hundreds(ids: list[str], most: int = 500) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), most):
        yield tuple(ids[start : start + most])
