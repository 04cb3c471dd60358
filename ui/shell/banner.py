"""The banner above a place: what cannot wait, and stays until it is closed."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.announcing import announce
from ui.theme import Theme


class Banner(QFrame):
    """Words on a ground of their own, with what helps now."""

    copy_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("banner")
        self.setProperty("kind", "banner")
        self._words = QLabel(self)
        self._words.setObjectName("banner words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.copy = QPushButton(_("Copy everything"), self)
        self.copy.setObjectName("banner copy")
        self.copy.clicked.connect(self.copy_requested)
        self.close_it = QPushButton(_("Close"), self)
        self.close_it.setObjectName("banner close")
        self.close_it.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.copy)
        self._row.addWidget(self.close_it)
        theme.changed.connect(self._measure)
        self._measure()
        self.hide()

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def tell(self, words: str, *, is_warning: bool = False) -> None:
        """Say what cannot wait; a warning is about what is still to come, and nothing has to be copied."""
        self._words.setText(words)
        self.setProperty("tone", "warning" if is_warning else "stop")
        self.style().unpolish(self)
        self.style().polish(self)
        self.copy.setVisible(not is_warning)
        self.show()
        announce(self, words, is_urgent=True)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(8), px(16), px(8))
        self._row.setSpacing(px(10))
