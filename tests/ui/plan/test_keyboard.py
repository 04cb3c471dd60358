"""Plan by keyboard alone: Tab goes as the eye does, and nobody is left nowhere by what they did."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)

from sessions.agenda import PartKind
from tests.ui.plan.opening import OpenPlan, open_plan
from tests.ui.plan.test_lists import rows, shown
from tests.ui.waiting import settled, until
from ui.place import Where
from ui.plan.fields import KeptLine
from ui.plan.order_view import OrderView
from ui.plan.parts_strip import PartCard

NOBODY = "Nia Pell"
BELOW = {"groups": "how many groups", "people": "add people"}


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def stops(plan: OpenPlan) -> list[QWidget]:
    """Go through the page by Tab until it begins again, and return what was come to."""
    found = [focus()]
    while len(found) < 100:
        plan.key(Qt.Key.Key_Tab)
        if focus() is found[0] or not plan.page.isAncestorOf(focus()):
            return found
        found.append(focus())
    raise AssertionError("Tab goes round in circles")


def test_tab_goes_as_the_eye_does(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day, 1300, 2400) as plan:
            bridge.app.session_groups.add(day.keys, ["Halls"])[1].result(10)
            bridge.app.day_people.add_new(day.occasion, "Sam Oduya").change.result(10)
            plan.choose(day.keys)
            await shown(plan, "groups", [["Halls", "", "", "0"]])
            line = plan.find(QLineEdit, "led by")
            line.setFocus()
            plan.write(NOBODY)
            plan.key(Qt.Key.Key_Return)
            card = next(one for one in plan.page.findChildren(PartCard) if one.part is not None)
            card.setFocus()
            plan.key(Qt.Key.Key_Space)
            await settled()
            plan.page.activateWindow()
            plan.find(QWidget, "strand").setFocus()
            pane = plan.page.session
            found = [one for one in stops(plan) if pane.isAncestorOf(one)]
            places = [one.mapTo(pane, QPoint(0, one.height() // 2)).y() for one in found]
            assert [b - a for a, b in pairwise(places) if b - a < -12] == []
            names = [one.objectName() for one in found]
            assert names.index(f"newcomer {NOBODY}") == names.index("led by") + 1
            assert names.index("add part") == names.index("part kind") - 1
            assert names[-2:] == ["add people", "paste people"]

    live(life)


def test_who_removes_a_part_goes_on_with_the_next(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            card = plan.find(QAbstractButton, f"part {day.round}")
            card.setFocus()
            plan.key(Qt.Key.Key_Space)
            plan.find(QPushButton, "remove part").setFocus()
            plan.key(Qt.Key.Key_Space)
            await until(lambda: plan.page.findChild(QAbstractButton, f"part {day.round}") is None)
            await until(lambda: focus().objectName() == f"part {day.back}")
            plan.key(Qt.Key.Key_Space)
            plan.find(QPushButton, "remove part").setFocus()
            plan.key(Qt.Key.Key_Space)
            await until(lambda: focus().objectName() == "add part")
            assert plan.find(QFrame, "part panel").isHidden()

    live(life)


@pytest.mark.parametrize("table", BELOW)
def test_who_removes_the_last_line_goes_on_below_it(live, bridge, theme, day, table: str) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            bridge.app.session_groups.add(day.keys, ["Halls"])[1].result(10)
            bridge.app.day_people.add_new(day.occasion, "Sam Oduya").change.result(10)
            await until(lambda: bool(rows(plan, table)))
            lines = plan.find(QTableView, table)
            lines.setFocus()
            lines.setCurrentIndex(lines.model().index(0, 0))
            plan.key(Qt.Key.Key_Delete)
            await until(lambda: not rows(plan, table))
            assert focus().objectName() == BELOW[table]

    live(life)


def test_closing_the_ways_to_make_it_fit_goes_back_to_the_list(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.page._acts.named("repair").trigger()
            await until(plan.find(QFrame, "repairs").isVisible)
            assert focus().objectName() == "repair 1"
            plan.key(Qt.Key.Key_Escape)
            assert focus() is plan.find(OrderView, "running order")

    live(life)


def test_somebody_new_is_one_act_with_a_name_of_its_own(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            plan.find(QLineEdit, "led by").setFocus()
            plan.write(NOBODY)
            plan.key(Qt.Key.Key_Return)
            plan.page.activateWindow()
            plan.find(QPushButton, f"newcomer {NOBODY}").setFocus()
            plan.key(Qt.Key.Key_Space)
            await until(lambda: bool(plan.day.every("session", id=day.keys)[0].led_by))
            await bridge.take_back("undo")
            assert bridge.next_act("undo").verb == "day.come"
            assert [one.name for one in plan.day.every("person")] == [NOBODY]

    live(life)


def test_what_was_refused_goes_back_to_what_is_kept_by_esc(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            title = plan.find(KeptLine, "session title")
            title.setFocus()
            title.selectAll()
            plan.key(Qt.Key.Key_Delete)
            plan.key(Qt.Key.Key_Return)
            wrong = plan.find(QLabel, "title wrong")
            await until(wrong.isVisible)
            assert title.text() == ""
            assert plan.page.take_back()
            assert title.text() == "Holding the keys"
            assert not plan.page.take_back()

    live(life)


def test_groups_are_added_by_a_number(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            count, groups = plan.find(QLineEdit, "how many groups"), plan.page.session.groups
            for typed in ("", "0", "2"):
                count.setFocus()
                count.setText(typed)
                QTest.keyClick(plan.find(QPushButton, "add groups"), Qt.Key.Key_Space)
                assert groups._wrong.text() == "How many groups? Write a number from 1 to 60."
            await until(lambda: len(rows(plan, "groups")) == 2)
            assert groups._wrong.text() == ""

    live(life)


def test_a_network_without_strands_says_so(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            plan.find(QPushButton, "strand").setFocus()
            plan.key(Qt.Key.Key_Space)
            menu = plan.find(QMenu, "strands")
            assert [one.text() for one in menu.actions()] == ["No strand", "Your network has no strands yet"]
            assert not menu.actions()[1].isEnabled()
            menu.close()

    live(life)


def test_the_page_follows_the_keyboard_through_a_table(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day, 1300, 500) as plan:
            names = "\n".join(f"Person {number}" for number in range(20))
            bridge.app.lists.take_people(day.occasion, names).result(10)
            await until(lambda: len(rows(plan, "people")) == 20)
            table, scroll = plan.find(QTableView, "people"), plan.page.session._scroll
            await until(lambda: scroll.verticalScrollBar().maximum() > table.height())
            await settled()
            table.setFocus()
            table.setCurrentIndex(table.model().index(0, 0))

            def is_seen() -> bool:
                rect = table.visualRect(table.currentIndex())
                row = QRect(table.viewport().mapTo(scroll.viewport(), rect.topLeft()), rect.size())
                return bool(scroll.viewport().rect().contains(row))

            for _step in range(19):
                # The table is laid out anew when what was read has come.
                await until(is_seen)
                plan.key(Qt.Key.Key_Down)

    live(life)


def test_enter_does_nothing_where_nothing_can_be_typed(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            bridge.app.session_groups.add(day.keys, ["Halls"])[1].result(10)
            await until(lambda: bool(rows(plan, "groups")))
            table = plan.find(QTableView, "groups")
            table.setFocus()
            for column, is_typed in ((3, False), (0, True)):
                table.setCurrentIndex(table.model().index(0, column))
                plan.key(Qt.Key.Key_Return)
                assert (focus() is not table) is is_typed

    live(life)


def test_plan_begins_in_the_list(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.find(QPushButton, "more acts").setFocus()
            plan.page.enter(Where("plan", day.gathering))
            assert focus() is plan.find(OrderView, "running order")
            question = plan.find(QWidget, "question")
            question.setFocus()
            plan.page.enter(Where("plan"))
            assert focus() is question

    live(life)


def test_a_part_that_was_added_is_open_at_its_length(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.welcome)
            plan.find(QAbstractButton, "add part").setFocus()
            plan.key(Qt.Key.Key_Space)
            await until(lambda: focus().objectName() == "part length")
            plan.write("12")
            plan.key(Qt.Key.Key_Return)
            await until(lambda: [part.length for part in plan.row(day.welcome).parts] == [12])
            assert plan.row(day.welcome).parts[0].kind is PartKind.SPEAKER

    live(life)
