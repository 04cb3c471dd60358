"""What takes a person out of records: the edits, in steps that each leave the archive sound."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from facilitator.archive.queries import Reader
from facilitator.off_the_record import blocks_about
from facilitator.redrafting import REMOVED, Runs, redrafted
from facilitator.whereabouts import PERSONAL, POINTERS, Place, PlaceKind, Places
from sessions.document import Origin, Run
from sessions.edits import Edit, change, create, delete, move, redact
from sessions.fold import View
from sessions.ids import uuid8
from sessions.mentions import Mention, texts_in
from sessions.notes import Note
from sessions.ops import Value
from sessions.people import ContactChoice, Level, Listing
from sessions.records import from_fields, to_value

Step = tuple[Edit, ...]
"""Edits that belong together: what replaces a record, and what empties the one it replaces."""

FOLLOWERS: Final = {
    "strand": (("session", "strand"), ("series", "strand")),
    "series": (("gathering", "series"),),
    "survey": (("poll", "survey"), ("group", "survey")),
    "session": tuple((kind, "session") for kind in ("part", "group", "poll", "survey", "citation")),
    "poll": (("poll", "repeats"), ("block", "about")),
    "document": (("block", "document"), ("aim", "said_in")),
    "part": (),
    "standing_text": (),
    "figure": (),
    "aim": (),
    "citation": (),
    "attendance": (),
}
"""Kinds of which another record can stand in the place of one, and the fields that then have to follow it.

A redacted field stays empty for good, so a text that goes on without a name needs a record of its own. Those of other
kinds have scopes named after them, or are pointed at by what is never edited (a document, once it was published):
their fields are emptied."""

IN_ORDER: Final = ("strand", "series", "survey", "session", "poll", "part", "document")
"""Those that others follow come first, so that a follower that is replaced too takes along what it follows by then."""


class Fate(Enum):
    """What becomes of a note's words."""

    STAYS = "stays"
    GOES = "goes"
    RETOLD = "is retold without the name, in a note of its own"


