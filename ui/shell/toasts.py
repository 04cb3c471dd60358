"""Words that come up over the page for a while; a screen reader says them."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.announcing import announce
from ui.place import Said
from ui.theme import Theme

STAYS_MS = 6_000


class Toast(QFrame):
    """One message at the foot of the page it lies over; an urgent one stays until it is closed."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._urgent = ""
        self.setObjectName("toast")
        self.setProperty("kind", "card")
        self._words = QLabel(self)
        self._words.setObjectName("toast words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._close = QPushButton(_("Close"), self)
        self._close.setObjectName("toast close")
        self._close.setProperty("kind", "link")
        self._close.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @Slot(object)
    def say(self, said: Said) -> None:
        """Show and speak the words; those before them go, but what is urgent stays above them until it is closed."""
        if said.is_urgent:
            self._urgent = said.words
        kept = self._urgent if self._urgent and not said.is_urgent else ""
        self._words.setText(f"{kept}\n{said.words}" if kept else said.words)
        announce(self, said.words, is_urgent=said.is_urgent)
        self._place()
        self.show()
        self.raise_()
        if self._urgent:
            self._timer.stop()
        else:
            self._timer.start(STAYS_MS)

    @Slot()
    def _on_close(self) -> None:
        self._urgent = ""
        self.hide()

    def _place(self) -> None:
        px = self._theme.px
        wide = min(px(560), self._over.width() - px(32))
        self.setFixedWidth(max(wide, 1))
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - px(20))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the page changes its size."""
        if watched is self._over and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
