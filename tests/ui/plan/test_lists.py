"""Groups and people as plain lists: typed in place, pasted out of a spreadsheet, shown before they are taken."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from sessions.breakouts import GroupKind
from tests.ui.plan.opening import OpenPlan, child, open_plan
from tests.ui.waiting import until
from ui.plan.paste_dialog import PasteDialog


def groups(plan: OpenPlan, session: str):
    return [one for one in plan.day.every("group", session=session) if one.kind is GroupKind.BREAKOUT]


def rows(plan: OpenPlan, name: str) -> list[list[str]]:
    model = plan.find(QTableView, name).model()
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


async def shown(plan: OpenPlan, name: str, wanted: list[list[str]]) -> None:
    await until(lambda: rows(plan, name) == wanted)


def test_groups_are_added_named_and_given_a_note_taker(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            bridge.app.lists.take_people(day.occasion, "Sam Oduya").result(10)
            plan.choose(day.keys)
            count = plan.find(QLineEdit, "how many groups")
            count.setFocus()
            count.selectAll()
            plan.write("2")
            plan.key(Qt.Key.Key_Return)
            await shown(plan, "groups", [["Group 1", "", "", "0"], ["Group 2", "", "", "0"]])
            assert plan.row(day.keys).line.endswith("2 groups")
            table = plan.find(QTableView, "groups")
            table.setFocus()
            table.setCurrentIndex(table.model().index(0, 1))
            plan.key(Qt.Key.Key_Return)
            plan.write("sam oduya")
            plan.key(Qt.Key.Key_Return)
            await shown(plan, "groups", [["Group 1", "Sam Oduya", "", "1"], ["Group 2", "", "", "0"]])
            table.setFocus()
            table.setCurrentIndex(table.model().index(1, 1))
            plan.key(Qt.Key.Key_F2)
            plan.write("Nia Pell")
            plan.key(Qt.Key.Key_Return)
            new = plan.find(QPushButton, "add note-taker")
            await until(new.isVisible)
            assert new.text() == "Add “Nia Pell” as a new person"
            QTest.mouseClick(new, Qt.MouseButton.LeftButton)
            await shown(plan, "groups", [["Group 1", "Sam Oduya", "", "1"], ["Group 2", "Nia Pell", "", "1"]])
            assert new.isHidden()
            table.setFocus()
            table.setCurrentIndex(table.model().index(0, 0))
            plan.key(Qt.Key.Key_Delete)
            await shown(plan, "groups", [["Group 2", "Nia Pell", "", "1"]])

    live(life)


def test_groups_are_pasted(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            plan.press(QPushButton, "paste groups")
            dialog = await plan.dialog(PasteDialog)
            child(dialog, QPlainTextEdit, "pasted rows").setPlainText("Keys\tSam Oduya\tNia Pell\n\tTed")
            dialog.read_now()
            take = child(dialog, QPushButton, "take")
            assert not take.isEnabled()
            assert "2" in child(dialog, QLabel, "problems").text()
            child(dialog, QPlainTextEdit, "pasted rows").setPlainText(
                "Keys\tSam Oduya\tNia Pell\nKettles\tTed"
            )
            dialog.read_now()
            table = child(dialog, QTableView, "understood rows")
            model = table.model()
            assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["Keys", "Kettles"]
            take.click()
            await shown(plan, "groups", [["Keys", "Sam Oduya", "", "2"], ["Kettles", "Ted", "", "1"]])
            await bridge.take_back("undo")
            await shown(plan, "groups", [])

    live(life)


def test_people_are_pasted_and_namesakes_asked_about(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            bridge.app.lists.take_people(day.occasion, "Name\tOrganisation\nJo Hart\tShed").result(10)
            await shown(plan, "people", [["Jo Hart", "Shed", "", "member", "", "named"]])
            plan.page._acts.named("paste people").trigger()
            dialog = await plan.dialog(PasteDialog)
            field = child(dialog, QPlainTextEdit, "pasted rows")
            field.setPlainText("Name\tOrganisation\nJo Hart\tBaths\nSam Oduya\tHall Trust")
            dialog.read_now()
            understood = child(dialog, QLabel, "understood").text()
            assert understood == "2 people were understood, 1 of them new."
            take, who = child(dialog, QPushButton, "take"), child(dialog, QComboBox, "who is Jo Hart")
            assert not take.isEnabled()
            who.setCurrentIndex(who.findText("Somebody new"))
            assert take.isEnabled()
            take.click()
            await shown(
                plan,
                "people",
                [
                    ["Jo Hart", "Shed", "", "member", "", "named"],
                    ["Jo Hart", "Baths", "", "member", "", "named"],
                    ["Sam Oduya", "Hall Trust", "", "member", "", "named"],
                ],
            )

    live(life)
