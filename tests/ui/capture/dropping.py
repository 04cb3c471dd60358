"""Dragging as the system tells of it, without a mouse: what is held over a widget, and what is let go there."""

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.capture.dragged import POINT


def enter(widget: QWidget, data: QMimeData, at: QPoint | None = None) -> bool:
    """Hold something over a widget; tells whether it would be taken there."""
    at = at if at is not None else widget.rect().center()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(at, _action(data), data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, data: QMimeData, at: QPoint | None = None) -> bool:
    """Let something go over a widget; tells whether it was held where it would be taken."""
    at = at if at is not None else widget.rect().center()
    is_taken = enter(widget, data, at)
    event = QDropEvent(
        QPointF(at), _action(data), data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QCoreApplication.sendEvent(widget, event)
    return is_taken


def _action(data: QMimeData) -> Qt.DropAction:
    """Return what the list asks for that something is dragged from."""
    return Qt.DropAction.MoveAction if data.hasFormat(POINT) else Qt.DropAction.CopyAction
