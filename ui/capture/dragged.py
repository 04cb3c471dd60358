"""What is dragged with the mouse on the page of a group: a note of the list, or a point of the report back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

NOTE: Final = "application/x-facilitator-note"
"""A note of the list, which others may bring back."""
POINT: Final = "application/x-facilitator-picked"
"""A note that is brought back already, from the cards at the right."""


def packed(kind: str, note: str) -> QMimeData:
    """Return what is dragged where it is a note of a kind."""
    data = QMimeData()
    data.setData(kind, note.encode())
    return data


def dragged(data: QMimeData, kind: str) -> str:
    """Return the note that is dragged, '' where it is none of that kind."""
    return bytes(data.data(kind).data()).decode() if data.hasFormat(kind) else ""


class NoteCatcher(QObject):
    """Lets a widget that is no list take a note that is dropped on it."""

    caught = Signal(str)
    """The note."""
    hovered = Signal(bool)
    """Whether one is held over the widget now."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take notes and nothing else."""
        kinds = QEvent.Type
        if event.type() is kinds.DragLeave:
            self.hovered.emit(False)
            return True
        if event.type() not in {kinds.DragEnter, kinds.DragMove, kinds.Drop}:
            return False
        assert isinstance(event, QDropEvent)
        note = dragged(event.mimeData(), NOTE)
        event.setAccepted(bool(note))
        if note:
            event.acceptProposedAction()
            self.hovered.emit(event.type() is not kinds.Drop)
        if note and event.type() is kinds.Drop:
            self.caught.emit(note)
        return True
