"""Giving a session another length: how its parts share what is more or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sessions.agenda import Part
from sessions.errors import DomainError
from sessions.reflow import LEAST


def resized(wanted: int, parts: Sequence[Part]) -> dict[str, int]:
    """Return the new lengths of the parts whose length changes so that all take so many minutes together.

    One part alone takes them all. Of several those that are not protected give or take, each in proportion. Raises
    DomainError ``parts_need_more`` where nothing more can be given, ``parts_protected`` where nothing may be longer.
    """
    if len(parts) == 1:
        return {parts[0].id: wanted}
    missing = wanted - sum(part.length for part in parts)
    free = [part for part in parts if not part.is_protected]
    weights = {part.id: part.length if missing > 0 else max(0, part.length - LEAST) for part in free}
    if missing < 0 and sum(weights.values()) < -missing:
        raise DomainError("parts_need_more", least=wanted - missing - sum(weights.values()))
    if missing > 0 and not free:
        raise DomainError("parts_protected")
    if missing > 0 and not any(weights.values()):
        weights = dict.fromkeys(weights, 1)
    shares = _shared(missing, weights) if missing else {}
    return {part.id: part.length + shares[part.id] for part in free if shares.get(part.id)}


def _shared(minutes: int, weights: Mapping[str, int]) -> dict[str, int]:
    whole = sum(weights.values())
    found: dict[str, int] = {}
    given = so_far = 0
    for one, weight in weights.items():
        so_far += weight
        # Rounding the running total, not each share, hands out exactly what is wanted.
        found[one] = int(minutes * so_far / whole) - given
        given += found[one]
    return found
