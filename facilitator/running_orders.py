"""The running order as a page shows it: a row for each session, what it comes to, and what runs over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from facilitator.archive.queries import Reader
from facilitator.dates import day_text
from facilitator.day_lines import Company, Lines
from facilitator.days import Day, day_of, gathering_of, in_order
from sessions.agenda import FLOWS, Part, PartKind, Session, format_length
from sessions.breakouts import GroupKind
from sessions.gathering import Occasion
from sessions.local_time import agenda_minutes, wall_clock
from sessions.polls import Poll
from sessions.repairing import Overrun, Plan, as_parts, overruns_of


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a session; ``people`` are names, ``length`` is minutes."""

    id: str
    kind: PartKind
    kind_name: str
    title: str
    length: int
    length_text: str
    starts: str
    people: tuple[str, ...]
    is_protected: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A session in the running order. Times are of the clock on the wall, and those it truly comes to.

    ``kind`` is None where several parts make it up, ``strand_number`` counts the strands of the network from 1, 0
    where it has none. ``over`` is by how many minutes something in it runs past a hard stop, ``free`` how many are
    free between the session before and it.
    """

    id: str
    key: str
    title: str
    starts: str
    ends: str
    start: int
    end: int
    kind: PartKind | None
    strand: str
    strand_number: int
    line: str
    length: int
    length_text: str
    is_protected: bool
    fixed_start: str
    must_end: str
    over: int
    over_text: str
    groups: int
    parts: tuple[PartRow, ...]
    free: int = 0
    free_text: str = ""


@dataclass(frozen=True, slots=True)
class OrderShown:
    """The running order of an occasion. ``planned`` is minutes from its start to its end; texts may be empty."""

    occasion: Occasion
    gathering: str
    title: str
    date_line: str
    heading: str
    planned: int
    must_end: str
    over: int
    over_text: str
    rows: tuple[OrderRow, ...]
    overruns: tuple[Overrun, ...]
    groups: int
    polls: int


def occasions_of(reader: Reader, gathering: str) -> tuple[Occasion, ...]:
    """Return the occasions of a gathering in order."""
    return in_order([kept.record for kept in reader.every("occasion", gathering=gathering)])


def order_shown(reader: Reader, occasion: str) -> OrderShown:
    """Return the running order of an occasion; raises DomainError ``gone`` or ``zone_unknown``."""
    day = day_of(reader, occasion)
    gathering = gathering_of(reader, day.occasion)
    around = _around(reader, day, gathering.network)
    plan = as_parts(day.occasion, day.sessions, day.parts)
    overruns = overruns_of(plan)
    making = _Rows(day, around, plan, overruns)
    rows = tuple(making.row(session) for session in day.sessions)
    planned = max((row.end for row in rows), default=day.occasion.starts) - day.occasion.starts
    must_end = next((row.must_end for row in reversed(rows) if row.must_end), "")
    over = max((one.minutes for one in overruns), default=0)
    return OrderShown(
        occasion=day.occasion,
        gathering=gathering.id,
        title=gathering.title,
        date_line=_date_line(day.occasion, rows),
        heading=_heading(planned, must_end),
        planned=planned,
        must_end=must_end,
        over=over,
        over_text=_("{length} too long: choose").format(length=format_length(over)) if over else "",
        rows=rows,
        overruns=overruns,
        groups=sum(around.groups.values()),
        polls=sum(len(polls) for polls in around.polls.values()),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What rows say beside their session; by id of session, strand or person."""

    groups: Mapping[str, int]
    chats: Mapping[str, int]
    polls: Mapping[str, Sequence[Poll]]
    years: Mapping[str, tuple[int, ...]]
    strands: Mapping[str, tuple[str, int]]
    names: Mapping[str, str]


def _around(reader: Reader, day: Day, network: str) -> _Around:
    ids = [session.id for session in day.sessions]
    polls: dict[str, list[Poll]] = {}
    for kept in reader.among("poll", "session", ids):
        polls.setdefault(kept.record.session, []).append(kept.record)
    strands = sorted(
        (kept.record for kept in reader.every("strand", network=network)), key=lambda one: (one.rank, one.id)
    )
    people = [one for part in day.parts for one in part.people]
    people += [one for session in day.sessions for one in (*session.led_by, session.chaired_by) if one]
    return _Around(
        groups=reader.count("group", "session", ids, kind=GroupKind.BREAKOUT),
        chats=reader.count("group", "session", ids, kind=GroupKind.CHAT),
        polls=polls,
        years={session: _years(reader, found) for session, found in polls.items()},
        strands={one.id: (one.title, number) for number, one in enumerate(strands, 1)},
        names=dict(reader.fields("person", ("id", "name"), id=sorted(set(people)))),
    )


