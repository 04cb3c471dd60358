"""The left pane of Plan: what the day comes to, what to do where it is too long, and the list."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.announcing import announce
from ui.plan.empty import EmptyOrder
from ui.plan.hearing import Heard, heard, news
from ui.plan.models import OrderModel
from ui.plan.order_delegate import OrderDelegate
from ui.plan.order_view import OrderView
from ui.plan.repair_panel import RepairPanel
from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.tab_order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessions.gathering import Occasion
    from ui.plan.reading import Read


class OrderPane(QFrame):
    """Shows the running order of an occasion, and lets another of the gathering be chosen."""

    occasion_chosen = Signal(str)
    repair_requested = Signal()
    add_requested = Signal()
    more_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_known = False
        self._heard = Heard("", "", 0, "")
        self.setObjectName("order pane")
        self.setProperty("kind", "sunken")
        self.model = OrderModel(self)
        self.delegate = OrderDelegate(theme, self)
        self.view = OrderView(self.model, self.delegate, theme, self)
        self.nothing = EmptyOrder(theme, self)
        self.repairs = RepairPanel(theme, self)
        self._days = self._days_to_choose()
        self._heading = label("", "heading", "order heading", self)
        self._too_long = self._chip()
        self._notice = label("", "amber", "order notice", self)
        self._add = self._link("add session", _("+ Add session"), "Ctrl+N", self.add_requested)
        self._more = self._link(
            "more acts", _("More…"), _("All that can be done with the session"), self.more_requested
        )
        self._key = QLabel(_("Ctrl+N"), self)
        self._key.setProperty("kind", "key")
        self._lay_out()
        self.nothing.add_requested.connect(self.add_requested)
        self.delegate.refused.connect(self.tell)
        self.repairs.came.connect(self.make_room)
        self.repairs.went.connect(self.make_room)
        theme.changed.connect(self._measure)
        self._measure()

    def _days_to_choose(self) -> QComboBox:
        days = QComboBox(self)
        days.setObjectName("occasions")
        days.setAccessibleName(_("Which day"))
        days.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        days.activated.connect(self._on_day_chosen)
        return days

    def _chip(self) -> QPushButton:
        chip = QPushButton(self)
        chip.setObjectName("too long")
        chip.setProperty("kind", "chip")
        chip.setProperty("tone", "amber")
        chip.setToolTip(_("Ways to make it fit · Ctrl+R"))
        chip.clicked.connect(self.repair_requested)
        return chip

    def _link(self, name: str, words: str, tip: str, signal: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("kind", "link")
        button.setToolTip(tip)
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self._too_long, 0, Qt.AlignmentFlag.AlignTop)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._add)
        self._foot.addWidget(self._key)
        self._foot.addStretch(1)
        self._foot.addWidget(self._more)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._days)
        self._rows.addLayout(self._head)
        self._rows.addWidget(self.repairs)
        self._rows.addWidget(self._notice)
        self._rows.addWidget(self.view, 1)
        self._rows.addWidget(self.nothing, 1)
        self._rows.addLayout(self._foot)
        above = (self._days, self._too_long, self.repairs.close_button)
        in_order((*above, self.view, self.nothing.add, self._add, self._more))

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(18), px(16), px(18), px(10))
        self._rows.setSpacing(px(10))
        self._head.setSpacing(px(10))
        self._foot.setSpacing(px(8))

    @Slot()
    def make_room(self) -> None:
        """Give the list up for the ways to make it fit where there is no room for both."""
        px, wide = self._theme.px, self.width() - self._theme.px(36)
        is_open = self.repairs.isVisibleTo(self)
        wanted = self.repairs.wanted_height(wide) if is_open else 0
        others = [self._head.heightForWidth(wide), self._foot.sizeHint().height()]
        others += [self._days.sizeHint().height()] if self._days.isVisibleTo(self) else []
        others += [self._notice.heightForWidth(wide)] if self._notice.isVisibleTo(self) else []
        left = self.height() - sum(others) - px(26) - px(10) * (len(others) + 1)
        is_room = not is_open or left - wanted > px(90)
        self._show_list(is_room=is_room)
        self.repairs.setFixedHeight(max(wanted if is_room else left, px(80)))

    def _show_list(self, *, is_room: bool) -> None:
        """Show the list, or what is said instead of it; who was in one is in the other then."""
        is_empty = self._is_known and not self.model.rows
        old, new = (self.view, self.nothing) if is_empty else (self.nothing, self.view)
        focus = QApplication.focusWidget()
        had_focus = focus is not None and (focus is old or old.isAncestorOf(focus))
        new.setVisible(is_room)
        if had_focus and is_room:
            self.take_focus()
        old.hide()

    def take_focus(self) -> None:
        """Begin in the list, or with its first session."""
        taking = self.nothing.add if self._is_known and not self.model.rows else self.view
        taking.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See again whether there is room for both."""
        super().resizeEvent(event)
        self.make_room()

    def show_order(self, read: Read) -> None:
        """Show a running order as it was read."""
        order = read.order
        self._heading.setText(order.heading)
        self._too_long.setText(order.over_text)
        self._too_long.setVisible(bool(order.over))
        if not order.over:
            self.repairs.hide()
        self._show_days(read.occasions, order.occasion.id)
        self.tell("")
        chosen = self.view.session
        self._is_known = True
        self.model.show(order.rows, read.codes)
        self.view.choose(chosen)
        self.make_room()
        now = heard(order.occasion.id, order.rows, chosen, order.over_text)
        if words := news(self._heard, now, order.rows):
            announce(self.view, words)
        self._heard = now

    def _show_days(self, days: Sequence[Occasion], chosen: str) -> None:
        blocker = QSignalBlocker(self._days)
        self._days.clear()
        for day in days:
            date = self.locale().toString(QDate(day.date.year, day.date.month, day.date.day), "d MMM")
            self._days.addItem(_("{title} · {date}").format(title=day.title or day.place, date=date), day.id)
        self._days.setCurrentIndex(self._days.findData(chosen))
        blocker.unblock()
        self._days.setVisible(len(days) > 1)

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say beside the list why something was not done; '' takes it away."""
        if words and words != self._notice.text():
            announce(self._notice, words, is_urgent=True)
        self._notice.setText(words)
        self._notice.setVisible(bool(words))

    @Slot(int)
    def _on_day_chosen(self, place: int) -> None:
        self.occasion_chosen.emit(str(self._days.itemData(place)))
