"""Lines that are shown already and not yet on the disk: what they hold, and what to hold of them when that fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sessions.breakouts import Seat
from sessions.capture import Kept
from sessions.errors import DomainError
from sessions.notes import Note

REMEMBERED_SPEAKERS: Final = 50
"""So many of the last lines can be taken back before a line that goes on is nobody's."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Going:
    """A line on its way: the seats it makes, and the note it makes or mends.

    ``spoken`` is what was understood, where the line makes a note.
    """

    seats: tuple[Seat, ...] = ()
    note: Note | None = None
    is_off_record: bool = False
    spoken: Kept | None = None

    def names(self, seat: str) -> bool:
        """Tell whether the line's note names somebody."""
        return self.note is not None and seat in {self.note.said_by, self.note.owner}


@dataclass(frozen=True, slots=True)
class Settled:
    """Lines that came to an end, the oldest first, and seats that failed and are named in others all the same."""

    kept: tuple[Going, ...]
    missed: tuple[Seat, ...]


class UnderWay:
    """All lines of one group that are on their way, the oldest first, and who spoke in the last ones."""

    def __init__(self) -> None:
        self._going: list[tuple[Going, Future[Any]]] = []
        self._spoken: deque[tuple[str, Kept]] = deque(maxlen=REMEMBERED_SPEAKERS)
        self._lost_seats: dict[str, Seat] = {}

    def add(self, line: Going, durable: Future[Any]) -> None:
        """Take a line that has just begun, and when it is on the disk."""
        self._going.append((line, durable))
        if line.note is not None and line.spoken is not None:
            self._spoken.append((line.note.id, line.spoken))

    def settled(self) -> Settled:
        """Return what came to an end since the last time, and let go of it; a line that failed leaves no trace."""
        done = [(line, durable) for line, durable in self._going if durable.done()]
        self._going = [pair for pair in self._going if pair not in done]
        kept = [line for line, durable in done if durable.exception() is None]
        failed = [line for line, durable in done if durable.exception() is not None]
        for line in failed:
            self._lost_seats.update((seat.shown, seat) for seat in line.seats)
            if line.note is not None and line.spoken is not None:
                self.forget(line.note.id)
        for line in kept:
            for seat in line.seats:
                self._lost_seats.pop(seat.shown, None)
        return Settled(tuple(kept), self._missed(failed, [*kept, *(line for line, _ in self._going)]))

    @staticmethod
    def _missed(failed: Sequence[Going], others: Sequence[Going]) -> tuple[Seat, ...]:
        # A seat alone that failed is not tried for ever: the disk is full.
        lost = [seat for line in failed if line.note is not None for seat in line.seats]
        made = {seat.id for line in others for seat in line.seats}
        return tuple(
            seat for seat in lost if seat.id not in made and any(one.names(seat.id) for one in others)
        )

    def lost_seat(self, name: str) -> Seat | None:
        """Return the seat of somebody who was named in a line that failed: who is named again is the same."""
        return self._lost_seats.get(name)

    # -- who speaks ---------------------------------------------------------------------------------------

    @property
    def last_note(self) -> str:
        """Return the note of the last line that was kept, '' where there is none."""
        return self._spoken[-1][0] if self._spoken else ""

    @property
    def last_spoken(self) -> Kept | None:
        """Return what was understood of the last line that was kept."""
        return self._spoken[-1][1] if self._spoken else None

    def say_again(self, spoken: Kept) -> None:
        """Say of the last line who speaks in it now."""
        note, _ = self._spoken.pop()
        self._spoken.append((note, spoken))

    def forget(self, note: str) -> None:
        """Forget who spoke in a line that is no more."""
        self._spoken = deque((pair for pair in self._spoken if pair[0] != note), REMEMBERED_SPEAKERS)

    # -- what is shown already ----------------------------------------------------------------------------

    def seats(self) -> tuple[Seat, ...]:
        """Return the seats that are being made."""
        return tuple(seat for line in self._standing() for seat in line.seats)

    def notes(self) -> dict[str, tuple[Note, bool]]:
        """Return the last state of every note that is being made or mended, by id, and whether it is off the record."""
        lines = self._standing()
        return {line.note.id: (line.note, line.is_off_record) for line in lines if line.note is not None}

    def last_rank(self) -> str:
        """Return the highest rank of a line on its way, '' where there is none."""
        return max((note.rank for note, _ in self.notes().values()), default="")

    def _standing(self) -> list[Going]:
        return [line for line, durable in self._going if not durable.done() or durable.exception() is None]


def pending() -> Future[Any]:
    """Return a Future that nobody can cancel: a line that was entered is kept, whatever becomes of who waits for it."""
    answer: Future[Any] = Future()
    answer.set_running_or_notify_cancel()
    return answer


def answer_with(answer: Future[Result], commit: Future[Any], result: Result) -> None:
    """Let a Future have a result once a commit is done.

    A record that is gone by then, because the line that makes it failed, is DomainError ``record_unknown``.
    """

    def settle(done: Future[Any]) -> None:
        error = done.exception()
        if error is None:
            answer.set_result(result)
        else:
            answer.set_exception(DomainError("record_unknown") if isinstance(error, KeyError) else error)

    commit.add_done_callback(settle)


def known(result: Result) -> Future[Result]:
    """Return a Future that is done."""
    answer: Future[Result] = Future()
    answer.set_result(result)
    return answer
