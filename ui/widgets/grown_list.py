"""A list that is as tall as its rows, to stand among other things in a pane that scrolls."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class GrownRow(QStyledItemDelegate):
    """Paints rows whose height depends on their width; subclasses say how high and paint what is in them."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = theme
        self.view = parent

    def height(self, index: Index, width: int) -> int:
        """Return the height of a row."""
        return self.theme.px(26)

    def height_of_all(self, width: int) -> int:
        """Return the height of all rows together."""
        model = self.view.model()
        return sum(self.height(model.index(at, 0), width) for at in range(model.rowCount()))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row as wide as the list."""
        width = self.view.viewport().width()
        return QSize(width, self.height(index, width))

    def is_current(self, option: QStyleOptionViewItem) -> bool:
        """Tell whether the keyboard is at this row."""
        state: QStyle.StateFlag = option.state
        return bool(state & QStyle.StateFlag.State_HasFocus)

    def box(self, option: QStyleOptionViewItem) -> QRectF:
        """Return where the row stands."""
        return QRectF(option.rect)

    def ring(self, painter: QPainter, box: QRectF, radius: int = 6) -> None:
        """Paint the focus around a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), self.theme.px(radius), self.theme.px(radius))
        painter.restore()


class GrownList(QListView):
    """All rows, one below the other; it never scrolls, and sees that its current row can be seen in the pane."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        # A layout asks for it again and again, at the same few widths.
        self._heights: dict[tuple[int, int], int] = {}
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_rows_changed)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show the rows of a model."""
        super().setModel(model)
        if model is not None:
            for told in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
                told.connect(self._on_rows_changed)

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        model, row = self.model(), self.itemDelegate()
        if not isinstance(row, GrownRow):
            return 0
        asked = (width, self._theme.text_size)
        if asked not in self._heights:
            self._heights[asked] = row.height_of_all(width) + 2 * self.spacing() * model.rowCount()
        return self._heights[asked]

    def sizeHint(self) -> QSize:
        """Return the size of all rows at the width there is."""
        wide = self.width() if self.isVisible() else self._theme.px(234)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return a size that leaves the layout its choice."""
        return QSize(self._theme.px(80), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the rows anew in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row once the keyboard comes here."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self._show_current()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have the pane show the row that the keyboard went to."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._show_current()

    def _show_current(self) -> None:
        pane = self.parentWidget()
        while pane is not None and not isinstance(pane, QScrollArea):
            pane = pane.parentWidget()
        inside = pane.widget() if pane is not None else None
        if pane is None or inside is None or not self.currentIndex().isValid():
            return
        box = self.visualRect(self.currentIndex())
        middle = self.viewport().mapTo(inside, QPoint(0, box.center().y()))
        pane.ensureVisible(0, middle.y(), 0, box.height() // 2 + self._theme.px(12))

    @Slot()
    def _on_rows_changed(self) -> None:
        self._heights.clear()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()
