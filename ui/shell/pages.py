"""Where the places are shown, one at a time, and what comes up over them."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.place import Place


class Pages(QWidget):
    """A stack of places. What lies over them is beside the stack: a screen reader is told of a stack's pages alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.stack = QStackedWidget(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.stack)

    def foot(self) -> QWidget | None:
        """Return what is typed in at the foot of the place that is shown."""
        shown = self.stack.currentWidget()
        return shown.foot() if isinstance(shown, Place) else None


def set_out(
    middle: QWidget, pages: Pages, *, above: QWidget, left: QWidget, banner: QWidget, below: QWidget
) -> None:
    """Set out the frame: a bar above and one below, the rail at the left, a banner over the places."""
    grid = QGridLayout(middle)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(above, 0, 0, 1, 2)
    grid.addWidget(left, 1, 0, 2, 1)
    grid.addWidget(banner, 1, 1)
    grid.addWidget(pages, 2, 1)
    grid.addWidget(below, 3, 0, 1, 2)
    grid.setRowStretch(2, 1)
    grid.setColumnStretch(1, 1)
