"""What Home shows: gatherings lately, lines that were rescued, aims that wait for a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext
from typing import Final, Protocol

from facilitator.aims import OpenAims, open_aims
from facilitator.archive.queries import Reader
from facilitator.archive.tallies import Tally
from facilitator.dates import day_text
from sessions.breakouts import Group
from sessions.gathering import Gathering, Occasion

MOST: Final = 20
"""Gatherings that Home lists."""


class Stage(StrEnum):
    """How far a gathering has come."""

    PLANNED = "planned"
    NOTES_KEPT = "notes kept"
    DRAFTED = "drafted"
    WRITTEN_UP = "written up"


class HalfTyped(Protocol):
    """A line that stood half typed when the computer stopped: in which group, its words, since when (UTC ms)."""

    @property
    def place(self) -> str:
        """Return the id of the group it was typed in."""

    @property
    def text(self) -> str:
        """Return its words."""

    @property
    def at(self) -> int:
        """Return when it was typed last."""


@dataclass(frozen=True, slots=True)
class Lately:
    """A gathering in two lines: its title, and when it was, how much there is and what is still to do."""

    id: str
    title: str
    date_line: str
    notes: int
    stage: Stage
    stage_text: str
    to_do: tuple[str, ...]
    first_day: date | None

    @property
    def line(self) -> str:
        """Return the line under the title."""
        return _(" · ").join(text for text in (self.date_line, self.stage_text, *self.to_do) if text)


@dataclass(frozen=True, slots=True)
class Rescued:
    """A half-typed line and where it belongs; titles are '' where that is gone."""

    place: str
    text: str
    at: int
    group: str = ""
    gathering: str = ""


@dataclass(frozen=True, slots=True)
class HomeShown:
    """All that Home shows of an archive."""

    lately: tuple[Lately, ...]
    rescued: tuple[Rescued, ...]
    aims: tuple[OpenAims, ...]
    aims_text: str

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been begun here yet."""
        return not self.lately


def home_shown(
    reader: Reader, today: date, half_typed: Iterable[HalfTyped] = (), most: int = MOST
) -> HomeShown:
    """Return what Home shows on a day: the latest gatherings first, those to come before those that were."""
    aims = open_aims(reader, today)
    return HomeShown(
        lately=_lately(reader, today, most),
        rescued=_rescued(reader, tuple(half_typed)),
        aims=aims,
        aims_text=_aims_text(aims),
    )


def _lately(reader: Reader, today: date, most: int) -> tuple[Lately, ...]:
    days: dict[str, list[date]] = {}
    for kept in reader.every("occasion"):
        occasion: Occasion = kept.record
        days.setdefault(occasion.gathering, []).append(occasion.date)
    gatherings: list[Gathering] = [kept.record for kept in reader.every("gathering")]
    tallies = reader.tallies()
    gatherings.sort(key=lambda one: one.title)
    gatherings.sort(key=lambda one: max(days.get(one.id, [date.min])), reverse=True)
    return tuple(
        _one(one, tuple(sorted(days.get(one.id, ()))), tallies.get(one.id, Tally(one.id)), today)
        for one in gatherings[:most]
    )


def _one(gathering: Gathering, days: Sequence[date], tally: Tally, today: date) -> Lately:
    stage = _stage(tally)
    return Lately(
        id=gathering.id,
        title=gathering.title,
        date_line=_date_line(days),
        notes=tally.notes,
        stage=stage,
        stage_text=_stage_text(stage, tally),
        to_do=_to_do(stage, tally, is_over=bool(days) and days[-1] < today),
        first_day=days[0] if days else None,
    )


def _stage(tally: Tally) -> Stage:
    if tally.is_published:
        return Stage.WRITTEN_UP
    if tally.drafts:
        return Stage.DRAFTED
    return Stage.NOTES_KEPT if tally.notes else Stage.PLANNED


def _stage_text(stage: Stage, tally: Tally) -> str:
    notes = ngettext("{count} note", "{count} notes", tally.notes).format(count=tally.notes)
    if stage is Stage.DRAFTED:
        return _("{notes} · write-up draft {number}").format(notes=notes, number=tally.drafts)
    return {Stage.PLANNED: _("planned"), Stage.NOTES_KEPT: notes, Stage.WRITTEN_UP: _("written up")}[stage]


def _to_do(stage: Stage, tally: Tally, *, is_over: bool) -> tuple[str, ...]:
    """Return what is still to come of a gathering: notes of groups while it is not written up, actions after it."""
    found = []
    if tally.silent and tally.notes and stage is not Stage.WRITTEN_UP:
        silent = ngettext("notes of {count} group to come", "notes of {count} groups to come", tally.silent)
        found.append(silent.format(count=tally.silent))
    if tally.actions and is_over:
        actions = ngettext("{count} action open", "{count} actions open", tally.actions)
        found.append(actions.format(count=tally.actions))
    return tuple(found)


def _date_line(days: Sequence[date]) -> str:
    if not days:
        return _("no date yet")
    first, last = day_text(days[0]), day_text(days[-1])
    return first if first == last else _("{first} – {last}").format(first=first, last=last)


def _rescued(reader: Reader, half_typed: Sequence[HalfTyped]) -> tuple[Rescued, ...]:
    places = [one.place for one in half_typed]
    groups: dict[str, Group] = {kept.record.id: kept.record for kept in reader.among("group", "id", places)}
    titles = _gatherings_of(reader, groups)
    return tuple(
        Rescued(
            one.place,
            one.text,
            one.at,
            groups[one.place].title if one.place in groups else "",
            titles.get(one.place, ""),
        )
        for one in half_typed
        if one.text.strip()
    )


def _gatherings_of(reader: Reader, groups: dict[str, Group]) -> dict[str, str]:
    """Return the title of the gathering of each group."""
    sessions = {
        kept.record.id: kept.record.occasion
        for kept in reader.among("session", "id", (group.session for group in groups.values()))
    }
    occasions = {
        kept.record.id: kept.record.gathering for kept in reader.among("occasion", "id", sessions.values())
    }
    titles = {
        kept.record.id: kept.record.title for kept in reader.among("gathering", "id", occasions.values())
    }
    return {
        group.id: titles.get(occasions.get(sessions.get(group.session, ""), ""), "")
        for group in groups.values()
    }


def _aims_text(aims: Sequence[OpenAims]) -> str:
    count = sum(len(each.aims) for each in aims)
    if not count:
        return ""
    return ngettext("{count} aim waits for a word", "{count} aims wait for a word", count).format(count=count)
