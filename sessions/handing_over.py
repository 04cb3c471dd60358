"""The notes of a group as plain text to hand over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sessions.agenda import Session
from sessions.breakouts import Group, Seat
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.note_edits import is_exact
from sessions.notes import Note, NoteKind
from sessions.report_back import report_back

_MARKS: Final = {
    NoteKind.KEY_MESSAGE: "copy-key-message",
    NoteKind.QUESTION: "copy-question",
    NoteKind.ACTION: "copy-action-mark",
    NoteKind.DECISION: "copy-decision",
    NoteKind.DISAGREEMENT: "copy-disagreement",
    NoteKind.EXAMPLE: "copy-example",
    NoteKind.REFLECTION: "copy-reflection",
}


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What is handed over of a group. ``notes`` are those on the record in order; ``off_record`` only counts."""

    gathering: Gathering
    occasion: Occasion
    session: Session
    group: Group
    seats: Mapping[str, Seat]
    notes: Sequence[Note]
    off_record: int = 0


def plain_notes(about: HandedOver, words: Mapping[str, str]) -> str:
    """Return the notes of a group as plain text: what it brings back, then every note in order.

    Speakers who are not to be named are not, and nobody is where the Chatham House rule was announced.
    """
    picked = report_back(about.notes)
    made = [*_head(about, words)]
    if picked:
        made += ["", words["copy-report-back"], ""]
        made += (f"{number}. {_line(note, about, words)}" for number, note in enumerate(picked, 1))
    if about.notes:
        made += ["", words["copy-notes"], ""]
        made += (f"- {_line(note, about, words)}" for note in about.notes)
    if about.off_record:
        name = "copy-off-record-one" if about.off_record == 1 else "copy-off-record"
        made += ["", words[name].format(number=about.off_record)]
    return "\n".join(made) + "\n"


def _head(about: HandedOver, words: Mapping[str, str]) -> Iterator[str]:
    day = about.occasion.date
    month = words["months"].split()[day.month - 1]
    yield words["copy-heading"].format(group=about.group.title, session=about.session.title)
    yield words["copy-when"].format(gathering=about.gathering.title, day=day.day, month=month, year=day.year)
    rule = about.occasion.rule_in_force
    if rule is not GroundRule.NOT_ANNOUNCED:
        yield words["copy-rule"].format(rule=rule.value)


def _line(note: Note, about: HandedOver, words: Mapping[str, str]) -> str:
    text = " ".join(note.words.split())
    if is_exact(note):
        text = words["copy-quoted"].format(words=text)
    facts = [*_facts(note, about, words)]
    if facts:
        text = words["copy-action"].format(words=text, facts=", ".join(facts))
    if note.said_by or note.is_speaker_unknown:
        text = words["copy-said"].format(name=_speaker(note, about, words), words=text)
    mark = _MARKS.get(note.kind)
    return words["copy-marked"].format(mark=words[mark], words=text) if mark else text


def _facts(note: Note, about: HandedOver, words: Mapping[str, str]) -> Iterator[str]:
    if note.owner:
        yield _name(note.owner, about, words)
    if note.due:
        yield words["copy-due"].format(due=note.due)


def _speaker(note: Note, about: HandedOver, words: Mapping[str, str]) -> str:
    return _name(note.said_by, about, words) if note.said_by else words["copy-unknown-speaker"]


def _name(seat_id: str, about: HandedOver, words: Mapping[str, str]) -> str:
    seat = about.seats.get(seat_id)
    is_closed = about.occasion.rule_in_force is GroundRule.CHATHAM_HOUSE
    if seat is None or seat.is_not_to_be_named or is_closed or not seat.shown:
        return words["copy-unnamed"]
    return seat.shown
