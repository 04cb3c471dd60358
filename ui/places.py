"""The places that work, in the order of the rail, known by name before any of them is imported."""

from __future__ import annotations

from gettext import gettext as _

from ui.place import Place, PlaceKind, PutOff


def _home() -> type[Place]:
    # Nobody sees it before the first picture of the window, and it is as much again.
    from ui.home.page import HomePage

    return HomePage


def _capture() -> type[Place]:
    # More than the window and Home together: it is imported beside them.
    from ui.capture.page import CapturePage

    return CapturePage


def _plan() -> type[Place]:
    # As much again.
    from ui.plan.page import PlanPage

    return PlanPage


PLACES: tuple[PlaceKind, ...] = (
    PutOff("home", "home", lambda: _("Home"), _home),
    PutOff("plan", "plan", lambda: _("Plan"), _plan),
    PutOff("capture", "capture", lambda: _("Capture"), _capture),
)
"""All of them; a start is at the first unless somebody asks for another."""
