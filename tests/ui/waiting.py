"""Waiting for what the window will show, without a guess of how long it takes."""

import asyncio
from collections.abc import Callable


async def until(is_so: Callable[[], bool]) -> None:
    """Let the event loop go on until something is so; the limit every test has ends what never is."""
    while not is_so():
        await asyncio.sleep(0.005)


async def settled(rounds: int = 20) -> None:
    """Let everything that is waiting in the event loop be done."""
    for _ in range(rounds):
        await asyncio.sleep(0)
