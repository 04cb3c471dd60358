"""Words set in lines, for labels and delegates that paint them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

LEADING: Final = 1.4
"""From one line to the next, by the size of the face."""
UNBOUNDED: Final = 100_000


class Flow:
    """Words broken into lines of a width; a word that is longer than a line is broken, never cut off."""

    def __init__(self, words: str, font: QFont, width: float, leading: float = LEADING) -> None:
        self._layout = QTextLayout(words.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.width = 0.0
        """The width of the longest line."""
        self.last_width = 0.0
        """The width of the last line, for what stands behind it."""
        step = font.pixelSize() * leading
        self._set(max(width, 1), step)
        self.step = step
        self.height = round(step * max(self._layout.lineCount(), 1))

    def _set(self, width: float, step: float) -> None:
        self._layout.beginLayout()
        at = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, at * step + (step - line.height()) / 2))
            self.last_width = line.naturalTextWidth()
            self.width = max(self.width, self.last_width)
            at += 1
        self._layout.endLayout()

    @property
    def line_count(self) -> int:
        """Return how many lines there are."""
        return self._layout.lineCount()

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Paint the words in the painter's pen."""
        self._layout.draw(painter, QPointF(left, top))
