"""What the page of a group is made of, and how it is set out in the room there is."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facilitator.clock import Clock
from ui.arrangement import Arrangement
from ui.capture.compact_head import CompactHead, FoldedLine
from ui.capture.dragged import NoteCatcher
from ui.capture.line import CaptureLine
from ui.capture.line_measures import PANE_WIDE, line_measures
from ui.capture.line_offer import Offering
from ui.capture.notes_find import FindBar
from ui.capture.notes_model import NotesModel
from ui.capture.notes_view import NotesView
from ui.capture.part_clock import PartClock
from ui.capture.report_pane import ReportPane
from ui.capture.sheet import MOST_POINTS, Mending, Sheet
from ui.capture.side_pane import SidePane
from ui.theme import Theme
from ui.widgets.drawer import Drawer, Edge


class PageBody(QWidget):
    """The panes, the notes and the line of one group."""

    report_requested = Signal()

    def __init__(self, theme: Theme, now_ms: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._arrangement = Arrangement.THREE_PANES
        self.setObjectName("group page")
        self.clock = PartClock(now_ms, self)
        self.model = NotesModel(self)
        self._mending = Mending()
        self._make_middle()
        self.side = SidePane(theme, self.clock, self)
        self.report = ReportPane(theme, self)
        self.side_drawer = Drawer(
            theme, self, Edge.LEFT, name="side drawer", title=_("Prompts and people"), width=PANE_WIDE
        )
        self.report_drawer = Drawer(
            theme, self, Edge.RIGHT, name="report drawer", title=_("Report back, to mend, actions"), width=310
        )
        self._panes = QHBoxLayout(self)
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(0)
        self._panes.addWidget(self.side)
        self._panes.addWidget(self.middle, 1)
        self._panes.addWidget(self.report)
        self._hear()
        self._measure()

    def _hear(self) -> None:
        self.notes.escape_pressed.connect(self.go_to_line)
        self.notes.typed.connect(self.type_on)
        self.offering.typed.connect(self.type_on)
        self.folded.drawer_requested.connect(self.side_drawer.toggle)
        self.report.left.connect(self.go_to_line)
        self.catcher.caught.connect(self.report.report.bring_back)
        self.model.point_dropped.connect(self.report.unpicked)
        self._theme.changed.connect(self._measure)

    def _make_middle(self) -> None:
        theme = self._theme
        self.middle = QWidget(self)
        self.middle.setObjectName("notes and line")
        self.folded = FoldedLine(theme, self.clock, self.middle)
        self.compact_head = CompactHead(theme, self.clock, self.middle)
        self.heading = QLabel(self.middle)
        self.heading.setObjectName("notes heading")
        self.heading.setProperty("kind", "heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self._make_report_button()
        self.finder = FindBar(theme, self.middle)
        self.notes = NotesView(theme, self.model, self.middle)
        self.offering = Offering(theme, self.middle)
        self.line = CaptureLine(theme, self.middle)
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self._head.addWidget(self.report_button)
        self._inside = QVBoxLayout()
        self._inside.addLayout(self._head)
        for one in (self.finder, self.notes, self.offering, self.line):
            self._inside.addWidget(one, 1 if one is self.notes else 0)
        self._column = QVBoxLayout(self.middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.folded)
        self._column.addWidget(self.compact_head)
        self._column.addLayout(self._inside, 1)

    def _make_report_button(self) -> None:
        self.report_button = QPushButton(_("Report back"), self.middle)
        self.report_button.setObjectName("open report back")
        self.report_button.setProperty("kind", "link")
        self.report_button.setToolTip(_("Report back, to mend, actions · Ctrl+J"))
        self.report_button.setAccessibleDescription(_("Ctrl+J"))
        self.report_button.clicked.connect(self.report_requested)
        self.catcher = NoteCatcher(self.report_button)

    @Slot(object)
    def show_sheet(self, sheet: Sheet) -> None:
        """Show above the notes what was read; the panes beside them hear of it themselves."""
        self.folded.show_sheet(sheet)
        self.compact_head.show_sheet(sheet)
        self._mending = sheet.mending
        self.report_button.setText(_report_words(sheet))

    def arrange(self, arrangement: Arrangement) -> None:
        """Set beside each other what there is room for; what has none comes in a drawer."""
        self._arrangement = arrangement
        is_compact = arrangement is Arrangement.COMPACT
        has_report = arrangement is Arrangement.THREE_PANES
        self._hold(self.side, self.side_drawer, 0, has_room=arrangement.has_side)
        self._hold(self.report, self.report_drawer, -1, has_room=has_report)
        self.folded.setVisible(arrangement is Arrangement.ONE_PANE)
        self.compact_head.setVisible(is_compact)
        self.heading.setVisible(not is_compact)
        self.report_button.setVisible(not has_report and not is_compact)
        self.notes.compact(is_compact)
        self.line.arrange(arrangement)
        self._measure()

    def to_mend_words(self) -> str:
        """Return how much is to mend, '' where nothing is."""
        found = self._mending
        count = found.gaps + found.quotes_without_speaker + found.lines_without_speaker
        if not count:
            return ""
        told = ngettext("{count} line is to mend: Ctrl+G.", "{count} lines are to mend: Ctrl+G.", count)
        return told.format(count=count)

    @Slot()
    def switch_report(self) -> None:
        """Open or close the drawer at the right; go to the pane where it stands beside."""
        if self._panes.indexOf(self.report) >= 0:
            self.report.go_in()
        else:
            self.report_drawer.toggle()

    @Slot()
    def switch_side(self) -> None:
        """Open or close the drawer at the left; go to the pane where it stands beside."""
        if self._panes.indexOf(self.side) >= 0:
            who = self.side.who.list
            if who.isVisible():
                who.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                self.side.go_in()
        else:
            self.side_drawer.toggle()

    @Slot()
    def go_to_and_fro(self) -> None:
        """Go from the line to the notes, and back."""
        if self.line.edit.hasFocus():
            self.go_to_notes()
        else:
            self.go_to_line()

    @Slot()
    def go_to_notes(self) -> None:
        """Go to the list of notes."""
        if self.model.rowCount():
            self.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_to_line(self) -> None:
        """Go to the line."""
        self.notes.choose_none()
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def foot(self) -> QWidget | None:
        """Return the line, with what is asked above it."""
        if not self.isVisible():
            return None
        return self.line if self.offering.isHidden() else self.offering

    @Slot(str)
    def type_on(self, letters: str) -> None:
        """Go to the line with letters that were typed elsewhere."""
        self.go_to_line()
        self.line.edit.insertPlainText(letters)

    def half_typed(self) -> list[str]:
        """Return what is typed in a field of the panes and not entered."""
        return [*self.side.half_typed(), *self.report.actions_list.half_typed()]

    def go_to_half_typed(self) -> str:
        """Go to a name that is typed and not entered, and say it there; return what is to be said of anything else."""
        words = self.half_typed()[0]
        if words == self.side.who.half_typed[1]:
            self.show_side()
            self.side.who.go_to_half_typed()
            return ""
        return _("“{words}” is typed and not kept yet: Enter keeps it, Esc lets it go.").format(words=words)

    def show_side(self) -> None:
        """Have the pane at the left on the screen."""
        if self._panes.indexOf(self.side) < 0:
            self.side_drawer.open_drawer()

    def _hold(self, pane: QWidget, drawer: Drawer, at: int, *, has_room: bool) -> None:
        is_here = self._panes.indexOf(pane) >= 0
        if has_room and not is_here:
            drawer.close_drawer()
            self._panes.insertWidget(at, pane)
            pane.show()
        elif not has_room and is_here:
            self._panes.removeWidget(pane)
            drawer.hold(pane)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        size = line_measures(self._arrangement)
        top = 0 if self._arrangement is Arrangement.COMPACT else px(16)
        self._inside.setContentsMargins(px(size.around), top, px(size.around), px(size.below))
        self._inside.setSpacing(px(8))
        for pane in (self.side, self.report):
            is_beside = self._panes.indexOf(pane) >= 0
            pane.setMinimumWidth(px(PANE_WIDE) if is_beside else 0)
            pane.setMaximumWidth(px(PANE_WIDE) if is_beside else 16_777_215)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines between the panes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.end()


def _report_words(sheet: Sheet) -> str:
    return _("Report back {count} of {most}").format(count=len(sheet.picked), most=MOST_POINTS)
