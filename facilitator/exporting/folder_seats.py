"""Who sits in which group, as the files will have it: what names in their notes are read against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from facilitator.exporting.folder_content import FolderContent
from facilitator.exporting.folder_names import Names
from facilitator.importing.folder_notes import seated_by_default
from facilitator.leaving_out import What
from sessions.breakouts import Group, Seat
from sessions.capture import Roster
from sessions.people import Level, initials
from sessions.roster import TAG_WORD, folded


@dataclass(frozen=True)
class ShortNames(Roster):
    """A roster that calls people by their first name where that means nobody else."""

    def name_of(self, seat: str) -> str:
        """Return the first name before a colon, else what any roster would say."""
        first = self._first(seat)
        return first if first and self.person(first) == seat else Roster.name_of(self, seat)

    def tag_of(self, seat: str) -> str:
        """Return the first name after an ``@`` in small letters, else the whole name in one word."""
        shown = next((one.shown for one in self.seats if one.id == seat), "")
        for word in (self._first(seat).lower(), "-".join(shown.lower().split())):
            if TAG_WORD.fullmatch(word) and self.person(word) == seat:
                return word
        return Roster.tag_of(self, seat)

    def _first(self, seat: str) -> str:
        shown = next((one.shown for one in self.seats if one.id == seat), "")
        return next(iter(shown.split()), "")


@dataclass(frozen=True, slots=True)
class Table:
    """The seats of a group: those the plan gives, those that ``+Name`` will add, and which seat stands for which."""

    seats: tuple[Seat, ...]
    strangers: tuple[Seat, ...]
    stands_for: Mapping[str, str] = field(default_factory=dict)


class Seating:
    """Works out seats as reading the files would."""

    def __init__(self, content: FolderContent, names: Names) -> None:
        self._content = content
        self._names = names
        self._occasion = {session.id: session.occasion for session in content.sessions}
        self._aliases = {
            person.id: tuple(
                dict.fromkeys(part for name in person.also_known_as if (part := names.text(name)))
            )
            for person in content.people
        }
        self._strands = tuple(
            replace(strand, code=names.keys[strand.id], title=names.text(strand.title, is_needed=True))
            for strand in content.strands
        )
        self._caps = {person.id: person.quoted_as for person in content.people}

    def present(self, occasion: str) -> tuple[str, ...]:
        """Return who came to an occasion, in the order of people.csv."""
        came = {self._names.one(one.person) for one in self._content.attendances if one.occasion == occasion}
        return tuple(person for person in self._names.people if person in came)

    def sitting(self, group: Group) -> tuple[str, ...]:
        """Return the people who sit in a group, in the order of their seats."""
        found = (self._names.one(seat.person) for seat in self._seats(group) if seat.person)
        return tuple(dict.fromkeys(one for one in found if one in self._names.people))

    def is_usual(self, group: Group) -> bool:
        """Tell whether the same people would sit there if nobody said who did."""
        usual = seated_by_default(group.kind, self.present(self._occasion[group.session]))
        return self._with_hosts(usual, group) == self._with_hosts(self.sitting(group), group)

    def table(self, group: Group) -> Table:
        """Return the seats of a group as reading the files will make them."""
        here = self._with_hosts(self.sitting(group), group)
        made = {person: self._made(group, person) for person in here}
        strangers = []
        stands_for = {}
        for seat in self._seats(group):
            person = self._names.one(seat.person)
            if person in made:
                stands_for[seat.id] = made[person].id
                if seat.is_not_to_be_named and not made[person].is_not_to_be_named:
                    self._names.tally.add(What.SEATS)
            else:
                strangers.append(seat)
                stands_for[seat.id] = seat.id
                if seat.is_not_to_be_named or folded(seat.initials) != folded(initials(seat.shown)):
                    self._names.tally.add(What.STRANGERS)
        return Table(tuple(made.values()), tuple(strangers), stands_for)

    def roster(self, seats: tuple[Seat, ...]) -> ShortNames:
        """Return what names are read against where these sit."""
        known = {seat.id: self._aliases.get(seat.person, ()) for seat in seats if seat.person}
        return ShortNames(seats, self._strands, known)

    def _seats(self, group: Group) -> list[Seat]:
        return [seat for seat in self._content.seats if seat.group == group.id]

    def _with_hosts(self, people: tuple[str, ...], group: Group) -> tuple[str, ...]:
        every = dict.fromkeys(
            (*people, *map(self._names.one, group.leads), self._names.one(group.note_taker))
        )
        return tuple(person for person in every if person in self._names.people)

    def _made(self, group: Group, person: str) -> Seat:
        name = self._names.people[person]
        is_capped = self._caps[person] < Level.NAMED
        return Seat(f"{group.id}/{person}", group.id, name, initials(name), person, is_capped)
