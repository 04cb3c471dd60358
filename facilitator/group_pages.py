"""What the page of one group shows: what is talked about, who is here, what was kept, and what is to mend in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.archive.archive import Archive
from facilitator.archive.in_order import Counts, Place, place_of
from facilitator.archive.queries import Reader
from facilitator.archive.rows import Kept
from facilitator.archive.search import Wanted
from facilitator.ground_rules import GroundRules
from facilitator.group_about import GroupAbout, group_about
from facilitator.note_pages import FIRST, MOST, NotePage, NoteShown, last_notes, note_page, note_shown, shown
from sessions.breakouts import Seat, as_seated
from sessions.network import Strand
from sessions.notes import NoteKind
from sessions.report_back import seconds_to_say
from sessions.roster import sharing_initials

MOST_TO_MEND = 100


@dataclass(frozen=True, slots=True)
class SeatShown:
    """Somebody who is here; ``is_ambiguous`` says that their initials mean somebody else as well."""

    seat: Seat
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class ToMend:
    """Notes on the record in which something is missing, in order: words (``@@``), or who said them."""

    gaps: tuple[NoteShown, ...] = ()
    unsaid: tuple[NoteShown, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPage:
    """What the page of a group shows first, with its last notes; ``seconds`` is how long the report back takes."""

    about: GroupAbout
    seats: tuple[SeatShown, ...]
    strands: tuple[Strand, ...]
    notes: NotePage
    report_back: tuple[NoteShown, ...]
    seconds: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What every note of a group was looked at for: who is to do what, what is to mend, how many there are."""

    actions: tuple[NoteShown, ...] = ()
    to_mend: ToMend = ToMend()
    counts: Counts = field(default_factory=Counts)
    off_record: int = 0


class GroupPages:
    """Reads the pages of groups for one person."""

    def __init__(self, archive: Archive, rules: GroundRules, actor: str) -> None:
        self._archive = archive
        self._rules = rules
        self._actor = actor

    def page(self, group: str, *, limit: int = FIRST) -> GroupPage:
        """Return what the page of a group shows first; raises as ``group_about`` does."""
        with self._archive.reader() as reader:
            return group_page(reader, self._rules, self._actor, group, limit=limit)

    def overview(self, group: str) -> Overview:
        """Return what is to do and to mend in a group, and how many notes it has: shown a moment after the page."""
        with self._archive.reader() as reader:
            return overview(reader, group)

    def older(self, group: str, before: Place, *, limit: int = MOST) -> NotePage:
        """Return the notes that stand before those of a page."""
        with self._archive.reader() as reader:
            return note_page(reader, group, self._actor, before=before, limit=limit)

    def find(self, group: str, words: str, *, limit: int = MOST) -> tuple[NoteShown, ...]:
        """Return the notes of a group on the record that have some words, in order; the last may be unfinished."""
        with self._archive.reader() as reader:
            if not words.strip():
                return ()
            found = reader.search(Wanted(words, groups=(group,)), limit).notes
            seats = {one.record.id: one.record for one in reader.every("seat", group=group)}
            return shown(reader, sorted(found, key=place_of), seats)

    def note(self, note: str) -> NoteShown | None:
        """Return one note as it is by now, None where it is gone."""
        with self._archive.reader() as reader:
            return note_shown(reader, note, self._actor)


def group_page(
    reader: Reader, rules: GroundRules, actor: str, group: str, *, limit: int = FIRST
) -> GroupPage:
    """Return what the page of a group shows first; raises as ``group_about`` does."""
    about = group_about(reader, rules, group)
    seats = {one.record.id: one.record for one in reader.every("seat", group=group)}
    picked = sorted(reader.picked(group), key=lambda kept: (kept.record.report_rank, kept.record.id))
    return GroupPage(
        about=about,
        seats=_seats(seats),
        strands=_strands(reader, about.network.id),
        notes=last_notes(reader, group, actor, seats, limit=limit),
        report_back=shown(reader, picked, seats),
        seconds=seconds_to_say(kept.record for kept in picked),
    )


def overview(reader: Reader, group: str) -> Overview:
    """Return what is to do and to mend in a group, and how many notes it has."""
    return Overview(
        actions=_with_speakers(reader, reader.actions(group)),
        to_mend=to_mend(reader, group),
        counts=reader.counts(group),
        off_record=reader.off_the_record(group),
    )


def to_mend(reader: Reader, group: str) -> ToMend:
    """Return the notes of a group in which something is missing, the first ``MOST_TO_MEND``."""
    found = _with_speakers(reader, reader.to_mend(group, MOST_TO_MEND))
    gaps = tuple(one for one in found if one.has_gap)
    unsaid = tuple(one for one in found if not one.has_gap or _is_unsaid(one))
    return ToMend(gaps, unsaid)


def _with_speakers(reader: Reader, kept: Sequence[Kept]) -> tuple[NoteShown, ...]:
    """Return some notes as they are shown; of hundreds who are here only those who said them are read."""
    named = sorted({one.record.said_by for one in kept} - {""})
    seats = {one.record.id: one.record for one in reader.among("seat", "id", named)}
    return shown(reader, kept, seats)


def _seats(seats: Mapping[str, Seat]) -> tuple[SeatShown, ...]:
    ordered = as_seated(seats.values())
    shared = sharing_initials(ordered)
    return tuple(SeatShown(seat, seat.id in shared) for seat in ordered)


def _strands(reader: Reader, network: str) -> tuple[Strand, ...]:
    found: list[Strand] = [kept.record for kept in reader.every("strand", network=network)]
    return tuple(sorted(found, key=lambda strand: (strand.rank, strand.id)))


def _is_unsaid(one: NoteShown) -> bool:
    note = one.note
    is_nobodys = note.kind is NoteKind.QUOTE and not note.said_by
    return is_nobodys or note.is_speaker_unknown or bool(note.asked_speaker)
