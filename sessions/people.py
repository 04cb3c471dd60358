"""People, how they agree to be listed and quoted, and where they were."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How much of a speaker is said beside their words, least first."""

    NONE = 0
    ANONYMOUS = 1
    SECTOR = 2
    ROLE = 3
    NAMED = 4


class Listing(StrEnum):
    """How a person agrees to stand in the list of those who took part."""

    NAME_AND_ORGANISATION = "name and organisation"
    NAME = "name"
    NOT_LISTED = "not listed"


class ContactChoice(StrEnum):
    """What a person agrees to be written to about."""

    ANYTHING = "anything"
    GATHERINGS = "gatherings"
    NOTHING = "nothing"


class AttendanceRole(StrEnum):
    """What a person was at an occasion."""

    CONVENOR = "convenor"
    THOUGHT_LEADER = "thought leader"
    SPEAKER = "speaker"
    CHAIR = "chair"
    NOTE_TAKER = "note-taker"
    MEMBER = "member"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the network knows.

    ``quoted_as`` is a standing choice that caps every attribution (*not to be named* = anonymous);
    ``pronouns`` only if told; ``sort_name`` only where it differs from the rule. ``same_as`` is the person that two
    records were found to be.
    """

    id: str
    name: str
    also_known_as: tuple[str, ...] = ()
    sort_name: str = ""
    organisation: str = ""
    role: str = ""
    sector: str = ""
    region: str = ""
    pronouns: str = ""
    listed_as: Listing = Listing.NAME_AND_ORGANISATION
    quoted_as: Level = Level.NAMED
    contact: str = ""
    contact_as: ContactChoice = ContactChoice.ANYTHING
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person at an occasion, described in print in the words of that year."""

    id: str
    occasion: str
    person: str
    role: AttendanceRole = AttendanceRole.MEMBER
    described_as: str = ""
    is_first_time: bool = False


def sort_key(person: Person) -> tuple[str, str]:
    """Return what a list of people is ordered by: the sort name, else the last word of the name."""
    return sort_key_of(person.name, person.sort_name)


def sort_key_of(name: str, sort_name: str = "") -> tuple[str, str]:
    """Return what a list is ordered by where a person's name and sort name are all that is known."""
    return (_folded(sort_name or name.rsplit(" ", 1)[-1]), _folded(name))


def initials(name: str) -> str:
    """Return the first letters of the words of a name, in lower case (``Tom van Dijk`` is ``tvd``)."""
    return "".join(part[0] for part in name.replace("-", " ").split()).casefold()


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
