"""Three ways out where a running order is too long: each told before it is taken, each one act."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.day_lines import kind_names
from facilitator.days import Day, day_of
from facilitator.pen import Pen
from sessions.agenda import FLOWS, MINUTES_A_DAY, Part, Session, format_length
from sessions.edits import Edit, change
from sessions.errors import DomainError
from sessions.local_time import wall_clock
from sessions.ops import Change
from sessions.reflow import Repair, Shorter
from sessions.repairing import (
    Overrun,
    Plan,
    StopKind,
    Way,
    alone,
    as_parts,
    could_give,
    lengths_after,
    overruns_of,
    shared,
)

TOLD = 3
"""Stretches that a sentence names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to repair an overrun, and what it would do in a sentence.

    ``one`` is what would be shortened alone: a part, or a session without any. What still misses is in ``missing``.
    """

    way: Way
    overrun: Overrun
    preview: str
    one: str = ""
    missing: int = 0
    is_possible: bool = True


class OrderRepairs:
    """Offers and makes repairs of the running order of an occasion."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def offers(self, occasion: str) -> tuple[Offer, ...]:
        """Return the ways out of each overrun; none where nothing runs over."""
        with self._pen.archive.reader() as reader:
            return offers(reader, occasion)

    def candidates(self, occasion: str, stretch: str) -> tuple[Offer, ...]:
        """Return what could give alone before a stretch that runs over, that which can give the most first."""
        with self._pen.archive.reader() as reader:
            day = day_of(reader, occasion)
        plan = _plan(day)
        overrun = _overrun(plan, stretch)
        room = could_give(plan, stretch)
        most = sorted(room, key=lambda one: -room[one])
        return tuple(_shorter(Way.ONE, overrun, alone(plan, stretch, one), day, one) for one in most)

    def repair(self, occasion: str, stretch: str, way: Way, one: str = "") -> Future[Change]:
        """Take a way out for a stretch that runs over; ``one`` says what is shortened alone.

        Raises DomainError ``nothing_runs_over`` where it does not any more, ``nothing_to_shorten``.
        """
        with self._pen.archive.reader() as reader:
            day = day_of(reader, occasion)
        plan = _plan(day)
        overrun = _overrun(plan, stretch)
        if way in {Way.MOVED, Way.DROPPED}:
            return self._pen.commit(_stop_edits(overrun, day, way), "order.repair")
        repair = shared(plan, stretch) if way is Way.SHARED else alone(plan, stretch, one)
        if not repair.shorter:
            raise DomainError("nothing_to_shorten")
        return self._pen.commit(_edits(repair, day), "order.repair")


def offers(reader: Reader, occasion: str) -> tuple[Offer, ...]:
    """Return the ways out of each overrun of an occasion, in order."""
    day = day_of(reader, occasion)
    plan = _plan(day)
    found: list[Offer] = []
    for overrun in overruns_of(plan):
        single = alone(plan, overrun.stretch)
        found.append(_shorter(Way.SHARED, overrun, shared(plan, overrun.stretch), day))
        found.append(
            _shorter(Way.ONE, overrun, single, day, single.shorter[0].part if single.shorter else "")
        )
        found.append(Offer(Way.MOVED, overrun, _moved(overrun, day)))
        if overrun.kind is not StopKind.LENGTH:
            found.append(Offer(Way.DROPPED, overrun, _dropped(overrun, day)))
    return tuple(found)


def _plan(day: Day) -> Plan:
    return as_parts(day.occasion, day.sessions, day.parts)


def _overrun(plan: Plan, stretch: str) -> Overrun:
    found = next((one for one in overruns_of(plan) if one.stretch == stretch), None)
    if found is None:
        raise DomainError("nothing_runs_over")
    return found


def _edits(repair: Repair, day: Day) -> list[Edit]:
    is_part = {part.id for part in day.parts}
    after = lengths_after(repair, day.sessions, day.parts)
    return [change("part" if one in is_part else "session", one, length=new) for one, new in after.items()]


