"""One kept line as the list shows it: its mark, its words, its chips, and the sentence a screen reader says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QDateTime, QLocale

from sessions.breakouts import Seat
from sessions.gathering import GroundRule
from sessions.network import Strand
from sessions.notes import Note, NoteKind, PermissionState
from ui.capture.line_chips import Chip, Tone, kind_words

Place = tuple[str, int, int, str]
"""Where a note stands among those of its group: rank, line of its file, moment, id."""

OFF_MARK: Final = "☐"
_MARKS: Final[Mapping[NoteKind, str]] = MappingProxyType(
    {
        NoteKind.POINT: "•",
        NoteKind.QUOTE: "“",
        NoteKind.KEY_MESSAGE: "!",
        NoteKind.QUESTION: "?",
        NoteKind.ACTION: "→",
        NoteKind.DECISION: "=",
        NoteKind.EXAMPLE: "•",
        NoteKind.DISAGREEMENT: "≠",
        NoteKind.REFLECTION: "~",
    }
)
_TOLD_BY_MARK: Final = frozenset({NoteKind.POINT, NoteKind.QUOTE, NoteKind.QUESTION})


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note of the list. ``asked`` is what has come of asking whether its speaker may be named, '' where unknown."""

    note: Note
    is_off_record: bool = False
    is_provisional: bool = False
    is_edited: bool = False
    asked: PermissionState = PermissionState.NOT_ASKED

    @property
    def place(self) -> Place:
        """Return where the note stands."""
        note = self.note
        return note.rank, note.line, note.kept_at, note.id

    @property
    def has_unknown_speaker(self) -> bool:
        """Tell whether somebody said this and it is not known who."""
        note = self.note
        if self.is_off_record:
            return False
        is_asked = bool(note.asked_speaker) or note.is_speaker_unknown
        return is_asked or (note.kind is NoteKind.QUOTE and not note.said_by)

    @property
    def needs_mending(self) -> bool:
        """Tell whether something was missed, or it is not known who spoke."""
        return (self.note.has_gap and not self.is_off_record) or self.has_unknown_speaker

    def as_kept(self) -> NoteRow:
        """Return the row once it is on the disk."""
        return replace(self, is_provisional=False)


@dataclass(frozen=True, slots=True)
class Legend:
    """What the ids in notes stand for, and what was agreed about names."""

    seats: Mapping[str, Seat] = field(default_factory=dict)
    strands: Mapping[str, tuple[int, Strand]] = field(default_factory=dict)
    rule: GroundRule = GroundRule.NOT_ANNOUNCED

    def name(self, seat: str) -> str:
        """Return what somebody is called here."""
        found = self.seats.get(seat)
        return found.shown if found is not None else _("somebody")


def mark_of(row: NoteRow) -> str:
    """Return the sign before a note."""
    return OFF_MARK if row.is_off_record else _MARKS[row.note.kind]


def hidden_words() -> str:
    """Return what stands instead of words that are off the record."""
    return _("Off the record · stays with you")


def words_of(row: NoteRow) -> str:
    """Return the words as they are read: a quotation in its marks."""
    return f"“{row.note.words}”" if row.note.kind is NoteKind.QUOTE else row.note.words


def clock(kept_at: int) -> str:
    """Return the time of day at which something was kept, '' where that is not known."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(kept_at).time(), "HH:mm") if kept_at else ""


def chips_beside(row: NoteRow, legend: Legend) -> tuple[Chip, ...]:
    """Return what is said of a note beside it; nothing of one that is off the record."""
    return () if row.is_off_record else tuple(_chips(row, legend))


def _chips(row: NoteRow, legend: Legend) -> Iterator[Chip]:
    note = row.note
    if note.kind not in _TOLD_BY_MARK:
        yield Chip(kind_words(note.kind), Tone.KIND)
    if note.is_worth_quoting:
        yield Chip(_("worth quoting"), Tone.KIND)
    yield from _speaker(row, legend)
    if note.owner:
        yield Chip(_("for {name}").format(name=legend.name(note.owner)))
    if note.due:
        yield Chip(_("by {date}").format(date=note.due))
    for strand in note.strands:
        if strand in legend.strands:
            number, found = legend.strands[strand]
            yield Chip(found.code, Tone.STRAND, number)
    if row.is_edited:
        yield Chip(_("edited"))
    if note.has_gap:
        yield Chip(_("gap"), Tone.ASKED)
    if note.report_rank:
        yield Chip(_("to report back"), Tone.KIND)


def _speaker(row: NoteRow, legend: Legend) -> Iterator[Chip]:
    note = row.note
    if note.said_by:
        yield Chip(legend.name(note.said_by))
        if note.spans:
            yield from _asking(row, legend)
    elif note.asked_speaker:
        yield Chip(_("who is ‘{name}’?").format(name=note.asked_speaker), Tone.ASKED)
    elif row.has_unknown_speaker:
        yield Chip(_("who said this?"), Tone.ASKED)


def _asking(row: NoteRow, legend: Legend) -> Iterator[Chip]:
    seat = legend.seats.get(row.note.said_by)
    states = PermissionState
    if (seat is not None and seat.is_not_to_be_named) or row.asked in {states.REFUSED, states.WITHDRAWN}:
        yield Chip(_("not to be named"), Tone.ASKED)
    elif legend.rule is GroundRule.ON_THE_RECORD:
        return
    elif row.asked is states.NOT_ASKED:
        yield Chip(_("name: not asked"), Tone.ASKED)
    elif row.asked is states.ASKED:
        yield Chip(_("name: asked"), Tone.ASKED)
    else:
        yield Chip(_("name: agreed"), Tone.KIND)


def sentence_of(row: NoteRow, legend: Legend, *, is_shown: bool = False) -> str:
    """Return all that a row says as one sentence."""
    said = [clock(row.note.kept_at)] if row.note.kept_at else []
    if row.is_off_record:
        said.append(_("off the record, stays with you"))
        if is_shown:
            said.append(words_of(row))
    else:
        said.append(_("{kind}: {words}").format(kind=kind_words(row.note.kind), words=words_of(row)))
        said.extend(chip.words for chip in _chips(row, legend) if chip.words != kind_words(row.note.kind))
    if row.is_provisional:
        said.append(_("not on the disk yet"))
    return ", ".join(said)


def kept_words(row: NoteRow, legend: Legend) -> str:
    """Return what is said once a line is kept: ``kept as quote, Tom Achterberg``."""
    if row.is_off_record:
        return _("kept off the record")
    told = [kind_words(row.note.kind)]
    if row.note.said_by:
        told.append(legend.name(row.note.said_by))
    elif row.note.asked_speaker:
        told.append(_("who is ‘{name}’?").format(name=row.note.asked_speaker))
    if row.note.has_gap:
        told.append(_("with a gap"))
    return _("kept as {what}").format(what=", ".join(told))
