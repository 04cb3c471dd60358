"""The one note of the first start: who works here, asked once and never in the way again."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QSysInfo, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.preferences import Preferences
from ui.shell.overlay import Overlay
from ui.theme import Theme


class FirstNote(Overlay):
    """Asks for a name and what this computer is called; Esc says neither, and it does not come again."""

    def __init__(self, theme: Theme, preferences: Preferences, over: QWidget) -> None:
        super().__init__(theme, over)
        self._preferences = preferences
        self.setObjectName("first note")
        self.setAccessibleName(_("Welcome"))
        self.name = self._field("first name", preferences.settings.name)
        self.device = self._field("first device", preferences.settings.device_name or suggested_device())
        self.later = QPushButton(_("Not now"), self.card)
        self.later.setObjectName("first later")
        self.later.clicked.connect(self.go)
        self.begin = QPushButton(_("Begin"), self.card)
        self.begin.setObjectName("first begin")
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(self._on_begin)
        self.name.returnPressed.connect(self.device.setFocus)
        self.device.returnPressed.connect(self._on_begin)
        self.closed.connect(self._on_closed)
        self._rows = QVBoxLayout(self.card)
        self._write()

    def _field(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text, self.card)
        field.setObjectName(name)
        return field

    def _write(self) -> None:
        title = self._label(_("Welcome"), "title")
        promise = self._label(_("Nothing leaves this computer unless you hand it over."), "muted")
        for label in (title, promise):
            self._rows.addWidget(label)
        for words, field, hint in (
            (_("Your name"), self.name, _("Used for who read a quotation out and who recorded it.")),
            (
                _("What this computer is called"),
                self.device,
                _("Tells your computers apart where you use several."),
            ),
        ):
            label = self._label(words, "strong")
            self._rows.addSpacing(self.theme.px(8))
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.setAccessibleDescription(hint)
            self._rows.addWidget(label)
            self._rows.addWidget(field)
            self._rows.addWidget(self._label(hint, "small"))
        self._rows.addSpacing(self.theme.px(8))
        foot = QHBoxLayout()
        foot.addWidget(self._label(_("Both can be changed in the settings."), "small"), 1)
        foot.addWidget(self.later)
        foot.addWidget(self.begin)
        self._rows.addLayout(foot)

    def _label(self, words: str, kind: str) -> QLabel:
        label = QLabel(words, self.card)
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def ask_once(self) -> None:
        """Come, unless it came before."""
        if not self._preferences.settings.is_first_run_done:
            self.come(self.name)

    @Slot()
    def _on_begin(self) -> None:
        self._preferences.settle(
            name=" ".join(self.name.text().split()), device_name=" ".join(self.device.text().split())
        )
        self.go()

    @Slot()
    def _on_closed(self) -> None:
        self._preferences.settle(is_first_run_done=True)

    @Slot()
    def lay_out(self) -> None:
        """Lie in the middle, as high as the words need."""
        px = self.theme.px
        edge = px(24)
        self._rows.setContentsMargins(edge, edge, edge, edge)
        self._rows.setSpacing(px(8))
        wide = max(min(px(480), self.width() - px(24)), 1)
        tall = min(max(self.card.heightForWidth(wide), self.card.sizeHint().height()), self.height())
        self.card.setGeometry((self.width() - wide) // 2, (self.height() - tall) // 2, wide, tall)


def suggested_device() -> str:
    """Return what this computer calls itself."""
    return QSysInfo.machineHostName().partition(".")[0]
