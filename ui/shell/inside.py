"""What is inside the window: bar, rail, pages and status line, and all that comes up over them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.bridge import Bridge
from ui.place import PlaceKind
from ui.shell.entering import EnterPresses
from ui.shell.pages import Pages, set_out
from ui.shell.rail import Rail
from ui.shell.search import Search
from ui.shell.status_line import StatusLine
from ui.shell.telling import Telling
from ui.shell.top_bar import TopBar
from ui.shell.trouble_page import TroublePage
from ui.shell.undoing import FieldsFirst
from ui.shell.work_panel import WorkPanel
from ui.theme import Theme
from ui.work import Work


class Inside(QStackedWidget):
    """The frame with the places in it, or the page that says why there is no archive."""

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        theme: Theme,
        kinds: Sequence[PlaceKind],
        keep_all: Callable[[], Awaitable[bool]],
    ) -> None:
        super().__init__(window)
        middle = QWidget(self)
        self.top_bar = TopBar(theme, middle)
        self.rail = Rail(theme, kinds, _("Settings"), middle)
        pages = Pages(middle)
        self.stack = pages.stack
        self.status = StatusLine(theme, middle)
        self.telling = Telling(theme, pages, middle, keep_all)
        self.work = Work(WorkPanel(theme, pages))
        self.trouble = TroublePage(theme, self)
        self.finding = Search(bridge, theme, window, [kind.name for kind in kinds])
        beside = {"left": self.rail, "banner": self.telling.banner}
        set_out(middle, pages, above=self.top_bar, below=self.status, **beside)
        self.addWidget(middle)
        self.addWidget(self.trouble)
        self._fields_first = FieldsFirst(window)
        self._enter_presses = EnterPresses(window)
