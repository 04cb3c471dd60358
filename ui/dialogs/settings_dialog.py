"""The settings: who works here, how the window looks, which language it speaks, and where everything is."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.settings import LEAST_TEXT, MOST_TEXT, ColourScheme, Settings
from ui.announcing import announce
from ui.preferences import STEP, Preferences
from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.room import take_room


class SettingsDialog(QDialog):
    """Whatever is settled here is in force at once; there is nothing to confirm."""

    backup_requested = Signal()
    folder_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        preferences: Preferences,
        archive: Path,
        languages: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._window = parent
        self.setObjectName("settings")
        self.setWindowTitle(_("Settings"))
        self.setAccessibleName(_("Settings"))
        self._page = self._page_without_bars()
        sheet = QFrame(self._page)
        sheet.setProperty("kind", "paper")
        self._rows = QVBoxLayout(sheet)
        self._write_who(sheet)
        self._write_look(sheet)
        self._write_language(sheet, languages)
        self._write_where(sheet, archive)
        self._rows.addStretch(1)
        self._page.setWidget(sheet)
        self.told = label("", "small", "settings told", self)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._page, 1)
        self._outer.addLayout(self._foot())
        theme.changed.connect(self._measure)
        self.finished.connect(self._on_finished)
        self._measure()
        self.name.setFocus()

    def _page_without_bars(self) -> QScrollArea:
        page = QScrollArea(self)
        page.setWidgetResizable(True)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return page

    def _foot(self) -> QHBoxLayout:
        close = QPushButton(_("Close"), self)
        close.setObjectName("close settings")
        close.setAutoDefault(False)
        close.clicked.connect(self._on_close)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(close)
        return foot

    # -- what stands in it --------------------------------------------------------------------------------

    def _heading(self, words: str, sheet: QWidget) -> None:
        if self._rows.count():
            self._rows.addSpacing(self._theme.px(12))
        self._rows.addWidget(label(words, "heading", parent=sheet))

    def _labelled(self, words: str, field: QWidget, hint: str, sheet: QWidget) -> None:
        said = label(words, parent=sheet)
        said.setBuddy(field)
        field.setAccessibleName(words)
        self._rows.addWidget(said)
        self._rows.addWidget(field)
        if hint:
            field.setAccessibleDescription(hint)
            self._rows.addWidget(label(hint, "small", parent=sheet))

    def _write_who(self, sheet: QWidget) -> None:
        settings = self._preferences.settings
        self._heading(_("Who you are"), sheet)
        self.name = QLineEdit(settings.name, sheet)
        self.name.setObjectName("settings name")
        self.name.editingFinished.connect(self._on_who)
        self._labelled(
            _("Your name"), self.name, _("Used for who read a quotation out and who recorded it."), sheet
        )
        self.device = QLineEdit(settings.device_name, sheet)
        self.device.setObjectName("settings device")
        self.device.editingFinished.connect(self._on_who)
        self._labelled(_("What this computer is called"), self.device, "", sheet)

    def _write_look(self, sheet: QWidget) -> None:
        settings = self._preferences.settings
        self._heading(_("How the window looks"), sheet)
        self._rows.addLayout(self._schemes(settings, sheet))
        self.text_size = self._size_of_text(settings, sheet)
        self._labelled(
            _("Size of text"),
            self.text_size,
            _("Everywhere: Ctrl++ larger, Ctrl+- smaller, Ctrl+0 as usual."),
            sheet,
        )

    def _schemes(self, settings: Settings, sheet: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self.schemes = QButtonGroup(self)
        for number, (scheme, words) in enumerate(_scheme_words().items()):
            button = QRadioButton(words, sheet)
            button.setObjectName(f"settings {scheme.value}")
            button.setAccessibleDescription(_("Colours"))
            self.schemes.addButton(button, number)
            button.setChecked(settings.colour_scheme is scheme)
            if not button.isChecked():
                # Tab reaches the one that is chosen, arrows the others; Qt sees to it from the first focus on.
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.addWidget(button)
        row.addStretch(1)
        self.schemes.idClicked.connect(self._on_scheme)
        return row

    def _size_of_text(self, settings: Settings, sheet: QWidget) -> QSpinBox:
        size = QSpinBox(sheet)
        size.setObjectName("settings text size")
        size.setRange(LEAST_TEXT, MOST_TEXT)
        size.setSingleStep(STEP)
        size.setSuffix(_(" %"))
        size.setValue(settings.text_size)
        # The style sheet's padding does not reach the line within.
        size.lineEdit().setTextMargins(self._theme.px(8), 0, 0, 0)
        size.setKeyboardTracking(False)
        size.valueChanged.connect(self._on_text_size)
        return size

    def _write_language(self, sheet: QWidget, languages: Sequence[str]) -> None:
        self._heading(_("Language"), sheet)
        self.language = QComboBox(sheet)
        self.language.setObjectName("settings language")
        self.language.addItem(_("As the system"), "")
        for code in languages:
            self.language.addItem(QLocale(code).nativeLanguageName() or code, code)
        self.language.setCurrentIndex(max(self.language.findData(self._preferences.settings.language), 0))
        self.language.activated.connect(self._on_language)
        hint = _("For words, dates and times of the window, from the next start. Documents have their own.")
        self._labelled(_("Language of the window"), self.language, hint, sheet)

    def _write_where(self, sheet: QWidget, archive: Path) -> None:
        self._heading(_("Where everything is"), sheet)
        where = QLineEdit(str(archive), sheet)
        where.setObjectName("settings archive")
        where.setReadOnly(True)
        where.setCursorPosition(0)
        hint = _(
            "One file on this computer. A backup of it is made each day on which something changed; keep one "
            "elsewhere, too."
        )
        self._labelled(_("The archive"), where, hint, sheet)
        self.back_up = QPushButton(_("Back up now…"), sheet)
        self.back_up.setObjectName("settings backup")
        self.back_up.setAutoDefault(False)
        self.back_up.clicked.connect(self.backup_requested)
        self.folder = QPushButton(_("Open the folder of backups"), sheet)
        self.folder.setObjectName("settings folder")
        self.folder.setAutoDefault(False)
        self.folder.clicked.connect(self.folder_requested)
        for button in (self.back_up, self.folder):
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def tell(self, words: str) -> None:
        """Say what came of something that was asked for here."""
        self.told.setText(words)
        announce(self, words)

    # -- what is settled ----------------------------------------------------------------------------------

    @Slot()
    def _on_who(self) -> None:
        self._preferences.settle(
            name=" ".join(self.name.text().split()),
            device_name=" ".join(self.device.text().split()),
            is_first_run_done=True,
        )

    @Slot(int)
    def _on_scheme(self, number: int) -> None:
        self._preferences.settle(colour_scheme=list(_scheme_words())[number])

    @Slot(int)
    def _on_text_size(self, size: int) -> None:
        self._preferences.settle(text_size=size)

    @Slot(int)
    def _on_language(self, _index: int) -> None:
        self._preferences.settle(language=str(self.language.currentData()))

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(4), px(4), px(16), px(4))
        self._rows.setSpacing(px(8))
        edge = px(20)
        self._outer.setContentsMargins(edge, edge, edge, edge)
        self._outer.setSpacing(px(12))
        take_room(self, self._theme, self._window, 560, 770)

    @Slot()
    def _on_close(self) -> None:
        self.accept()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._on_who()


def _scheme_words() -> dict[ColourScheme, str]:
    return {
        ColourScheme.SYSTEM: _("As the system"),
        ColourScheme.LIGHT: _("Light"),
        ColourScheme.DARK: _("Dark"),
    }
