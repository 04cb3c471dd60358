"""Home: three doors, what waits, and what lies behind the doors that open here."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sessions.aims import Outcome
from sessions.errors import DomainError
from ui.aio import ask
from ui.arrangement import Arrangement
from ui.bridge import Bridge, Changed
from ui.error_words import words_of
from ui.home.aims import AimsPane
from ui.home.checking import CheckingPane, chosen_document, look_through
from ui.home.desk import HomeDesk
from ui.home.doors import DoorsPane
from ui.home.starting import StartingPane
from ui.home.waiting import WaitingPane
from ui.place import Place, Said, Where
from ui.shell.window_acts import act
from ui.theme import Theme

NO_LIMIT = 16_777_215
"""Qt's own number for a width without a limit, which its Python names nowhere."""
SHOWS = ("gathering", "occasion", "session", "group", "note", "document", "publication", "aim", "network")
"""The kinds of records that Home tells something of."""


class _Halves(QWidget):
    """Is as high as its words are in the width there is; Qt's own least height is that of the narrowest."""

    def minimumSizeHint(self) -> QSize:
        """Return the least width alone."""
        return QSize(super().minimumSizeHint().width(), 0)


class HomePage(Place):
    """Asks what brings a person here."""

    name = "home"
    icon = "home"

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, parent)
        self.desk = HomeDesk(bridge)
        self.doors = DoorsPane(theme)
        self.waiting = WaitingPane(theme)
        self.starting = StartingPane(theme)
        self.checking = CheckingPane(theme)
        self.aims = AimsPane(theme)
        self._is_stale = True
        self._set_out()
        self._connect_doors()
        self._connect_cards()
        self._acts = [act(self, "back to the doors", _("Back to the three doors"), "", self._on_back)]
        bridge.opened.connect(self._on_opened)
        bridge.changed.connect(self._on_changed)

    def _set_out(self) -> None:
        beside = _Halves(self)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, beside)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(self.doors, 1)
        self._halves.addWidget(self.waiting)
        self._stack = QStackedWidget(self)
        self._scrolls: dict[QWidget, QScrollArea] = {}
        for pane in (beside, self.starting, self.checking, self.aims):
            scroll = QScrollArea(self)
            scroll.setWidget(pane)
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._scrolls[pane] = scroll
            self._stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect_doors(self) -> None:
        self.doors.notes_requested.connect(self._on_notes)
        self.doors.gatherings_requested.connect(self._on_gatherings)
        self.doors.check_requested.connect(self._on_check)
        self.doors.sample_requested.connect(self._on_sample)
        self.doors.about_requested.connect(self._on_about)
        for pane in (self.starting, self.checking, self.aims):
            pane.back_requested.connect(self._on_back)

    def _connect_cards(self) -> None:
        self.waiting.gathering_requested.connect(self._on_gathering)
        self.waiting.keep_requested.connect(self._on_keep)
        self.waiting.drop_requested.connect(self._on_drop)
        self.waiting.aims_requested.connect(self._on_aims)
        self.starting.gathering_requested.connect(self._on_gathering)
        self.starting.pattern_requested.connect(self._on_pattern)
        self.starting.like_requested.connect(self._on_like)
        self.checking.choose_requested.connect(self._on_choose)
        self.checking.file_dropped.connect(self._on_dropped)
        self.aims.answered.connect(self._on_answered)

    @classmethod
    def title(cls) -> str:
        """Return the name of the place on the screen."""
        return _("Home")

    def acts(self) -> list[QAction]:
        """Return what can be done here."""
        return self._acts

    def arrange(self, arrangement: Arrangement) -> None:
        """Set what waits beside the doors, or below them."""
        is_beside = arrangement is Arrangement.THREE_PANES
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if is_beside else ways.TopToBottom)
        self._halves.setStretchFactor(self.doors, int(is_beside))
        self._halves.setStretchFactor(self.waiting, int(not is_beside))
        wide = self.theme.px(380) if is_beside else NO_LIMIT
        self.waiting.setMinimumWidth(wide if is_beside else 0)
        self.waiting.setMaximumWidth(wide)
        self.doors.narrow(not arrangement.has_side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come back to the doors with Esc, where nothing that lies above takes it."""
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex():
            self._show_doors()
            return
        super().keyPressEvent(event)

    def enter(self, where: Where) -> None:
        """Show the doors, with the keyboard on the first."""
        self._show_doors()
        self.stated.emit("")
        self._head()
        self._read_if_stale()

    def _head(self) -> None:
        network = self.desk.network() if self.bridge.is_open else ""
        self.headed.emit(network or _("Facilitator"), _("Your network") if network else "")

    # -- what waits ---------------------------------------------------------------------------------------

    @Slot()
    def _on_opened(self) -> None:
        self._is_stale = True
        self.doors.say_sample(is_here=self.bridge.is_sample)
        self._read_if_stale()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if changed.has(*SHOWS):
            self._is_stale = True
            self._read_if_stale()

    def _read_if_stale(self) -> None:
        if not (self._is_stale and self.bridge.is_open and self.isVisible()):
            return
        self._is_stale = False
        self._head()
        shown = self.desk.shown()
        aims = sum(len(place.aims) for place in shown.aims)
        self.waiting.show_what_waits(self.desk.lately(shown)[:5], self.desk.recovered(shown), aims)
        self.starting.show_ways(self.desk.offered(), self.desk.lately(shown))
        self.aims.show_aims(shown.aims)

    def _show(self, pane: QWidget, focus: QWidget) -> None:
        self._stack.setCurrentWidget(self._scrolls[pane])
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_doors(self) -> None:
        self._stack.setCurrentIndex(0)
        self.doors.doors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_back(self) -> None:
        self._show_doors()

    # -- the doors ----------------------------------------------------------------------------------------

    @Slot()
    def _on_notes(self) -> None:
        self.go_requested.emit(Where("capture"))

    @Slot()
    def _on_gatherings(self) -> None:
        if self.bridge.is_open:
            self._show(self.starting, self.starting.first())

    @Slot()
    def _on_check(self) -> None:
        self._show(self.checking, self.checking.choose)

    @Slot()
    def _on_sample(self) -> None:
        self.bridge.sample_requested.emit()

    @Slot()
    def _on_about(self) -> None:
        # Dialogs are no part of a start.
        from ui.dialogs.about import AboutFacilitator

        self.scope.start(ask(AboutFacilitator(self.theme, self)))

    @Slot(str)
    def _on_gathering(self, gathering: str) -> None:
        self.go_requested.emit(Where("plan", gathering))

    @Slot()
    def _on_aims(self) -> None:
        self._show(self.aims, self.aims.first())

    # -- a new gathering ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_pattern(self, name: str) -> None:
        offered = next(one for one in self.desk.offered() if one.name == name)
        self.scope.start(self._begin(offered.title, pattern=name))

    @Slot(str)
    def _on_like(self, gathering: str) -> None:
        earlier = next(one for one in self.desk.lately(self.desk.shown()) if one.gathering == gathering)
        self.scope.start(self._begin(earlier.title, like=gathering))

    async def _begin(self, title: str, *, pattern: str = "", like: str = "") -> None:
        # As above.
        from ui.dialogs.new_gathering import NewGathering

        today = self.desk.today()
        heading = _("Like “{title}”").format(title=title) if like else title
        form = NewGathering(self.theme, heading, f"{title} {today.year}", today, self)
        if not self.desk.network():
            form.ask_for_network()
        while await ask(form, is_kept=True) == QDialog.DialogCode.Accepted:
            try:
                gathering = await self.desk.begin(form.wished(), pattern=pattern, like=like)
            except DomainError as error:
                form.say_wrong(words_of(error), "network" if "network" in error.code else "title")
                continue
            form.deleteLater()
            self.go_requested.emit(Where("plan", gathering))
            return
        form.deleteLater()

    # -- half-typed lines, aims, documents ----------------------------------------------------------------

    @Slot(str)
    def _on_keep(self, place: str) -> None:
        self.scope.start(self._rescue(place, is_kept=True))

    @Slot(str)
    def _on_drop(self, place: str) -> None:
        self.scope.start(self._rescue(place, is_kept=False))

    async def _rescue(self, place: str, *, is_kept: bool) -> None:
        await (self.desk.keep(place) if is_kept else self.desk.let_go(place))
        self._is_stale = True
        self._read_if_stale()
        self.said.emit(Said(_("The line is kept with its group.") if is_kept else _("The line is let go.")))
        self.doors.doors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, object, str)
    def _on_answered(self, aim: str, outcome: Outcome, became: str) -> None:
        self.scope.start(self._answer(aim, outcome, became))

    async def _answer(self, aim: str, outcome: Outcome, became: str) -> None:
        await self.desk.answer(aim, outcome, became)
        self.said.emit(Said(_("Kept: what became of it.")))
        self.aims.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_choose(self) -> None:
        self.scope.start(self._choose())

    async def _choose(self) -> None:
        path = await chosen_document(self)
        if path is not None and self.bridge.is_open:
            await look_through(self.checking, self.bridge, path)

    @Slot(str)
    def _on_dropped(self, path: str) -> None:
        if self.bridge.is_open:
            self.scope.start(look_through(self.checking, self.bridge, Path(path)))
