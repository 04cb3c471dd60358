"""What lies behind a door of Home: a way back, a title, and what is shown below it."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label


class Behind(QWidget):
    """A page with a way back; what is shown on it is shown anew as a whole."""

    back_requested = Signal()

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self._rows = QVBoxLayout(self)
        self._back = QPushButton(_("Back"), self)
        self._back.setObjectName(f"{name} back")
        self._back.setProperty("kind", "link")
        self._back.clicked.connect(self.back_requested)
        self._rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(label(title, "large", parent=self))
        self._shown: list[QWidget] = []
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(40), px(24), px(40), px(24))
        self._rows.setSpacing(px(9))

    def _clear(self) -> None:
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []

    def _add(self, widget: QWidget) -> None:
        """Show a widget above the empty space at the foot."""
        self._rows.insertWidget(self._rows.count() - 1, widget)
        self._shown.append(widget)
