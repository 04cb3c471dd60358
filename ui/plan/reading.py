"""What Plan reads of the archive; it is imported once that is open, for it brings the store's weight with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.app import Reader
from facilitator.running_orders import OrderShown, counts_text, day_text, occasions_of, order_shown
from sessions.gathering import Occasion
from sessions.network import Strand

__all__ = ["Read", "counts_text", "gatherings", "latest", "other_occasions", "read"]


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows: the occasions of a gathering, and one of them with its running order.

    ``strands`` are those of the network, in order.
    """

    occasions: tuple[Occasion, ...]
    order: OrderShown
    strands: tuple[Strand, ...]

    @property
    def codes(self) -> Mapping[str, str]:
        """Return the short codes of strands by their titles."""
        return {one.title: one.code for one in self.strands}


def gatherings(reader: Reader) -> dict[str, str]:
    """Return the titles of all gatherings by their ids, the newest first."""
    newest: dict[str, int] = {}
    for kept in reader.every("occasion"):
        day = kept.record.date.toordinal()
        newest[kept.record.gathering] = max(day, newest.get(kept.record.gathering, 0))
    titles = {kept.record.id: kept.record.title for kept in reader.every("gathering")}
    order = sorted(titles, key=lambda one: (newest.get(one, 0), one), reverse=True)
    return {one: titles[one] for one in order}


def latest(reader: Reader) -> str:
    """Return the id of the newest gathering that has an occasion, '' where there is none."""
    return next((one for one in gatherings(reader) if occasions_of(reader, one)), "")


def read(reader: Reader, gathering: str, occasion: str = "", session: str = "") -> Read | None:
    """Return a gathering with the occasion that is wished, else that of the session, else its longest one.

    None where it has no occasion (any more).
    """
    occasions = occasions_of(reader, gathering)
    if not occasions:
        return None
    days = {one.id for one in occasions}
    if session:
        found = reader.page("session", id=session, limit=1)
        occasion = found[0].record.occasion if found and found[0].record.occasion in days else occasion
    if occasion not in days:
        counts = reader.count("session", "occasion", days)
        occasion = max(occasions, key=lambda one: counts.get(one.id, 0)).id
    order = order_shown(reader, occasion)
    networks = [kept.record.network for kept in reader.page("gathering", id=gathering, limit=1)]
    strands = [kept.record for network in networks for kept in reader.every("strand", network=network)]
    return Read(occasions, order, tuple(sorted(strands, key=lambda one: (one.rank, one.id))))


def other_occasions(reader: Reader, but: str) -> list[tuple[str, str]]:
    """Return the ids of all occasions but one, each with its gathering and day in words, the newest first."""
    titles = gatherings(reader)
    return [
        (one.id, f"{title}, {day_text(one.date)}")
        for gathering, title in titles.items()
        for one in occasions_of(reader, gathering)
        if one.id != but
    ]
