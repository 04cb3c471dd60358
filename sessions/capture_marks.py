"""The marks of the capture line, and what has been understood of a line while it is being read."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from sessions.notes import NoteKind
from sessions.roster import Roster, folded


class Meaning(StrEnum):
    """What a stretch of a typed line was understood as."""

    SPEAKER = "speaker"
    ASKED_SPEAKER = "asked speaker"
    UNKNOWN_SPEAKER = "unknown speaker"
    GOES_ON = "goes on"
    KIND = "kind"
    WORTH_QUOTING = "worth quoting"
    STRAND = "strand"
    OWNER = "owner"
    ASKED_OWNER = "asked owner"
    DUE = "due"
    GAP = "gap"
    SPAN = "span"
    OFF_THE_RECORD = "off the record"
    ADDED = "added"
    JUST_TEXT = "just text"


class Mark(NamedTuple):
    """A stretch of the text as typed, and what it was understood as."""

    start: int
    end: int
    meaning: Meaning


KIND_MARKS = {
    "!": NoteKind.KEY_MESSAGE,
    "?": NoteKind.QUESTION,
    ">": NoteKind.ACTION,
    "=": NoteKind.DECISION,
    "/": NoteKind.DISAGREEMENT,
}


class Reading:
    """A line while it is read: what is left of it between ``start`` and ``end``, and what was understood."""

    # Class attributes are what most lines leave as it is: a plain line then costs nothing to set up.
    kind = NoteKind.POINT
    is_worth_quoting = False
    said_by = ""
    owner = ""
    asked_speaker = ""
    owner_asked = ""
    is_speaker_unknown = False
    goes_on = False
    is_said_by_added = False
    is_speaker_tagged = False
    due = ""
    is_off_record = False
    is_head_escaped = False
    cut = -1

    def __init__(self, text: str, roster: Roster) -> None:
        """Begin with everything still to be read."""
        self.text = text
        self.roster = roster
        self.start = 0
        self.end = len(text)
        self.strands: set[str] = set()
        self.added: dict[str, str] = {}
        self.tail_names: list[str] = []
        self.marks: list[Mark] = []

    @property
    def has_kind(self) -> bool:
        """Tell whether a mark has said what kind of line this is."""
        return self.kind is not NoteKind.POINT

    @property
    def has_speaker(self) -> bool:
        """Tell whether it is settled who speaks, if only that somebody does."""
        return bool(self.said_by) or self.is_speaker_unknown or self.goes_on or self.is_said_by_added

    @property
    def wants_person(self) -> bool:
        """Tell whether an @word would still mean somebody: the owner of an action, else the speaker."""
        return not self.owner if self.kind is NoteKind.ACTION else not self.has_speaker

    def understood(self, start: int, end: int, meaning: Meaning) -> None:
        """Remember what a stretch of the text was understood as."""
        self.marks.append(Mark(start, end, meaning))

    def take_person(self, seat: str) -> Meaning:
        """Take an @word as owner or speaker."""
        if self.kind is NoteKind.ACTION:
            self.owner = seat
            return Meaning.OWNER
        self.said_by = seat
        self.is_speaker_tagged = True
        return Meaning.SPEAKER

    def take_added(self, name: str) -> None:
        """Take somebody who is here and not on the list, once."""
        self.added.setdefault(folded(name), " ".join(name.split()))

    def settle_owner(self) -> None:
        """Make the person tagged before the mark of an action its owner: ``@olga >copy the recipe``."""
        if self.kind is NoteKind.ACTION and self.is_speaker_tagged and not self.owner:
            self.owner, self.said_by = self.said_by, ""
            self.marks = [
                mark._replace(meaning=Meaning.OWNER) if mark.meaning is Meaning.SPEAKER else mark
                for mark in self.marks
            ]

    def withdraw_questions(self) -> None:
        """Forget who was asked about where somebody else was named after all."""
        if self.asked_speaker and self.has_speaker:
            self.asked_speaker = ""
            self.marks = [mark for mark in self.marks if mark.meaning is not Meaning.ASKED_SPEAKER]
        if self.owner_asked and self.owner:
            self.owner_asked = ""
            self.marks = [mark for mark in self.marks if mark.meaning is not Meaning.ASKED_OWNER]
