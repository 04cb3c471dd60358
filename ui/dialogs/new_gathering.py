"""What has to be known of a gathering that is to be made: its title, its day and when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from PySide6.QtCore import QDate, QTime, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Wished:
    """What was typed; ``starts`` is minutes after midnight, ``network`` is empty where there is one already."""

    title: str
    on: date
    starts: int
    place: str
    network: str


class NewGathering(QDialog):
    """A short form; Enter makes the gathering, Escape makes none."""

    def __init__(self, theme: Theme, heading: str, title: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("new gathering")
        self.setWindowTitle(heading)
        self._theme = theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        rows.setSpacing(theme.px(14))
        rows.addWidget(label(heading, "title", parent=self))
        self._form = QFormLayout()
        self._form.setSpacing(theme.px(10))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.addLayout(self._form)
        self._title = self._line(_("Title"), "title", title)
        self._on = QDateEdit(QDate(today.year, today.month, today.day), self)
        self._on.setCalendarPopup(True)
        self._on.setDisplayFormat("d MMMM yyyy")
        self._row(_("Day"), "day", self._on)
        self._starts = QTimeEdit(QTime(10, 0), self)
        self._starts.setDisplayFormat("HH:mm")
        self._row(_("Begins at"), "begins", self._starts)
        self._place = self._line(_("Where"), "where", "")
        self._place.setPlaceholderText(_("Online, or a place"))
        self._network: QLineEdit | None = None
        self._wrong = label("", "live", "wrong", self)
        self._wrong.hide()
        rows.addWidget(self._wrong)
        buttons = QDialogButtonBox(self)
        make = QPushButton(_("Make it"), self)
        make.setObjectName("make")
        make.setProperty("kind", "primary")
        make.setDefault(True)
        buttons.addButton(make, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
        self.setMinimumWidth(min(theme.px(460), 640))
        self._title.selectAll()
        self._title.setFocus()

    def ask_for_network(self) -> None:
        """Ask for the name of the network too: there is none yet."""
        self._network = self._line(_("Your network"), "network", "")
        self._network.setPlaceholderText(_("Who convenes it"))

    def _line(self, words: str, name: str, value: str) -> QLineEdit:
        line = QLineEdit(value, self)
        self._row(words, name, line)
        return line

    def _row(self, words: str, name: str, field: QWidget) -> None:
        if isinstance(field, QAbstractSpinBox):
            # The style sheet moves the frame of such a box, and not the words in it.
            field.lineEdit().setTextMargins(self._theme.px(8), 0, 0, 0)
        field.setObjectName(name)
        field.setAccessibleName(words)
        self._form.addRow(words, field)

    def wished(self) -> Wished:
        """Return what was typed."""
        day, at = self._on.date(), self._starts.time()
        return Wished(
            title=self._title.text().strip(),
            on=date(day.year(), day.month(), day.day()),
            starts=at.hour() * 60 + at.minute(),
            place=self._place.text().strip(),
            network=self._network.text().strip() if self._network else "",
        )

    @Slot()
    def _on_accepted(self) -> None:
        if self._title.text().strip():
            self.accept()
            return
        self.say_wrong(_("It needs a title: what people will call it."))
        self._title.setFocus()

    def say_wrong(self, words: str) -> None:
        """Say what is wrong, below the fields."""
        self._wrong.setText(words)
        self._wrong.show()
