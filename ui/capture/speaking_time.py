"""About how long something takes to say, in words."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Final

STEP: Final = 10
"""Seconds: nobody speaks more evenly than this."""


def speaking_time(seconds: int) -> str:
    """Return about how long it takes to say what takes so many seconds, '' where there is nothing to say."""
    if seconds <= 0:
        return ""
    minutes, rest = divmod(-(-seconds // STEP) * STEP, 60)
    if not minutes:
        return _("about {seconds} seconds to say").format(seconds=rest)
    if not rest:
        return ngettext("about {minutes} minute to say", "about {minutes} minutes to say", minutes).format(
            minutes=minutes
        )
    return _("about {minutes} min {seconds} to say").format(minutes=minutes, seconds=rest)
