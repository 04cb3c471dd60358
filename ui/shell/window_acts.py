"""What can be done anywhere in the window, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

TOGETHER: Final = "together"
"""The property of acts whose keys are numbers: what all of them do, for a sheet that has one line for them."""


def act(
    owner: QWidget, name: str, words: str, keys: str | QKeySequence.StandardKey, done: Callable[[], object]
) -> QAction:
    """Return an act of ``owner`` that is done by its key wherever the focus is within it.

    ``done`` is a bound method of a QObject. The act has an object name for tests and a text for people.
    """
    made = QAction(words, owner)
    made.setObjectName(name)
    if isinstance(keys, QKeySequence.StandardKey):
        made.setShortcuts(QKeySequence.keyBindings(keys))
    elif keys:
        made.setShortcut(QKeySequence(keys))
    contexts = Qt.ShortcutContext
    made.setShortcutContext(
        contexts.WindowShortcut if owner.isWindow() else contexts.WidgetWithChildrenShortcut
    )
    made.triggered.connect(done)
    owner.addAction(made)
    return made


def keys_of(one: QAction) -> str:
    """Return the key of an act as people read it, and as it is called everywhere else on the screen."""
    return one.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def undo_words(name: str) -> str:
    """Return what stands at the foot where an act can be taken back."""
    return _("Undo “{act}” · Ctrl+Z").format(act=name) if name else ""
