"""What a group brings back to the plenary: choosing it, ordering it, reading it out."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from sessions.errors import DomainError
from sessions.notes import Note
from sessions.ops import Change
from sessions.ranks import salt_from
from sessions.report_back import chosen, report_back, seconds_to_say

VERB = "report_back"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a group is about to bring back, in order, how long it takes to say, and when it is on the disk."""

    notes: tuple[Note, ...]
    seconds: int
    durable: Future[Change]


class ReportBack:
    """Chooses what a group brings back; DomainError ``report_back_too_long`` is raised for more than three notes."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def choose(self, group: str, notes: Sequence[str]) -> Chosen:
        """Bring back these notes in this order, and no others. Raises DomainError ``note_unknown``."""
        with self._archive.reader() as reader:
            known = {note.id: note for note in picked(reader, group)}
            wanted = [known.get(note) or _note(reader, group, note) for note in dict.fromkeys(notes)]
        edits = chosen(wanted, known.values(), salt_from(self._around.randomness(8)))
        done = self._archive.commit(edits, self._actor, VERB)
        return Chosen(tuple(wanted), seconds_to_say(wanted), done)

    def pick(self, group: str, note: str) -> Chosen:
        """Bring back one note more, after the others."""
        return self.choose(group, [*self._ids(group), note])

    def unpick(self, group: str, note: str) -> Chosen:
        """Bring back one note less."""
        return self.choose(group, [one for one in self._ids(group) if one != note])

    def _ids(self, group: str) -> list[str]:
        with self._archive.reader() as reader:
            return [note.id for note in picked(reader, group)]


def picked(reader: Reader, group: str) -> tuple[Note, ...]:
    """Return what a group brings back, in order."""
    return report_back(kept.record for kept in reader.picked(group))


def _note(reader: Reader, group: str, note: str) -> Note:
    for kept in reader.page("note", id=note, group=group):
        found: Note = kept.record
        return found
    raise DomainError("note_unknown")
