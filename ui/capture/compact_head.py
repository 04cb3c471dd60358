"""The group in two lines, where the window is compact; and in one, where there is one pane."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.part_clock import PartClock
from ui.capture.sheet import Sheet
from ui.capture.time_left import Stage, TimeLeft
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.words import Manner


class OneLine(QLabel):
    """Words in one line; what does not fit is left out at the end and stands in the tip."""

    def __init__(self, theme: Theme, name: str, manner: Manner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._manner = manner
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def say(self, words: str) -> None:
        """Show the words."""
        self.setText(words)
        self.setToolTip(words)
        self._on_theme_changed()

    def wear(self, manner: Manner) -> None:
        """Change how the words look."""
        self._manner = manner
        self._on_theme_changed()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.font(self._manner.size, is_bold=self._manner.is_bold))

    def sizeHint(self) -> QSize:
        """Return what the whole words need."""
        metrics = self._metrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, round(metrics.height() * 1.15))

    def minimumSizeHint(self) -> QSize:
        """Return what is left where there is hardly room."""
        return QSize(min(self._theme.px(48), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(self._manner.size, is_bold=self._manner.is_bold))
        painter.setPen(self._theme.colour(self._manner.colour))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


STRONG = Manner(14, is_bold=True)
STRONG_PRESSING = Manner(14, "amber", is_bold=True)
BELOW = Manner(12, "muted")
QUESTION = Manner(14)


class TimeLine(OneLine):
    """What is left of the part, in one line that never gives way."""

    def __init__(self, theme: Theme, clock: PartClock, parent: QWidget | None = None) -> None:
        super().__init__(theme, "time left", STRONG, parent)
        self._clock = clock
        clock.ticked.connect(self._on_ticked)
        clock.nearly_ended.connect(self._on_nearly_ended)
        self._on_ticked(clock.left)

    def minimumSizeHint(self) -> QSize:
        """Return what the whole words need."""
        return self.sizeHint()

    @Slot(object)
    def _on_ticked(self, left: TimeLeft) -> None:
        self.wear(STRONG_PRESSING if left.is_pressing else STRONG)
        self.say(left.words)
        # What ended long ago is nobody's hurry: the question has the room.
        self.setVisible(bool(left.words) and left.stage is not Stage.ENDED)

    @Slot(object)
    def _on_nearly_ended(self, left: TimeLeft) -> None:
        if self.isVisible() and self._clock.take_word():
            announce(self, left.words)


class CompactHead(QWidget):
    """Title and time, and the question below."""

    def __init__(self, theme: Theme, clock: PartClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("compact head")
        self._title = OneLine(theme, "compact title", STRONG, self)
        self._left = TimeLine(theme, clock, self)
        self._question = OneLine(theme, "compact question", BELOW, self)
        self._row = QHBoxLayout()
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._left)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._row)
        self._rows.addWidget(self._question)
        theme.changed.connect(self._measure)
        self._measure()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what the page has read."""
        self._title.say(title_of(sheet))
        self._question.say(sheet.question)
        self._question.setVisible(bool(sheet.question))

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(12), px(10), px(12), px(6))
        self._rows.setSpacing(px(2))
        self._row.setSpacing(px(12))


class FoldedLine(QWidget):
    """The question, the time, and the button that brings prompts and people."""

    drawer_requested = Signal()

    def __init__(self, theme: Theme, clock: PartClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("folded line")
        self._question = OneLine(theme, "folded question", QUESTION, self)
        self._left = TimeLine(theme, clock, self)
        self.button = QPushButton(_("Prompts and people"), self)
        self.button.setObjectName("open prompts and people")
        self.button.setToolTip(_("Prompts, who is here, and the sentence to read out"))
        self.button.clicked.connect(self.drawer_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._question, 1)
        self._row.addWidget(self._left)
        self._row.addWidget(self.button)
        theme.changed.connect(self._measure)
        self._measure()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what the page has read."""
        self._question.say(sheet.question or title_of(sheet))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(18), px(6), px(12), px(7))
        self._row.setSpacing(px(14))
        self.button.setIcon(icon("drawer", self._theme.tokens.ink, px(16), self.devicePixelRatioF()))
        self.button.setIconSize(QSize(px(16), px(16)))


def title_of(sheet: Sheet) -> str:
    """Return the session and the group by their titles."""
    return (
        _("{session} · {group}").format(session=sheet.session, group=sheet.group)
        if sheet.session
        else sheet.group
    )
