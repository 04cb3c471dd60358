"""Those who took part, as each agrees to be listed; what the marks beside names mean; who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sessions.breakouts import Seat
from sessions.compose_blocks import Piece, Runs, list_of
from sessions.compose_carried import standing_pieces
from sessions.compose_material import Index
from sessions.compose_wording import Wording, opened, record
from sessions.document import BlockType
from sessions.people import Listing, Person, sort_key
from sessions.wording import folded_words

_SIGNS: Final = ("*", "**", "†", "††", "‡", "‡‡", "§", "§§")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign beside names, what it means, and whose names."""

    sign: str
    legend: Runs
    people: frozenset[str]


class Company:
    """Count and list the people of a gathering."""

    def __init__(self, index: Index, wording: Wording) -> None:
        self._index = index
        self._wording = wording
        self.present = [one for one in sorted(index.people.values(), key=_order) if index.attendances_of(one)]
        self._listed = [one for one in self.present if one.listed_as is not Listing.NOT_LISTED]
        known = {_folded(name) for one in self.present for name in (one.name, *one.also_known_as)}
        self._seated = [
            one
            for one in index.seats.values()
            if one.group in index.groups and not one.person and _folded(one.shown) not in known
        ]
        # The same stranger may have sat in two groups.
        self._strangers = {_folded(seat.shown): seat.id for seat in self._seated}

    @property
    def size(self) -> int:
        """Return how many took part."""
        return len(self.present) + len(self._strangers)

    def count(self) -> Runs:
        """Return how many took part, as a number in a sentence."""
        return self._number([one.id for one in self.present] + list(self._strangers.values()))

    def at(self, occasion: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who was at an occasion, or at any, and who of them was here for the first time.

        Whoever came in on the day without a name that is known is known by a seat.
        """
        attended = [
            (person.id, one)
            for person in self.present
            for one in self._index.attendances_of(person)
            if occasion in {None, one.occasion}
        ]
        sat = {
            _folded(seat.shown): seat.id
            for seat in self._seated
            if occasion in {None, self._occasion_of(seat)}
        }
        there = dict.fromkeys([*(person for person, _ in attended), *sat.values()])
        first = dict.fromkeys(person for person, one in attended if one.is_first_time)
        return tuple(there), tuple(first)

    def _occasion_of(self, seat: Seat) -> str:
        session = self._index.groups[seat.group].session
        return next(one.occasion for one in self._index.sessions if one.id == session)

    def pieces(self) -> list[Piece]:
        """Return the list with what has to be said above and below it."""
        if not self.present:
            return []
        marks = self._marks()
        made = [
            Piece(BlockType.HEADING, self._wording.fill("heading-people"), level=1),
            Piece(BlockType.PARAGRAPH, self._lead()),
        ]
        if self._listed:
            made.append(list_of(BlockType.PEOPLE, [self._entry(one, marks) for one in self._listed]))
        if marks:
            legend = [mark.legend for mark in marks]
            made.append(Piece(BlockType.PARAGRAPH, self._wording.joined_by("list-marks", legend)))
        return [*made, *standing_pieces(self._index.standing_text("personal-capacity"))]

    def note_takers(self) -> Runs:
        """Return who took the notes, as far as they are listed."""
        ids = {group.note_taker for group in self._index.groups.values()}
        found = [record(one.name, one.id) for one in self._listed if one.id in ids]
        return self._wording.joined(found)

    def sign_off(self) -> list[Piece]:
        """Return the names of the convenors."""
        network = self._index.material.network
        people = [self._index.people[one] for one in network.convenors if one in self._index.people]
        if not people:
            return []
        names = self._wording.joined([record(one.name, one.id) for one in people])
        name = "sign-off-one" if len(people) == 1 else "sign-off"
        return [
            Piece(
                BlockType.SIGN_OFF,
                self._wording.fill(name, names=names, network=record(network.name, network.id)),
            )
        ]

    def _number(self, ids: Sequence[str]) -> Runs:
        return self._wording.number(len(ids), *ids)

    def _lead(self) -> Runs:
        """Return how many are listed and what became of the others, so that the numbers add up."""
        unlisted = [one.id for one in self.present if one.listed_as is Listing.NOT_LISTED]
        strangers = list(self._strangers.values())
        if not unlisted and not strangers:
            return self._wording.fill("people-all", count=self.count())
        sentences = [
            self._wording.fill(
                "people-listed", count=self.count(), listed=self._number([one.id for one in self._listed])
            )
        ]
        for name, ids in (("people-unlisted", unlisted), ("people-strangers", strangers)):
            if ids:
                template = f"{name}-one" if len(ids) == 1 else name
                sentences.append(opened(self._wording.fill(template, number=self._number(ids))))
        return self._wording.sentences(*sentences)

    def _entry(self, person: Person, marks: Sequence[Mark]) -> Runs:
        signs = " ".join(mark.sign for mark in marks if person.id in mark.people)
        name = record(person.name + signs, person.id)
        body = self._index.described(person)
        if person.listed_as is Listing.NAME or not body:
            return name
        return self._wording.fill("people-entry", name=name, body=record(body, person.id))

    def _marks(self) -> list[Mark]:
        """Return what each mark means and whom it stands beside: some occasions only, here for the first time."""
        titles = {occasion.id: occasion.title for occasion in self._index.occasions}
        order = list(titles)
        only: dict[tuple[str, ...], list[str]] = {}
        first: list[str] = []
        for person in self._listed:
            attended = self._index.attendances_of(person)
            where = tuple(dict.fromkeys(one.occasion for one in attended))
            if len(where) < len(titles):
                only.setdefault(where, []).append(person.id)
            if any(one.is_first_time for one in attended):
                first.append(person.id)
        meanings: list[tuple[Runs, list[str]]] = []
        for where in sorted(only, key=lambda ids: [order.index(one) for one in ids]):
            names = self._wording.joined([record(titles[one], one) for one in where])
            meanings.append((self._wording.fill("mark-only", occasions=names), only[where]))
        if first:
            meanings.append((self._wording.fill("mark-first"), first))
        return [self._mark(at, words, people) for at, (words, people) in enumerate(meanings)]

    def _mark(self, place: int, words: Runs, people: Sequence[str]) -> Mark:
        sign = _SIGNS[place] if place < len(_SIGNS) else f"({place + 1})"
        legend = self._wording.fill("mark", sign=record(sign, *people), meaning=words)
        return Mark(sign, legend, frozenset(people))


def _folded(name: str) -> str:
    return folded_words(name).casefold()


def _order(person: Person) -> tuple[str, str, str]:
    return (*sort_key(person), person.id)
