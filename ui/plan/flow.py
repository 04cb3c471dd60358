"""A box that puts its widgets beside each other and goes on in the next line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

GAP = 8


class FlowBox(QWidget):
    """Lines of widgets, each as wide as it wishes.

    It is no layout of its own kind: what a layout written in Python holds is freed by Qt and by Python both.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widgets: list[QWidget] = []
        self._before: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def widgets(self) -> Sequence[QWidget]:
        """Return what is in it, in order."""
        return self._widgets

    def come_after(self, before: QWidget) -> None:
        """Have Tab come here from another widget, whatever is put in later."""
        self._before = before

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        before = self._widgets[-1] if self._widgets else self._before
        if before is not None:
            self.setTabOrder(before, widget)
        self._widgets.append(widget)
        widget.show()
        self.settle()

    def clear(self) -> None:
        """Throw away what is in it."""
        for widget in self._widgets:
            widget.hide()
            widget.setObjectName("gone")
            widget.deleteLater()
        self._widgets = []
        self.settle()

    def settle(self) -> None:
        """Place everything anew, and ask for the height that needs."""
        self._placed(self.width(), is_moving=True)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Place everything anew when a widget wishes another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._placed(self.width(), is_moving=True)

    def hasHeightForWidth(self) -> bool:
        """Return that its height follows its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._placed(width, is_moving=False)

    def sizeHint(self) -> QSize:
        """Return all lines at the width there is."""
        wide = max(self.minimumSizeHint().width(), self.width())
        return QSize(wide, self._placed(wide, is_moving=False))

    def minimumSizeHint(self) -> QSize:
        """Return no more than a line needs at least."""
        return QSize(self._theme.px(40), 0)

    def _placed(self, wide: int, *, is_moving: bool) -> int:
        gap = self._theme.px(GAP)
        y = 0
        lines = self._lines(wide, gap)
        for line in lines:
            high = max(size.height() for _widget, size in line)
            x = 0
            for widget, size in line:
                if is_moving:
                    widget.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + gap
            y += high + gap
        return max(y - gap, 0)

    def _lines(self, wide: int, gap: int) -> list[list[tuple[QWidget, QSize]]]:
        """Return what stands beside each other, with its size."""
        lines: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            size.setWidth(min(size.width(), max(wide, 1)))
            if not lines or x + size.width() > wide:
                lines.append([])
                x = 0
            lines[-1].append((widget, size))
            x += size.width() + gap
        return lines