def _years(reader: Reader, polls: Sequence[Poll]) -> tuple[int, ...]:
    """Return the years in which polls were asked before, the first one first."""
    found: set[int] = set()
    asked = {poll.id for poll in polls}
    earlier = {poll.repeats for poll in polls if poll.repeats}
    while earlier - asked:
        asked |= earlier
        before: list[Poll] = [kept.record for kept in reader.among("poll", "id", earlier)]
        found |= {poll.taken.year for poll in before}
        earlier = {poll.repeats for poll in before if poll.repeats}
    return tuple(sorted(found))


class _Clocks:
    """What the clock on the wall shows; on a day on which no clock is changed that needs no reckoning."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion
        noon = wall_clock(occasion, occasion.starts)
        later = wall_clock(occasion, occasion.starts + 24 * 60)
        self._is_plain = noon.utcoffset() == later.utcoffset()
        self._first = noon.hour * 60 + noon.minute

    def at(self, minutes: int) -> str:
        """Return the time of day of a minute of the agenda."""
        if self._is_plain:
            hours, rest = divmod((self._first + minutes - self._occasion.starts) % (24 * 60), 60)
            return f"{hours:02}:{rest:02}"
        return _time(wall_clock(self._occasion, minutes))

    def stop(self, wall: int) -> str:
        """Return the time of day of a hard stop, or ''."""
        return self.at(agenda_minutes(self._occasion, wall)) if wall != FLOWS else ""


def _time(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


class _Rows:
    """Makes the rows of an occasion."""

    def __init__(self, day: Day, around: _Around, plan: Plan, overruns: Sequence[Overrun]) -> None:
        self._around = around
        self._clocks = _Clocks(day.occasion)
        self._lines = Lines()
        slots = plan.slots
        self._whole = {slot.session: slot for slot in slots if not slot.part}
        self._slots = {slot.part: slot for slot in slots if slot.part}
        self._over: dict[str, int] = {}
        for one in overruns:
            self._over[one.session] = max(one.minutes, self._over.get(one.session, 0))
        self._end: int | None = None
        self._parts: dict[str, list[Part]] = {}
        for part in day.parts:
            self._parts.setdefault(part.session, []).append(part)

    def row(self, session: Session) -> OrderRow:
        """Return the row of a session; they are asked for in order."""
        parts, slot = self._parts.get(session.id, []), self._whole[session.id]
        strand, number = self._around.strands.get(session.strand, ("", 0))
        minutes = self._over.get(session.id, 0)
        length = slot.end - slot.start
        free = 0 if self._end is None else max(0, slot.start - self._end)
        self._end = slot.end
        return OrderRow(
            id=session.id,
            key=session.key,
            title=session.title,
            starts=self._clocks.at(slot.start),
            ends=self._clocks.at(slot.end),
            start=slot.start,
            end=slot.end,
            kind=_kind(parts),
            strand=strand,
            strand_number=number,
            line=self._lines.of(session, parts, self._company(session.id)),
            length=length,
            length_text=format_length(length),
            is_protected=session.is_protected,
            fixed_start=self._clocks.stop(session.fixed_start),
            must_end=self._clocks.stop(session.must_end),
            over=minutes,
            over_text=_("{length} too long").format(length=format_length(minutes)) if minutes else "",
            groups=self._around.groups.get(session.id, 0),
            parts=tuple(self._part(part) for part in parts),
            free=free,
            free_text=_("{length} free").format(length=format_length(free)) if free else "",
        )

    def _company(self, session: str) -> Company:
        around = self._around
        return Company(
            around.names,
            groups=around.groups.get(session, 0),
            polls=len(around.polls.get(session, ())),
            years=around.years.get(session, ()),
            has_chat=session in around.chats,
        )

    def _part(self, part: Part) -> PartRow:
        return PartRow(
            id=part.id,
            kind=part.kind,
            kind_name=self._lines.kinds[part.kind],
            title=part.title,
            length=part.length,
            length_text=format_length(part.length),
            starts=self._clocks.at(self._slots[part.id].start),
            people=tuple(self._around.names[one] for one in part.people if one in self._around.names),
            is_protected=part.is_protected,
        )


def _kind(parts: Sequence[Part]) -> PartKind | None:
    if not parts:
        return PartKind.PLENARY
    return parts[0].kind if len(parts) == 1 else None


def _heading(planned: int, must_end: str) -> str:
    if must_end:
        return _("Running order · planned {length} · must end {end}").format(
            length=format_length(planned), end=must_end
        )
    return _("Running order · planned {length}").format(length=format_length(planned))


def _date_line(occasion: Occasion, rows: Sequence[OrderRow]) -> str:
    times = f"{rows[0].starts}–{rows[-1].ends}" if rows else ""
    return " · ".join(text for text in (day_text(occasion.date), times, occasion.place) if text)


def counts_text(shown: OrderShown) -> str:
    """Return how many sessions, groups and polls an occasion has."""
    return " · ".join(
        (
            ngettext("{count} session", "{count} sessions", len(shown.rows)).format(count=len(shown.rows)),
            ngettext("{count} group", "{count} groups", shown.groups).format(count=shown.groups),
            ngettext("{count} poll", "{count} polls", shown.polls).format(count=shown.polls),
        )
    )
