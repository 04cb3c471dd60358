"""The running order in print: times off the clock on the wall, lengths, people as announced, what runs over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sessions.agenda import FLOWS, Part, Session, Slot, running_order
from sessions.breakouts import Group
from sessions.compose_blocks import Piece, Runs, table_of
from sessions.compose_material import Index
from sessions.compose_wording import Wording, carried, opened, record
from sessions.document import BlockType, Run
from sessions.gathering import Occasion
from sessions.local_time import agenda_minutes, wall_clock
from sessions.people import Level, Listing

_HEADER: Final = ("agenda-time", "agenda-what", "agenda-who", "agenda-length")


class Billing:
    """Name people as they were announced; who prefers not to be named is not, but to whoever runs the day."""

    def __init__(self, index: Index, wording: Wording, *, is_full: bool = False) -> None:
        self._people = index.people
        self._wording = wording
        self._is_full = is_full

    def all(self, ids: Iterable[str]) -> Runs:
        """Return some people in one list."""
        found = [self._people[one] for one in dict.fromkeys(ids) if one in self._people]
        names: list[Runs] = []
        for person in found:
            is_shy = person.quoted_as < Level.NAMED or person.listed_as is Listing.NOT_LISTED
            is_named = self._is_full or not is_shy
            names.append(record(person.name, person.id) if is_named else self._wording.fill("person-unnamed"))
        return self._wording.joined(list(dict.fromkeys(names)))


class Agenda:
    """The running order of one occasion."""

    def __init__(self, occasion: Occasion, index: Index, wording: Wording, billing: Billing) -> None:
        self._occasion = occasion
        self._wording = wording
        self._billing = billing
        self._sessions = {one.id: one for one in index.sessions if one.occasion == occasion.id}
        self._parts = {
            part.id: part for session in self._sessions.values() for part in index.parts_of(session)
        }
        self._slots = running_order(occasion, self._sessions.values(), self._parts.values())

    @property
    def ends(self) -> int:
        """Return the minute of the agenda at which the occasion is over."""
        return max((slot.end for slot in self._slots), default=self._occasion.starts)

    def span(self, session: Session | None = None) -> Runs:
        """Return from when to when the occasion, or one session of it, runs."""
        if session is None:
            return self._span(self._occasion.starts, self.ends, self._occasion.id)
        slot = self._slot_of(session)
        return self._span(slot.start, slot.end, session.id)

    def length(self, session: Session) -> Runs:
        """Return how long a session is."""
        slot = self._slot_of(session)
        return length(slot.end - slot.start, self._wording, session.id)

    def table(self, wanted: Collection[str] = (), *, has_sessions: bool = True) -> Piece:
        """Return the table of all sessions, or of some, with their parts, or of the parts alone."""
        rows = [
            self._row(slot)
            for slot in self._slots
            if (not wanted or slot.session in wanted) and (has_sessions or slot.part)
        ]
        return table_of(BlockType.AGENDA, [self._wording.fill(name) for name in _HEADER], rows)

    def overruns(self) -> list[Runs]:
        """Return what runs past a hard stop, a sentence for each."""
        told = []
        for slot in self._slots:
            if slot.over:
                title = self._wording.quoted(self._title(slot))
                minutes = self._minutes(slot.over, slot.part or slot.session)
                told.append(
                    opened(self._wording.fill("running-order-over-one", title=title, minutes=minutes))
                )
        return told

    def _slot_of(self, session: Session) -> Slot:
        return next(slot for slot in self._slots if slot.session == session.id and not slot.part)

    def _span(self, start: int, end: int, owner: str) -> Runs:
        return self._wording.fill("time-span", start=self._time(start, owner), end=self._time(end, owner))

    def _time(self, minutes: int, owner: str) -> Runs:
        """Return what the clock on the wall shows at a minute of the agenda."""
        wall = wall_clock(self._occasion, minutes)
        time = record(f"{wall.hour:02}:{wall.minute:02}", owner)
        return self._wording.fill("time-next-day", time=time) if wall.date() > self._occasion.date else time

    def _row(self, slot: Slot) -> list[Runs]:
        owner = slot.part or slot.session
        return [
            self._span(slot.start, slot.end, owner),
            self._what(slot),
            self._who(slot),
            length(slot.end - slot.start, self._wording, owner),
        ]

    def _what(self, slot: Slot) -> Runs:
        """Return the title, that of a session in bold, with what has to be known of its time in words."""
        what, remarks = self._title(slot), self._remarks(slot)
        if not slot.part:
            what = tuple(Run(run.text, run.src, bold=True) for run in what)
        if not remarks:
            return what
        told = self._wording.joined_by("list-marks", remarks)
        return self._wording.fill("agenda-remarked", what=what, remarks=told)

    def _title(self, slot: Slot) -> Runs:
        if not slot.part:
            return record(self._sessions[slot.session].title, slot.session)
        part = self._parts[slot.part]
        kind = self._wording.fill(f"part-{part.kind.value.replace(' ', '-')}")
        title = record(part.title, part.id)
        return self._wording.fill("part-titled", kind=kind, title=title) if title else kind

    def _remarks(self, slot: Slot) -> list[Runs]:
        wording, owner = self._wording, slot.part or slot.session
        stretch: Session | Part = self._parts[slot.part] if slot.part else self._sessions[slot.session]
        made: list[Runs] = []
        if stretch.fixed_start != FLOWS:
            time = self._time(agenda_minutes(self._occasion, stretch.fixed_start), owner)
            made.append(wording.fill("agenda-fixed", time=time))
        if isinstance(stretch, Session) and stretch.must_end != FLOWS:
            time = self._time(agenda_minutes(self._occasion, stretch.must_end), owner)
            made.append(wording.fill("agenda-must-end", time=time))
        if stretch.is_protected:
            made.append(wording.fill("agenda-protected"))
        if slot.over:
            made.append(wording.fill("agenda-over", minutes=self._minutes(slot.over, owner)))
        return made

    def _minutes(self, count: int, owner: str) -> Runs:
        number = self._wording.number(count, owner)
        return self._wording.fill("minutes-one" if count == 1 else "minutes", number=number)

    def _who(self, slot: Slot) -> Runs:
        if slot.part:
            return self._billing.all(self._parts[slot.part].people)
        session = self._sessions[slot.session]
        people, chair = self._billing.all(session.led_by), self._billing.all((session.chaired_by,))
        name = _WHO[bool(people), bool(chair)]
        return self._wording.fill(name, people=people, chair=chair) if name else ()


_WHO: Final = {
    (True, True): "agenda-led-chaired",
    (True, False): "agenda-led",
    (False, True): "agenda-chaired",
    (False, False): "",
}


def length(minutes: int, wording: Wording, owner: str) -> Runs:
    """Return minutes as people write a length."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return wording.fill("length-minutes", minutes=record(str(rest), owner))
    name = "length-hours-minutes" if rest else "length-hours"
    return wording.fill(name, hours=record(str(hours), owner), minutes=record(f"{rest:02}", owner))


def note_taker_of(group: Group, wording: Wording, billing: Billing) -> Runs:
    """Return who takes the notes of a group, or that this is to be agreed."""
    return billing.all((group.note_taker,)) or wording.fill("group-nobody")


def groups_table(found: Sequence[tuple[Session, Group]], wording: Wording, billing: Billing) -> list[Piece]:
    """Return the table of groups: their sessions and topics, who leads them and who takes the notes."""
    if not found:
        return []
    names = ("group-session", "group-title", "group-topic", "group-leads", "group-notes")
    header = [wording.fill(name) for name in names]
    rows = [
        [
            record(session.title, session.id),
            record(group.title, group.id),
            carried(group.topic, group.id),
            billing.all(group.leads),
            note_taker_of(group, wording, billing),
        ]
        for session, group in found
    ]
    return [table_of(BlockType.TABLE, header, rows)]
