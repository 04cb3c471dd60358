"""The parts of a session as small cards, and the panel in which one of them is changed."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sessions.agenda import PartKind
from ui.announcing import announce
from ui.plan.fields import KeptLine
from ui.plan.flow import FlowBox
from ui.plan.names_field import NamesField
from ui.plan.session_acts import kind_words
from ui.theme import Theme
from ui.widgets.tab_order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.running_orders import PartRow


class PartCard(QPushButton):
    """One part: how long, and what."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.part: PartRow | None = None
        self._upper = self._lower = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, part: PartRow | None, groups: int) -> None:
        """Be the card of a part, or without one that which adds another."""
        self.part = part
        self._upper = part.length_text if part else ""
        self._lower = part_words(part, groups) if part else _("+ part")
        self.setObjectName(f"part {part.id}" if part else "add part")
        self.setAccessibleName(f"{self._lower}, {self._upper}" if part else _("Add a part"))
        self.setCheckable(part is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for both lines."""
        px = self._theme.px
        upper = QFontMetrics(self._theme.font(12, is_bold=True))
        lower = QFontMetrics(self._theme.font(12.5))
        wide = max(upper.horizontalAdvance(self._upper), lower.horizontalAdvance(self._lower))
        return QSize(wide + px(30), upper.height() + lower.height() + px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.hasFocus() or self.isChecked()
        pen = QPen(theme.colour("accent" if is_marked else "line"), px(2) if self.hasFocus() else 1)
        if self.part is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(10), px(10))
        inside = self.rect().adjusted(px(14), px(11), -px(14), -px(11))
        painter.setFont(theme.font(12, is_bold=True))
        painter.setPen(theme.colour("ink"))
        high = painter.fontMetrics().height()
        if self._upper:
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._upper)
        painter.setFont(theme.font(12.5))
        painter.setPen(theme.colour("ink" if self.part else "muted"))
        below = QRect(
            inside.left(),
            inside.top() + (high + px(3) if self._upper else 0),
            inside.width(),
            inside.height(),
        )
        shown = painter.fontMetrics().elidedText(self._lower, Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)
        painter.end()


def part_words(part: PartRow, groups: int) -> str:
    """Return what a part is, in a few words."""
    words = part.title or part.kind_name
    if part.kind is PartKind.BREAKOUTS and groups and not part.title:
        words = _("{count} breakouts").format(count=groups)
    return _("{part} · protected").format(part=words) if part.is_protected else words


class PartPanel(QFrame):
    """Changes one part."""

    wished = Signal(str, str, object)
    """A part, what is to change, and to what."""
    closed = Signal()

    def __init__(self, theme: Theme, who: NamesField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._who = who
        self._part = ""
        self.setObjectName("part panel")
        self.setProperty("kind", "card")
        self._kind = QComboBox(self)
        self._kind.setObjectName("part kind")
        self._kind.setAccessibleName(_("What happens in this part"))
        for kind, words in kind_words().items():
            self._kind.addItem(words, kind)
        self._length = KeptLine("part length", _("Length of this part"), self)
        self._length.setToolTip(_("25, 25m or 1h10"))
        self._title = KeptLine("part title", _("Title of this part, if it has one"), self)
        self._title.setPlaceholderText(_("Title, if it has one"))
        self._protected = QCheckBox(_("Protected"), self)
        self._protected.setObjectName("part protected")
        self._lay_out()
        self._kind.activated.connect(self._on_kind)
        self._length.kept.connect(self._on_length)
        self._title.kept.connect(self._on_title)
        self._protected.clicked.connect(self._on_protected)
        self._who.given.connect(self._on_people)
        self.hide()

    def _lay_out(self) -> None:
        flow, acts = FlowBox(self._theme, self), FlowBox(self._theme, self)
        for widget in (self._kind, self._length, self._title, self._protected):
            flow.add(widget)
        for name, words, tip in (
            ("earlier", _("Earlier"), _("Move this part to before the one it follows")),
            ("later", _("Later"), _("Move this part to after the next one")),
            ("remove part", _("Remove"), _("Take this part away")),
            ("close part", _("Close"), _("Esc")),
        ):
            button = QPushButton(words, self)
            button.setObjectName(name)
            button.setProperty("kind", "link")
            button.setToolTip(tip)
            button.clicked.connect(self._on_pressed)
            acts.add(button)
        self._who.line.setPlaceholderText(_("Who does it: name, name"))
        self._wrong = QLabel(self)
        self._wrong.setObjectName("part wrong")
        self._wrong.setProperty("kind", "amber")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self._rows = QVBoxLayout(self)
        for row in (flow, self._who, self._wrong, acts):
            self._rows.addWidget(row)
        self.fields = (self._kind, self._length, self._title, self._protected, self._who.line, *acts.widgets)
        in_order(self.fields)
        self._theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(12), px(10), px(12), px(10))
        self._rows.setSpacing(px(8))
        self._length.setFixedWidth(px(90))
        self._title.setFixedWidth(px(200))

    def show_part(self, part: PartRow, *, is_new: bool) -> None:
        """Show a part."""
        self._part = part.id
        blocker = QSignalBlocker(self._kind)
        self._kind.setCurrentIndex(self._kind.findData(part.kind))
        blocker.unblock()
        self._length.show_kept(part.length_text, is_new=is_new)
        self._title.show_kept(part.title, is_new=is_new)
        self._who.show_names(part.people, is_new=is_new)
        self._protected.setChecked(part.is_protected)
        if is_new:
            self.tell("")
        self.show()

    def tell(self, words: str) -> None:
        """Say why something was not done."""
        if words:
            announce(self._wrong, words, is_urgent=True)
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    def keep_now(self) -> None:
        """Keep what is typed."""
        self._length.keep_now()
        self._title.keep_now()
        self._who.line.keep_now()

    def take_focus(self) -> None:
        """Begin at the length, which changes most."""
        self._length.setFocus(Qt.FocusReason.OtherFocusReason)
        self._length.selectAll()

    @Slot()
    def _on_kind(self) -> None:
        self.wished.emit(self._part, "kind", PartKind(self._kind.currentData()))

    @Slot(str)
    def _on_length(self, text: str) -> None:
        self.wished.emit(self._part, "length", text)

    @Slot(str)
    def _on_title(self, text: str) -> None:
        self.wished.emit(self._part, "title", text)

    @Slot(list)
    def _on_people(self, people: list[str]) -> None:
        self.wished.emit(self._part, "people", people)

    @Slot(bool)
    def _on_protected(self, is_protected: bool) -> None:
        self.wished.emit(self._part, "protected", is_protected)

    @Slot()
    def _on_pressed(self) -> None:
        name = self.sender().objectName()
        if name == "close part":
            self.closed.emit()
        else:
            self.wished.emit(self._part, name, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


class PartsStrip(QWidget):
    """The cards of all parts, one to add another, and the panel of the one that is open."""

    wished = Signal(str, str, object)
    add_requested = Signal()

    def __init__(self, theme: Theme, who: NamesField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: Sequence[PartRow] = ()
        self._open = ""
        self._open_at = 0
        self.cards = FlowBox(theme, self)
        self.panel = PartPanel(theme, who, self)
        self.panel.wished.connect(self.wished)
        self.panel.closed.connect(self._on_closed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(8))
        rows.addWidget(self.cards)
        rows.addWidget(self.panel)
        theme.changed.connect(self._on_theme_changed)

    def show_parts(self, parts: Sequence[PartRow], groups: int, *, is_new: bool, open_part: str = "") -> None:
        """Show the parts of a session; ``open_part`` has just been added."""
        if is_new:
            self._open = ""
        self._open = open_part or self._open
        focused = self._focused()
        if (tuple(parts), groups) != (tuple(self._parts), self.property("groups")) or is_new:
            self._parts = parts
            self.setProperty("groups", groups)
            self._fill(parts, groups)
        found = next((part for part in parts if part.id == self._open), None)
        if found is None:
            self._open = ""
            self._close_panel()
        else:
            self._open_at = parts.index(found)
            self.panel.show_part(found, is_new=bool(open_part))
        for card in self._shown():
            card.setChecked(card.part is not None and card.part.id == self._open)
            if card.objectName() == focused:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
        if open_part:
            self.panel.take_focus()

    def _close_panel(self) -> None:
        """Close the panel of a part that is gone; who was in it goes on with the part that has come to its place."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.panel.isAncestorOf(focus)
        self.panel.hide()
        if had_focus:
            self._shown()[min(self._open_at, len(self._shown()) - 1)].setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _fill(self, parts: Sequence[PartRow], groups: int) -> None:
        while len(self.cards.widgets) <= len(parts):
            card = PartCard(self._theme, self.cards)
            card.clicked.connect(self._on_card)
            self.cards.add(card)
        for place, card in enumerate(self._every()):
            card.setVisible(place <= len(parts))
            card.say(parts[place] if place < len(parts) else None, groups)
        self.cards.settle()

    def _every(self) -> list[PartCard]:
        return [one for one in self.cards.widgets if isinstance(one, PartCard)]

    def _shown(self) -> list[PartCard]:
        return [one for one in self._every() if not one.isHidden()]

    def _focused(self) -> str:
        return next((card.objectName() for card in self._shown() if card.hasFocus()), "")

    @Slot()
    def _on_card(self) -> None:
        card = self.sender()
        assert isinstance(card, PartCard)
        if card.part is None:
            self.add_requested.emit()
            return
        self.panel.keep_now()
        self._open = card.part.id if card.isChecked() else ""
        for other in self._shown():
            other.setChecked(other is card and bool(self._open))
        if self._open:
            self._open_at = self._parts.index(card.part)
            self.panel.show_part(card.part, is_new=True)
            self.panel.take_focus()
        else:
            self.panel.hide()

    @Slot()
    def _on_closed(self) -> None:
        self.panel.keep_now()
        self.panel.hide()
        for card in self._shown():
            if card.isChecked():
                card.setChecked(False)
                card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open = ""

    @Slot()
    def _on_theme_changed(self) -> None:
        for card in self._shown():
            card.updateGeometry()
