"""The right pane: points in order, what is to mend, what is to be done."""

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QDragLeaveEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFrame, QLabel

from tests.ui.capture.dropping import drop, enter
from tests.ui.capture.sheets import ACTIONS, PICKED, sheet
from ui.capture.dragged import NOTE, POINT, packed
from ui.capture.report_pane import ReportPane
from ui.capture.sheet import Mending
from ui.capture.to_mend import mending_words
from ui.theme import Scheme, Theme

AccessibleText = Qt.ItemDataRole.AccessibleTextRole
ALT = Qt.KeyboardModifier.AltModifier
Copy = Qt.DropAction.CopyAction
Move = Qt.DropAction.MoveAction


@pytest.fixture
def pane(theme: Theme, qtbot) -> ReportPane:
    pane = ReportPane(theme)
    qtbot.addWidget(pane)
    pane.resize(280, 800)
    pane.show_sheet(sheet(picked=PICKED))
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def shown(pane: ReportPane, name: str) -> str:
    label = pane.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_models_keep_the_rules_of_models(pane: ReportPane) -> None:
    for model in (pane.report.notes, pane.actions_list.lines, pane.to_mend.lines):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, pane)
    pane.show_sheet(sheet(picked=PICKED[:1], actions=()))
    pane.show_sheet(sheet(picked=(), actions=ACTIONS))
    pane.show_sheet(sheet())
    assert pane.report.notes.rowCount() == 2


def test_says_how_many_are_picked_and_how_the_next_is(pane: ReportPane) -> None:
    assert shown(pane, "report back heading") == "To report back · 3 of 3"
    assert shown(pane, "empty card words") == ""
    pane.show_sheet(sheet())
    assert shown(pane, "report back heading") == "To report back · 2 of 3"
    assert shown(pane, "empty card words") == "Choose a note and press"
    empty = pane.report.findChild(QFrame, "empty card")
    assert empty is not None
    assert empty.accessibleName() == "Choose a note and press Ctrl+Shift+3"


def test_rows_say_all_to_a_screen_reader(pane: ReportPane) -> None:
    assert pane.report.notes.index(1).data(AccessibleText) == "2 of 3 to report back: “Nobody told us.”"
    told = pane.actions_list.lines.index(0).data(AccessibleText)
    assert told == "Bettina Roe: write to the council, by 5 Dec, not done yet"


def test_points_are_ordered_and_let_go_by_keyboard(pane: ReportPane) -> None:
    heard: list[object] = []
    pane.order_requested.connect(heard.append)
    pane.unpicked.connect(heard.append)
    pane.note_opened.connect(heard.append)
    points = pane.report.list
    points.setFocus()
    QTest.keyClick(points, Qt.Key.Key_Up, ALT)
    QTest.keyClick(points, Qt.Key.Key_Down, ALT)
    QTest.keyClick(points, Qt.Key.Key_End)
    QTest.keyClick(points, Qt.Key.Key_Down, ALT)
    QTest.keyClick(points, Qt.Key.Key_Return)
    QTest.keyClick(points, Qt.Key.Key_Delete)
    assert heard == [("n2", "n1", "n3"), "n3", "n3"]


@pytest.mark.parametrize(
    ("dragged", "before", "wanted"),
    [(0, 2, ("n2", "n1", "n3")), (0, -1, ("n2", "n3", "n1")), (2, 0, ("n3", "n1", "n2")), (1, 2, None)],
)
def test_a_drop_asks_for_another_order(
    pane: ReportPane, dragged: int, before: int, wanted: tuple[str, ...] | None
) -> None:
    heard: list[object] = []
    pane.order_requested.connect(heard.append)
    notes = pane.report.notes
    data = notes.mimeData([notes.index(dragged)])
    assert not notes.dropMimeData(data, Move, before, 0, QModelIndex())
    assert heard == ([wanted] if wanted else [])
    assert [note.id for note in notes.notes] == ["n1", "n2", "n3"]


@pytest.mark.parametrize(
    ("count", "before", "number"), [(0, -1, 1), (1, 0, 1), (2, 1, 2), (2, 2, 3), (2, -1, 3)]
)
def test_a_note_of_the_list_is_dropped_where_it_is_to_be_said(
    pane: ReportPane, count: int, before: int, number: int
) -> None:
    heard: list[tuple[str, int]] = []
    pane.note_dropped.connect(lambda *told: heard.append(told))
    pane.show_sheet(sheet(picked=PICKED[:count]))
    notes = pane.report.notes
    assert notes.canDropMimeData(packed(NOTE, "n9"), Copy, before, 0, QModelIndex())
    assert not notes.dropMimeData(packed(NOTE, "n9"), Copy, before, 0, QModelIndex())
    assert heard == [("n9", number)]


def test_a_fourth_point_takes_the_place_of_the_card_it_is_dropped_on(pane: ReportPane) -> None:
    heard: list[object] = []
    pane.note_dropped.connect(lambda *told: heard.append(told))
    pane.order_requested.connect(heard.append)
    notes = pane.report.notes
    assert not notes.canDropMimeData(packed(NOTE, "n9"), Copy, 1, 0, QModelIndex())
    assert not notes.dropMimeData(packed(NOTE, "n9"), Copy, 1, 0, QModelIndex())
    assert heard == []
    notes.dropMimeData(packed(NOTE, "n9"), Copy, -1, -1, notes.index(1))
    notes.dropMimeData(packed(NOTE, "n3"), Copy, 0, 0, QModelIndex())
    notes.dropMimeData(packed(POINT, "n1"), Move, -1, -1, notes.index(2))
    assert heard == [("n9", 2), ("n3", "n1", "n2"), ("n2", "n3", "n1")]
    assert not notes.canDropMimeData(QMimeData(), Copy, -1, -1, notes.index(1))


