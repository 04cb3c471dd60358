"""What is asked about one note: who said it, which strands it is on, which of its wordings holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from gettext import gettext as _

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sessions.roster import folded
from ui.theme import Theme
from ui.widgets.room import take_room

CHOICE = Qt.ItemDataRole.UserRole


class Chooser(QDialog):
    """One or several of a list, found by typing; Enter takes them."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        choices: Sequence[tuple[str, str]],
        taken: Collection[str],
        *,
        is_several: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._is_several = is_several
        self.setObjectName("chooser")
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        heading.setProperty("kind", "strong")
        heading.setWordWrap(True)
        self.search = QLineEdit(self)
        self.search.setObjectName("chooser search")
        self.search.setAccessibleName(_("Find by name"))
        self.search.setPlaceholderText(_("Type a name"))
        self.list = QListWidget(self)
        self.list.setObjectName("chooser list")
        self.list.setAccessibleName(title)
        self.list.setSpacing(theme.px(3))
        for key, words in choices:
            item = QListWidgetItem(words, self.list)
            item.setData(CHOICE, key)
            if is_several:
                states = Qt.CheckState
                item.setCheckState(states.Checked if key in taken else states.Unchecked)
        at = next((number for number, (key, _words) in enumerate(choices) if key in taken), 0)
        self.list.setCurrentRow(0 if is_several else at)
        hint = QLabel(_hint(is_several=is_several), self)
        hint.setProperty("kind", "small")
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        take = buttons.addButton(_("Take"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setProperty("kind", "primary")
        take.style().polish(take)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for one in (heading, self.search, self.list, hint, buttons):
            rows.addWidget(one)
        take_room(self, theme, parent.window(), 360, 420)
        self.search.textChanged.connect(self._on_searched)
        self.search.installEventFilter(self)
        self.list.itemDoubleClicked.connect(self.accept)
        self.search.setFocus()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the keys that were taken."""
        items = [self.list.item(number) for number in range(self.list.count())]
        if self._is_several:
            return tuple(item.data(CHOICE) for item in items if item.checkState() is Qt.CheckState.Checked)
        row = self.list.currentRow()
        return (items[row].data(CHOICE),) if row >= 0 and not items[row].isHidden() else ()

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        wanted = folded(text)
        first = -1
        for number in range(self.list.count()):
            item = self.list.item(number)
            words = folded(item.text())
            is_found = _is_found(wanted, words)
            item.setHidden(not is_found)
            first = number if is_found and first < 0 else first
        self.list.setCurrentRow(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's arrows go through the list, and its blank check a row where it is empty."""
        if event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            item = self.list.currentItem()
            if self._is_several and event.key() == Qt.Key.Key_Space and item is not None:
                is_on = item.checkState() is Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += by


def _is_found(wanted: str, words: str) -> bool:
    """Tell whether each word that is looked for begins a word."""
    return all(any(part.startswith(one) for part in words.split()) for one in wanted.split())


def _hint(*, is_several: bool) -> str:
    if is_several:
        return _("Type to find, Space takes or leaves a row, Enter is done.")
    return _("Type to find, arrows choose, Enter takes.")


class VersionsDialog(QDialog):
    """The words a note has and had, the newest first; one of the older ones can be brought back."""

    def __init__(self, theme: Theme, versions: Sequence[tuple[str, int, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self.setWindowTitle(_("Versions of this note"))
        heading = QLabel(_("The words this note has and had, the newest first"), self)
        heading.setProperty("kind", "strong")
        heading.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("versions list")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.px(3))
        for number, (words, at, name) in enumerate(versions):
            when = QLocale().toString(QDateTime.fromMSecsSinceEpoch(at), "d MMM HH:mm")
            beside = _("now") if number == 0 else when
            self.list.addItem(f"{words}\n{beside} · {name}")
        self.list.setCurrentRow(min(1, len(versions) - 1))
        self._buttons = QDialogButtonBox(self)
        self.bring_back = self._buttons.addButton(
            _("Bring back these words"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.bring_back.setObjectName("bring back")
        self.bring_back.setProperty("kind", "primary")
        self.bring_back.style().polish(self.bring_back)
        self._buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for one in (heading, self.list, self._buttons):
            rows.addWidget(one)
        take_room(self, theme, parent.window(), 460, 360)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._on_activated)
        self._on_row(self.list.currentRow())
        self.list.setFocus()

    @property
    def chosen(self) -> int:
        """Return the version that is to be brought back: 1 is the one before the newest."""
        return self.list.currentRow()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        self.bring_back.setEnabled(row > 0)

    @Slot()
    def _on_activated(self) -> None:
        if self.bring_back.isEnabled():
            self.accept()
