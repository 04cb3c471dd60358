"""At a large text and in half a window nothing of Plan lies over anything else, is cut, or leaves a person nowhere."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget

from facilitator.session_editor import ListField
from sessions.edits import create
from sessions.people import Person
from sessions.scopes import scope_for
from tests.ui.plan.opening import OpenPlan, child, open_plan
from tests.ui.waiting import settled, until
from ui.plan.asking import LineAsked
from ui.plan.fields import KeptText
from ui.plan.order_view import OrderView
from ui.plan.paste_dialog import PasteDialog
from ui.plan.session_fields import LISTS, TEXTS
from ui.plan.sources import SourcesDialog
from ui.theme import Scheme

SIZES = {"large": (1300, 900, 100), "half": (683, 640, 100), "large text": (1300, 850, 200)}


def has(plan: OpenPlan, sessions: int) -> bool:
    return len(plan.titles) == sessions


def place(of: QWidget, within: QWidget) -> QRect:
    return QRect(of.mapTo(within, QPoint(0, 0)), of.size())


@pytest.mark.parametrize("size", SIZES)
def test_ways_to_make_it_fit_lie_over_nothing(live, bridge, theme, day, size: str) -> None:
    async def life() -> None:
        wide, high, text_size = SIZES[size]
        theme.wear(Scheme.LIGHT, text_size)
        async with open_plan(bridge, theme, day, wide, high) as plan:
            plan.page._acts.named("repair").trigger()
            panel = plan.find(QFrame, "repairs")
            await until(panel.isVisible)
            await settled()
            pane = plan.page.order
            foot = place(plan.find(QPushButton, "more acts"), pane)
            here = place(panel, pane)
            assert here.bottom() < foot.top()
            assert here.top() > place(plan.find(QLabel, "order heading"), pane).top()
            assert foot.bottom() <= pane.height()

    live(life)


@pytest.mark.parametrize("size", SIZES)
def test_fields_show_all_that_is_in_them(live, bridge, theme, day, size: str) -> None:
    async def life() -> None:
        wide, high, text_size = SIZES[size]
        theme.wear(Scheme.LIGHT, text_size)
        async with open_plan(bridge, theme, day, wide, high) as plan:
            words = [
                f"Who opens up on day {n}, and who locks again once everybody has gone home?" for n in "1234"
            ]
            bridge.app.session_editor.write_list(day.keys, ListField.LEARNT, words).result(10)
            plan.choose(day.keys)
            plan.key(Qt.Key.Key_Return)
            await settled()
            fields = [plan.find(KeptText, name) for name in (*TEXTS, *LISTS)]
            for field in fields:
                assert field.y() == 0
                assert field.parentWidget().rect().contains(field.geometry())  # type: ignore[union-attr]
                assert field.verticalScrollBar().maximum() == 0

    live(life)


@pytest.mark.parametrize("text_size", [100, 125, 150, 175, 200])
def test_no_line_goes_away_as_the_next_is_typed(qapp, theme, text_size: int) -> None:
    theme.wear(Scheme.LIGHT, text_size)
    field = KeptText("learnt", "What we have learnt", theme, mark="•")
    field.resize(400, 40)
    field.show()
    for _line in range(4):
        QTest.keyClicks(field, "Two keys are better than one")
        assert field.verticalScrollBar().value() == 0
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.verticalScrollBar().maximum() == 0
    field.close()
    field.deleteLater()


def test_a_day_without_sessions_says_what_to_do_and_has_its_people(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            brief, order = plan.page.top_buttons()
            assert brief.isEnabled()
            for left in (3, 2, 1, 0):
                plan.page.order.view.setFocus()
                plan.key(Qt.Key.Key_Delete)
                await until(partial(has, plan, left))
            first = plan.find(QPushButton, "add first session")
            await until(first.isVisible)
            assert first.hasFocus()
            assert not plan.find(OrderView, "running order").isVisible()
            assert (brief.isEnabled(), order.isEnabled()) == (False, True)
            people = plan.find(QLineEdit, "add people")
            assert people.isVisible()
            assert not plan.find(QLineEdit, "led by").isVisible()
            plan.key(Qt.Key.Key_Space)
            await until(lambda: plan.titles == ["New session"])
            assert not first.isVisible()
            assert plan.find(OrderView, "running order").isVisible()
            await until(lambda: plan.page.findChild(QLineEdit, "title typed") is not None)
            assert plan.find(QLineEdit, "title typed").hasFocus()

    live(life)


def test_what_is_refused_in_a_question_has_room(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.page._acts.named("must end").trigger()
            asked = await plan.dialog(LineAsked)
            asked.line.setText("noonish")
            QTest.keyClick(asked.line, Qt.Key.Key_Return)
            wrong = child(asked, QLabel, "wrong")
            await until(wrong.isVisible)
            await settled()
            for label in asked.findChildren(QLabel):
                assert label.height() >= label.heightForWidth(label.width()) or label.isHidden()
            assert place(child(asked, QPushButton, "yes"), asked).bottom() <= asked.height()
            asked.reject()
            await plan.answered()

    live(life)


def test_nothing_found_in_the_library_is_said_and_nothing_can_be_added(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            plan.find(QPushButton, "add source").click()
            asked = await plan.dialog(SourcesDialog)
            line, told = child(asked, QLineEdit, "look for"), child(asked, QLabel, "sources told")
            assert (line.text(), told.text()) == ("", "Type a word or two.")
            QTest.keyClicks(line, "kettle")
            await until(lambda: told.text() == "No note of an earlier gathering has these words.")
            assert not child(asked, QPushButton, "take").isEnabled()
            QTest.keyClick(line, Qt.Key.Key_Return)
            assert asked.isVisible()
            asked.reject()
            await plan.answered()

    live(life)


def test_pasted_rows_are_shown_with_every_column_that_says_something(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            known = Person("sam", "Sam Oduya")
            bridge.app.archive.commit([create(known, scope_for("person"))], bridge.app.actor, "test").result(
                10
            )
            plan.page._acts.named("paste people").trigger()
            dialog = await plan.dialog(PasteDialog)
            field = child(dialog, QPlainTextEdit, "pasted rows")
            field.setPlainText(
                "Timestamp\tFull Name\tJob title\tEmail Address\n1 May\tSam Oduya\tWarden\tsam@hall.example"
            )
            dialog.read_now()
            model = child(dialog, QTableView, "understood rows").model()
            titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
            assert titles == ["Row", "Name", "Role", "Address", "Here as", "Known"]
            cells = [model.index(0, at).data() for at in range(model.columnCount())]
            assert cells == ["2", "Sam Oduya", "Warden", "sam@hall.example", "member", "in the register"]
            problems = child(dialog, QLabel, "problems").text()
            assert problems.startswith("Row 1: nobody knows the column ‘Timestamp’")
            assert child(dialog, QPushButton, "take").isEnabled()
            field.setPlainText("Name\tRole\nSam Oduya\tWarden\tCook")
            dialog.read_now()
            assert child(dialog, QLabel, "problems").text() == (
                "Row 2: the row has 3 cells, and the first row names 2 columns. Name the others there, or take them "
                "away."
            )
            dialog.reject()
            await plan.answered()

    live(life)


def test_the_keyboard_is_seen_in_a_cell(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            bridge.app.lists.take_people(day.occasion, "Jo Hart\nSam Oduya").result(10)
            table = plan.find(QTableView, "people")
            await until(lambda: table.model().rowCount() == 2)
            plan.page.session._scroll.ensureWidgetVisible(table)
            table.setFocus()
            table.setCurrentIndex(table.model().index(0, 0))
            await settled()
            here, beside = (table.visualRect(table.model().index(0, column)) for column in (0, 1))
            seen = table.viewport().grab().toImage()
            accent = theme.colour("accent").rgb()
            ring = {seen.pixel(here.left() + x, here.center().y()) for x in range(8)}
            assert accent in ring
            assert accent not in {seen.pixel(beside.left() + x, beside.center().y()) for x in range(4, 12)}

    live(life)
