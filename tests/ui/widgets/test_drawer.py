"""A drawer over a page: it takes the keyboard, keeps it, and gives it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.drawer import Drawer, Edge
from ui.widgets.pane import Pane


class Page(QWidget):
    """A line, and a drawer with two buttons."""

    def __init__(self, theme: Theme, edge: Edge) -> None:
        super().__init__()
        self.line = QLineEdit(self)
        rows = QVBoxLayout(self)
        rows.addWidget(self.line)
        held = QWidget()
        inside = QVBoxLayout(held)
        self.buttons = (QPushButton("One", held), QPushButton("Two", held))
        for button in self.buttons:
            inside.addWidget(button)
        self.drawer = Drawer(theme, self, edge, name="drawer", title="Beside", width=300)
        self.drawer.hold(held)
        self.resize(683, 640)


@pytest.fixture(params=list(Edge))
def page(request, theme: Theme, qtbot) -> Page:
    page = Page(theme, request.param)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitActive(page)
    page.line.setFocus()
    return page


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_takes_the_keyboard_keeps_it_and_gives_it_back(page: Page) -> None:
    page.drawer.open_drawer()
    assert page.buttons[0].hasFocus()
    order = []
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        order.append(focused().objectName() or focused().property("text"))
    assert order == ["Two", "close drawer", "One", "Two"]
    QTest.keyClick(focused(), Qt.Key.Key_Backtab)
    assert page.buttons[0].hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not page.drawer.is_open
    assert page.line.hasFocus()


def test_slides_to_its_edge_and_stays_there(page: Page, qtbot) -> None:
    page.drawer.toggle()
    at = 0 if page.drawer.width() and page.drawer.pos().x() < 0 else 383
    qtbot.waitUntil(lambda: page.drawer.x() == at)
    page.resize(800, 500)
    qtbot.waitUntil(lambda: page.drawer.height() == 500)
    assert page.drawer.x() == (at and 500)
    page.drawer.toggle()
    assert not page.drawer.is_open


def test_a_click_beside_it_closes_it(page: Page) -> None:
    page.drawer.open_drawer()
    shade = page.childAt(page.width() // 2, 300)
    assert shade is not None
    QTest.mouseClick(shade, Qt.MouseButton.LeftButton)
    assert not page.drawer.is_open
    assert page.line.hasFocus()


def test_a_pane_that_is_left_closes_it(page: Page, theme: Theme) -> None:
    pane = Pane(theme, "pane", "Beside")
    button = QPushButton("Three")
    pane.put(button, 0)
    for _ in range(2):
        page.drawer.hold(pane)
    page.drawer.open_drawer()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert not page.drawer.is_open
    assert page.line.hasFocus()


def test_opens_and_closes_once(page: Page) -> None:
    heard: list[str] = []
    page.drawer.opened.connect(lambda: heard.append("opened"))
    page.drawer.closed.connect(lambda: heard.append("closed"))
    for act in (
        page.drawer.open_drawer,
        page.drawer.open_drawer,
        page.drawer.close_drawer,
        page.drawer.close_drawer,
    ):
        act()
    assert heard == ["opened", "closed"]
