"""Those who come on a day as a list: added by a name, put right in place, taken off by Delete, pasted."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sessions.people import AttendanceRole, Level
from ui.bridge import Bridge
from ui.plan.line_table import LineTable
from ui.plan.lists_models import LinesModel, people_columns, people_counted
from ui.plan.lists_pane import ListSection
from ui.plan.names_field import NamesField
from ui.plan.writing import Writing
from ui.theme import Theme
from ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.people_typed import Typed
    from ui.plan.lists_models import PersonLine
    from ui.plan.writing import Started


class PeopleSection(ListSection):
    """Those who come on a day, and in which group of a session each of them sits."""

    paste_requested = Signal()
    remove_requested = Signal(str)

    def __init__(self, bridge: Bridge, theme: Theme, writing: Writing, parent: QWidget | None = None) -> None:
        columns = people_columns()
        self._model = LinesModel(columns, [name for name, _title in columns])
        self.table = LineTable("people", _("People of this day"), self._model, theme)
        self.table.setAccessibleDescription(
            _("F2 changes what is marked, Delete takes somebody off the list")
        )
        self.table.offer("here_as", [role.value for role in AttendanceRole])
        self.table.offer("quoted_as", [level.word for level in reversed(Level)])
        super().__init__(theme, self.table, parent)
        self._model.setParent(self)
        self._bridge = bridge
        self._writing = writing
        self._occasion = ""
        self._session = ""
        self._awaited = ""
        self._is_newcomer = False
        nobody = _("Nobody yet. Type a name, or paste the list of those who come.")
        self._nobody = label(nobody, "muted", "nobody yet", self)
        self._add = NamesField("add people", _("Add somebody to this day"), self._typed, theme, self)
        self._add.line.setPlaceholderText(_("+ Add somebody: a name, then Enter"))
        self.rows.insertWidget(1, self._nobody)
        self.rows.insertWidget(3, self._add)
        self.link("paste people", _("Paste from a spreadsheet…"), self.paste_requested.emit)
        self._connect()

    def _connect(self) -> None:
        self._add.line.focused.connect(self._on_names_needed)
        self._add.given.connect(self._on_given)
        self._add.newcomer_named.connect(self._on_newcomer)
        self._model.typed.connect(self._on_typed)
        self.table.remove_requested.connect(self.remove_requested)

    def show_people(self, lines: Sequence[PersonLine], occasion: str, session: str) -> None:
        """Show people; whoever was just added is marked."""
        if occasion != self._occasion:
            self._add.show_names([], is_new=True)
            self.tell("")
        self._occasion, self._session = occasion, session
        self.heading.setText(people_counted(len(lines)))
        self._nobody.setVisible(not lines)
        self._model.show(lines)
        if any(line.id == self._awaited for line in lines):
            self.table.choose(self._awaited)
            self._awaited = ""

    def name_of(self, person: str) -> str:
        """Return the name of somebody in the list."""
        return next((str(row.name) for row in self._model.rows if row.id == person), "")

    def settle_names(self) -> None:
        """Read a name again once somebody new is in the register."""
        self._add.settle()

    def take_back(self) -> bool:
        """Take back the name that is being typed; tells whether there was one."""
        return self._add.take_back()

    # -- adding -------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> Typed:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        return reading.people_typed(reading.register_of(self._bridge.reader), text)

    @Slot()
    def _on_names_needed(self) -> None:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        self._add.line.know(reading.names(self._bridge.reader))

    @Slot(list)
    def _on_given(self, people: list[str]) -> None:
        here = {row.id for row in self._model.rows}
        fresh = [person for person in people if person not in here]
        self._add.show_names([], is_new=True)
        if fresh:
            self._awaited = fresh[-1]
            add = self._writing.app.day_people.add
            self._writing.begin(partial(add, self._occasion, fresh), self.tell)
        elif people and not self._is_newcomer:
            names = ", ".join(self.name_of(person) for person in people)
            self.tell(_("On the list already: {names}.").format(names=names))
            self.table.choose(people[0])
        self._is_newcomer = False

    @Slot(str)
    def _on_newcomer(self, name: str) -> None:
        self._is_newcomer = True
        self._writing.begin(partial(self._add_new, name), self.tell)

    def _add_new(self, name: str) -> Started:
        made = self._writing.app.day_people.add_new(self._occasion, name)
        self._awaited = made.id
        return made

    # -- putting right ------------------------------------------------------------------------------------

    @Slot(str, str, str)
    def _on_typed(self, person: str, column: str, text: str) -> None:
        self._writing.begin(partial(self._write, person, column, text), self.tell)

    def _write(self, person: str, column: str, text: str) -> Started:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        acts = self._writing.app.day_people
        if column == "group":
            return acts.sit(self._session, person, reading.titles_typed(text))
        if column == "here_as":
            return acts.here_as(self._occasion, person, text)
        if column == "quoted_as":
            return acts.quoted_as(person, text)
        return acts.write(person, column, text)
