"""Tells a key that writes something from one that does something."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def is_typed(event: QKeyEvent) -> bool:
    """Tell whether a key writes something: nobody sees that the words of a talk go nowhere."""
    commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    return event.text().isprintable() and bool(event.text().strip()) and not event.modifiers() & commanding
