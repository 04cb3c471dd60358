"""Painting what has changed at once, so that it can be measured with what changed it."""

from PySide6.QtCore import QCoreApplication, QEvent


def paint_now() -> None:
    """Lay out and paint all that waits for it, as the loop would next."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
