"""Our own line icons on a grid of 24, in any colour and size."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facilitator import paths


def painted(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon of ``resources/icons`` in one colour, ``side`` pixels wide; ``ratio`` is that of the screen."""
    drawing = (paths.RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    pixels = QPixmap(round(side * ratio), round(side * ratio))
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixels


def icon(name: str, colour: str, side: int, ratio: float = 1.0) -> QIcon:
    """Return the same as something a button takes."""
    return QIcon(painted(name, colour, side, ratio))
