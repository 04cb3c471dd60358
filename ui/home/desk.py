"""What Home reads and does: the use cases behind its doors and cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from sessions.aims import Outcome
from ui.bridge import Bridge
from ui.dialogs.new_gathering import Wished
from ui.home.starting import Offered
from ui.home.waiting import Lately, Recovered

if TYPE_CHECKING:
    from facilitator.aims import OpenAims
    from facilitator.home import HomeShown


class HomeDesk:
    """Home's side of the bridge; only once the archive is open."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def today(self) -> date:
        """Return the day it is here."""
        return datetime.fromtimestamp(self._bridge.now_ms() / 1000).astimezone().date()

    def shown(self) -> HomeShown:
        """Read what waits."""
        # What reads an archive comes with it, and never with a start.
        from facilitator.capture import group_of_draft
        from facilitator.home import home_shown  # it reads as well

        found = [(group_of_draft(one.place), one) for one in self._bridge.reader.drafts()[0]]
        drafts = [replace(one, place=group) for group, one in found if group]
        return home_shown(self._bridge.reader, self.today(), drafts)

    def lately(self, shown: HomeShown) -> list[Lately]:
        """Return the gatherings as cards."""
        return [Lately(one.id, one.title, one.line) for one in shown.lately]

    def recovered(self, shown: HomeShown) -> list[Recovered]:
        """Return the half-typed lines as cards."""
        return [Recovered(one.place, one.text, _when(one.at)) for one in shown.rescued]

    def offered(self) -> list[Offered]:
        """Return the patterns that a gathering can begin from."""
        # Patterns are planned with what only an open archive brings.
        from facilitator.patterns import patterns

        return [Offered(one.name, one.title, one.told) for one in patterns()]

    def network(self) -> str:
        """Return the name of the network that convenes, '' where there is none yet."""
        return next((kept.record.name for kept in self._bridge.reader.page("network", limit=1)), "")

    async def begin(self, wished: Wished, *, pattern: str = "", like: str = "") -> str:
        """Make a gathering from a pattern or like an earlier one, and return its id.

        Raises DomainError as ``Plan.start`` does.
        """
        # A wish is an archive's matter, and is made when there is one.
        from facilitator.plan import Wish

        wish = Wish(wished.title, wished.on, network=wished.network, place=wished.place, starts=wished.starts)
        plan = self._bridge.app.plan
        started = plan.start_like(like, wish) if like else plan.start_from_pattern(pattern, wish)
        await self._bridge.done(started.change)
        return started.planned.gathering.id

    async def keep(self, place: str) -> None:
        """Keep a line that was left half typed as a note of its group."""
        desk = self._bridge.app.capture(place)
        if text := desk.draft():
            await self._bridge.done(desk.begin(text).durable)

    async def let_go(self, place: str) -> None:
        """Let go of a line that was left half typed."""
        # As above: what belongs to capture comes with the archive.
        from facilitator.capture import draft_place

        await self._bridge.done(self._bridge.app.archive.drop_draft(draft_place(place)))

    async def answer(self, aim: str, outcome: Outcome, became: str) -> None:
        """Say what became of an aim."""
        await self._bridge.done(self._bridge.app.aims.answer(aim, outcome, became))

    def aims(self) -> Sequence[OpenAims]:
        """Return the aims that wait for a word, by where they were said."""
        # As above: reading comes with the archive.
        from facilitator.aims import open_aims

        return open_aims(self._bridge.reader, self.today())


def _when(at: int) -> str:
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at), "d MMM HH:mm")
