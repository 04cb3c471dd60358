"""A whole program on a real archive, begun and ended within a test."""

import contextlib
from collections.abc import AsyncIterator, Sequence

from facilitator.paths import Places
from facilitator.settings import ColourScheme
from tests.ui.shell_places import CaptureLike, PlanLike
from tests.ui.waiting import until
from ui.home.page import HomePage
from ui.place import PlaceKind
from ui.preferences import Preferences
from ui.program import Program
from ui.theme import Theme

KINDS = (HomePage, PlanLike, CaptureLike)


@contextlib.asynccontextmanager
async def running(
    places: Places,
    theme: Theme,
    kinds: Sequence[PlaceKind] = KINDS,
    *,
    is_introduced: bool = True,
    is_opened: bool = True,
    is_sized: bool = True,
) -> AsyncIterator[Program]:
    """Give a program whose window is in front, and end it as its life does."""
    preferences = Preferences(places, theme)
    preferences.settle(is_first_run_done=is_introduced, colour_scheme=ColourScheme.LIGHT)
    program = Program(places, preferences, theme, kinds)
    program.show()
    if is_sized:
        program.window.resize(1360, 850)
    if is_opened:
        await program.open()
    await until(program.window.isActiveWindow)
    try:
        yield program
    finally:
        await program.end()
        program.window.hide()
        program.window.deleteLater()
        program.deleteLater()
