"""A label whose words flow over as many lines as they need, at any size of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.flow import LEADING, UNBOUNDED, Flow


@dataclass(frozen=True, slots=True)
class Manner:
    """How words look: pixels at 100 %, the name of a colour, weight, face, and the way from line to line."""

    size: int = 14
    colour: str = "ink"
    is_bold: bool = False
    is_serif: bool = False
    leading: float = LEADING


PLAIN: Final = Manner()
MUTED: Final = Manner(colour="muted")
SMALL: Final = Manner(12, "ink")
SMALL_MUTED: Final = Manner(12, "muted")
HEADING: Final = Manner(13, "muted", is_bold=True)
TITLE: Final = Manner(20, is_bold=True, leading=1.25)
WRONG: Final = Manner(12, "live")
WARNING: Final = Manner(12, "amber")


class Words(QLabel):
    """Plain words in one manner."""

    def __init__(
        self, theme: Theme, name: str, manner: Manner = PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._manner = manner
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # Not Fixed: a layout would hold the height down to that of the width in the hint.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)

    def say(self, words: str) -> None:
        """Show the words; nothing is shown where there are none."""
        self.setText(words)
        self.setVisible(bool(words))
        self.updateGeometry()

    def wear(self, manner: Manner) -> None:
        """Change how the words look."""
        self._manner = manner
        self.updateGeometry()
        self.update()

    def _face(self) -> QFont:
        manner = self._manner
        return self._theme.font(manner.size, is_bold=manner.is_bold, is_serif=manner.is_serif)

    def _flow(self, width: float) -> Flow:
        return Flow(self.text(), self._face(), width, self._manner.leading)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._flow(width).height

    def sizeHint(self) -> QSize:
        """Return the size in which short words stand in one line."""
        flow = self._flow(UNBOUNDED)
        wide = min(int(flow.width) + 1, self._theme.px(240))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return a size in which words can still be read."""
        return QSize(min(self.sizeHint().width(), self._theme.px(60)), self._theme.px(self._manner.size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._manner.colour))
        flow = self._flow(self.width())
        flow.draw(painter, 0, max(0, (self.height() - flow.height) // 2))
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
