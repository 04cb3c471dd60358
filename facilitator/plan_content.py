"""What a gathering is planned to be: its days, sessions, parts and groups, new ones or like those of an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from gettext import gettext as _

from facilitator.archive.queries import Reader
from facilitator.days import Day, day_of, in_order
from facilitator.pen import Pen
from sessions.agenda import Part, Session
from sessions.breakouts import Group, GroupKind
from sessions.gathering import Occasion

PLENARY = "plenary"


@dataclass(frozen=True, slots=True)
class DidBefore:
    """Who did something the time before; a person says whether they do it again.

    ``kind``, ``id`` and ``field`` are of the new record that names nobody yet, ``title`` what it is called, ``people``
    are person ids.
    """

    kind: str
    id: str
    field: str
    title: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The records of a plan; the first occasion is the first day."""

    occasions: tuple[Occasion, ...]
    sessions: tuple[Session, ...]
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]

    @property
    def records(self) -> list[Occasion | Session | Part | Group]:
        """Return all of them, each after what it is of."""
        return [*self.occasions, *self.sessions, *self.parts, *self.groups]


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """A day of an earlier gathering with its groups."""

    day: Day
    groups: tuple[Group, ...]


def days_like(reader: Reader, gathering: str) -> tuple[EarlierDay, ...]:
    """Return the days of a gathering in order."""
    occasions: list[Occasion] = [kept.record for kept in reader.every("occasion", gathering=gathering)]
    found = []
    for occasion in in_order(occasions):
        day = day_of(reader, occasion.id)
        groups = reader.among("group", "session", (session.id for session in day.sessions))
        found.append(EarlierDay(day, in_order([kept.record for kept in groups])))
    return tuple(found)


def content_like(
    days: Sequence[EarlierDay], first: Occasion, pen: Pen, *, is_home: bool
) -> tuple[Content, tuple[DidBefore, ...]]:
    """Return the plan of an earlier gathering for a new one, and who did what in it.

    ``first`` is the first day as it is wished for. Strands go with it in the same network (``is_home``) alone.
    """
    content = Content((), (), (), ())
    asked: list[DidBefore] = []
    for earlier in days:
        occasion = _day_like(earlier.day.occasion, days[0].day.occasion, first, pen)
        copying = _Copying(earlier, occasion, pen, is_home=is_home)
        content = Content(
            (*content.occasions, occasion),
            (*content.sessions, *copying.sessions),
            (*content.parts, *copying.parts),
            (*content.groups, *copying.groups),
        )
        asked += copying.asked
    return content if days else replace(content, occasions=(first,)), tuple(asked)


def _day_like(before: Occasion, first_before: Occasion, first: Occasion, pen: Pen) -> Occasion:
    """Return a day as far from the first as it was; a ground rule is one to be announced again."""
    is_first = before.id == first_before.id
    apart: timedelta = before.date - first_before.date
    return replace(
        before,
        id=first.id if is_first else pen.new_id(),
        gathering=first.gathering,
        title=first.title if before.title == first_before.title else before.title,
        date=first.date + apart,
        zone=first.zone,
        starts=(first.starts or before.starts) if is_first else before.starts,
        place=first.place or before.place,
        ground_rule=first.ground_rule if first.announced_by else before.ground_rule,
        announced_by=first.announced_by if is_first else "",
        announced_at=-1,
    )


class _Copying:
    """Copies the sessions of a day without their people, and keeps in mind who these were."""

    def __init__(self, earlier: EarlierDay, occasion: Occasion, pen: Pen, *, is_home: bool) -> None:
        self.sessions: list[Session] = []
        self.parts: list[Part] = []
        self.groups: list[Group] = []
        self.asked: list[DidBefore] = []
        self._pen = pen
        for session in earlier.day.sessions:
            groups = [group for group in earlier.groups if group.session == session.id]
            self._copy(session, earlier.day.parts_of(session.id), groups, occasion.id, is_home=is_home)

    def _copy(
        self,
        session: Session,
        parts: Sequence[Part],
        groups: Sequence[Group],
        occasion: str,
        *,
        is_home: bool,
    ) -> None:
        made = replace(
            session,
            id=self._pen.new_id(),
            occasion=occasion,
            strand=session.strand if is_home else "",
            led_by=(),
            chaired_by="",
            source_notes=(),
        )
        self._ask("session", made.id, "led_by", session.title, session.led_by)
        self._ask("session", made.id, "chaired_by", session.title, (session.chaired_by,))
        self.sessions.append(made)
        for part in parts:
            again = replace(part, id=self._pen.new_id(), session=made.id, people=())
            self._ask("part", again.id, "people", part.title or session.title, part.people)
            self.parts.append(again)
        for group in groups:
            if group.kind is not GroupKind.SURVEY:
                self._copy_group(group, made.id)

    def _copy_group(self, group: Group, session: str) -> None:
        again = replace(group, id=self._pen.new_id(), session=session, leads=(), note_taker="")
        self._ask("group", again.id, "leads", group.title, group.leads)
        self._ask("group", again.id, "note_taker", group.title, (group.note_taker,))
        self.groups.append(again)

    def _ask(self, kind: str, made: str, field: str, title: str, people: Sequence[str]) -> None:
        if found := tuple(filter(None, people)):
            self.asked.append(DidBefore(kind, made, field, title, found))


def plenary_of(session: Session, pen: Pen) -> Group:
    """Return the group of a session in which everybody is together: without one no notes can be kept."""
    everybody = _("Everybody together")
    return Group(pen.new_id(), session.id, PLENARY, everybody, GroupKind.PLENARY, rank=pen.ranks(1)[0])


def copied(
    made: Session, parts: Sequence[Part], groups: Sequence[Group], new_id: Callable[[], str]
) -> list[Session | Part | Group]:
    """Return a session with copies of parts and groups; comments of a survey belong to that and stay behind."""
    return [
        made,
        *(replace(part, id=new_id(), session=made.id) for part in parts),
        *(
            replace(group, id=new_id(), session=made.id)
            for group in groups
            if group.kind is not GroupKind.SURVEY
        ),
    ]