def test_the_empty_card_takes_a_note_and_shows_that_it_does(pane: ReportPane) -> None:
    heard: list[tuple[str, int]] = []
    pane.note_dropped.connect(lambda *told: heard.append(told))
    pane.show_sheet(sheet())
    empty = pane.report.findChild(QFrame, "empty card")
    assert empty is not None
    before = empty.grab().toImage()
    assert enter(empty, packed(NOTE, "n9"))
    assert empty.grab().toImage() != before
    QCoreApplication.sendEvent(empty, QDragLeaveEvent())
    assert empty.grab().toImage() == before
    assert not enter(empty, packed(POINT, "n1"))
    assert drop(empty, packed(NOTE, "n9"))
    assert heard == [("n9", 3)]
    assert "drag one here" in empty.toolTip()


@pytest.mark.parametrize("count", [2, 3])
def test_where_a_note_would_stand_is_shown_and_not_after_it_has_gone(pane: ReportPane, count: int) -> None:
    pane.show_sheet(sheet(picked=PICKED[:count]))
    cards = pane.report.list
    before = cards.grab().toImage()
    box = cards.visualRect(pane.report.notes.index(1))
    at = box.center() if count == 3 else QPoint(box.center().x(), box.top() + 1)
    assert enter(cards.viewport(), packed(NOTE, "n9"), at)
    held = cards.grab().toImage()
    assert held != before
    on_card = held.copy(box.adjusted(12, 12, -12, -20))
    assert on_card == before.copy(box.adjusted(12, 12, -12, -20)), "no words are painted over"
    QCoreApplication.sendEvent(cards.viewport(), QDragLeaveEvent())
    assert cards.grab().toImage() == before


@pytest.mark.parametrize(
    ("mending", "words"),
    [
        (Mending(1, 1), "1 gap · 1 quote without a speaker"),
        (Mending(2, 0, 3), "2 gaps · 3 lines without a speaker"),
        (Mending(0, 2), "2 quotes without a speaker"),
        (Mending(), ""),
    ],
)
def test_says_what_is_to_mend(mending: Mending, words: str) -> None:
    assert mending_words(mending) == words


def test_goes_to_what_is_to_mend(pane: ReportPane) -> None:
    heard: list[bool] = []
    pane.go_requested.connect(lambda: heard.append(True))
    pane.to_mend.go.setFocus()
    QTest.keyClick(pane.to_mend.go, Qt.Key.Key_Space)
    assert heard == [True]
    pane.show_sheet(sheet(mending=Mending()))
    assert shown(pane, "to mend words") == "Nothing is missing."
    assert not pane.to_mend.go.isVisible()


def test_lines_to_mend_are_listed_and_gone_to(pane: ReportPane) -> None:
    heard: list[str] = []
    pane.note_opened.connect(heard.append)
    rows = pane.to_mend.lines
    assert [rows.index(row).data(AccessibleText) for row in range(2)] == [
        "gap: a budget for @@ of them",
        "who said this?: We were never asked.",
    ]
    pane.to_mend.list.setFocus()
    QTest.keyClick(pane.to_mend.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.to_mend.list, Qt.Key.Key_Return)
    left = Qt.MouseButton.LeftButton
    at = pane.to_mend.list.visualRect(rows.index(0)).center()
    QTest.mouseClick(pane.to_mend.list.viewport(), left, pos=at)
    assert heard == ["m2", "m1"]


def test_an_action_is_changed_or_left_by_keyboard(pane: ReportPane) -> None:
    heard: list[tuple[str, str, str]] = []
    pane.action_changed.connect(lambda *told: heard.append(told))
    actions = pane.actions_list
    actions.list.setFocus()
    QTest.keyClick(actions.list, Qt.Key.Key_Down)
    QTest.keyClick(actions.list, Qt.Key.Key_F2)
    assert actions.editor.who.currentText() == "nobody yet"
    QTest.keyClick(actions.editor.who, Qt.Key.Key_Escape)
    assert not actions.editor.isVisible()
    assert actions.list.hasFocus()
    QTest.keyClick(actions.list, Qt.Key.Key_Return)
    QTest.keyClick(actions.editor.who, Qt.Key.Key_Down)
    QTest.keyClick(actions.editor.who, Qt.Key.Key_Return)
    assert heard == [("a2", "s1", "")]


def test_a_box_is_ticked_by_mouse(pane: ReportPane) -> None:
    heard: list[tuple[str, bool]] = []
    pane.action_ticked.connect(lambda note, is_done: heard.append((note, is_done)))
    rows = pane.actions_list.list
    box = rows.visualRect(pane.actions_list.lines.index(1))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(rows.viewport(), left, pos=box.center())
    assert heard == []
    point = box.topLeft()
    point.setX(point.x() + 20)
    point.setY(point.y() + 20)
    QTest.mouseClick(rows.viewport(), left, pos=point)
    assert heard == [("a2", True)]


def test_nothing_is_cut_off_at_twice_the_size(pane: ReportPane, theme: Theme, qtbot) -> None:
    theme.wear(Scheme.LIGHT, 200)
    pane.resize(560, 900)
    pane.show_sheet(sheet())
    pane.actions_list.list.setFocus()
    pane.actions_list.edit_current()

    def is_whole() -> bool:
        labels = [one for one in pane.findChildren(QLabel) if one.isVisible() and one.hasHeightForWidth()]
        return all(one.height() >= one.heightForWidth(one.width()) for one in labels) and len(labels) > 5

    qtbot.waitUntil(is_whole)
    assert pane.inside.width() <= pane.viewport().width()
    theme.wear(Scheme.LIGHT, 100)
