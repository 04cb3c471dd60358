"""The window that says that Facilitator itself is at fault, with what helps to mend it."""

from __future__ import annotations

import platform
from gettext import gettext as _
from importlib import metadata

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from facilitator import logs
from ui.theme import Theme


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
        title = QLabel(_("Facilitator has a fault"), self)
        title.setProperty("kind", "title")
        safe = _("What was kept is safe, and what was being typed has been kept as well. You can go on.")
        unsafe = _("What was kept is safe. What is being typed could not be kept: copy it before you go on.")
        words = QLabel(safe if is_all_kept else unsafe, self)
        words.setObjectName("fault words")
        words.setWordWrap(True)
        hint = QLabel(
            _("This report says where it happened. It holds nothing that anybody said or typed."), self
        )
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.report = QPlainTextEdit(report_of(error), self)
        self.report.setObjectName("fault report")
        self.report.setAccessibleName(_("Report"))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.copy = QPushButton(_("Copy the report"), self)
        self.copy.setObjectName("fault copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        go_on = QPushButton(_("Go on"), self)
        go_on.setObjectName("fault go on")
        go_on.setDefault(True)
        go_on.clicked.connect(self._on_go_on)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(go_on)
        rows = QVBoxLayout(self)
        edge = theme.px(20)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(12))
        for widget in (title, words, hint):
            rows.addWidget(widget)
        rows.addWidget(self.report, 1)
        rows.addLayout(foot)
        self.resize(
            min(theme.px(640), parent.width() - theme.px(24)),
            min(theme.px(460), parent.height() - theme.px(24)),
        )
        go_on.setFocus()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(_("Copied"))

    @Slot()
    def _on_go_on(self) -> None:
        self.accept()
