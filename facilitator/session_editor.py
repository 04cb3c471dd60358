"""The editor of a session: every field of it as a page shows it, and an act for each."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.days import groups_of, one
from facilitator.library import Hit, Query, hits_of, search
from facilitator.pen import Pen
from sessions.agenda import Session
from sessions.breakouts import Group
from sessions.edits import change
from sessions.gathering import Gathering, Occasion
from sessions.network import Strand
from sessions.ops import Change
from sessions.people import Person

MOST_SOURCES = 50
"""Notes that one look into the library brings up."""


class TextField(StrEnum):
    """A field of a session that is one text."""

    QUESTION = "question"
    WHY_NOW = "why_now"
    FOR_DIRECTOR = "for_director"


class ListField(StrEnum):
    """A field of a session that is a list of texts; ``SOURCES`` are those said in words."""

    LEARNT = "learnt"
    PROMPTS = "prompts"
    MATERIALS = "materials"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group with the people it names, those that are not in the register any more left out."""

    group: Group
    leads: tuple[Person, ...]
    note_taker: Person | None


@dataclass(frozen=True, slots=True)
class EditorShown:
    """A session with all that its editor names. ``sources`` are the notes that are still there, in order."""

    session: Session
    strand: Strand | None
    strands: tuple[Strand, ...]
    led_by: tuple[Person, ...]
    chaired_by: Person | None
    groups: tuple[GroupShown, ...]
    sources: tuple[Hit, ...]


def editor_shown(reader: Reader, session: str) -> EditorShown:
    """Return a session as its editor shows it; raises DomainError ``gone``."""
    about: Session = one(reader, "session", session)
    occasion: Occasion = one(reader, "occasion", about.occasion)
    gathering: Gathering = one(reader, "gathering", occasion.gathering)
    groups = groups_of(reader, session)
    ids = {*about.led_by, about.chaired_by}.union(*({*group.leads, group.note_taker} for group in groups)) - {
        ""
    }
    people: dict[str, Person] = {kept.record.id: kept.record for kept in reader.among("person", "id", ids)}
    strands: list[Strand] = [kept.record for kept in reader.every("strand", network=gathering.network)]
    return EditorShown(
        session=about,
        strand=next((strand for strand in strands if strand.id == about.strand), None),
        strands=tuple(sorted(strands, key=lambda strand: (strand.rank, strand.id))),
        led_by=tuple(people[person] for person in about.led_by if person in people),
        chaired_by=people.get(about.chaired_by),
        groups=tuple(
            GroupShown(
                group,
                tuple(people[person] for person in group.leads if person in people),
                people.get(group.note_taker),
            )
            for group in groups
        ),
        sources=hits_of(reader, about.source_notes),
    )


def sources_found(reader: Reader, session: str, words: str) -> tuple[Hit, ...]:
    """Return notes of other gatherings that a session could go back to, best first; its own are no sources."""
    about: Session = one(reader, "session", session)
    occasion: Occasion = one(reader, "occasion", about.occasion)
    others = tuple(
        kept.record.id for kept in reader.every("gathering") if kept.record.id != occasion.gathering
    )
    query = Query(words, gatherings=others)
    return search(reader, query, MOST_SOURCES).hits if others and not Query(words).is_empty else ()


class SessionEditor:
    """Writes the fields of sessions; every act is done when its Future is."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def write(self, session: str, field: TextField, text: str) -> Future[Change]:
        """Set a text; the white space around it is none of it."""
        return self._set(session, "session.write", **{field.value: text.strip()})

    def write_list(self, session: str, field: ListField, items: Sequence[str]) -> Future[Change]:
        """Set a list of texts; empty ones are left out."""
        kept = tuple(text for item in items if (text := item.strip()))
        return self._set(session, "session.write", **{field.value: kept})

    def set_strand(self, session: str, strand: str = "") -> Future[Change]:
        """Say which strand a session is of, by its id, or of none."""
        return self._set(session, "session.strand", strand=strand)

    def set_led_by(self, session: str, people: Sequence[str]) -> Future[Change]:
        """Say who leads a session, by person ids; the first one leads, the others are with them."""
        return self._set(session, "session.people", led_by=tuple(dict.fromkeys(people)))

    def set_chaired_by(self, session: str, person: str = "") -> Future[Change]:
        """Say who chairs a session, by person id, or nobody."""
        return self._set(session, "session.people", chaired_by=person)

    def attach_sources(self, session: str, notes: Sequence[str]) -> Future[Change]:
        """Let a session go back to notes of earlier gatherings, after those it goes back to already."""
        before = self._sources(session)
        return self._set(session, "session.source", source_notes=tuple(dict.fromkeys((*before, *notes))))

    def detach_source(self, session: str, note: str) -> Future[Change]:
        """Let a session no longer go back to a note."""
        left = tuple(one for one in self._sources(session) if one != note)
        return self._set(session, "session.source", source_notes=left)

    def _sources(self, session: str) -> tuple[str, ...]:
        with self._pen.archive.reader() as reader:
            about: Session = one(reader, "session", session)
        return about.source_notes

    def _set(self, session: str, verb: str, **fields: object) -> Future[Change]:
        return self._pen.commit([change("session", session, **fields)], verb)
