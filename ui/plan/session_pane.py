"""The right pane of Plan: one session, each field of it changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.plan.reading import Read


class SessionPane(QFrame):
    """Shows a session."""

    back_requested = Signal()
    said = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, scope: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "paper")
        rows = QVBoxLayout(self)
        self._title = QLabel(self)
        rows.addWidget(self._title)

    def show_session(self, session: str, read: Read | None) -> None:
        self._title.setText(session)

    @property
    def has_focus_within(self) -> bool:
        return False

    def arrange(self, *, is_alone: bool) -> None: ...
    def take_focus(self) -> None: ...
    async def keep_all(self) -> bool:
        return True
