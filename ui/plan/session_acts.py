"""What can be done with the running order: every act with its key, and the menu that lists them."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from sessions.agenda import PartKind
from ui.plan.order_view import OrderView
from ui.shell.window_acts import act

if TYPE_CHECKING:
    from facilitator.running_orders import OrderRow


class SessionActs(QObject):
    """Makes the acts and says which is wished."""

    wished = Signal(str)
    """The object name of an act."""
    kind_wished = Signal(object)
    """A ``PartKind``."""

    def __init__(self, page: QWidget, view: OrderView) -> None:
        super().__init__(page)
        self._page = page
        self._view = view
        self.every: list[QAction] = []
        self._of_session: list[QAction | None] = []
        self._make()
        self._kinds = self._kind_menu()
        self._kind_acts: list[QAction] = self._kinds.actions()

    def _make(self) -> None:
        page, view = self._page, self._view
        one = self._one
        one(page, "add session", _("Add a session"), "Ctrl+N", is_of_session=False)
        one(view, "type title", _("Change the title"), "F2")
        one(page, "type length", _("Change the length"), "Ctrl+L", "L")
        one(page, "move up", _("Move up"), "Alt+Up", "Ctrl+Shift+Up")
        one(page, "move down", _("Move down"), "Alt+Down", "Ctrl+Shift+Down")
        self._of_session.append(None)
        one(view, "must end", _("Must end at…"), "H")
        one(view, "starts at", _("Starts at…"), "B")
        one(view, "protect", _("Protected: never shortened"), "P").setCheckable(True)
        self._of_session.append(None)
        one(page, "duplicate", _("Duplicate"), "Ctrl+D", "D")
        one(view, "split", _("Split in two…"), "S")
        one(view, "copy to", _("Copy to another gathering…"), "C")
        one(view, "remove", _("Remove"), "Del")
        self._of_session.append(None)
        one(page, "brief", _("Brief for who leads it…"), "Ctrl+B")
        one(page, "repair", _("Make it fit…"), "Ctrl+R", is_of_session=False)
        one(page, "day begins", _("The day begins at…"), "", is_of_session=False)
        one(page, "running order", _("Running order as a document…"), "Ctrl+P", is_of_session=False)
        one(page, "director order", _("Running order for whoever runs the day…"), "", is_of_session=False)
        one(page, "paste people", _("People from a spreadsheet…"), "Ctrl+Shift+V", is_of_session=False)

    def _one(
        self, owner: QWidget, name: str, words: str, key: str, second: str = "", *, is_of_session: bool = True
    ) -> QAction:
        made = act(owner, name, words, key, self._on_triggered)
        if second:
            # A letter alone would be in the way of who types: it is one of the list only.
            keys = [QKeySequence(key), *([QKeySequence(second)] if "+" in second else [])]
            made.setShortcuts(keys)
            if "+" not in second:
                letter = act(self._view, f"{name} by letter", words, second, self._on_letter)
                letter.setData(name)
        made.setToolTip(f"{words} ({made.shortcut().toString()})" if key else words)
        self.every.append(made)
        if is_of_session:
            self._of_session.append(made)
        return made

    def _kind_menu(self) -> QMenu:
        menu = QMenu(_("What it is"), self._page)
        for kind, words in kind_words().items():
            made = QAction(words, menu)
            made.setObjectName(f"kind {kind.name.lower()}")
            made.setData(kind)
            made.setCheckable(True)
            made.triggered.connect(self._on_kind)
            menu.addAction(made)
        return menu

    def named(self, name: str) -> QAction:
        """Return an act by its object name."""
        return next(one for one in self.every if one.objectName() == name)

    def follow(self, row: OrderRow | None, *, has_day: bool, is_over: bool) -> None:
        """Offer what can be done with the session that is chosen, and with its day."""
        for one in self.every:
            one.setEnabled(has_day and (row is not None or one not in self._of_session))
        self.named("repair").setEnabled(is_over)
        self.named("protect").setChecked(row is not None and row.is_protected)
        kind = row.kind if row else None
        self._kinds.setEnabled(kind is not None)
        for one in self._kind_acts:
            one.setChecked(one.data() == kind)

    def menu(self) -> QMenu:
        """Return a menu of what can be done with a session; whoever shows it throws it away."""
        menu = QMenu(self._page)
        for one in self._of_session:
            if one is None:
                menu.addSeparator()
            else:
                menu.addAction(one)
        menu.insertMenu(self.named("duplicate"), self._kinds)
        menu.addSeparator()
        for one in self.every:
            if one not in self._of_session:
                menu.addAction(one)
        return menu

    @Slot()
    def _on_triggered(self) -> None:
        self.wished.emit(self.sender().objectName())

    @Slot()
    def _on_letter(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.wished.emit(str(sender.data()))

    @Slot()
    def _on_kind(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.kind_wished.emit(PartKind(sender.data()))


def kind_words() -> dict[PartKind, str]:
    """Return what happens in a stretch, in words."""
    return {
        PartKind.PLENARY: _("Plenary"),
        PartKind.SPEAKER: _("Speaker"),
        PartKind.CONTRIBUTIONS: _("Contributions"),
        PartKind.REFLECTIONS: _("Reflections"),
        PartKind.BREAKOUTS: _("Breakouts"),
        PartKind.REPORT_BACK: _("Report back"),
        PartKind.POLL: _("Poll"),
        PartKind.BREAK: _("Break"),
    }
