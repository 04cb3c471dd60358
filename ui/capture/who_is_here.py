"""Who is here: everybody has a key, and a stranger is added by typing a name."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.here_rows import HereRow, PeopleHere
from ui.capture.name_field import NameField
from ui.capture.sheet import PersonHere
from ui.shell.window_acts import act
from ui.theme import Theme
from ui.widgets.grown_list import GrownList
from ui.widgets.words import HEADING, SMALL_MUTED, WRONG, Words


class WhoIsHere(QWidget):
    """The list of those who are here, a field for those who are not on it yet, and what is alike in them."""

    speaker_chosen = Signal(str)
    """The seat of whoever is speaking."""
    person_added = Signal(str)
    """A name."""
    person_renamed = Signal(str, str)
    """A seat, and the name it is to have."""
    naming_chosen = Signal(str, bool)
    """A seat, and whether that person is not to be named in print."""
    person_removed = Signal(str)
    """A seat."""
    typed = Signal()
    """Another name than before is half typed."""
    told_wrong = Signal()
    """It is said below the field why a name was not taken."""
    left = Signal()
    """No more names: the person goes back to the line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._renaming = self._before = ""
        self._is_other_group = True
        self.setObjectName("who is here")
        self._heading = Words(theme, "who is here heading", HEADING, self)
        self._heading.say(_("Who is here"))
        self.add = QPushButton(_("+ add"), self)
        self.add.setObjectName("add person")
        self.add.setProperty("kind", "link")
        self.add.setAccessibleName(_("Add somebody who is here"))
        self.add.setAccessibleDescription(_("Ctrl+Shift+N"))
        self.add.setToolTip(_("Add somebody who is here · Ctrl+Shift+N"))
        self.add.clicked.connect(self.add_person)
        self._make_list()
        self._make_field()
        self._alike = Words(theme, "alike", SMALL_MUTED, self)
        self._alike.hide()
        self._set_out()
        self._acts = self._row_acts()
        theme.changed.connect(self._measure)
        self._measure()

    def _make_list(self) -> None:
        self.model = PeopleHere(self)
        self.list = GrownList(self._theme, "people", self)
        self.list.setAccessibleName(_("Who is here"))
        self.list.setAccessibleDescription(
            _("Enter says who is speaking. The menu key shows what else there is.")
        )
        self.list.setItemDelegate(HereRow(self._theme, self.list))
        self.list.setModel(self.model)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        self.list.clicked.connect(self._on_chosen)

    def _make_field(self) -> None:
        self.field = NameField(self)
        self.field.setObjectName("name")
        self.field.returnPressed.connect(self._on_entered)
        self.field.given_up.connect(self._on_given_up)
        self.field.textEdited.connect(self._on_typed)
        self.field.hide()
        self.wrong = Words(self._theme, "name wrong", WRONG, self)
        self.wrong.hide()

    def _set_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(self._head)
        self._rows.addWidget(self.list)
        self._below = QVBoxLayout()
        for one in (self.field, self.wrong, self._alike):
            self._below.addWidget(one)
        self._rows.addLayout(self._below)

    def _row_acts(self) -> list[QAction]:
        return [
            act(self.list, "speaks", _("Is speaking"), "Return", self._on_speaks),
            act(self.list, "rename", _("Write the name anew"), "F2", self._on_rename),
            act(self.list, "not named", _("Not to be named in print"), "", self._on_not_named),
            act(self.list, "remove", _("Remove from the list"), "Del", self._on_remove),
        ]

    # -- shown --------------------------------------------------------------------------------------------

    def show_people(self, people: tuple[PersonHere, ...]) -> None:
        """Show who is here; the row that is chosen stays chosen."""
        chosen = self.chosen()
        is_adding = self.field.isVisible() and not self._renaming and not self._is_other_group
        self._is_other_group = False
        if is_adding:
            known = {one.id for one in self.model.people}
            for one in people:
                if one.id not in known:
                    announce(self.field, _("{name} is here").format(name=one.shown))
        self.model.show_people(people)
        at = next((row for row, one in enumerate(people) if chosen and one.id == chosen.id), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
        self.list.setVisible(bool(people))
        self._alike.say(alike(people))

    def person_at(self, row: int) -> PersonHere | None:
        """Return who has the key of a place, counted from 0."""
        people = self.model.people
        return people[row] if 0 <= row < len(people) else None

    def chosen(self) -> PersonHere | None:
        """Return who is chosen in the list."""
        index = self.list.currentIndex()
        return self.person_at(index.row()) if index.isValid() else None

    # -- a name -------------------------------------------------------------------------------------------

    @property
    def half_typed(self) -> tuple[str, str]:
        """Return a name that is typed and not entered, after the seat it is for; nothing where there is none."""
        name = " ".join(self.field.text().split())
        is_typed = not self.field.isHidden() and name != self._before
        return (self._renaming, name) if is_typed else ("", "")

    def go_on(self, seat: str, name: str) -> None:
        """Show a name that was half typed for this group, or no field; the keyboard stays where it is."""
        self._is_other_group = True
        self._put_back(seat, name)

    def _put_back(self, seat: str, name: str) -> None:
        self._open_field(seat, _("Name, then Enter"), _("Name of somebody who is here"))
        self.field.setText(name)
        self.field.setVisible(bool(name))

    @Slot()
    def add_person(self) -> None:
        """Open the field for a name, and go to it."""
        self._begin("", "", _("Name of somebody who is here"))

    def _begin(self, seat: str, text: str, name: str) -> None:
        """Go to the field with a text, where nothing else is half typed in it."""
        is_free = not self.half_typed[1]
        if is_free:
            self._open_field(seat, _("Name, then Enter"), name)
            self._before = text
            self.field.setText(text)
            self.field.selectAll()
        elif seat != self._renaming:
            self.go_to_half_typed()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_half_typed(self) -> None:
        """Go to the name that is half typed, and say beside it that it is not kept."""
        self.tell_wrong(_("This is not kept yet: Enter keeps it, Esc lets it go."))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_field(self, seat: str, hint: str, name: str) -> None:
        self._renaming, self._before = seat, ""
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.tell_wrong("")
        self.field.show()

    def give_back(self, seat: str, name: str, words: str) -> None:
        """Say why a name was not taken, and have it in the field again; never over one typed since."""
        if not self.half_typed[1]:
            self._put_back(seat, name)
        if seat and self.list.hasFocus():
            self.field.setFocus()
        self.tell_wrong(words)
        self.typed.emit()

    def tell_wrong(self, words: str) -> None:
        """Say beside the field why a name was not taken."""
        self.wrong.say(words)
        self.field.setProperty("wrong", bool(words))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        if words:
            announce(self.field, words, is_urgent=True)
            self.told_wrong.emit()

    @Slot()
    def _on_entered(self) -> None:
        name = " ".join(self.field.text().split())
        if not name:
            return
        if not self._renaming:
            self.field.clear()
            self.typed.emit()
            self.person_added.emit(name)
            return
        seat, self._renaming = self._renaming, ""
        self.field.hide()
        self.list.setFocus()
        self.typed.emit()
        self.person_renamed.emit(seat, name)

    @Slot()
    def _on_given_up(self) -> None:
        was_renaming = bool(self._renaming)
        self._renaming = ""
        self.tell_wrong("")
        self.field.hide()
        self.typed.emit()
        if was_renaming:
            self.list.setFocus()
        else:
            self.left.emit()

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        if self.wrong.text():
            self.tell_wrong("")
        self.typed.emit()

    # -- what is done with somebody -----------------------------------------------------------------------

    @Slot(QPoint)
    def _on_menu_requested(self, at: QPoint) -> None:
        menu = self.menu_of_row()
        if menu is not None:
            menu.popup(self.list.viewport().mapToGlobal(at))

    def menu_of_row(self) -> QMenu | None:
        """Return what can be done with whoever is chosen."""
        person = self.chosen()
        if person is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(person.shown)
        for one in self._acts:
            if one.objectName() == "not named":
                one.setCheckable(True)
                one.setChecked(person.is_not_to_be_named)
            menu.addAction(one)
        return menu

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)

    @Slot()
    def _on_speaks(self) -> None:
        if person := self.chosen():
            self.speaker_chosen.emit(person.id)

    @Slot()
    def _on_rename(self) -> None:
        if person := self.chosen():
            name = _("The name of {name} anew").format(name=person.shown)
            self._begin(person.id, person.shown, name)

    @Slot()
    def _on_not_named(self) -> None:
        if person := self.chosen():
            self.naming_chosen.emit(person.id, not person.is_not_to_be_named)

    @Slot()
    def _on_remove(self) -> None:
        if person := self.chosen():
            self.person_removed.emit(person.id)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setSpacing(px(4))
        self._head.setContentsMargins(px(4), 0, 0, 0)
        self._below.setContentsMargins(px(4), 0, px(4), 0)
        self._below.setSpacing(px(4))


def alike(people: Iterable[PersonHere]) -> str:
    """Return what is said where several people have the same initials, '' where nobody has."""
    by_initials: dict[str, int] = {}
    for person in people:
        by_initials[person.initials] = by_initials.get(person.initials, 0) + 1
    told = [
        (_("Two people are {initials}") if count == 2 else _("{count} people are {initials}")).format(
            initials=initials.upper(), count=count
        )
        for initials, count in sorted(by_initials.items())
        if initials and count > 1
    ]
    return _("{people}: full names count.").format(people="; ".join(told)) if told else ""
