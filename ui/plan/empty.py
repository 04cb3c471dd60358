"""What Plan says before there is a gathering, and a day before it has a session: what it would be, and the next act."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label


class EmptyPlan(QFrame):
    """Leads to the first gathering."""

    home_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty plan")
        self.setProperty("kind", "paper")
        self._theme = theme
        self._heading = label("", "title", "empty heading", self)
        self._words = label(
            _(
                "Here stands the running order of a gathering, with the times that follow from its lengths. Make one "
                "from a pattern or from last year’s."
            ),
            parent=self,
        )
        self._go = QPushButton(_("Make a gathering"), self)
        self._go.setObjectName("make a gathering")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.home_requested)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self._heading)
        self._rows.addWidget(self._words)
        self._rows.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        edge = self._theme.px(32)
        self._rows.setContentsMargins(edge, edge, edge, edge)
        self._rows.setSpacing(self._theme.px(12))

    def take_focus(self) -> None:
        """Begin at the next act."""
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, *, is_open: bool) -> None:
        """Say that there is no gathering, once the archive is open."""
        self._heading.setText(_("No gathering yet") if is_open else _("Opening your archive…"))
        self._words.setVisible(is_open)
        self._go.setVisible(is_open)


class EmptyOrder(QWidget):
    """Leads to the first session of a day."""

    add_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty order")
        self._theme = theme
        self.add = QPushButton(_("Add the first session"), self)
        self.add.setObjectName("add first session")
        self.add.setProperty("kind", "primary")
        self.add.clicked.connect(self.add_requested)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(label(_("No session yet"), "strong", parent=self))
        self._rows.addWidget(
            label(
                _("Give each a title and a length, such as 25 or 1h10: the times follow by themselves."),
                "muted",
                parent=self,
            )
        )
        self._rows.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(0, px(12), 0, 0)
        self._rows.setSpacing(px(10))
