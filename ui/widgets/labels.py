"""Labels of one kind or another, as plain text that wraps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(words: str, kind: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """Return words that wrap; ``kind`` is one of those in the style sheet."""
    made = QLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    return made