def _stop_edits(overrun: Overrun, day: Day, way: Way) -> list[Edit]:
    """Return what moves a hard stop to where it truly would be, or takes it away."""
    if overrun.kind is StopKind.LENGTH:
        return [change("session", overrun.stop, length=0)]
    wall = FLOWS if way is Way.DROPPED else _wall(day, overrun.ends)
    if overrun.kind is StopKind.MUST_END:
        return [change("session", overrun.stop, must_end=wall)]
    return [change(_kind_of(overrun.stop, day), overrun.stop, fixed_start=wall)]


def _wall(day: Day, minutes: int) -> int:
    """Return the minutes after midnight that the clock on the wall shows at a minute of the agenda."""
    shown = wall_clock(day.occasion, minutes)
    return (shown.date() - day.occasion.date).days * MINUTES_A_DAY + shown.hour * 60 + shown.minute


def _kind_of(stretch: str, day: Day) -> str:
    return "session" if any(one.id == stretch for one in day.sessions) else "part"


# -- in words -----------------------------------------------------------------------------------------------


def _shorter(way: Way, overrun: Overrun, repair: Repair, day: Day, one: str = "") -> Offer:
    if not repair.shorter:
        return Offer(
            way, overrun, _("Nothing before it can be shorter."), one, repair.missing, is_possible=False
        )
    told = [_one_shorter(each, day) for each in repair.shorter]
    if len(told) > TOLD:
        more = len(told) - TOLD
        rest = ngettext("{count} more", "{count} more", more).format(count=more)
        told = [*told[:TOLD], rest]
    sentence = _sentence(_("{shorter}.").format(shorter="; ".join(told)))
    if repair.missing:
        sentence += " " + _("{length} still too long then.").format(length=format_length(repair.missing))
    return Offer(way, overrun, sentence, one, repair.missing)


def _one_shorter(one: Shorter, day: Day) -> str:
    before = _whole(one, day)
    after = before - (one.before - one.after)
    return _("{name}: {before} → {after}").format(
        name=_name(one.part, day),
        before=before if before < 60 else format_length(before),
        after=format_length(after),
    )


def _whole(one: Shorter, day: Day) -> int:
    """Return the minutes that a page shows of what is shortened: all of a session, also where a rest of it gives."""
    session = next((each for each in day.sessions if each.id == one.part), None)
    return session.length if session is not None else one.before


def _name(stretch: str, day: Day) -> str:
    found = next((part for part in day.parts if part.id == stretch), None)
    if found is None:
        return _quoted(day.session(stretch).title)
    return _("{part} in {session}").format(
        part=_part_name(found), session=_quoted(day.session(found.session).title)
    )


def _part_name(part: Part) -> str:
    return _quoted(part.title) if part.title else kind_names()[part.kind].lower()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _quoted(title: str) -> str:
    return _("‘{title}’").format(title=title)


def _moved(overrun: Overrun, day: Day) -> str:
    session: Session = day.session(overrun.session)
    if overrun.kind is StopKind.LENGTH:
        return _("{name} takes {after} instead of {before}.").format(
            name=_quoted(session.title),
            after=format_length(session.length + overrun.minutes),
            before=format_length(session.length),
        )
    said = (
        _("{name} must end {after} instead of {before}.")
        if overrun.kind is StopKind.MUST_END
        else _("{name} begins {after} instead of {before}.")
    )
    return _sentence(
        said.format(
            name=_name(overrun.stop, day), after=_time(day, overrun.ends), before=_time(day, overrun.at)
        )
    )


def _dropped(overrun: Overrun, day: Day) -> str:
    said = (
        _("{name} may end when it ends, {after}; nobody has to be gone by {before}.")
        if overrun.kind is StopKind.MUST_END
        else _("{name} begins when what is before it is over, {after}, and not at {before}.")
    )
    return _sentence(
        said.format(
            name=_name(overrun.stop, day), after=_time(day, overrun.ends), before=_time(day, overrun.at)
        )
    )


def _time(day: Day, minutes: int) -> str:
    shown = wall_clock(day.occasion, minutes)
    return f"{shown.hour:02}:{shown.minute:02}"