class Erasure:
    """Takes one person out of one archive, a step at a time; every step can be the last one before a crash."""

    def __init__(self, reader: Reader, places: Places, instead: str, *, keeps_words: bool = False) -> None:
        self._reader = reader
        self._places = places
        self._instead = instead
        self._keeps_words = keeps_words
        self.emptied: dict[tuple[str, str], tuple[str, ...]] = {}
        """Fields that stay empty for good, because no record could stand in their place."""
        self.documents: set[str] = set()

    # -- texts and pointers -------------------------------------------------------------------------------

    def of_kinds(self) -> tuple[str, ...]:
        """Return the kinds of records whose texts are to be put right, in the order in which that must be done."""
        what = {PlaceKind.TEXT, PlaceKind.PERSON, PlaceKind.ATTENDANCE, PlaceKind.POINTER, PlaceKind.SEAT}
        what |= {PlaceKind.PERMISSION, PlaceKind.PUBLICATION}
        kinds = {place.kind for place in self._places.places if place.what in what}
        return (*(kind for kind in IN_ORDER if kind in kinds), *sorted(kinds - {*IN_ORDER}))

    def texts(self, kind: str) -> Iterator[Step]:
        """Yield what puts right the records of a kind that name the person or point at them."""
        wanted: dict[str, set[str]] = {}
        for place in self._places.places:
            if place.kind == kind and place.what not in _HAVE_STEPS_OF_THEIR_OWN and not self._is_last(place):
                fields = wanted.setdefault(place.id, set())
                fields.update(place.fields if place.what is not PlaceKind.POINTER else ())
        for record_id, fields in wanted.items():
            view = self._reader.view(kind, record_id)
            if view is not None:
                step = self._record(view, sorted(fields))
                if step:
                    yield step

    def _is_last(self, place: Place) -> bool:
        """Tell whether a place is the person's own: by it all others are found, so it goes after them."""
        return (place.what is PlaceKind.PERSON and place.id in self._places.people) or (
            place.what is PlaceKind.SEAT
        )

    def _record(self, view: View, fields: Sequence[str]) -> Step:
        is_their_own = view.kind == "attendance" and view.fields.get("person") in self._places.people
        is_replaced = fields and not is_their_own and self._can_be_replaced(view)
        pointers = self._without_person(view)
        if not is_replaced:
            edits = [change(view.kind, view.id, **pointers)] if pointers else []
            if fields:
                edits.append(redact(view.kind, view.id, *fields))
                if not view.deleted and not is_their_own:
                    self.emptied[(view.kind, view.id)] = tuple(fields)
            return tuple(edits)
        texts = {name: self._hidden(view.fields.get(name)) for name in fields}
        made = {**view.fields, **texts, **{name: to_value(value) for name, value in pointers.items()}}
        copy = replace(from_fields(view.kind, view.id, made), id=_stand_in(view.kind, view.id))
        follow = [
            change(kind, kept.record.id, **{name: copy.id})
            for kind, name in FOLLOWERS[view.kind]
            for kept in self._reader.every_ever(kind, **{name: view.id})
        ]
        if pointers:
            follow.append(change(view.kind, view.id, **pointers))
        gone = [delete(view.kind, view.id, why=REMOVED), redact(view.kind, view.id, *fields)]
        return (create(copy, view.scope), *follow, *gone)

    def _can_be_replaced(self, view: View) -> bool:
        if view.kind not in FOLLOWERS or view.deleted:
            return False
        return view.kind != "document" or not any(
            True for _ in self._reader.every_ever("publication", document=view.id)
        )

    def _without_person(self, view: View) -> dict[str, object]:
        """Return the fields that point at the person, as they are without."""
        found: dict[str, object] = {}
        for name in POINTERS.get(view.kind, ()):
            value = view.fields.get(name)
            if isinstance(value, list) and any(one in self._places.people for one in value):
                found[name] = [one for one in value if one not in self._places.people]
            elif isinstance(value, str) and value in self._places.people:
                found[name] = ""
        return found

    def _hidden(self, value: Value) -> Value:
        if isinstance(value, str):
            return self._places.names.hidden(value, self._instead)
        if isinstance(value, list):
            return [self._hidden(part) for part in value]
        if isinstance(value, dict):
            return {name: self._hidden(part) for name, part in value.items()}
        return value

    # -- notes --------------------------------------------------------------------------------------------

    def notes(self) -> Iterator[Step]:
        """Yield what takes the person out of notes: theirs lose the attribution, some of them the words."""
        for note, whats in self._notes().items():
            view = self._reader.view("note", note)
            if view is not None:
                yield self._note(view, whats)

    def _notes(self) -> dict[str, dict[PlaceKind, set[str]]]:
        found: dict[str, dict[PlaceKind, set[str]]] = {}
        for place in self._places.places:
            if place.kind == "note" and place.what is not PlaceKind.POINTER:
                found.setdefault(place.id, {}).setdefault(place.what, set()).update(place.fields)
        return found

    def _note(self, view: View, whats: dict[PlaceKind, set[str]]) -> Step:
        fate = self._fate(view, whats)
        fields = set().union(*whats.values())
        fields |= set() if fate is Fate.STAYS else {"words", "spans"}
        emptied = redact("note", view.id, *fields)
        if fate is Fate.STAYS or view.deleted:
            return (emptied,)
        if fate is Fate.GOES:
            return (delete("note", view.id, why=REMOVED), emptied)
        return (*self._in_its_place(view, fields), emptied)

    def _fate(self, view: View, whats: dict[PlaceKind, set[str]]) -> Fate:
        """Tell what becomes of a note's words. Exact words are never changed, and what is theirs is not retold."""
        is_theirs = PlaceKind.SAID in whats
        if any("words" in fields for fields in whats.values()):
            is_retold = not (is_theirs or _is_exact(view) or PlaceKind.PRIVATE in whats or view.deleted)
            return Fate.RETOLD if is_retold else Fate.GOES
        return Fate.GOES if is_theirs and _is_exact(view) and not self._keeps_words else Fate.STAYS

    def _in_its_place(self, view: View, fields: Collection[str]) -> list[Edit]:
        """Return what moves a point to a note of its own, without the name; exact words are never changed."""
        note: Note = from_fields("note", view.id, view.fields)
        empty: dict[str, Any] = {
            name: self._hidden(to_value(getattr(note, name))) if name not in {"said_by", "owner"} else ""
            for name in fields
        }
        words = self._places.names.hidden(note.words, self._instead)
        made = from_fields("note", view.id, {**view.fields, **empty, "words": words, "spans": []})
        copy = replace(made, id=_stand_in("note", view.id), moved_from=view.id)
        return move(copy, view.scope, view.id)

    # -- documents ----------------------------------------------------------------------------------------

    def drafts(self) -> Iterator[Step]:
        """Yield what takes the person out of every draft, the older ones and those taken back among them.

        It comes before the notes: once these are emptied, nothing says any more that they were about the person.
        """
        fates = self._fates()
        places = {place.id: place for place in self._places.of(PlaceKind.BLOCK)}
        about = blocks_about(self._reader, fates)
        rest = [block for block in about if block not in places and self._loses(block, fates)]
        labels = [block for block, place in places.items() if "label" in place.fields]

        def left_of(sentence: Runs) -> Runs:
            return self._left_of(sentence, fates)

        made = redrafted(
            self._reader, [*places, *rest], left_of, lambda block: _stand_in("block", block), labels
        )
        self.documents.update(made.documents)
        yield from parted(made.edits)

    def _fates(self) -> dict[str, Fate]:
        """Return what becomes of the notes that a draft may rest on."""
        found: dict[str, Fate] = {}
        for note, whats in self._notes().items():
            view = self._reader.view("note", note)
            if view is not None and not whats.keys() <= {PlaceKind.OWNED, PlaceKind.PRIVATE}:
                found[note] = self._fate(view, whats)
        return found

    def _loses(self, block: str, fates: Mapping[str, Fate]) -> bool:
        """Tell whether a block says, or ever said, what rests on words that go, or who said something."""
        for entry in self._reader.entries("block", block):
            value = entry.op.value.get("body") if isinstance(entry.op.value, dict) else entry.op.value
            for run in value if isinstance(value, list) else ():
                source = run.get("src") if isinstance(run, dict) else None
                if isinstance(source, dict) and self._is_lost(
                    source.get("origin"), source.get("refs"), fates
                ):
                    return True
        return False

    @staticmethod
    def _is_lost(origin: Value, refs: Value, fates: Mapping[str, Fate]) -> bool:
        found = {fates[ref] for ref in refs if ref in fates} if isinstance(refs, list) else set()
        return bool(found - {Fate.STAYS}) or (bool(found) and origin == Origin.ATTRIBUTION.value)

    def _left_of(self, sentence: Runs, fates: Mapping[str, Fate]) -> Runs:
        made: list[Run] = []
        for run in sentence:
            found = {fates[ref] for ref in run.src.refs if ref in fates}
            is_retold = found == {Fate.RETOLD} and run.src.origin is Origin.NOTES
            is_attribution = bool(found) and run.src.origin is Origin.ATTRIBUTION
            if (found - {Fate.STAYS} and not is_retold) or is_attribution:
                return ()
            if len(run.src.refs) == 1 and run.src.refs[0] in self._places.people:
                return ()
            refs = tuple(
                _stand_in("note", ref) if ref in fates and is_retold else ref for ref in run.src.refs
            )
            made.append(replace(run, src=replace(run.src, refs=refs)))
        return _without_name(made, self._places, self._instead)

    # -- originals, and the person ------------------------------------------------------------------------

    def originals(self) -> Iterator[Step]:
        """Yield what empties the records of kept originals that name the person."""
        for place in self._places.of(PlaceKind.ORIGINAL):
            yield (redact("original", place.id, *place.fields),)

    def person(self) -> Iterator[Step]:
        """Yield what empties seats, then the person: last of all, because by them everything else is found.

        A record without a name stays. It holds what was counted, and that somebody announced the ground rule.
        """
        for place in self._places.of(PlaceKind.SEAT):
            if self._reader.view("seat", place.id) is not None:
                yield (redact("seat", place.id, *place.fields),)
        for person in reversed(self._places.people):
            if self._reader.view("person", person) is None:
                continue
            quiet = change(
                "person",
                person,
                listed_as=Listing.NOT_LISTED,
                quoted_as=Level.ANONYMOUS,
                contact_as=ContactChoice.NOTHING,
            )
            yield (quiet, redact("person", person, *PERSONAL))


