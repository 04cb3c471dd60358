"""The line at the foot: what is safe, in words and with the time, and what Ctrl+Z would take back."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.shell.frame_painting import FOOT_HIGH
from ui.theme import Theme


class Tone(StrEnum):
    """How a state is meant; the dot's colour repeats what the words say."""

    FINE = "ok"
    WAITING = "amber"
    WRONG = "live"


class Dot(QWidget):
    """A round dot in the colour of a tone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tone = Tone.FINE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self.tone.value))
        side = self._theme.px(8)
        painter.drawEllipse((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.end()


class StatusLine(QWidget):
    """What is safe at the left, what the place says and what can be undone at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("status line")
        self._dot = Dot(theme, self)
        self._saved = self._label("saved")
        self._beside = self._label("beside")
        self._undo = self._label("undo")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._dot)
        self._row.addWidget(self._saved)
        self._row.addStretch(1)
        self._row.addWidget(self._beside)
        self._row.addWidget(self._undo)
        theme.changed.connect(self._on_theme_changed)
        self._measure()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("kind", "small")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        return label

    def say(self, words: str, tone: Tone = Tone.FINE) -> None:
        """Say what is safe."""
        self._saved.setText(words)
        self._saved.setAccessibleName(words)
        self._dot.tone = tone
        self._dot.update()

    def say_beside(self, words: str) -> None:
        """Say what the place has to say."""
        self._beside.setText(words)

    def say_undo(self, words: str) -> None:
        """Say what Ctrl+Z would take back; nothing where it would take back nothing."""
        self._undo.setText(words)

    def is_wide(self, has_room: bool) -> None:
        """Leave out what is at the right where there is no room."""
        self._beside.setVisible(has_room)
        self._undo.setVisible(has_room)

    def _measure(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(FOOT_HIGH))
        self._row.setContentsMargins(px(14), 0, px(18), 0)
        self._row.setSpacing(px(8))
        self._dot.setFixedSize(px(14), px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
        painter.end()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._measure()
        self.update()
