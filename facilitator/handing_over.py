"""What leaves a group by hand: its notes as plain text, and the card from which it reports back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.drafting import templates
from facilitator.ground_rules import GroundRules
from facilitator.group_about import GroupAbout, above, group_about
from sessions.handing_over import HandedOver, plain_notes
from sessions.notes import Note, NoteKind
from sessions.report_back import LONGEST, MOST, report_back, seconds_to_say


@dataclass(frozen=True, slots=True)
class ReadBackCard:
    """What one person reads out for a group: what it brings back, else its first key messages; no speaker is named.

    ``is_long`` says that it takes longer than a plenary listens.
    """

    about: GroupAbout
    brought: tuple[Note, ...]
    is_chosen: bool
    questions: tuple[Note, ...]
    actions: tuple[Note, ...]
    seconds: int
    is_long: bool


class HandingOver:
    """Makes what a group hands over."""

    def __init__(self, archive: Archive, rules: GroundRules) -> None:
        self._archive = archive
        self._rules = rules

    def copy_of(self, group: str) -> str:
        """Return the notes of a group as plain text, nothing that is off the record; raises as ``above`` does."""
        with self._archive.reader() as reader:
            return copied(reader, group)

    def read_back(self, group: str) -> ReadBackCard:
        """Return the card of a group; raises as ``group_about`` does."""
        with self._archive.reader() as reader:
            about = group_about(reader, self._rules, group)
            notes = _notes(reader, group)
        chosen = report_back(notes)
        key = [note for note in notes if note.kind is NoteKind.KEY_MESSAGE]
        brought = chosen or tuple(key[:MOST])
        others = [note for note in notes if note not in brought]
        seconds = seconds_to_say(brought)
        return ReadBackCard(
            about,
            brought,
            bool(chosen),
            tuple(note for note in others if note.kind is NoteKind.QUESTION),
            tuple(note for note in others if note.kind is NoteKind.ACTION),
            seconds,
            seconds > LONGEST,
        )


def copied(reader: Reader, group: str) -> str:
    """Return the notes of a group as plain text; raises as ``above`` does."""
    over = above(reader, group)
    handed = HandedOver(
        gathering=over.gathering,
        occasion=over.occasion,
        session=over.session,
        group=over.group,
        seats={kept.record.id: kept.record for kept in reader.every("seat", group=group)},
        notes=_notes(reader, group),
        off_record=reader.off_the_record(group),
    )
    return plain_notes(handed, templates(over.network.language))


_ORDER: Final = ("rank", "line", "kept_at", "id")


def _notes(reader: Reader, group: str) -> tuple[Note, ...]:
    notes: list[Note] = [kept.record for kept in reader.every("note", group=group)]
    return tuple(sorted(notes, key=lambda note: tuple(getattr(note, name) for name in _ORDER)))
