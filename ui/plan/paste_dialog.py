"""Rows out of a spreadsheet: pasted, read back with what is not clear, and only then taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.plan.fitted_table import FittedTable
from ui.theme import Theme
from ui.widgets.answers import answers
from ui.widgets.labels import label
from ui.widgets.room import take_room
from ui.widgets.tab_order import in_order

MOST_SHOWN: Final = 8
"""Rows that are shown without scrolling."""
READ_AFTER_MS: Final = 250


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that could be of several people, asked under a key; ``choices`` are answers with their words."""

    key: str
    name: str
    words: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What pasted rows come to: ``taking`` says so in a sentence, '' where they cannot be taken."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    problems: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    taking: str


class PasteDialog(QDialog):
    """Shows what was understood of pasted rows; ``text`` and ``answers`` are what is to be taken."""

    def __init__(
        self, theme: Theme, parent: QWidget, heading: str, words: str, read: Callable[[str], Preview]
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read = read
        self._doubts: dict[str, QComboBox] = {}
        self._can_take = False
        self.setObjectName("paste")
        self.setWindowTitle(heading)
        self.setModal(True)
        take_room(self, theme, parent, 760, 620)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self.read_now)
        inside = QWidget(self)
        self._field = self._field_for(heading, words, inside)
        self._problems = label("", "amber", "problems", inside)
        self._understood = label("", "heading", "understood", inside)
        self._understanding = QStandardItemModel(self)
        self._table = FittedTable(
            "understood rows", _("What was understood"), self._understanding, theme, inside, most=MOST_SHOWN
        )
        self._questions = QWidget(inside)
        self._lay_out(inside, label(heading, "strong", parent=inside), label(words, "muted", parent=inside))
        self.read_now()

    def _field_for(self, heading: str, words: str, parent: QWidget) -> QPlainTextEdit:
        field = QPlainTextEdit(parent)
        field.setObjectName("pasted rows")
        field.setAccessibleName(heading)
        field.setAccessibleDescription(words)
        field.setPlaceholderText(_("Copy the rows in your spreadsheet and paste them here (Ctrl+V)."))
        field.setTabChangesFocus(True)
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        field.setTabStopDistance(self._theme.px(170))
        field.setFixedHeight(self._theme.px(110))
        field.textChanged.connect(self._timer.start)
        return field

    def _lay_out(self, inside: QWidget, title: QLabel, said: QLabel) -> None:
        px = self._theme.px
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, px(4), 0)
        rows.setSpacing(px(8))
        self._asked = QFormLayout(self._questions)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        below = (self._problems, self._questions, self._understood, self._table)
        for widget in (title, said, self._field, *below):
            rows.addWidget(widget)
        rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        buttons, self._take = answers(self, _("Take them in"), _("Leave it"), "take")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(20), px(18), px(16), px(16))
        outer.setSpacing(px(12))
        outer.addWidget(scroll, 1)
        outer.addWidget(buttons)

    @property
    def text(self) -> str:
        """Return what was pasted."""
        return self._field.toPlainText()

    @property
    def answers(self) -> dict[str, str]:
        """Return who is meant by each name that was asked about, by its key."""
        return {key: str(box.currentData()) for key, box in self._doubts.items()}

    @Slot()
    def read_now(self) -> None:
        """Read what is pasted and show what it comes to."""
        self._timer.stop()
        if not self.text.strip():
            self._show(Preview((), (), (), (), ""))
            return
        self._show(self._read(self.text))

    def _show(self, preview: Preview) -> None:
        self._problems.setText("\n".join(preview.problems))
        self._problems.setVisible(bool(preview.problems))
        is_stopped = bool(preview.problems) and not preview.taking
        told = (
            _("Mend that in the rows above: nothing is taken until then.") if is_stopped else preview.taking
        )
        self._understood.setText(told)
        self._understood.setVisible(bool(told))
        self._ask(preview.doubts)
        self._understanding.clear()
        self._understanding.setHorizontalHeaderLabels(list(preview.columns))
        for row in preview.rows:
            self._understanding.appendRow([_read_only(words) for words in row])
        self._table.fit()
        self._can_take = bool(preview.taking)
        self._follow()

    def _ask(self, doubts: Sequence[Doubt]) -> None:
        before = self.answers
        while self._asked.rowCount():
            self._asked.removeRow(0)
        self._doubts = {}
        for doubt in doubts:
            box = QComboBox(self._questions)
            box.setObjectName(f"who is {doubt.name}")
            box.setAccessibleName(doubt.words)
            box.addItem(_("Choose who this is"), "")
            for answer, words in doubt.choices:
                box.addItem(words, answer)
            box.setCurrentIndex(max(box.findData(before.get(doubt.key, "")), 0))
            box.currentIndexChanged.connect(self._follow)
            self._asked.addRow(doubt.words, box)
            self._doubts[doubt.key] = box
        in_order((self._field, *self._doubts.values(), self._table))
        self._questions.setVisible(bool(doubts))

    @Slot()
    def _follow(self) -> None:
        self._take.setEnabled(self._can_take and all(self.answers.values()))


def _read_only(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setEditable(False)
    return item
