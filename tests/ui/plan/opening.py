"""Plan opened on a day that is too long by ten minutes, and closed again with all that it began."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.facilitator.planning import Planned
from tests.ui.waiting import until
from ui.arrangement import arrangement_for
from ui.bridge import Bridge
from ui.place import Said, Where
from ui.plan.page import PlanPage
from ui.shell.work_panel import WorkPanel
from ui.theme import Theme
from ui.work import Work

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


Found = TypeVar("Found", bound=QWidget)
Asked = TypeVar("Asked", bound=QDialog)


def child(of: QWidget, kind: type[Found], name: str) -> Found:
    """Return a widget by its name."""
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


class OpenPlan:
    """A page with the day it shows, looked at and typed into as a person would."""

    def __init__(self, page: PlanPage, day: Planned) -> None:
        self.page = page
        self.day = day
        self.said: list[Said] = []
        page.said.connect(self.said.append)

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.page.order.model.rows]

    @property
    def times(self) -> list[str]:
        return [row.starts for row in self.page.order.model.rows]

    def row(self, session: str):
        return next(row for row in self.page.order.model.rows if row.id == session)

    def choose(self, session: str) -> None:
        self.page.order.view.choose(session)
        self.page.order.view.setFocus()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def find(self, kind: type[Found], name: str) -> Found:
        return child(self.page, kind, name)

    def press(self, kind: type[Found], name: str) -> None:
        QTest.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)

    async def answered(self) -> None:
        """Wait until a dialog is done with; without a desktop nobody gives the focus back."""
        await until(lambda: not self.page.scope._tasks)
        self.page.activateWindow()
        await until(lambda: QApplication.focusWidget() is not None)

    async def dialog(self, kind: type[Asked]) -> Asked:
        """Wait for a dialog and return it."""

        def found() -> Asked | None:
            shown = QApplication.topLevelWidgets()
            return next((one for one in shown if isinstance(one, kind) and one.isVisible()), None)

        await until(lambda: found() is not None)
        dialog = found()
        assert dialog is not None
        return dialog


@asynccontextmanager
async def open_plan(
    bridge: Bridge, theme: Theme, day: Planned, wide: int = 1300, high: int = 900
) -> AsyncIterator[OpenPlan]:
    """Open the page on a day of four sessions."""
    page = PlanPage(bridge, theme)
    page.work = Work(WorkPanel(theme, page))
    page.resize(wide, high)
    page.arrange(arrangement_for(wide, theme.scale))
    page.show()
    await until(page.isActiveWindow)
    await bridge.open()
    day.app = bridge.app
    page.enter(Where("plan", day.gathering))
    opened = OpenPlan(page, day)
    await until(lambda: len(opened.titles) == 4)
    page.order.view.setFocus()
    await until(page.order.view.hasFocus)
    try:
        yield opened
    finally:
        await page.leave()
        page.close()
        await page.scope.aclose()
        await page.work.aclose()
        await bridge.close()
        page.deleteLater()
        # Lists of names are windows of their own: none is to be the active one in the next test.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
