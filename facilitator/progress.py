"""How far something long has come, told to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Is called with how much is done, of how much, and what it is in a few words; may raise to stop."""


def unseen(done: int, total: int, what: str) -> None:
    """Show nobody how far it has come."""
