"""Words that come up over the page for a while; a screen reader says them."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from ui.announcing import announce
from ui.place import Said
from ui.shell.pages import Pages
from ui.theme import Theme

STAYS_MS = 6_000


class Toast(QFrame):
    """One message low on the pages, above what is typed in there; an urgent one stays until it is closed."""

    def __init__(self, theme: Theme, over: Pages) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._foot: QWidget | None = None
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
        # What stays must go without a mouse too, before Esc does what it does elsewhere.
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self._on_close)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        over.stack.currentChanged.connect(self.place_anew)
        self.hide()

    @Slot(object)
    def say(self, said: Said) -> None:
        """Show and speak the words; those before them go, but what is urgent stays above them until it is closed."""
        if said.is_urgent:
            self._urgent = said.words
        kept = self._urgent if self._urgent and not said.is_urgent else ""
        self._on_focus_changed(None, QApplication.focusWidget())
        self._close.setAccessibleDescription(_("Esc") if self._urgent else "")
        self._words.setText(f"{kept}\n{said.words}" if kept else said.words)
        announce(self, said.words, is_urgent=said.is_urgent)
        self._place()
        self.show()
        self.raise_()
        if self._urgent:
            self._timer.stop()
        else:
            self._timer.start(STAYS_MS)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        # In a field Esc lets go of what is typed there.
        self._escape.setEnabled(bool(self._urgent) and not isinstance(now, QLineEdit))

    @Slot()
    def _on_close(self) -> None:
        self._urgent = ""
        self.hide()

    @Slot()
    def place_anew(self) -> None:
        """Stand where there is room on what is shown by now."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        px, over = self._theme.px, self._over
        foot = self._stand_on(over.foot())
        beside = foot.width() if foot is not None else over.width() - px(32)
        wide = max(min(px(560), beside), 1)
        self.setFixedSize(wide, max(self.heightForWidth(wide), self.minimumSizeHint().height()))
        if foot is None:
            self.move((over.width() - wide) // 2, over.height() - self.height() - px(20))
        else:
            corner = foot.mapTo(over, QPoint((foot.width() - wide) // 2, -self.height() - px(8)))
            self.move(corner.x(), max(corner.y(), 0))

    def _stand_on(self, foot: QWidget | None) -> QWidget | None:
        """Follow what one stands above, and nothing that one stood above before."""
        if foot is not self._foot:
            for was, follow in ((self._foot, False), (foot, True)):
                if was is not None and isValid(was):
                    (was.installEventFilter if follow else was.removeEventFilter)(self)
            self._foot = foot
        return foot

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the pages or what is typed in change their size."""
        moves = {QEvent.Type.Resize, QEvent.Type.Move}
        if event.type() in moves and watched in (self._over, self._foot):
            self.place_anew()
        return super().eventFilter(watched, event)
