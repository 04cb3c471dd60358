"""The panel of long work: what is being made, how far it has come, and Cancel."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.theme import Theme


class WorkPanel(QFrame):
    """Lies at the top of the page; what is below can be used meanwhile."""

    cancel_requested = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._before: QWidget | None = None
        self.setObjectName("work panel")
        self.setProperty("kind", "card")
        self.title = QLabel(self)
        self.title.setObjectName("work title")
        self.title.setProperty("kind", "strong")
        self.what = QLabel(self)
        self.what.setObjectName("work what")
        self.what.setProperty("kind", "small")
        for label in (self.title, self.what):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("work bar")
        self.bar.setAccessibleName(_("How far it has come"))
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.setObjectName("work cancel")
        self.cancel.setAccessibleDescription(_("Esc"))
        self.cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.title)
        self._rows.addWidget(self.what)
        self._rows.addLayout(row)
        over.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def come(self, title: str) -> None:
        """Show what is being made, with the focus on Cancel."""
        self._before = self.window().focusWidget()
        self.title.setText(title)
        self.cancel.setEnabled(True)
        self._place()
        self.show()
        self.raise_()
        self.cancel.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, _("{title}. Esc cancels.").format(title=title))

    def tell(self, done: int, total: int, what: str) -> None:
        """Show how far it has come; without a total it is only going on."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what != self.what.text():
            self.what.setText(what)
            self._place()

    def tell_stopping(self) -> None:
        """Say that it will stop as soon as it can."""
        self.cancel.setEnabled(False)
        self.what.setText(_("Stopping…"))

    def go(self) -> None:
        """Go, and give the focus back if it is still here."""
        focused: QWidget | None = self.window().focusWidget()
        has_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if has_focus and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_requested.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _place(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(16), px(12), px(16), px(12))
        self._rows.setSpacing(px(6))
        self.setFixedWidth(max(min(px(520), self._over.width() - px(32)), 1))
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, px(16))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the page changes its size."""
        if watched is self._over and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
