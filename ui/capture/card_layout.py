"""Where everything stands on a read-back card, in the largest type that leaves it on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Final

from ui.capture.sheet import Card
from ui.capture.speaking_time import speaking_time
from ui.theme import SMALLEST, Theme
from ui.widgets.flow import Flow

LARGEST: Final = 60
LEAST: Final = 20
"""Pixels at 100 %: below this, words are not read from where one stands; the card scrolls instead."""
LONGEST_LINE: Final = 34
"""In sizes of the type."""
NO_POINT: Final = -1


@dataclass(frozen=True, slots=True)
class Laid:
    """Words with their place, their colour, and the point they belong to."""

    flow: Flow
    left: float
    top: float
    colour: str
    point: int = NO_POINT


class CardLayout:
    """A card set at one size."""

    def __init__(self, theme: Theme, card: Card, width: int, size: int) -> None:
        self._theme = theme
        self._size = size
        self._top = float(theme.px(28))
        self.left = max(theme.px(24), width * 0.06)
        self._room = min(width - 2 * self.left, theme.px(size) * LONGEST_LINE)
        self.laid: list[Laid] = []
        self.bands: list[tuple[float, float]] = []
        """Where each point begins and ends."""
        self._set(card)
        self.height = round(self._top + theme.px(20))

    def _set(self, card: Card) -> None:
        self._put(card.session, 0.5, "muted", is_serif=False)
        self._put(card.group, 0.8, "ink", is_bold=True, below=0.5)
        for number, point in enumerate(card.points, 1):
            words = _("{words} – {name}").format(words=point.words, name=point.said_by)
            self._number(number, words if point.said_by else point.words)
        if not card.points:
            self._put(_("Nothing has been picked to report back yet."), 1, "muted")
        for heading, lines in (
            (_("Questions"), [one.words for one in card.questions]),
            (_("Actions"), list(card.actions)),
        ):
            if lines:
                self._put(heading, 0.42, "muted", is_serif=False, is_bold=True, above=0.4, below=0.15)
            for line in lines:
                self._put(line, 0.66, "ink", below=0.15)
        self._foot(card)

    def _foot(self, card: Card) -> None:
        if said := speaking_time(card.seconds):
            self._put(said, 0.42, "muted", is_serif=False, above=0.5)
        if card.left_out:
            words = ngettext(
                "{count} line is left out: it may not be said aloud.",
                "{count} lines are left out: they may not be said aloud.",
                card.left_out,
            )
            self._put(words.format(count=card.left_out), 0.42, "amber", is_serif=False, above=0.2)
        keys = _("↑ ↓ one point at a time · F11 full screen · Esc closes")
        self._put(keys, 0, "muted", is_serif=False, above=0.5)

    def _put(
        self,
        words: str,
        part: float,
        colour: str,
        *,
        is_serif: bool = True,
        is_bold: bool = False,
        above: float = 0,
        below: float = 0,
    ) -> None:
        if not words:
            return
        unit = self._theme.px(self._size)
        font = self._theme.font(max(self._size * part, SMALLEST), is_bold=is_bold, is_serif=is_serif)
        self._top += unit * above
        flow = Flow(words, font, self._room, 1.3)
        self.laid.append(Laid(flow, self.left, self._top, colour))
        self._top += flow.height + unit * below

    def _number(self, number: int, words: str) -> None:
        unit, point = self._theme.px(self._size), number - 1
        indent = unit * 1.3
        font = self._theme.font(self._size, is_serif=True)
        digits = Flow(_("{number}.").format(number=number), font, indent, 1.3)
        flow = Flow(words, font, self._room - indent, 1.3)
        self.laid.append(Laid(digits, self.left, self._top, "accent", point))
        self.laid.append(Laid(flow, self.left + indent, self._top, "ink", point))
        self.bands.append((self._top, self._top + flow.height))
        self._top += flow.height + unit * 0.4


def fitted(theme: Theme, card: Card, width: int, height: int) -> CardLayout:
    """Return a card in the largest type in which all of it can be seen, or in the least."""
    low, high = LEAST, LARGEST
    best = CardLayout(theme, card, width, low)
    while low < high:
        middle = (low + high + 1) // 2
        tried = CardLayout(theme, card, width, middle)
        if tried.height <= height:
            low, best = middle, tried
        else:
            high = middle - 1
    return best
