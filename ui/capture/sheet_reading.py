"""From what the use cases read of a group to what the panes show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from sessions.agenda import PartKind, clock
from sessions.aims import Outcome
from sessions.breakouts import GroupKind
from sessions.gathering import GroundRule
from sessions.notes import NoteKind
from ui.capture.sheet import (
    ActionLine,
    Mending,
    MendLine,
    PartTimes,
    PersonHere,
    PickedNote,
    ReadOut,
    RuleChoice,
    Sheet,
)

if TYPE_CHECKING:
    from facilitator.ground_rules import RuleShown
    from facilitator.group_about import GroupAbout, PartShown
    from facilitator.group_pages import GroupPage, Overview, SeatShown
    from facilitator.note_pages import NoteShown
    from sessions.network import Strand

MEND_LINES: Final = 5
"""So many lines to mend are listed; Ctrl+G goes through them all."""
OFFERED: Final = (GroundRule.NAMED_WITH_PERMISSION, GroundRule.CHATHAM_HOUSE, GroundRule.ON_THE_RECORD)


def sheet_of(page: GroupPage, overview: Overview, sentences: Mapping[GroundRule, str], now: int) -> Sheet:
    """Return what the panes show of a group at a moment (UTC ms); ``sentences`` are those a rule is read out in."""
    about, session = page.about, page.about.session
    names = {one.seat.id: one.seat.shown for one in page.seats}
    strand, number = _strand(page.strands, session.strand)
    return Sheet(
        id=about.group.id,
        group=about.group.title,
        session=session.title,
        strand=strand,
        strand_number=number,
        question=about.group.topic or session.question,
        introduced_by=about.introduced_by,
        prompts=session.prompts,
        times=times_of(about, now),
        people=tuple(_person(one) for one in page.seats),
        read_out=_read_out(about.rule, about.group.note_taker, sentences),
        picked=tuple(_picked(one) for one in page.report_back),
        mending=_mending(overview),
        actions=tuple(_action(one, names) for one in overview.actions),
    )


def times_of(about: GroupAbout, now: int) -> PartTimes:
    """Return when a group's part runs: breakouts run in theirs, everybody else in the one that runs now."""
    if about.group.kind is GroupKind.BREAKOUT:
        apart = [one for one in about.parts if one.part.kind is PartKind.BREAKOUTS]
        if apart:
            return _times(next((one for one in apart if one.ends > now), apart[-1]), is_apart=True)
    running = about.part_at(now)
    if running is not None:
        return _times(running, is_apart=False)
    return _between(about.starts, about.ends, is_apart=False)


def _times(part: PartShown, *, is_apart: bool) -> PartTimes:
    return _between(part.starts, part.ends, is_apart=is_apart)


def _between(starts: int, ends: int, *, is_apart: bool) -> PartTimes:
    # Without a length nobody has said when it ends.
    return PartTimes(starts, ends, is_apart) if ends > starts else PartTimes(is_apart=is_apart)


def _strand(strands: Iterable[Strand], wanted: str) -> tuple[str, int]:
    for number, strand in enumerate(strands):
        if strand.id == wanted:
            return _("{code} · {title}").format(code=strand.code, title=strand.title), number
    return "", 0


def _person(one: SeatShown) -> PersonHere:
    seat = one.seat
    return PersonHere(seat.id, seat.shown, seat.initials, seat.is_not_to_be_named)


def _read_out(rule: RuleShown, reader: str, sentences: Mapping[GroundRule, str]) -> ReadOut:
    at = clock(rule.announced_at) if rule.announced_at >= 0 else ""
    if rule.rule is not GroundRule.NOT_ANNOUNCED:
        is_done = bool(rule.announced_by)
        return ReadOut(rule.sentence, rule.announced_by, at if is_done else "", reader)
    choices = tuple(RuleChoice(one.value, rule_title(one), sentences[one]) for one in OFFERED)
    return ReadOut(rule.sentence, reader=reader, choices=choices)


def rule_title(rule: GroundRule) -> str:
    """Return what a ground rule is called on the screen."""
    return {
        GroundRule.ON_THE_RECORD: _("On the record"),
        GroundRule.NAMED_WITH_PERMISSION: _("Named with permission"),
        GroundRule.CHATHAM_HOUSE: _("Chatham House: no names"),
    }.get(rule, _("Nothing agreed yet"))


def _picked(one: NoteShown) -> PickedNote:
    return PickedNote(one.note.id, one.note.words, one.note.kind is NoteKind.QUOTE)


def _mending(overview: Overview) -> Mending:
    quotes = sum(one.note.kind is NoteKind.QUOTE for one in overview.to_mend.unsaid)
    others = len(overview.to_mend.unsaid) - quotes
    every = {one.note.id: one for one in (*overview.to_mend.gaps, *overview.to_mend.unsaid)}
    first = sorted(
        every.values(), key=lambda one: (one.note.rank, one.note.line, one.note.kept_at, one.note.id)
    )
    lines = tuple(MendLine(one.note.id, one.note.words, one.has_gap) for one in first[:MEND_LINES])
    return Mending(len(overview.to_mend.gaps), quotes, others, lines)


def _action(one: NoteShown, names: Mapping[str, str]) -> ActionLine:
    note = one.note
    is_done = note.outcome is not Outcome.OPEN
    return ActionLine(note.id, note.words, note.owner, names.get(note.owner, ""), note.due, is_done)
