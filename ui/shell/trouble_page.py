"""What stands in place of everything where the archive could not be opened."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sessions.errors import SpokenError
from ui.announcing import announce
from ui.error_words import words_of
from ui.theme import Theme


class TroublePage(QWidget):
    """Says what happened, what is safe, and what can be done now."""

    again_requested = Signal()
    other_requested = Signal()
    close_requested = Signal()
    copy_requested = Signal()
    """What was typed before the archive could be opened is to be copied."""
    backup_requested = Signal(str)
    """The backup that is to be put in the archive's place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._backup = ""
        self.setObjectName("trouble")
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        title = self._label(_("The archive could not be opened"), "title")
        title.setObjectName("trouble title")
        self.words = self._label("", "")
        self.words.setObjectName("trouble words")
        self.safe = self._label("", "muted")
        self.safe.setObjectName("trouble safe")
        self.again = self._button(_("Try again"), "trouble again", self.again_requested)
        self.again.setProperty("kind", "primary")
        self.put_back = self._button(
            _("Put the newest backup in its place"), "trouble backup", self._on_put_back
        )
        self.other = self._button(_("Open another archive…"), "trouble other", self.other_requested)
        self.copy = self._button(_("Copy what you typed"), "trouble copy", self._on_copy)
        self.leave = self._button(_("Close"), "trouble close", self._on_leave)
        self._rows = QVBoxLayout(self._card)
        for label in (title, self.words, self.safe):
            self._rows.addWidget(label)
        self._buttons = QHBoxLayout()
        for button in self._all():
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._rows.addLayout(self._buttons)
        self._outer = QVBoxLayout(self)
        self._outer.addStretch(1)
        middle = QHBoxLayout()  # an item that is only aligned would not be as high as its words need
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        self._outer.addLayout(middle)
        self._outer.addStretch(2)
        theme.changed.connect(self._measure)
        self._measure()

    def _all(self) -> tuple[QPushButton, ...]:
        return self.again, self.copy, self.put_back, self.other, self.leave

    def _label(self, words: str, kind: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("kind", kind)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _button(self, words: str, name: str, asks: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.clicked.connect(asks)
        return button

    def tell(self, error: BaseException, *, is_typed: bool = False) -> None:
        """Say what stands in the way; ``is_typed`` that there are words behind this page that are not kept yet."""
        self.words.setText(words_of(error))
        self._backup = str(error.fields.get("backup") or "") if isinstance(error, SpokenError) else ""
        self.put_back.setVisible(bool(self._backup))
        # Of a file that is damaged nobody knows yet what is safe, and its sentence says what helps.
        self.safe.setVisible(not isinstance(error, SpokenError) or error.code != "archive_unreadable")
        self.safe.setText(_("Nothing was changed. What was kept before is safe where it is."))
        self.copy.setVisible(is_typed)
        if is_typed:
            self._warn(_("What you typed meanwhile is not kept yet. It will be once the archive is open."))
        self.put_back.setAccessibleDescription(_("What lies there now is put aside, not removed."))
        self._measure()
        self.again.setFocus()
        announce(self, self.words.text(), is_urgent=True)

    def _warn(self, words: str) -> None:
        self.safe.setText(words)
        self.safe.show()
        announce(self, words, is_urgent=True)

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit()
        self._warn(_("Copied. Put it into another program and save it there."))

    @Slot()
    def _on_leave(self) -> None:
        if self.copy.isVisible():
            self._warn(_("What you typed is not kept yet. Copy it, or close once more to leave it."))
        self.close_requested.emit()

    @Slot()
    def _on_put_back(self) -> None:
        self.backup_requested.emit(self._backup)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        edge = px(28)
        self._rows.setContentsMargins(edge, edge, edge, edge)
        self._rows.setSpacing(px(14))
        self._buttons.setSpacing(px(10))
        self._outer.setContentsMargins(px(12), px(12), px(12), px(12))
        self._card.setFixedWidth(min(px(620), max(self.width() - px(24), 1)))
        shown = [one for one in self._all() if not one.isHidden()]
        is_narrow = sum(one.sizeHint().width() + px(10) for one in shown) > self._card.width() - 2 * edge
        self._buttons.setDirection(
            QHBoxLayout.Direction.TopToBottom if is_narrow else QHBoxLayout.Direction.LeftToRight
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card within the window."""
        super().resizeEvent(event)
        self._measure()
