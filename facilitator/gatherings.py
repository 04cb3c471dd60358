"""Gatherings as they stand in the archive: which one is meant, and what each has come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from sessions.agenda import Part, Session, Slot, running_order
from sessions.breakouts import Group
from sessions.document import Document
from sessions.errors import DomainError
from sessions.gathering import Gathering, Occasion
from sessions.polls import Poll


@dataclass(frozen=True, slots=True)
class Listed:
    """A gathering in a line: when it is, and how many of everything it has."""

    id: str
    title: str
    dates: tuple[date, ...]
    sessions: int
    groups: int
    notes: int
    documents: int


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group with how many notes were kept in it, and how many of these stand in no document."""

    group: Group
    kept: int
    unread: int


@dataclass(frozen=True, slots=True)
class OccasionShown:
    """An occasion with its running order."""

    occasion: Occasion
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that ``show`` tells of a gathering; sessions and parts by id."""

    gathering: Gathering
    network: str
    occasions: tuple[OccasionShown, ...]
    sessions: Mapping[str, Session]
    parts: Mapping[str, Part]
    groups: tuple[GroupShown, ...]
    polls: tuple[Poll, ...]
    documents: tuple[Document, ...]
    names: Mapping[str, str]


def gathering_named(reader: Reader, wanted: str) -> str:
    """Return the id of the gathering that is meant by its id, title, the beginning of it or key words of it.

    Capitals, accents and punctuation do not matter. The first of these ways by which any is meant decides. Raises
    DomainError ``no_gatherings``, ``gathering_not_found`` or ``gathering_ambiguous``, which name those there are.
    """
    titles: dict[str, str] = {kept.record.id: kept.record.title for kept in reader.every("gathering")}
    if not titles:
        raise DomainError("no_gatherings")
    meant = next(
        (found for way in _ways(wanted) if (found := [one for one in titles if way(one, titles)])), []
    )
    if len(meant) == 1:
        return meant[0]
    shown = ", ".join(f"‘{titles[one]}’" for one in sorted(meant or titles, key=titles.__getitem__))
    raise DomainError(
        "gathering_ambiguous" if meant else "gathering_not_found", gathering=wanted, titles=shown
    )


def _ways(wanted: str) -> Iterator[Callable[[str, Mapping[str, str]], bool]]:
    """Yield the ways of meaning a gathering, the surest first."""
    words = folded_words(wanted)
    said = " ".join(words)
    yield lambda one, _titles: one == wanted
    yield lambda one, titles: titles[one] == wanted
    if not words:
        return
    yield lambda one, titles: " ".join(folded_words(titles[one])) == said
    yield lambda one, titles: " ".join(folded_words(titles[one])).startswith(said)
    yield lambda one, titles: _has_each(folded_words(titles[one]), words)


def _has_each(title: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in title) for word in words)


def session_meant(reader: Reader, gathering: str, wanted: str) -> str:
    """Return the id of the session of a gathering that is meant by its key or id.

    Raises DomainError ``session_unknown``, which names those there are.
    """
    sessions = _sessions(reader, gathering)
    found: str = next((one.id for one in sessions if wanted in {one.key, one.id}), "")
    if not found:
        raise DomainError("session_unknown", session=wanted, sessions=", ".join(one.key for one in sessions))
    return found


def group_meant(reader: Reader, gathering: str, wanted: str, session: str = "") -> str:
    """Return the id of the group of a gathering that is meant by its key, that of its session and its own, or its id.

    Raises DomainError ``session_unknown``, ``group_unknown`` or ``group_ambiguous``, which name those there are.
    """
    within = session_meant(reader, gathering, session) if session else ""
    sessions = [one for one in _sessions(reader, gathering) if within in {"", one.id}]
    names: dict[str, tuple[str, str, str]] = {
        group.id: (group.key, f"{one.key}/{group.key}", group.id)
        for one in sessions
        for group in _ranked(reader, "group", session=one.id)
    }
    meant = [group for group, called in names.items() if wanted in called]
    if len(meant) == 1:
        return meant[0]
    shown = ", ".join(sorted(names[group][1] for group in meant or names))
    raise DomainError("group_ambiguous" if meant else "group_unknown", group=wanted, groups=shown)


def _sessions(reader: Reader, gathering: str) -> list[Session]:
    occasions = _ranked(reader, "occasion", gathering=gathering)
    return [one for occasion in occasions for one in _ranked(reader, "session", occasion=occasion.id)]


def short_name(title: str) -> str:
    """Return a title as one word that means it: what a shell completes without quotation marks."""
    return "-".join(folded_words(title))


def listed(reader: Reader) -> list[Listed]:
    """Return every gathering, the newest first."""
    gatherings: list[Gathering] = [kept.record for kept in reader.every("gathering")]
    occasions: list[Occasion] = [kept.record for kept in reader.every("occasion")]
    where = {occasion.id: occasion.gathering for occasion in occasions}
    of_session = {one.record.id: where.get(one.record.occasion, "") for one in reader.every("session")}
    of_group = {one.record.id: of_session.get(one.record.session, "") for one in reader.every("group")}
    notes: Counter[str] = Counter()
    for group, count in reader.count("note", "group").items():
        notes[of_group.get(group, "")] += count
    sessions, groups = Counter(of_session.values()), Counter(of_group.values())
    documents = reader.count("document", "gathering")
    found = [
        Listed(
            id=one.id,
            title=one.title,
            dates=tuple(sorted({day.date for day in occasions if day.gathering == one.id})),
            sessions=sessions[one.id],
            groups=groups[one.id],
            notes=notes[one.id],
            documents=documents.get(one.id, 0),
        )
        for one in gatherings
    ]
    found.sort(key=lambda one: one.title)
    return sorted(found, key=lambda one: one.dates[-1:], reverse=True)


def shown(reader: Reader, gathering: str) -> Shown:
    """Return what the archive has of a gathering; raises DomainError ``gathering_unknown`` or ``zone_unknown``."""
    record = next((one.record for one in reader.every("gathering") if one.record.id == gathering), None)
    if record is None:
        raise DomainError("gathering_unknown", gathering=gathering)
    occasions = _ranked(reader, "occasion", gathering=gathering)
    sessions = [one for occasion in occasions for one in _ranked(reader, "session", occasion=occasion.id)]
    parts = [one for session in sessions for one in _ranked(reader, "part", session=session.id)]
    groups = [one for session in sessions for one in _ranked(reader, "group", session=session.id)]
    documents: list[Document] = [one.record for one in reader.every("document", gathering=gathering)]
    read = _read(reader, documents)
    network = next((one.record for one in reader.every("network") if one.record.id == record.network), None)
    return Shown(
        gathering=record,
        network=network.name if network else "",
        occasions=tuple(OccasionShown(one, running_order(one, sessions, parts)) for one in occasions),
        sessions={one.id: one for one in sessions},
        parts={one.id: one for one in parts},
        groups=tuple(_group(reader, one, read) for one in groups),
        polls=tuple(one.record for one in reader.every("poll", gathering=gathering)),
        documents=tuple(documents),
        names={one.record.id: one.record.name for one in reader.every("person")},
    )


def _ranked(reader: Reader, kind: str, **equals: str) -> list[Any]:
    found = [one.record for one in reader.every(kind, **equals)]
    return sorted(found, key=lambda one: (one.rank, one.id))


def _read(reader: Reader, documents: Sequence[Document]) -> set[str]:
    """Return the notes that a document rests on."""
    blocks = (one.record for document in documents for one in reader.every("block", document=document.id))
    return {ref for block in blocks for run in block.body for ref in run.src.refs}


def _group(reader: Reader, group: Group, read: set[str]) -> GroupShown:
    notes = [one.record.id for one in reader.every("note", group=group.id)]
    return GroupShown(group, len(notes), sum(note not in read for note in notes))
