"""What Facilitator is, for somebody who has just met it."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label


class AboutFacilitator(QDialog):
    """Four short paragraphs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(_("What is Facilitator?"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.px(28), theme.px(24), theme.px(28), theme.px(20))
        rows.setSpacing(theme.px(12))
        rows.addWidget(label(_("What is Facilitator?"), "title", parent=self))
        for words in _paragraphs():
            rows.addWidget(label(words, parent=self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.NoButton, self)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("close about")
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
        self.setFixedWidth(min(theme.px(560), 660))


def _paragraphs() -> tuple[str, ...]:
    return (
        _(
            "It is for people who meet, mostly online, and publish what was said. Somebody plans the day, somebody "
            "in each group writes down what is heard, and afterwards a few people write it up so that everybody "
            "who was there can stand by it."
        ),
        _(
            "Each line is kept as it was typed. Exact words stay exact, and whether they may be printed, and under "
            "which name, goes with them all the way to the page."
        ),
        _(
            "Nobody is recorded, and no machine writes for you: every sentence of a draft comes from a note, from a "
            "text your network already owns, or from a template with a name."
        ),
        _(
            "Everything is on this computer, in one file that is yours. Nothing leaves it unless you hand it over."
        ),
    )
