"""What was agreed to be done: by whom, by when; put right and ticked by keyboard."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.announcing import announce
from ui.capture.action_rows import ActionLines, ActionRow
from ui.capture.sheet import ActionLine, PersonHere
from ui.shell.window_acts import act
from ui.theme import Theme
from ui.widgets.grown_list import GrownList
from ui.widgets.words import HEADING, SMALL_MUTED, WRONG, Words


class ActionEditor(QFrame):
    """Who is to do it and by when; Enter keeps both, Esc leaves them."""

    kept = Signal(str, str, str)
    """The action, the seat of whoever is to do it ('' for nobody yet), by when as typed."""
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._action = self._due = ""
        self.setObjectName("action editor")
        self.setProperty("kind", "card")
        self._what = Words(theme, "action words", SMALL_MUTED, self)
        self.who = QComboBox(self)
        self.who.setObjectName("action owner")
        self.who.setAccessibleName(_("Who does it"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(6)
        self.due = QLineEdit(self)
        self.due.setObjectName("action due")
        self.due.setAccessibleName(_("By when"))
        self.due.setPlaceholderText(_("5 Dec, Friday, end of May"))
        self.due.setMaxLength(48)
        self.wrong = Words(theme, "action wrong", WRONG, self)
        self.wrong.hide()
        self._set_out()
        theme.changed.connect(self._measure)
        self._measure()

    def _set_out(self) -> None:
        self._keep = QPushButton(_("Keep"), self)
        self._keep.setObjectName("keep action")
        self._keep.setProperty("kind", "primary")
        self._keep.clicked.connect(self._on_keep)
        self._leave = QPushButton(_("Leave it"), self)
        self._leave.setObjectName("leave action")
        self._leave.clicked.connect(self.given_up)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(_("Who"), self.who)
        self._form.addRow(_("By when"), self.due)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._keep)
        self._buttons.addWidget(self._leave)
        self._buttons.addStretch(1)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._what)
        self._rows.addLayout(self._form)
        self._rows.addWidget(self.wrong)
        self._rows.addLayout(self._buttons)

    def half_typed(self) -> list[str]:
        """Return what is typed and not kept."""
        typed = " ".join(self.due.text().split())
        return [typed] if typed and typed != self._due else []

    def edit(self, action: ActionLine, people: tuple[PersonHere, ...]) -> None:
        """Show an action to be put right."""
        self._action = action.id
        self._what.say(action.words)
        self.who.clear()
        self.who.addItem(_("nobody yet"), "")
        for person in people:
            self.who.addItem(person.shown, person.id)
        self.who.setCurrentIndex(max(self.who.findData(action.owner), 0))
        self._due = action.due
        self.due.setText(action.due)
        self.wrong.say("")
        self.who.setFocus()

    @Slot()
    def _on_keep(self) -> None:
        self.kept.emit(self._action, self.who.currentData(), " ".join(self.due.text().split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, leave on Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(14), px(10), px(14), px(12))
        self._rows.setSpacing(px(8))
        self._form.setVerticalSpacing(px(4))
        self._buttons.setSpacing(px(8))


class TickedList(GrownList):
    """A list whose boxes can be clicked."""

    tick_clicked = Signal(int)
    """The row whose box was clicked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hear a click on a box."""
        super().mouseReleaseEvent(event)
        index, row = self.indexAt(event.position().toPoint()), self.itemDelegate()
        if (
            not index.isValid()
            or not isinstance(row, ActionRow)
            or event.button() is not Qt.MouseButton.LeftButton
        ):
            return
        if row.is_on_tick(QRectF(self.visualRect(index)), event.position()):
            self.tick_clicked.emit(index.row())


class ActionsList(QWidget):
    """The actions of the group below their heading."""

    action_ticked = Signal(str, bool)
    """A note, and whether what it says is done."""
    action_changed = Signal(str, str, str)
    """A note, the seat of whoever is to do it ('' for nobody yet), by when as typed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: tuple[PersonHere, ...] = ()
        self._waiting: ActionLine | None = None
        self.setObjectName("actions")
        self._heading = Words(theme, "actions heading", HEADING, self)
        self._heading.say(_("Actions"))
        self._none = Words(theme, "no actions", SMALL_MUTED, self)
        self._none.setText(_("None yet. Begin a line with > to keep one."))
        self._make_list()
        self.editor = ActionEditor(theme, self)
        self.editor.hide()
        self.editor.kept.connect(self._on_kept)
        self.editor.given_up.connect(self._on_given_up)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for one in (self._heading, self._none, self.list, self.editor):
            self._rows.addWidget(one)
        theme.changed.connect(self._measure)
        self._measure()
        self.show_actions((), ())

    def _make_list(self) -> None:
        self.lines = ActionLines(self)
        self.list = TickedList(self._theme, "action list", self)
        self.list.setAccessibleName(_("Actions"))
        self.list.setAccessibleDescription(_("Space ticks what is done, Enter changes who and by when"))
        self.list.setItemDelegate(ActionRow(self._theme, self.list))
        self.list.setModel(self.lines)
        self.list.tick_clicked.connect(self._on_tick_clicked)
        self.list.doubleClicked.connect(self._on_double_clicked)
        act(self.list, "tick action", _("Done, or not done"), "Space", self._on_tick)
        for name, key in (("edit action", "Return"), ("edit this action", "F2")):
            act(self.list, name, _("Change who and by when"), key, self.edit_current)

    def show_actions(self, actions: tuple[ActionLine, ...], people: tuple[PersonHere, ...]) -> None:
        """Show the actions of the group, and who may be asked to do them."""
        current = self._current()
        self._people = people
        self.lines.show_actions(actions)
        row = next((row for row, one in enumerate(actions) if current and one.id == current.id), -1)
        if row >= 0:
            self.list.setCurrentIndex(self.lines.index(row))
        self.list.setVisible(bool(actions))
        self._none.setVisible(not actions)

    def _current(self) -> ActionLine | None:
        row = self.list.currentIndex().row()
        return self.lines.actions[row] if 0 <= row < len(self.lines.actions) else None

    @Slot()
    def edit_current(self) -> None:
        """Open who and by when of the chosen action."""
        if action := self._current():
            self.editor.show()
            self.editor.edit(action, self._people)

    def tell_wrong(self, words: str) -> None:
        """Open the editor again, with why what was typed was not taken."""
        self.editor.show()
        self.editor.wrong.say(words)
        self.editor.due.setFocus()
        if words:
            announce(self.editor.due, words, is_urgent=True)

    def half_typed(self) -> list[str]:
        """Return by when something is to be done, where that is typed and not kept."""
        return [] if self.editor.isHidden() else self.editor.half_typed()

    @Slot(str, str, str)
    def _on_kept(self, action: str, owner: str, due: str) -> None:
        self._on_given_up()
        self.action_changed.emit(action, owner, due)

    @Slot()
    def _on_given_up(self) -> None:
        self.editor.hide()
        self.list.setFocus()

    @Slot()
    def _on_tick(self) -> None:
        if action := self._current():
            self.action_ticked.emit(action.id, not action.is_done)

    @Slot(int)
    def _on_tick_clicked(self, _row: int) -> None:
        self._on_tick()

    @Slot(QModelIndex)
    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.edit_current()

    @Slot()
    def _measure(self) -> None:
        self._rows.setSpacing(self._theme.px(8))
