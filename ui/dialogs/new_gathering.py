"""What has to be known of a gathering that is to be made: its title, its day and when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from PySide6.QtCore import QDate, QTime, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QFormLayout,
    QLineEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ui.announcing import announce
from ui.theme import Theme
from ui.widgets.answers import answers
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
        self._network: QLineEdit | None = None
        self._form = QFormLayout()
        self._form.setSpacing(theme.px(10))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._title = self._line(_("Title"), "title", title)
        self._wrong = label("", "amber", "wrong", self)
        self._wrong.hide()
        self._form.addRow("", self._wrong)
        self._on = self._day(today)
        self._starts = QTimeEdit(QTime(10, 0), self)
        self._starts.setDisplayFormat("HH:mm")
        self._row(_("Begins at"), "begins", self._starts)
        self._place = self._line(_("Where"), "where", "")
        self._place.setPlaceholderText(_("Online, or a place"))
        self._lay_out(heading, parent.window().width())
        self._title.selectAll()
        self._title.setFocus()

    def _lay_out(self, heading: str, room: int) -> None:
        px = self._theme.px
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(24), px(20), px(24), px(20))
        rows.setSpacing(px(14))
        rows.addWidget(label(heading, "title", parent=self))
        rows.addLayout(self._form)
        buttons, _make = answers(self, _("Make it"), _("Cancel"), "make")
        rows.addWidget(buttons)
        self.setMinimumWidth(min(px(460), room - px(24)))

    def _day(self, today: date) -> QDateEdit:
        day = QDateEdit(QDate(today.year, today.month, today.day), self)
        day.setCalendarPopup(True)
        day.setDisplayFormat("d MMMM yyyy")
        self._row(_("Day"), "day", day)
        return day

    def ask_for_network(self) -> None:
        """Ask for the name of the network too: there is none yet."""
        self._network = self._line(_("Your network"), "network", "")
        self._network.setPlaceholderText(_("Who convenes it"))

    def _line(self, words: str, name: str, value: str) -> QLineEdit:
        line = QLineEdit(value, self)
        self._row(words, name, line)
        return line

    def _row(self, words: str, name: str, field: QWidget) -> None:
        if isinstance(field, QTimeEdit):
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
    def accept(self) -> None:
        """Make the gathering, unless nobody could call it anything."""
        if self._title.text().strip():
            super().accept()
        else:
            self.say_wrong(_("It needs a title: what people will call it."))

    def say_wrong(self, words: str, about: str = "title") -> None:
        """Say what is wrong below the field it is about, in which the keyboard goes on."""
        field = self._network if about == "network" and self._network is not None else self._title
        self._form.takeRow(self._wrong)
        self._form.insertRow(self._row_of(field) + 1, "", self._wrong)
        self._wrong.setText(words)
        self._wrong.show()
        announce(field, words, is_urgent=True)
        field.setFocus()
        field.selectAll()

    def _row_of(self, field: QWidget) -> int:
        fields = QFormLayout.ItemRole.FieldRole
        places = ((row, self._form.itemAt(row, fields)) for row in range(self._form.rowCount()))
        return next(row for row, item in places if item is not None and item.widget() is field)
