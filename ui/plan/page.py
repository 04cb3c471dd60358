"""Plan: the running order beside what is thought about one of its sessions."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QWidget

from sessions.gathering import Form
from ui.arrangement import Arrangement
from ui.bridge import Bridge, Changed
from ui.place import Place, Said, Where
from ui.plan.empty import EmptyPlan
from ui.plan.models import ROW
from ui.plan.order_pane import OrderPane
from ui.plan.session_acts import SessionActs
from ui.plan.session_pane import SessionPane
from ui.plan.wishes import Wishes
from ui.plan.writing import Writing
from ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.running_orders import OrderRow, OrderShown
    from ui.plan.reading import Read

SHOWS = frozenset(
    {
        "gathering",
        "occasion",
        "session",
        "part",
        "group",
        "poll",
        "strand",
        "person",
        "network",
        "attendance",
        "seat",
    }
)
"""The kinds of record that anything here is made of."""


class PlanPage(Place):
    """The running order of an occasion, and the session that is chosen in it."""

    name = "plan"
    icon = "plan"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self._where = Where(self.name)
        self._read: Read | None = None
        self._occasion = ""
        self._is_one_pane = False
        self._is_refreshing = False
        self.writing = Writing(bridge, self.scope, self)
        self.order = OrderPane(theme, self)
        self.session = SessionPane(bridge, theme, self.writing, self.scope, self)
        self._acts = SessionActs(self, self.order.view)
        self._wishes = Wishes(self, self.order, self._acts, self.writing)
        self._lay_out()
        self._buttons = [
            self._button("brief", _("Brief…")),
            self._button("running order", _("Running order…")),
        ]
        self._connect()
        self._show_nothing()

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return _("Plan")

    def _lay_out(self) -> None:
        self._panes = QSplitter(Qt.Orientation.Horizontal, self)
        self._panes.setObjectName("plan panes")
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(1)
        self._panes.addWidget(self.order)
        self._panes.addWidget(self.session)
        self._panes.setStretchFactor(0, 0)
        self._panes.setStretchFactor(1, 1)
        self._empty = EmptyPlan(self.theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._panes)
        self._stack.addWidget(self._empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"{name} button")
        act = self._acts.named(name)
        button.setToolTip(act.toolTip())
        button.clicked.connect(act.trigger)
        button.hide()
        return button

    def _connect(self) -> None:
        view = self.order.view
        view.chosen.connect(self._on_chosen)
        view.opened.connect(self._on_opened_session)
        view.customContextMenuRequested.connect(self._on_menu_requested)
        self.order.more_requested.connect(self._on_more_requested)
        self.order.add_requested.connect(self._acts.named("add session").trigger)
        self.order.repair_requested.connect(self._acts.named("repair").trigger)
        self.order.occasion_chosen.connect(self._on_occasion_chosen)
        self.session.back_requested.connect(self._on_back)
        self.writing.refused.connect(self.order.tell)
        self._empty.home_requested.connect(self._on_home_requested)
        self.bridge.opened.connect(self._on_opened)
        self.bridge.changed.connect(self._on_changed)

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def occasion(self) -> str:
        """Return the id of the occasion that is shown, '' where none is."""
        return self._occasion if self._read else ""

    @property
    def gathering(self) -> str:
        """Return the id of the gathering that is shown, '' where none is."""
        return self._read.order.gathering if self._read else ""

    @property
    def row(self) -> OrderRow | None:
        """Return the session that is chosen as the list shows it."""
        index = self.order.view.currentIndex()
        row: OrderRow | None = index.data(ROW) if index.isValid() else None
        return row

    def enter(self, where: Where) -> None:
        """Show a gathering and perhaps a session of it; without either, what was open here last."""
        if where.gathering or where.session:
            self._where = where
            self._occasion = ""
        if self.bridge.is_open:
            self._refresh(choose=where.session)
            self._take_focus()

    @Slot()
    def _on_opened(self) -> None:
        self._refresh(choose=self._where.session)
        if self.isVisible():
            self._take_focus()

    def _take_focus(self) -> None:
        """Begin in the list, or where somebody was when they went."""
        focus = QApplication.focusWidget()
        if focus is None or not self.session.isAncestorOf(focus):
            (self.order if self._read else self._empty).take_focus()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if not self.isVisible():
            # Whoever comes back sees everything read anew.
            return
        if changed.has(*SHOWS):
            self._refresh(choose=self._wishes.choose_next())
        elif changed.has("person", "attendance"):
            self.session.show_people()
        if changed.has("person", "attendance"):
            self.session.settle_names()

    def _refresh(self, *, choose: str = "") -> None:
        # The store is a second of a start: it is there by now.
        from ui.plan import reading

        reader = self.bridge.reader
        gathering = self._where.gathering or reading.gathering_with(reader, choose) or reading.latest(reader)
        found = reading.read(reader, gathering, self._occasion, choose) if gathering else None
        self._read = found
        if found is None:
            self._show_nothing()
            return
        self._where = Where(self.name, gathering)
        self._occasion = found.order.occasion.id
        self._stack.setCurrentWidget(self._panes)
        self._is_refreshing = True
        self.order.show_order(found)
        if choose:
            self.order.view.choose(choose)
        self._is_refreshing = False
        self._follow_session()
        self._head(found.order)
        self.stated.emit(reading.counts_text(found.order))
        self._wishes.follow_up()

    def _head(self, order: OrderShown) -> None:
        """Say at the top what is planned, when, and in which form."""
        form = {
            Form.ONLINE: _("online"),
            Form.IN_PERSON: _("in person"),
            Form.BOTH: _("online and in person"),
        }
        day, rows = order.occasion, order.rows
        told = [
            self.locale().toString(QDate(day.date.year, day.date.month, day.date.day), "d MMMM yyyy"),
            f"{rows[0].starts}–{rows[-1].ends}" if rows else "",
            form[day.form],
        ]
        self.headed.emit(order.title, " · ".join(piece for piece in told if piece))

    def _show_nothing(self) -> None:
        self._stack.setCurrentWidget(self._empty)
        self._empty.say(is_open=self.bridge.is_open)
        self._follow_acts()
        self.headed.emit(self.title(), "")
        self.stated.emit("")

    @Slot(str)
    def _on_chosen(self, _session: str) -> None:
        if not self._is_refreshing:
            self._follow_session()

    def _follow_session(self) -> None:
        row = self.row
        self.session.show_session(row, self._read)
        self._follow_acts()

    def _follow_acts(self) -> None:
        row = self.row if self._read else None
        is_over = bool(self._read and self._read.order.over)
        self._acts.follow(row, has_day=self._read is not None, is_over=is_over)
        for button in self._buttons:
            button.setEnabled(self._acts.named(button.objectName().removesuffix(" button")).isEnabled())

    @Slot(str)
    def _on_occasion_chosen(self, occasion: str) -> None:
        self._occasion = occasion
        self._refresh()

    # -- acts ---------------------------------------------------------------------------------------------

    def acts(self) -> list[QAction]:
        """Return what can be done here."""
        return [one for one in self._acts.every if one.isEnabled()]

    def top_buttons(self) -> list[QWidget]:
        """Return what leads to documents."""
        return list(self._buttons)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        self._show_menu(self.order.view.viewport().mapToGlobal(point))

    @Slot()
    def _on_more_requested(self) -> None:
        self._show_menu(self.mapToGlobal(QPoint(self.theme.px(40), self.theme.px(60))))

    def _show_menu(self, at: QPoint) -> None:
        menu = self._acts.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    @Slot()
    def _on_home_requested(self) -> None:
        self.go_requested.emit(Where("home"))

    def say(self, words: str) -> None:
        """Tell a person something for a while."""
        self.said.emit(Said(words))

    def take_back(self) -> bool:
        """Take back what is typed in the fields of the session."""
        return self.session.take_back()

    async def leave(self) -> bool:
        """Keep what is typed in the fields of the session."""
        return await self.session.keep_all()

    # -- room ---------------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Return that both panes need no room beside each other: where there is little, one is shown."""
        return QSize(self.theme.px(280), self.theme.px(260))

    def arrange(self, arrangement: Arrangement) -> None:
        """Set list and session beside each other, or one over the other where there is room for one."""
        self._is_one_pane = not arrangement.has_side
        is_list = not self._is_one_pane or not self.session.has_focus_within
        self.order.setVisible(is_list)
        self.session.setVisible(not self._is_one_pane or not is_list)
        self.session.arrange(is_alone=self._is_one_pane)
        if not self._is_one_pane:
            wide = self.theme.px(520 if arrangement is Arrangement.THREE_PANES else 420)
            self._panes.setSizes([wide, max(self.width() - wide, 1)])

    @Slot(str)
    def _on_opened_session(self, _session: str) -> None:
        if self._is_one_pane:
            self.order.hide()
            self.session.show()
        self.session.take_focus()

    @Slot()
    def _on_back(self) -> None:
        if self._is_one_pane:
            self.session.hide()
            self.order.show()
        self.order.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
            return
        super().keyPressEvent(event)
