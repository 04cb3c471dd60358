"""From what was read of a group to what the panes beside its notes show."""

from __future__ import annotations

import time
from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from sessions.aims import Outcome
from sessions.breakouts import Group, GroupKind
from sessions.gathering import GroundRule
from sessions.local_time import moment
from sessions.notes import NoteKind
from ui.capture.sheet import ActionLine, Mending, PartTimes, PersonHere, PickedNote, ReadOut, Sheet

if TYPE_CHECKING:
    from facilitator.group_about import GroupAbout
    from facilitator.group_pages import GroupPage, Overview
    from facilitator.note_pages import NoteShown


def now_ms() -> int:
    """Return this moment in UTC ms."""
    return time.time_ns() // 1_000_000


def sheet_of(page: GroupPage, overview: Overview) -> Sheet:
    """Return what stands beside the notes of a group."""
    about = page.about
    numbers = {strand.id: number for number, strand in enumerate(page.strands)}
    strand = next((one for one in page.strands if one.id == about.session.strand), None)
    names = {one.seat.id: one.seat.shown for one in page.seats}
    return Sheet(
        id=about.group.id,
        group=title_of(about.group),
        session=about.session.title,
        strand=f"{strand.code} · {strand.title}" if strand is not None else "",
        strand_number=numbers.get(about.session.strand, 0),
        question=about.group.topic or about.session.question,
        introduced_by=about.introduced_by,
        prompts=about.session.prompts,
        times=_times(about),
        people=tuple(
            PersonHere(
                one.seat.id, one.seat.shown, one.seat.initials, is_not_to_be_named=one.seat.is_not_to_be_named
            )
            for one in page.seats
        ),
        read_out=_read_out(about),
        picked=tuple(
            PickedNote(one.note.id, one.note.words, is_quote=one.note.kind is NoteKind.QUOTE)
            for one in page.report_back
        ),
        mending=_mending(overview),
        actions=tuple(_action(one, names) for one in overview.actions),
    )


def title_of(group: Group) -> str:
    """Return what a group is called on the screen."""
    if group.title:
        return group.title
    return _("Everybody together") if group.kind is GroupKind.PLENARY else group.key


def watching(group: Group) -> str:
    """Return what is being watched, where it is no group of people talking."""
    if group.is_break_wall:
        return _("Watching the break wall")
    return {
        GroupKind.BREAKOUT: "",
        GroupKind.PLENARY: _("Watching the plenary"),
        GroupKind.CHAT: _("Watching the chat"),
        GroupKind.SURVEY: _("Comments from the survey"),
    }[group.kind]


def heads(about: GroupAbout) -> tuple[str, str]:
    """Return what is open and what it belongs to, for the top bar."""
    group, session = title_of(about.group), about.session.title
    is_same = session in {"", about.gathering.title}
    title = group if is_same else _("{session} · {group}").format(session=session, group=group)
    on = day(about.occasion.date)
    return title, _("{gathering} · {date}").format(gathering=about.gathering.title, date=on)


def day(on: date) -> str:
    """Return a date as it is read."""
    return QLocale().toString(QDate(on.year, on.month, on.day), "d MMM yyyy")


def _times(about: GroupAbout) -> PartTimes:
    now = now_ms()
    part = about.part_at(now)
    if part is not None:
        return PartTimes(part.starts, part.ends)
    if about.ends > about.starts and about.starts <= now < about.ends:
        return PartTimes(about.starts, about.ends)
    return PartTimes()


def _read_out(about: GroupAbout) -> ReadOut | None:
    rule = about.rule
    if rule.rule is GroundRule.NOT_ANNOUNCED:
        return None
    at = moment(about.occasion, rule.announced_at) if rule.is_in_force and rule.announced_at >= 0 else 0
    return ReadOut(rule.sentence, at)


def _mending(overview: Overview) -> Mending:
    unsaid = overview.to_mend.unsaid
    quotes = sum(one.note.kind is NoteKind.QUOTE for one in unsaid)
    return Mending(overview.counts.gaps, quotes, len(unsaid) - quotes)


def _action(shown: NoteShown, names: dict[str, str]) -> ActionLine:
    note = shown.note
    return ActionLine(
        note.id, note.words, note.owner, names.get(note.owner, ""), note.due, note.outcome is Outcome.DONE
    )
