"""A day to plan on: four sessions from ten o'clock, the last of which must end at one."""

from __future__ import annotations

from datetime import date

from facilitator.app import App
from facilitator.plan import Wish
from facilitator.running_orders import OrderRow, OrderShown, order_shown
from sessions.agenda import PartKind
from sessions.notes import Note
from sessions.scopes import scope_for

DAY = date(2027, 3, 4)


class Planned:
    """A gathering of the archive with acts and readings in few words."""

    def __init__(self, app: App, title: str = "Spring gathering") -> None:
        self.app = app
        wish = Wish(title, DAY, network="Longbench", starts=600, sessions=("Welcome",), place="Online")
        made = app.plan.new(wish)
        self.gathering, self.occasion = made.gathering.id, made.occasion.id
        self.welcome = self.shown().rows[0].id
        app.running_order.set_length(self.welcome, "20").result(10)

    def add(self, title: str, length: str = "", **more) -> str:
        made = self.app.running_order.add(self.occasion, title, length=length, **more)
        made.change.result(10)
        return made.id

    def part(self, session: str, kind: PartKind, length: str, **more) -> str:
        made = self.app.parts.add(session, kind, length=length, **more)
        made.change.result(10)
        return made.id

    def fill(self) -> Planned:
        """Add three sessions more, too long by ten minutes."""
        self.keys = self.add("Holding the keys")
        self.talk = self.part(self.keys, PartKind.SPEAKER, "8")
        self.round = self.part(self.keys, PartKind.BREAKOUTS, "40")
        self.back = self.part(self.keys, PartKind.REPORT_BACK, "12")
        self.tea = self.add("Tea", "10", kind=PartKind.BREAK)
        self.app.running_order.protect(self.tea, is_protected=True).result(10)
        self.closing = self.add("Closing", "1h40")
        self.app.running_order.must_end(self.closing, "13:00").result(10)
        return self

    def shown(self) -> OrderShown:
        with self.app.archive.reader() as reader:
            return order_shown(reader, self.occasion)

    def row(self, session: str) -> OrderRow:
        return next(row for row in self.shown().rows if row.id == session)

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.shown().rows]

    @property
    def times(self) -> list[str]:
        return [row.starts for row in self.shown().rows]

    def undo(self) -> None:
        self.app.archive.undo(self.app.actor).result(10)

    def every(self, kind: str, **equals) -> list:
        with self.app.archive.reader() as reader:
            return [kept.record for kept in reader.every(kind, **equals)]

    def keep_note(self, session: str, words: str) -> Note:
        """Keep a note in the plenary of a session."""
        group = self.every("group", session=session)[0]
        desk = self.app.capture(group.id)
        desk.keep(words)
        return next(note for note in self.every("note", group=group.id) if note.words in words)

    @property
    def scope(self) -> str:
        return scope_for("gathering", self.gathering)


class DayAgain(Planned):
    """A day that was planned before, by the ids it was given then; with an App where there is one already."""

    def __init__(self, ids: dict[str, str], app: App | None = None) -> None:
        self.__dict__.update(ids)
        if app is not None:
            self.app = app
