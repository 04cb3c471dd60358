"""Everything in an archive that has a name and can be gone to, found as it is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sessions.people import sort_key

if TYPE_CHECKING:
    from facilitator.archive.queries import Reader

_APOSTROPHES: Final = re.compile(r"['’ʼ]")
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")


class EntryKind(StrEnum):
    """What an entry is."""

    GATHERING = "gathering"
    SESSION = "session"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name: what it is called, what it belongs to, and the ids that lead there.

    A person has the gathering they were last at, a gathering its last ``day``.
    """

    kind: EntryKind
    title: str
    belongs: str = ""
    gathering: str = ""
    session: str = ""
    group: str = ""
    person: str = ""
    day: date | None = None


class Directory:
    """The entries of an archive, the newest gathering first, as they stood when it was read."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(
            (one, f" {folded(one.title)}", f" {folded(one.belongs + (f' {one.day}' if one.day else ''))}")
            for one in entries
        )

    def __len__(self) -> int:
        return len(self._entries)

    def gatherings(self, limit: int) -> list[Entry]:
        """Return the newest gatherings."""
        found = (one for one, _title, _belongs in self._entries if one.kind is EntryKind.GATHERING)
        return [one for one, _n in zip(found, range(limit), strict=False)]

    def found(self, typed: str, limit: int = 50) -> list[Entry]:
        """Return what is meant by the beginnings of words, in any order, the likeliest first.

        Capitals, accents and punctuation do not matter. What begins as typed comes before what has the words
        somewhere in its name, and this before what only belongs to something that has them.
        """
        said = folded(typed)
        words = [f" {word}" for word in said.split()]
        if not words:
            return []
        ways: tuple[list[Entry], ...] = ([], [], [])
        for one, title, belongs in self._entries:
            if title.startswith(f" {said}"):
                ways[0].append(one)
            elif all(word in title for word in words):
                ways[1].append(one)
            elif all(word in title or word in belongs for word in words):
                ways[2].append(one)
        return [one for way in ways for one in way][:limit]


def folded(text: str) -> str:
    """Return the words of a text without capitals, accents and punctuation, one space between them."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_NOT_A_LETTER.sub(" ", plain).split())


def read(reader: Reader) -> Directory:
    """Read every gathering, session, group and person; takes its time, so not in the window's own thread."""
    records = {kind: [one.record for one in reader.every(kind)] for kind in _KINDS}
    days: dict[str, date] = {}
    for occasion in records["occasion"]:
        days[occasion.gathering] = max(days.get(occasion.gathering, date.min), occasion.date)
    gatherings = sorted(records["gathering"], key=lambda one: one.title)
    gatherings.sort(key=lambda one: days.get(one.id, date.max), reverse=True)
    entries = [
        Entry(EntryKind.GATHERING, one.title, gathering=one.id, day=days.get(one.id)) for one in gatherings
    ]
    entries += _sessions_and_groups(records, {one.id: at for at, one in enumerate(gatherings)})
    return Directory([*entries, *_people(records, days)])


_KINDS: Final = ("gathering", "occasion", "session", "part", "group", "person", "attendance")


def _sessions_and_groups(records: Mapping[str, list[Any]], order: Mapping[str, int]) -> list[Entry]:
    titles = {one.id: one.title for one in records["gathering"]}
    occasions = {one.id: one for one in records["occasion"]}
    sessions = {
        one.id: (one, occasions[one.occasion].gathering)
        for one in records["session"]
        if one.occasion in occasions and occasions[one.occasion].gathering in titles
    }
    found: list[tuple[tuple[int, str, str], Entry]] = [
        (
            (order[where], one.rank, ""),
            Entry(EntryKind.SESSION, one.title, titles[where], gathering=where, session=one.id),
        )
        for one, where in sessions.values()
    ]
    for group in records["group"]:
        if group.session in sessions:
            session, where = sessions[group.session]
            belongs = f"{session.title} · {titles[where]}"
            entry = Entry(EntryKind.GROUP, group.title, belongs, where, session.id, group.id)
            found.append(((order[where], session.rank, group.rank), entry))
    found.sort(key=lambda one: (one[1].kind is EntryKind.GROUP, *one[0]))
    return [entry for _order, entry in found]


def _people(records: Mapping[str, list[Any]], days: Mapping[str, date]) -> list[Entry]:
    where = {one.id: one.gathering for one in records["occasion"]}
    session_of = {one.id: where.get(one.occasion, "") for one in records["session"]}
    seen: dict[str, str] = {}
    appearances = [(one.person, where.get(one.occasion, "")) for one in records["attendance"]]
    for one in records["session"]:
        appearances += [(person, session_of[one.id]) for person in (*one.led_by, one.chaired_by)]
    for part in records["part"]:
        appearances += [(person, session_of.get(part.session, "")) for person in part.people]
    for person, gathering in appearances:
        if gathering in days and days[gathering] >= days.get(seen.get(person, ""), date.min):
            seen[person] = gathering
    people = sorted((one for one in records["person"] if not one.same_as), key=sort_key)
    return [
        Entry(EntryKind.PERSON, one.name, one.organisation, gathering=seen.get(one.id, ""), person=one.id)
        for one in people
    ]
