"""Rows out of a spreadsheet: pasted, read back with what is not clear, and only then taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme

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
        self.setObjectName("paste")
        self.setWindowTitle(heading)
        self.setModal(True)
        px = theme.px
        self.resize(min(px(760), parent.width() - px(24)), min(px(620), parent.height() - px(24)))
        self._field = QPlainTextEdit(self)
        self._field.setObjectName("pasted rows")
        self._field.setAccessibleName(heading)
        self._field.setAccessibleDescription(words)
        self._field.setPlaceholderText(_("Copy the rows in your spreadsheet and paste them here (Ctrl+V)."))
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(px(110))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self.read_now)
        self._field.textChanged.connect(self._timer.start)
        self._lay_out(heading, words)
        self.read_now()

    def _lay_out(self, heading: str, words: str) -> None:
        px = self._theme.px
        inside = QWidget(self)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        title = QLabel(heading, inside)
        title.setProperty("kind", "strong")
        said = QLabel(words, inside)
        said.setProperty("kind", "muted")
        self._problems = QLabel(inside)
        self._problems.setObjectName("problems")
        self._problems.setProperty("kind", "amber")
        self._problems.setTextFormat(Qt.TextFormat.PlainText)
        self._understood = QLabel(inside)
        self._understood.setObjectName("understood")
        self._understood.setProperty("kind", "heading")
        for label in (title, said, self._problems, self._understood):
            label.setWordWrap(True)
        self._table = QTableWidget(inside)
        self._table.setObjectName("understood rows")
        self._table.setProperty("kind", "lines")
        self._table.setAccessibleName(_("What was understood"))
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._table.setMinimumHeight(px(150))
        self._questions = QWidget(inside)
        self._asked = QFormLayout(self._questions)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for widget in (
            title,
            said,
            self._field,
            self._problems,
            self._questions,
            self._understood,
            self._table,
        ):
            rows.addWidget(widget)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        buttons = QDialogButtonBox(self)
        self._take = buttons.addButton(_("Take them in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setObjectName("take")
        self._take.setProperty("kind", "primary")
        buttons.addButton(_("Leave it"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(20), px(18), px(20), px(16))
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
        self._table.setVisible(bool(preview.rows))
        self._table.setColumnCount(len(preview.columns))
        self._table.setHorizontalHeaderLabels(list(preview.columns))
        self._table.setRowCount(len(preview.rows))
        for place, row in enumerate(preview.rows):
            for column, words in enumerate(row):
                self._table.setItem(place, column, QTableWidgetItem(words))
        self._table.resizeColumnsToContents()
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
        self._questions.setVisible(bool(doubts))

    @Slot()
    def _follow(self) -> None:
        self._take.setEnabled(self._can_take and all(self.answers.values()))
