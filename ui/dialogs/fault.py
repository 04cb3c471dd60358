"""The window that says that Facilitator itself is at fault, with what helps to mend it."""

from __future__ import annotations

import platform
from collections.abc import Callable
from gettext import gettext as _
from importlib import metadata

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from facilitator import logs
from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.room import take_room


def report_of(error: BaseException) -> str:
    """Return what happened where, in which version of what; nobody's words are in it."""
    try:
        version = metadata.version("facilitator")
    except metadata.PackageNotFoundError:
        version = "?"
    about = f"Facilitator {version} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    return f"{about}\n\n{logs.told(error)}"


class FaultDialog(QDialog):
    """Says that what was kept is safe, and shows and copies the report."""

    def __init__(self, theme: Theme, error: BaseException, is_all_kept: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fault")
        self.setWindowTitle(_("Facilitator has a fault"))
        self.setAccessibleName(_("Facilitator has a fault"))
        safe = _("What was kept is safe, and what was being typed has been kept as well. You can go on.")
        unsafe = _("What was kept is safe. What is being typed could not be kept: copy it before you go on.")
        hint = _("This report says where it happened. It holds nothing that anybody said or typed.")
        self.report = self._report_of(error)
        self.copy = self._button("fault copy", _("Copy the report"), self._on_copy)
        self.copy.setAutoDefault(False)
        go_on = self._button("fault go on", _("Go on"), self._on_go_on)
        go_on.setDefault(True)
        rows = QVBoxLayout(self)
        edge = theme.px(20)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(12))
        rows.addWidget(label(_("Facilitator has a fault"), "title", parent=self))
        rows.addWidget(label(safe if is_all_kept else unsafe, "", "fault words", self))
        rows.addWidget(label(hint, "muted", parent=self))
        rows.addWidget(self.report, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(go_on)
        rows.addLayout(foot)
        take_room(self, theme, parent, 640, 460)
        go_on.setFocus()

    def _report_of(self, error: BaseException) -> QPlainTextEdit:
        report = QPlainTextEdit(report_of(error), self)
        report.setObjectName("fault report")
        report.setAccessibleName(_("Report"))
        report.setReadOnly(True)
        report.setTabChangesFocus(True)
        report.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        return report

    def _button(self, name: str, words: str, done: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.clicked.connect(done)
        return button

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(_("Copied"))

    @Slot()
    def _on_go_on(self) -> None:
        self.accept()
