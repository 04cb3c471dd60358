"""Ctrl+Z across places: which place an act belongs to, and text fields that come first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.shell.overlay import Overlay

PLACES = {
    "note": "capture",
    "notes": "capture",
    "off_the_record": "capture",
    "quote": "capture",
    "report_back": "capture",
    "seat": "capture",
    "gathering": "plan",
    "occasion": "plan",
    "session": "plan",
    "part": "plan",
    "group": "plan",
    "group.open": "capture",
    "folder": "plan",
    "network": "plan",
}
"""The place in which acts are done whose verb begins so, or is this."""


def place_of(verb: str) -> str:
    """Return the name of the place in which an act is done, '' where it may be any."""
    return PLACES.get(verb) or PLACES.get(verb.partition(".")[0], "")


class FieldsFirst(QObject):
    """Lets Ctrl+Z be the text field's own while that has something to take back, and the window's afterwards.

    Qt's fields take the key in any case, also when they have nothing to take back with it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        # One field at a time: a filter over the whole program would be asked at each of its events.
        if isinstance(old, QLineEdit | QPlainTextEdit | QTextEdit):
            old.removeEventFilter(self)
        is_field = isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit)
        if now is not None and is_field and now.window() is self._window and not _is_over(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the key from a field that would do nothing with it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            for key, has_any in ((keys.Undo, _can_undo), (keys.Redo, _can_redo)):
                if event.matches(key) and not has_any(watched):
                    event.ignore()
                    return True
        return False


def _is_over(field: QWidget) -> bool:
    """Tell whether a field lies over the places: what is done there is no act of theirs."""
    above: QWidget | None = field
    while above is not None and not isinstance(above, Overlay):
        above = above.parentWidget()
    return above is not None


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.isUndoRedoEnabled() and field.document().isUndoAvailable()
    return False


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.isUndoRedoEnabled() and field.document().isRedoAvailable()
    return False