_HAVE_STEPS_OF_THEIR_OWN: Final = frozenset(
    {
        PlaceKind.SAID,
        PlaceKind.OWNED,
        PlaceKind.NOTE,
        PlaceKind.PRIVATE,
        PlaceKind.BLOCK,
        PlaceKind.ORIGINAL,
        PlaceKind.RULE,
        PlaceKind.DRAFT,
    }
)
_WRITTEN_BY_PEOPLE: Final = frozenset({Origin.OWN, Origin.CARRIED, Origin.CITED})


def _stand_in(kind: str, record_id: str) -> str:
    """Return the id of what stands in the place of a record: the same on every computer that forgets the person."""
    return uuid8("forgotten", kind, record_id)


def _is_exact(view: View) -> bool:
    return bool(view.fields.get("spans")) or view.fields.get("kind") == "quote"


def parted(edits: Sequence[Edit]) -> Iterator[Step]:
    """Yield what makes and moves blocks in one step, then what takes words away one by one.

    Of a step that is too long for one Change nothing stays where it is cut short, so nothing may be lost in it.
    """
    made = tuple(
        edit for edit in edits if edit.is_creation or not {"deleted", "redacted"} & edit.fields.keys()
    )
    if made:
        yield made
    for edit in edits:
        if edit not in made:
            yield (edit,)


def _without_name(sentence: Sequence[Run], places: Places, instead: str) -> Runs:
    """Return a sentence a person wrote with other words for the name; one that was assembled goes altogether."""
    text = "".join(run.text for run in sentence)
    spans = places.names.stretches(text)
    if not spans:
        return tuple(_without_link(run, places) for run in sentence)
    made: list[Run] = []
    at = 0
    for run in sentence:
        end = at + len(run.text)
        touching = [(start, stop) for start, stop in spans if start < end and stop > at]
        if touching and run.src.origin not in _WRITTEN_BY_PEOPLE:
            return ()
        made.append(_without_link(replace(run, text=_cut(run.text, at, touching, instead)), places))
        at = end
    return tuple(run for run in made if run.text)


def _cut(text: str, at: int, spans: Sequence[tuple[int, int]], instead: str) -> str:
    """Return a run's text without the name; of a name over several runs the first one has the words instead."""
    made: list[str] = []
    here = 0
    for start, stop in spans:
        made += (text[here : max(start - at, 0)], instead if start >= at else "")
        here = stop - at
    return "".join((*made, text[here:]))


def _without_link(run: Run, places: Places) -> Run:
    names = places.names
    refs = tuple(ref for ref in run.src.refs if ref not in places.people)
    link = "" if any(names.mention(text) is Mention.SURE for text in texts_in(run.link)) else run.link
    return replace(run, link=link, src=replace(run.src, refs=refs))
