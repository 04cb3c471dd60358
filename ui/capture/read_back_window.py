"""The read-back card in a window of its own: large words to be read out to the plenary."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.card_layout import NO_POINT, CardLayout, fitted
from ui.capture.sheet import Card
from ui.capture.speaking_time import speaking_time
from ui.shell.window_acts import act
from ui.theme import Theme


class ReadBackSheet(QWidget):
    """Paints the card, all of it or with one point before the others."""

    def __init__(self, theme: Theme, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.card = card
        self.point = NO_POINT
        self.setObjectName("read-back sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout: CardLayout | None = None
        self.show_card(card)

    def show_card(self, card: Card) -> None:
        """Show what the group says by now."""
        self.card = card
        self.point = min(self.point, len(card.points) - 1)
        self.setAccessibleName(told(card))
        self._layout = None
        self.update()

    def lay(self, width: int, height: int) -> CardLayout:
        """Set the card into a width and, where it can be, into a height."""
        self._layout = fitted(self._theme, self.card, width, height)
        self.setMinimumHeight(self._layout.height)
        self.update()
        return self._layout

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        layout = self._layout or self.lay(self.width(), self.height())
        for one in layout.laid:
            is_other = self.point not in {NO_POINT, one.point}
            painter.setPen(self._theme.colour("muted" if is_other else one.colour))
            one.flow.draw(painter, one.left, one.top)
        if self.point != NO_POINT:
            top, bottom = layout.bands[self.point]
            bar = self._theme.px(5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(layout.left - 3.2 * bar, top, bar, bottom - top), bar / 2, bar / 2)
        painter.end()


class ReadBackWindow(QWidget):
    """The card, its keys, and full screen."""

    closed = Signal()

    def __init__(self, theme: Theme, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self.setObjectName("read-back window")
        self.setWindowTitle(_("Read-back card · {group}").format(group=card.group))
        self._pane = QScrollArea(self)
        self._pane.setFrameShape(QFrame.Shape.NoFrame)
        self._pane.setWidgetResizable(True)
        self._pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = ReadBackSheet(theme, card)
        self._pane.setWidget(self.sheet)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._pane)
        act(self, "next point", _("Next point"), "Down", self._on_next)
        act(self, "point before", _("Point before"), "Up", self._on_before)
        act(self, "full screen", _("Full screen"), "F11", self.toggle_full_screen)
        act(self, "close card", _("Close the card"), "Esc", self.close)
        theme.changed.connect(self._lay)
        self.resize(theme.px(900), theme.px(620))
        self.sheet.setFocus()

    def show_card(self, card: Card) -> None:
        """Show what the group says by now."""
        self.sheet.show_card(card)
        self._lay()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen, or stand in a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def go_to(self, point: int) -> None:
        """Show one point before the others and have it spoken; all of them alike again before the first."""
        count = len(self.sheet.card.points)
        self.sheet.point = max(NO_POINT, min(point, count - 1))
        self.sheet.update()
        if self.sheet.point == NO_POINT:
            return
        words = self.sheet.card.points[self.sheet.point].words
        spoken = _("{number} of {count}: {words}").format(
            number=self.sheet.point + 1, count=count, words=words
        )
        announce(self.sheet, spoken)
        top, bottom = self._lay().bands[self.sheet.point]
        self._pane.ensureVisible(0, round((top + bottom) / 2), 0, round((bottom - top) / 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the window."""
        super().resizeEvent(event)
        self._lay()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is gone."""
        super().closeEvent(event)
        self.closed.emit()

    @Slot()
    def _lay(self) -> CardLayout:
        room = self.contentsRect()
        return self.sheet.lay(room.width(), room.height())

    @Slot()
    def _on_next(self) -> None:
        self.go_to(self.sheet.point + 1)

    @Slot()
    def _on_before(self) -> None:
        self.go_to(self.sheet.point - 1)


def told(card: Card) -> str:
    """Return the whole card as a screen reader says it."""
    lines = [card.session, card.group]
    lines += [
        _("{number}. {words}").format(number=number, words=one.words)
        for number, one in enumerate(card.points, 1)
    ]
    for heading, more in (
        (_("Questions"), [one.words for one in card.questions]),
        (_("Actions"), list(card.actions)),
    ):
        lines += [heading, *more] if more else []
    return "\n".join(line for line in (*lines, speaking_time(card.seconds)) if line)
