"""Where the journal stands: what the next Change follows on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from facilitator.archive.tables import CHANGES, UNFINISHED
from sessions.journal import next_lam


@dataclass(slots=True)
class Standing:
    """The highest ``lam`` seen, this device's last ``seq`` and the long acts that are not finished."""

    lam: int
    seq: int
    unfinished: set[str]


class Head:
    """Remembers where the journal stands, so that no act has to ask the file; belongs to the writer's thread."""

    def __init__(self) -> None:
        self.device = ""
        self._standing: Standing | None = None

    def forget(self) -> None:
        """Ask the file again: a transaction was rolled back."""
        self._standing = None

    def at(self, connection: Connection) -> Standing:
        """Return where the journal stands in this transaction; the caller keeps it true to what it writes."""
        if self._standing is None:
            mine = select(func.max(CHANGES.c.seq)).where(CHANGES.c.device == self.device)
            self._standing = Standing(
                lam=connection.execute(select(func.max(CHANGES.c.lam))).scalar() or 0,
                seq=connection.execute(mine).scalar() or 0,
                unfinished=set(connection.execute(select(UNFINISHED.c.act)).scalars()),
            )
        return self._standing

    def next(self, connection: Connection) -> tuple[int, int]:
        """Return the ``seq`` and ``lam`` of a Change made here."""
        standing = self.at(connection)
        standing.seq += 1
        standing.lam = next_lam(standing.lam)
        return standing.seq, standing.lam
