"""The sheet of keys: what can be done here and everywhere, and the marks of the capture line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.capture_marks import capture_keys, capture_marks
from ui.shell.window_acts import TOGETHER, keys_of
from ui.theme import Theme
from ui.widgets.room import take_room


@dataclass(frozen=True, slots=True)
class Section:
    """Keys that belong together: a heading, and pairs of key and what it does."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def section_of(heading: str, acts: Sequence[QAction]) -> Section:
    """Return the section of some acts; those without a key are left to the search line."""
    rows: list[tuple[str, str]] = []
    together: dict[str, tuple[int, str]] = {}
    for one in acts:
        key, words, shared = keys_of(one), one.text().replace("&", ""), one.property(TOGETHER)
        if not key or not words:
            continue
        if shared in together:
            at, first = together[shared]
            rows[at] = (_("{first} … {last}").format(first=first, last=key), shared)
            continue
        if shared:
            together[shared] = (len(rows), key)
        rows.append((key, words))
    return Section(heading, tuple(rows))


def sections(
    place: str, here: Sequence[QAction], window: Sequence[QAction], *, is_typing: bool = False
) -> list[Section]:
    """Return all sections of the sheet, those of the place that is shown first.

    Who ``is_typing`` in the line wants to know what can be typed before anything else.
    """
    line = [
        Section(_("The capture line: what is typed, and what it means"), tuple(capture_marks())),
        Section(_("The capture line: keys"), tuple(capture_keys())),
    ]
    acts = [section_of(place, here), section_of(_("Everywhere"), window)]
    found = [*line, *acts] if is_typing else [*acts, *line]
    return [one for one in found if one.rows]


class KeysSheet(QDialog):
    """All keys on one sheet that scrolls."""

    def __init__(self, theme: Theme, shown: Sequence[Section], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("keys sheet")
        self.setWindowTitle(_("All keys"))
        self.setAccessibleName(_("All keys"))
        title = QLabel(_("All keys"), self)
        title.setProperty("kind", "title")
        hint = QLabel(_("Ctrl+K finds what has no key."), self)
        hint.setProperty("kind", "muted")
        close = QPushButton(_("Close"), self)
        close.setObjectName("close keys")
        close.clicked.connect(self._on_close)
        self.page = self._page_to_read()
        self.page.setWidget(self._written(shown))
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        edge = theme.px(20)
        rows.setContentsMargins(edge, edge, edge, edge)
        rows.setSpacing(theme.px(12))
        rows.addWidget(title)
        rows.addWidget(self.page, 1)
        rows.addLayout(foot)
        take_room(self, theme, parent, 720, 760)
        self.page.setFocus()

    def _page_to_read(self) -> QScrollArea:
        page = QScrollArea(self)
        page.setObjectName("keys page")
        page.setAccessibleName(_("Keys and what they do; arrows scroll"))
        page.setProperty("kind", "reading")
        page.setWidgetResizable(True)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return page

    def _written(self, shown: Sequence[Section]) -> QWidget:
        px = self._theme.px
        sheet = QFrame(self.page)
        sheet.setProperty("kind", "paper")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(px(4), px(4), px(12), px(4))
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        at = 0
        for section in shown:
            heading = QLabel(section.heading, sheet)
            heading.setProperty("kind", "heading")
            heading.setWordWrap(True)
            heading.setContentsMargins(0, px(12) if at else 0, 0, 0)
            grid.addWidget(heading, at, 0, 1, 2)
            for below, (key, words) in enumerate(section.rows, at + 1):
                self._write_row(grid, below, key, words)
            at += len(section.rows) + 1
        grid.setRowStretch(at, 1)
        return sheet

    def _write_row(self, grid: QGridLayout, at: int, key: str, words: str) -> None:
        sheet = grid.parentWidget()
        chip = QLabel(key, sheet)
        chip.setProperty("kind", "key")
        chip.setTextFormat(Qt.TextFormat.PlainText)
        chip.setAccessibleName(f"{key}: {words}")
        meaning = QLabel(words, sheet)
        meaning.setTextFormat(Qt.TextFormat.PlainText)
        meaning.setWordWrap(True)
        grid.addWidget(chip, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(meaning, at, 1, Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _on_close(self) -> None:
        self.accept()
