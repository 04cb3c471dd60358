"""What Facilitator is, for somebody who has just met it."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label


class AboutFacilitator(QDialog):
    """Four short paragraphs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(_("What is Facilitator?"))
        inside = QWidget(self)
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, theme.px(8), 0)
        words.setSpacing(theme.px(12))
        words.addWidget(label(_("What is Facilitator?"), "title", parent=inside))
        for paragraph in _paragraphs():
            words.addWidget(label(paragraph, parent=inside))
        words.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("about words")
        scroll.setProperty("kind", "reading")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        close = QPushButton(_("Close"), self)
        close.setObjectName("close about")
        close.clicked.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.px(24), theme.px(22), theme.px(20), theme.px(18))
        rows.setSpacing(theme.px(12))
        rows.addWidget(scroll, 1)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()
        self._take_size(theme, parent, words)

    def _take_size(self, theme: Theme, parent: QWidget, words: QVBoxLayout) -> None:
        """Be as high as the words, as far as the window goes."""
        px = theme.px
        wide = min(px(560), parent.window().width() - px(24))
        needed = words.heightForWidth(wide - px(70)) + px(100)
        self.resize(wide, min(needed, parent.window().height() - px(24)))


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
