"""A line of names of the register: completed as they are typed, and never guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QPushButton, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.plan.fields import KeptLine
from ui.plan.flow import FlowBox
from ui.theme import Theme

if TYPE_CHECKING:
    from facilitator.people_typed import Typed
    from sessions.people import Person


class NamesLine(KeptLine):
    """The line itself; it completes the name that is typed last."""

    focused = Signal()

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(name, says, parent)
        self.textEdited.disconnect(self._on_edited)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(8)
        self._completer.activated.connect(self._on_completed)
        self.textEdited.connect(self._on_name_edited)

    @property
    def _popup(self) -> QAbstractItemView:
        """Return the list below the line; the completer owns it."""
        popup = self._completer.popup()
        assert popup is not None
        return popup

    def know(self, names: Sequence[str]) -> None:
        """Know the names to complete."""
        self._names.setStringList(list(names))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for the names to complete when somebody may type."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the list of names have the keys it knows while one of them is marked; else Enter keeps."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
        if self._popup.isVisible() and (event.key() in keys or event.key() == Qt.Key.Key_Escape):
            if self._popup.currentIndex().isValid() or event.key() == Qt.Key.Key_Escape:
                event.ignore()
                return
            self._popup.hide()
        super().keyPressEvent(event)

    def _last(self) -> str:
        return self.text()[: self.cursorPosition()].rsplit(",", 1)[-1].strip()

    @Slot()
    def _on_name_edited(self) -> None:
        last = self._last()
        if len(last) < 2:
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(last)
        found = self._completer.completionCount()
        if found > 1 or (found and self._completer.currentCompletion().casefold() != last.casefold()):
            self._completer.complete()
        else:
            self._popup.hide()

    @Slot(str)
    def _on_completed(self, name: str) -> None:
        before, after = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        kept = before.rsplit(",", 1)[0] + ", " if "," in before else ""
        self.setText(kept + name + after)
        self.setCursorPosition(len(kept + name))


class NamesField(QWidget):
    """The line, and below it what is to be said of names that are not clear."""

    given = Signal(list)
    """Ids of people, in order."""
    newcomer_named = Signal(str)
    """A name that somebody says is of a new person."""

    def __init__(
        self, name: str, says: str, read: Callable[[str], Typed], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self.line = NamesLine(name, says, self)
        self.line.kept.connect(self._on_kept)
        self._asks = FlowBox(theme, self)
        self._asks.come_after(self.line)
        self._asks.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.line)
        rows.addWidget(self._asks)
        self._shown = ""
        self._meant: dict[str, str] = {}

    def show_people(self, people: Sequence[Person], *, is_new: bool = False) -> None:
        """Show who is kept."""
        self.show_names([one.name for one in people], is_new=is_new)
        self._meant |= {one.name: one.id for one in people}

    def show_names(self, names: Sequence[str], *, is_new: bool = False) -> None:
        """Show who is kept, by their names."""
        if is_new:
            self._meant = {}
            self._ask_nothing()
        self._shown = ", ".join(names)
        if not self._asks.isVisibleTo(self):
            self.line.show_kept(self._shown, is_new=is_new)

    def take_back(self) -> bool:
        """Go back to who is kept; tells whether there was anything."""
        was_asking = self._asks.isVisibleTo(self)
        self._ask_nothing()
        taken = self.line.take_back()
        if was_asking:
            self.line.show_kept(self._shown, is_new=True)
        return taken or was_asking

    @property
    def unclear(self) -> str:
        """Return what is typed and not kept, for it is not clear who is meant; '' where all is."""
        return self.line.text() if self._asks.isVisibleTo(self) else ""

    def settle(self) -> None:
        """Read the names again: somebody new is known by now."""
        if self._asks.isVisibleTo(self):
            self._on_kept(self.line.text())

    @Slot(str)
    def _on_kept(self, text: str) -> None:
        known = [self._meant.get(name.strip(), "") for name in text.split(",") if name.strip()]
        if all(known):
            self._ask_nothing()
            self.given.emit(list(dict.fromkeys(known)))
            return
        typed = self._read(text)
        several = {name: people for name, people in typed.several.items() if name not in self._meant}
        if not typed.unknown and not several:
            self._ask_nothing()
            self.given.emit(self._in_order(text, typed))
            return
        self._ask(typed.unknown, several)

    def _in_order(self, text: str, typed: Typed) -> list[str]:
        chosen = [self._meant[name.strip()] for name in text.split(",") if name.strip() in typed.several]
        return list(dict.fromkeys([*typed.people, *chosen]))

    def _ask_nothing(self) -> None:
        self._asks.clear()
        self._asks.hide()

    def _ask(self, unknown: Sequence[str], several: dict[str, tuple[Person, ...]]) -> None:
        self._ask_nothing()
        for name in unknown:
            self._button(_("Add “{name}” as a new person").format(name=name), "newcomer", name, "")
        for name, people in several.items():
            for one in people:
                where = one.organisation or one.role or one.name
                self._button(
                    _("{name} is {person}, {where}").format(name=name, person=one.name, where=where),
                    "meant",
                    name,
                    one.id,
                )
        self._asks.show()
        told = [
            *(_("“{name}” is not in the register.").format(name=name) for name in unknown),
            *(_("“{name}” could be several people.").format(name=name) for name in several),
        ]
        announce(self.line, " ".join([*told, _("Choose below the field.")]), is_urgent=True)

    def _button(self, words: str, kind: str, name: str, person: str) -> None:
        button = QPushButton(words, self._asks)
        button.setObjectName(f"{kind} {name}")
        button.setProperty("kind", "chip")
        button.setProperty("tone", "amber")
        button.setProperty("name", name)
        button.setProperty("person", person)
        button.clicked.connect(self._on_newcomer if kind == "newcomer" else self._on_meant)
        self._asks.add(button)

    @Slot()
    def _on_newcomer(self) -> None:
        self.newcomer_named.emit(str(self.sender().property("name")))

    @Slot()
    def _on_meant(self) -> None:
        sender = self.sender()
        self._meant[str(sender.property("name"))] = str(sender.property("person"))
        # The button that was pressed goes with the question.
        QTimer.singleShot(0, self, partial(self._on_kept, self.line.text()))
