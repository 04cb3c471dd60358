"""The running order as a list: chosen and re-ordered by keyboard or by dragging, changed in place."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.plan.models import ROW, SESSION_FORMAT, OrderModel
from ui.plan.order_delegate import OrderDelegate
from ui.theme import Theme


class OrderView(QListView):
    """Shows an ``OrderModel``; says what is wished and changes nothing itself."""

    chosen = Signal(str)
    """The id of a session, '' where none is."""
    opened = Signal(str)
    """Enter was pressed on a session."""
    dropped = Signal(str, int)
    """A session, and the place it is wished at once it is taken out of its own."""

    def __init__(
        self, model: OrderModel, delegate: OrderDelegate, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = delegate
        self._theme = theme
        self._drop_at = -1
        self.setObjectName("running order")
        self.setAccessibleName(_("Running order"))
        self.setAccessibleDescription(
            _("Alt and an arrow moves a session; F2 changes its title, L its length")
        )
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        theme.changed.connect(self._on_theme_changed)

    @Slot(int, int)
    def _on_range_changed(self, _least: int, most: int) -> None:
        """Keep what is said at the right from touching the scroll bar."""
        self.setViewportMargins(0, 0, self._theme.px(6) if most else 0, 0)

    @property
    def session(self) -> str:
        """Return the id of the session that is chosen, '' where none is."""
        index = self.currentIndex()
        return str(index.data(ROW).id) if index.isValid() else ""

    def choose(self, session: str) -> None:
        """Choose a session, the first one where it is not there."""
        index = self._model.index_of(session)
        if not index.isValid():
            index = self._model.index(0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self.scrollTo(index)

    def type_title(self) -> None:
        """Have the title of the chosen session typed."""
        self._type(is_length=False)

    def type_length(self) -> None:
        """Have the length of the chosen session typed."""
        self._type(is_length=True)

    def _type(self, *, is_length: bool) -> None:
        index = self.currentIndex()
        if index.isValid() and self.state() is not QAbstractItemView.State.EditingState:
            self._delegate.is_length = is_length
            self.scrollTo(index)
            self.edit(index)

    # -- keys and mouse -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a session by Enter; other keys move through the list."""
        # A field in the list lets its Enter through to here as well.
        is_typing = self.state() is QAbstractItemView.State.EditingState
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.session and not is_typing:
            self.opened.emit(self.session)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change what was clicked twice: the length at the right, else the title."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            at = self.visualRect(index)
            length = self._delegate.laid(index.data(ROW), at.width()).length.translated(at.topLeft())
            self._type(is_length=length.contains(event.position().toPoint()))

    @Slot()
    def _on_current_changed(self) -> None:
        self.chosen.emit(self.session)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew: their height follows their width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    # -- dragging -----------------------------------------------------------------------------------------

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show by a line where the session would stand."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(SESSION_FORMAT):
            self._drop_at = self._gap_at(event.position().toPoint())
            event.acceptProposedAction()
            self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where to the session is wished; it moves once that is kept."""
        data = event.mimeData()
        if data.hasFormat(SESSION_FORMAT):
            session = bytes(data.data(SESSION_FORMAT).data()).decode()
            gap, now = self._gap_at(event.position().toPoint()), self._model.row_of(session)
            place = gap - (0 <= now < gap)
            if now not in {-1, place}:
                self.dropped.emit(session, place)
            # Had it been a move, the view would take the row out itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        self._end_drag()

    def _end_drag(self) -> None:
        self._drop_at = -1
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def _gap_at(self, point: QPoint) -> int:
        """Return the gap between sessions that is nearest to a point, 0 before the first."""
        for place in range(self._model.rowCount()):
            if point.y() < self.visualRect(self._model.index(place)).center().y():
                return place
        return self._model.rowCount()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the line where a session would be dropped."""
        super().paintEvent(event)
        if self._drop_at < 0 or not self._model.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.colour("accent"), self._theme.px(3)))
        y = self._line_at(self._drop_at)
        painter.drawLine(self._theme.px(66), y, self.viewport().width(), y)
        painter.end()

    def _line_at(self, gap: int) -> int:
        def rect(place: int) -> QRect:
            return self.visualRect(self._model.index(place))

        if gap < self._model.rowCount():
            return max(rect(gap).top() - self._theme.px(3), self._theme.px(2))
        return rect(gap - 1).bottom() - self._theme.px(3)
