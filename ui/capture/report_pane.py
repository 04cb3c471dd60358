"""What stands at the right of the notes: what is brought back, what is to mend, what is to be done."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.capture.actions_list import ActionsList
from ui.capture.report_list import ReportList
from ui.capture.sheet import Sheet
from ui.capture.to_mend import ToMend
from ui.theme import Theme
from ui.widgets.pane import Pane
from ui.widgets.words import HEADING, Words


class ReportPane(Pane):
    """All that becomes of the notes; it scrolls where there is no room."""

    order_requested = Signal(object)
    """The ids of the notes to bring back, in the order that is wanted."""
    unpicked = Signal(str)
    note_dropped = Signal(str, int)
    """A note of the list, and as which point it is to be brought back, from 1."""
    note_opened = Signal(str)
    go_requested = Signal()
    action_ticked = Signal(str, bool)
    action_changed = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "report pane", _("To report back, to mend, actions"), parent)
        self.report = ReportList(theme, self.inside)
        self._mend_heading = Words(theme, "to mend heading", HEADING, self.inside)
        self._mend_heading.say(_("To mend"))
        self.to_mend = ToMend(theme, self.inside)
        self.actions_list = ActionsList(theme, self.inside)
        self.put(self.report, 0)
        self.put(self._mend_heading, 20)
        self.put(self.to_mend, 8)
        self.put(self.actions_list, 22)
        self.report.order_requested.connect(self.order_requested)
        self.report.unpicked.connect(self.unpicked)
        self.report.note_dropped.connect(self.note_dropped)
        self.report.note_opened.connect(self.note_opened)
        self.to_mend.go_requested.connect(self.go_requested)
        self.to_mend.note_opened.connect(self.note_opened)
        self.actions_list.action_ticked.connect(self.action_ticked)
        self.actions_list.action_changed.connect(self.action_changed)
        self.show_sheet(Sheet())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what the page has read."""
        self.report.show_notes(sheet.picked)
        self.to_mend.show_mending(sheet.mending)
        self.actions_list.show_actions(sheet.actions, sheet.people)
