"""The groups of a session as a plain list, with a paste from a spreadsheet; and what such lists share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.bridge import Bridge
from ui.plan.flow import FlowBox
from ui.plan.line_table import LineTable
from ui.plan.lists_models import LinesModel, group_columns, groups_counted
from ui.plan.writing import Writing
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.people_typed import Typed
    from ui.plan.lists_models import GroupLine
    from ui.plan.writing import Started


MOST_GROUPS: Final = 60
"""Groups that are added at once."""


class ListSection(QWidget):
    """A heading, buttons, what was refused, and a table."""

    def __init__(self, theme: Theme, table: LineTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heading = QLabel(self)
        self.heading.setProperty("kind", "heading")
        self._wrong = QLabel(self)
        self._wrong.setProperty("kind", "amber")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.buttons = FlowBox(theme, self)
        self.rows = QVBoxLayout(self)
        for widget in (self.heading, table, self._wrong, self.buttons):
            self.rows.addWidget(widget)
        theme.changed.connect(self.measure)
        self.measure()

    @Slot()
    def measure(self) -> None:
        """Take the size of the text that is in force."""
        px = self._theme.px
        self.rows.setContentsMargins(0, px(10), 0, 0)
        self.rows.setSpacing(px(6))

    def link(self, name: str, words: str, done: Callable[[], object]) -> QPushButton:
        """Return a button that stands below the table."""
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("kind", "link")
        button.clicked.connect(done)
        self.buttons.add(button)
        return button

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say why something was not done."""
        if words:
            announce(self._wrong, words, is_urgent=True)
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))


class GroupsSection(ListSection):
    """The groups of a session."""

    paste_requested = Signal()
    remove_requested = Signal(str)

    def __init__(self, bridge: Bridge, theme: Theme, writing: Writing, parent: QWidget | None = None) -> None:
        self._model = LinesModel(group_columns(), ("title", "note_taker", "topic"))
        self.table = LineTable("groups", _("Groups of this session"), self._model, theme)
        super().__init__(theme, self.table, parent)
        self._model.setParent(self)
        self._bridge = bridge
        self._writing = writing
        self._session = ""
        self._occasion = ""
        self._asked: tuple[str, str] = ("", "")
        self._count = QLineEdit("9", self)
        self._count.setObjectName("how many groups")
        self._count.setAccessibleName(_("How many groups to add"))
        self._count.setToolTip(_("How many groups to add"))
        self._count.setValidator(QIntValidator(1, MOST_GROUPS, self._count))
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.returnPressed.connect(self._on_add)
        self.buttons.add(self._count)
        self.link("add groups", _("Add groups"), self._on_add)
        self.link("paste groups", _("Paste from a spreadsheet…"), self.paste_requested.emit)
        self._newcomer = self.link("add note-taker", "", self._on_newcomer)
        self._newcomer.hide()
        self._model.typed.connect(self._on_typed)
        self.table.remove_requested.connect(self.remove_requested)

    def show_groups(self, lines: Sequence[GroupLine], session: str, occasion: str) -> None:
        """Show groups."""
        if session != self._session:
            self._ask("", "")
            self.tell("")
        self._session, self._occasion = session, occasion
        self._count.setFixedWidth(self._theme.px(52))
        self.heading.setText(groups_counted(len(lines)))
        self._model.show(lines)

    def title_of(self, group: str) -> str:
        """Return the title of a group."""
        return next((str(row.title) for row in self._model.rows if row.id == group), "")

    @Slot()
    def _on_add(self) -> None:
        if self._count.hasAcceptableInput():
            self._writing.begin(partial(self._add, int(self._count.text())), self.tell)
        else:
            self.tell(_("How many groups? Write a number from 1 to {most}.").format(most=MOST_GROUPS))
            self._count.setFocus()

    def _add(self, count: int) -> Started:
        _ids, change = self._writing.app.session_groups.add(self._session, count=count)
        return change

    @Slot(str, str, str)
    def _on_typed(self, group: str, column: str, text: str) -> None:
        groups = self._writing.app.session_groups
        if column == "title":
            self._writing.begin(partial(groups.rename, group, text), self.tell)
        elif column == "topic":
            self._writing.begin(partial(groups.set_topic, group, text), self.tell)
        else:
            self._set_note_taker(group, text)

    def _set_note_taker(self, group: str, name: str) -> None:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        typed: Typed = reading.people_typed(reading.register_of(self._bridge.reader), name)
        self._ask("", "")
        if typed.unknown:
            self.tell(_("“{name}” is not in the register.").format(name=name))
            self._ask(group, name)
        elif not typed.is_clear or len(typed.people) > 1:
            self.tell(_("“{name}” could be several people. Write more of the name.").format(name=name))
        else:
            taker = typed.people[0] if typed.people else ""
            take = self._writing.app.session_groups.set_note_taker
            self._writing.begin(partial(take, group, taker), self.tell)

    def _ask(self, group: str, name: str) -> None:
        self._asked = (group, name)
        self._newcomer.setText(_("Add “{name}” as a new person").format(name=name))
        self._newcomer.setVisible(bool(name))

    @Slot()
    def _on_newcomer(self) -> None:
        add = self._writing.app.day_people.add_new
        self._writing.begin(partial(add, self._occasion, self._asked[1]), self.tell)

    def settle_names(self) -> None:
        """Read a name again once somebody new is in the register."""
        group, name = self._asked
        if name:
            self._set_note_taker(group, name)
