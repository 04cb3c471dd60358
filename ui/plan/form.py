"""Fields with their labels at the left, or above them where there is little room, and what is wrong below each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.theme import Theme


class Form(QWidget):
    """Rows of a label and a field."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._rows: list[tuple[QLabel, QWidget]] = []
        self._wrong: dict[str, QLabel] = {}
        self._is_stacked: bool | None = None

    def add(self, name: str, label: str, field: QWidget, buddy: QWidget | None = None) -> None:
        """Add a field; what is wrong with it is told by its ``name``."""
        said = QLabel(label, self)
        said.setProperty("kind", "muted")
        said.setWordWrap(True)
        said.setBuddy(buddy or field)
        box = QWidget(self)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._theme.px(4))
        wrong = QLabel(box)
        wrong.setObjectName(f"{name} wrong")
        wrong.setProperty("kind", "amber")
        wrong.setTextFormat(Qt.TextFormat.PlainText)
        wrong.setWordWrap(True)
        wrong.hide()
        # A field that takes another height while it is laid out would be left in the middle of the height it had.
        rows.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        rows.addWidget(wrong)
        self._wrong[name] = wrong
        self._rows.append((said, box))

    def tell(self, name: str, words: str) -> None:
        """Say what is wrong with a field; '' takes it away."""
        wrong = self._wrong[name]
        if words and words != wrong.text():
            announce(wrong, words, is_urgent=True)
        wrong.setText(words)
        wrong.setVisible(bool(words))

    def clear(self) -> None:
        """Say nothing of any field."""
        for wrong in self._wrong.values():
            wrong.hide()
            wrong.setText("")

    def arrange(self, *, is_stacked: bool) -> None:
        """Put the labels above the fields, or at their left."""
        px = self._theme.px
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4 if is_stacked else 10))
        self._grid.setColumnMinimumWidth(0, 0 if is_stacked else px(118))
        if is_stacked is self._is_stacked:
            self._align()
            return
        self._is_stacked = is_stacked
        for place, (label, box) in enumerate(self._rows):
            self._grid.removeWidget(label)
            self._grid.removeWidget(box)
            if is_stacked:
                self._grid.addWidget(label, 2 * place, 0, 1, 2)
                self._grid.addWidget(box, 2 * place + 1, 0, 1, 2)
            else:
                self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(box, place, 1)
        self._grid.setColumnStretch(1, 1)
        self._align()

    def _align(self) -> None:
        px = self._theme.px
        for label, _box in self._rows:
            label.setFixedWidth(px(118)) if not self._is_stacked else label.setMaximumWidth(16_777_215)
            if self._is_stacked:
                label.setMinimumWidth(0)
            label.setContentsMargins(0, px(6) if self._is_stacked else px(8), 0, 0)
