"""What Plan says before there is a gathering: what it would be, and the next act."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme


class EmptyPlan(QFrame):
    """Leads to the first gathering."""

    home_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty plan")
        self.setProperty("kind", "paper")
        px = theme.px
        self._heading = QLabel(self)
        self._heading.setProperty("kind", "title")
        self._heading.setObjectName("empty heading")
        self._words = QLabel(
            _(
                "Here stands the running order of a gathering, with the times that follow from its lengths. Make one "
                "from a pattern or from last year’s."
            ),
            self,
        )
        for label in (self._heading, self._words):
            label.setWordWrap(True)
        self._go = QPushButton(_("Make a gathering"), self)
        self._go.setObjectName("make a gathering")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.home_requested)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(32), px(32), px(32), px(32))
        rows.setSpacing(px(12))
        rows.addWidget(self._heading)
        rows.addWidget(self._words)
        rows.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)

    def say(self, *, is_open: bool) -> None:
        """Say that there is no gathering, once the archive is open."""
        self._heading.setText(_("No gathering yet") if is_open else _("Opening your archive…"))
        self._words.setVisible(is_open)
        self._go.setVisible(is_open)
