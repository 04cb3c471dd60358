"""Between the archive and the screens: opens it beside the window, and tells every page what changed.

A page never reads a result after calling: it starts an act and waits for the Change, whichever way that came.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from facilitator.clock import Clock, by_this_computer
from facilitator.paths import Places
from facilitator.verbs import act_name
from sessions.final_acts import NOT_UNDOABLE
from sessions.ops import Change
from ui.aio import answered, in_thread

if TYPE_CHECKING:
    from concurrent.futures import Future

    from facilitator.app import App, Reader
    from facilitator.history import NextAct

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act did: its header, and the kinds and ids of the records it touched."""

    change: Change
    touched: frozenset[tuple[str, str]]

    def has(self, *kinds: str) -> bool:
        """Tell whether a record of one of the kinds was touched."""
        return any(kind in kinds for kind, _id in self.touched)


class Bridge(QObject):
    """The open archive as the window sees it."""

    opened = Signal()
    sample_requested = Signal()
    """The sample is to be looked at in an archive of its own, or enough was seen of it."""
    changed = Signal(object)
    """A ``Changed``, after it is on the disk."""
    _heard = Signal(object)

    def __init__(
        self,
        places: Places,
        archive: Path | None = None,
        now_ms: Clock = by_this_computer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self.is_sample = False
        """Whether this is the archive of the sample, and nobody's own."""
        self.now_ms = now_ms
        """The clock, in UTC ms: of everything that is kept and of everything that is shown."""
        self.path = archive or places.archive
        self._open = ExitStack()
        self._app: App | None = None
        self._reader: Reader | None = None
        self._undo: str | None = None
        self._heard.connect(self._on_heard)

    @property
    def is_short_of_room(self) -> bool:
        """Tell whether the disk is so full that the last room held back on it is in use."""
        return self._app is not None and self._app.archive.is_reserve_spent

    @property
    def is_open(self) -> bool:
        """Tell whether there is an archive to read from and write to."""
        return self._app is not None

    @property
    def app(self) -> App:
        """Return the use cases; only once ``opened`` was heard."""
        assert self._app is not None
        return self._app

    @property
    def reader(self) -> Reader:
        """Return the window's own reader, for small pages; only once ``opened`` was heard."""
        assert self._reader is not None
        return self._reader

    async def open(self) -> None:
        """Open the archive in a thread, so that the window shows meanwhile; raises KnownError as opening does."""
        app, reader = await in_thread(self._opened)
        app.archive.listen(self._heard.emit)
        self._app, self._reader = app, reader
        self.opened.emit()

    def _opened(self) -> tuple[App, Reader]:
        # SQLAlchemy is half of a start: it is imported here, in the thread, once the window shows.
        from facilitator.app import opened

        with ExitStack() as opening:
            app = opening.enter_context(opened(self._places, self.path, now_ms=self.now_ms))
            reader = opening.enter_context(app.archive.reader())
            self._open = opening.pop_all()
        return app, reader

    async def put_back(self, backup: Path) -> Path | None:
        """Put a backup in the place of the archive, which is not open; return where what lay there is put aside.

        Raises KnownError as restoring does, and everything is as it was then.
        """
        return await in_thread(self._put_back, backup)

    def _put_back(self, backup: Path) -> Path | None:
        # What restores brings the archive, as what opens does.
        from facilitator.app import surroundings
        from facilitator.recovery import Recovery  # it brings the archive, too

        around = surroundings(self._places, now_ms=self.now_ms)
        return Recovery(self.path, around).restore(backup, may_replace=True).put_aside

    async def close(self) -> None:
        """Finish what is queued and give the archive back; another may be opened then, under ``path``."""
        self._app = self._reader = self._undo = None
        await in_thread(self._open.close)

    async def done(self, future: Future[Result]) -> Result:
        """Wait for the writer without holding up the window; raises what the act raised."""
        return await answered(future)

    def next_undo(self) -> str:
        """Return what the act is called that would be taken back next, '' where there is none."""
        if self._undo is None:
            self._undo = self._next_name("undo")
        return self._undo

    def _next_name(self, which: str) -> str:
        # Acts are named by what only an open archive brings.
        from facilitator.history import next_name

        return next_name(self.reader, self.app.archive.device, which)

    def next_act(self, which: str) -> NextAct | None:
        """Return the act that ``which`` (undo or redo) would take back next, and where it was done."""
        # Acts are named by what only an open archive brings.
        from facilitator.history import next_act

        return next_act(self.reader, self.app.archive.device, which)

    async def take_back(self, which: str) -> str:
        """Undo or redo (``which``) the last act made here, and return what it is called.

        Raises DomainError ``nothing_to_undo``, ``nothing_to_redo`` or ``cannot_undo``.
        """
        name = self._next_name(which)
        archive = self.app.archive
        await self.done((archive.undo if which == "undo" else archive.redo)(self.app.actor))
        return name

    @Slot(object)
    def _on_heard(self, change: Change) -> None:
        if self._reader is None:
            return
        # To read both stacks takes 20 ms: what has just been done here is what is undone next.
        is_plain = change.is_whole_act and not change.undoes and change.device == self.app.archive.device
        if change.verb not in NOT_UNDOABLE:
            self._undo = act_name(change.verb) if is_plain else None
        self.changed.emit(Changed(change, frozenset(self._reader.touched(change.act))))
