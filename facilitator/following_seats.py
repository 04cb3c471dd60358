"""What a change to somebody of the register means for the seats that copy it: a seat put differently by hand stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from facilitator.archive.queries import Reader
from sessions.breakouts import Seat
from sessions.edits import Edit, change
from sessions.people import Level, Person, initials

NAMED_BY_HAND: Final = "seat.name"
"""The act by which a group says whether somebody is named."""


def is_not_to_be_named(person: Person) -> bool:
    """Tell whether a standing choice keeps somebody from being named."""
    return person.quoted_as < Level.NAMED


def seats_following(reader: Reader, before: Person, after: Person) -> Iterator[Edit]:
    """Yield what lets the seats of a person show what is known of them by now."""
    for kept in reader.every("seat", person=before.id):
        seat: Seat = kept.record
        told = _renamed(seat, before, after) | _named(reader, seat, before, after)
        if told:
            yield change("seat", seat.id, **told)


def _renamed(seat: Seat, before: Person, after: Person) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if seat.shown == before.name != after.name:
        told["shown"] = after.name
        short = initials(after.name)
        if seat.initials == initials(before.name) != short:
            told["initials"] = short
    return told


def _named(reader: Reader, seat: Seat, before: Person, after: Person) -> dict[str, Any]:
    was, now = is_not_to_be_named(before), is_not_to_be_named(after)
    is_alike = seat.is_not_to_be_named == was
    if was == now or not is_alike or (not now and _said_in_group(reader, seat.id)):
        return {}
    return {"is_not_to_be_named": now}


def _said_in_group(reader: Reader, seat: str) -> bool:
    """Tell whether it was said in the group itself: who asked there not to be named is not named for a register."""
    said = [one.op.change_id for one in reader.entries("seat", seat) if one.op.field == "is_not_to_be_named"]
    return any(header.verb == NAMED_BY_HAND for header in reader.headers(said).values())
