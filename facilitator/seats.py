"""Who sits in a group: strangers who come in, names put right, who is not to be named."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, replace

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from sessions.breakouts import Seat
from sessions.edits import Edit, change, create, delete
from sessions.errors import DomainError
from sessions.ops import Change
from sessions.people import initials
from sessions.roster import Roster, folded, sharing_initials
from sessions.scopes import scope_for


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat as it is about to be, whether its initials mean somebody else as well, and when it is on the disk."""

    seat: Seat
    is_ambiguous: bool
    durable: Future[Change]


class Seats:
    """Acts on the seats of groups; DomainError ``seat_unknown`` is raised for one that is not there."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def add(self, group: str, name: str) -> Seated:
        """Seat somebody who came in. Raises DomainError ``seat_name_missing`` or ``seat_taken``."""
        seat = Seat(self._around.new_id(), group, _name(name), initials(_name(name)))
        return self._commit(seat, [create(seat, scope_for("seat", group))], "seat.add")

    def rename(self, seat: str, name: str, short: str = "") -> Seated:
        """Name somebody anew in this group, with initials of their own or those of the name.

        Raises DomainError ``seat_name_missing`` or ``seat_taken``.
        """
        shown, given = _name(name), " ".join(short.split()).casefold()
        again = replace(self._seat(seat), shown=shown, initials=given or initials(shown))
        edit = change("seat", seat, shown=again.shown, initials=again.initials)
        return self._commit(again, [edit], "seat.rename")

    def set_not_to_be_named(self, seat: str, *, is_not: bool = True) -> Seated:
        """Note that somebody is not to be named for what they say, or that they may be."""
        again = replace(self._seat(seat), is_not_to_be_named=is_not)
        return self._commit(again, [change("seat", seat, is_not_to_be_named=is_not)], "seat.name")

    def remove(self, seat: str) -> Seated:
        """Take away the seat of somebody who is not here. Raises DomainError ``seat_in_use`` where notes name it."""
        gone = self._seat(seat)
        with self._archive.reader() as reader:
            refuse_in_use(reader, gone)
        return self._commit(gone, [delete("seat", seat)], "seat.remove")

    def _seat(self, seat: str) -> Seat:
        with self._archive.reader() as reader:
            for kept in reader.page("seat", id=seat):
                found: Seat = kept.record
                return found
        raise DomainError("seat_unknown")

    def _commit(self, seat: Seat, edits: list[Edit], verb: str) -> Seated:
        with self._archive.reader() as reader:
            others = _others(reader, seat)
        if any(folded(one.shown) == folded(seat.shown) for one in others) and verb in {
            "seat.add",
            "seat.rename",
        }:
            raise DomainError("seat_taken", name=seat.shown)
        is_ambiguous = seat.id in sharing_initials([*others, seat])
        return Seated(seat, is_ambiguous, self._archive.commit(edits, self._actor, verb))


def seat_named(reader: Reader, group: str, name: str) -> Seat:
    """Return the seat that is meant by a name or initials in a group; raises DomainError ``seat_name_unknown``."""
    seats: tuple[Seat, ...] = tuple(kept.record for kept in reader.every("seat", group=group))
    found = Roster(seats).person(name)
    for seat in seats:
        if seat.id == found:
            return seat
    raise DomainError("seat_name_unknown", name=name)


def refuse_in_use(reader: Reader, seat: Seat) -> None:
    """Raise DomainError ``seat_in_use`` where notes name a seat."""
    notes = {
        kept.record.id for name in ("said_by", "owner") for kept in reader.every("note", **{name: seat.id})
    }
    if notes:
        raise DomainError("seat_in_use", name=seat.shown, count=len(notes))


def _name(name: str) -> str:
    found = " ".join(name.split())
    if not found:
        raise DomainError("seat_name_missing")
    return found


def _others(reader: Reader, seat: Seat) -> list[Seat]:
    return [kept.record for kept in reader.every("seat", group=seat.group) if kept.record.id != seat.id]
