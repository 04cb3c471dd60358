"""The people of a day one by one, by keyboard: added by a name, put right in place, seated, taken off."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView

from sessions.edits import create
from sessions.people import Person
from sessions.scopes import scope_for
from tests.ui.plan.opening import OpenPlan, open_plan
from tests.ui.plan.test_lists import rows, shown
from tests.ui.waiting import until
from ui.plan.names_field import NamesLine
from ui.plan.people_section import PeopleSection

SAM = Person("sam", "Sam Oduya", organisation="Hall Trust")
TWO = Person("one", "Amy Ray", organisation="Baths"), Person("other", "Amy Ray", organisation="Sheds")


def know(plan: OpenPlan, *people: Person) -> None:
    app = plan.day.app
    app.archive.commit([create(one, scope_for("person")) for one in people], app.actor, "test").result(10)


def add(plan: OpenPlan, name: str) -> None:
    # The list of names takes the focus for a moment, and without a desktop nobody gives it back.
    line = plan.find(QLineEdit, "add people")
    line.setFocus()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)


def told(plan: OpenPlan) -> str:
    section = plan.find(QTableView, "people").parentWidget()
    assert isinstance(section, PeopleSection)
    return next(one.text() for one in section.findChildren(QLabel) if one.property("kind") == "amber")


async def retype(plan: OpenPlan, at: tuple[int, int], words: str) -> None:
    table = plan.find(QTableView, "people")
    table.setFocus()
    table.setCurrentIndex(table.model().index(*at))
    plan.key(Qt.Key.Key_F2)
    plan.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    plan.key(Qt.Key.Key_Delete)
    plan.write(words)
    plan.key(Qt.Key.Key_Return)


async def choose(plan: OpenPlan, at: tuple[int, int], name: str, words: str) -> None:
    """Choose one of the few words of a cell: F2 opens the list, an arrow or a letter finds the word, Enter takes it."""
    table = plan.find(QTableView, "people")
    table.setFocus()
    table.setCurrentIndex(table.model().index(*at))
    plan.key(Qt.Key.Key_F2)
    box = plan.find(QComboBox, f"{name} typed")
    await until(box.view().isVisible)
    box.view().setCurrentIndex(box.model().index(box.findText(words), 0))
    QTest.keyClick(box.view(), Qt.Key.Key_Return)


def is_there(plan: OpenPlan, column: int, words: str) -> bool:
    return rows(plan, "people")[0][column].casefold() == words.casefold()


def test_somebody_of_the_register_is_added_once(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            know(plan, SAM)
            table = plan.find(QTableView, "people")
            tester = QAbstractItemModelTester(table.model(), plan.page)
            assert tester.model() is table.model()
            add(plan, "sam oduya")
            await shown(plan, "people", [["Sam Oduya", "Hall Trust", "", "member", "", "named"]])
            assert plan.find(QLineEdit, "add people").text() == ""
            assert table.currentIndex().data() == "Sam Oduya"
            add(plan, "sam oduya")
            assert told(plan) == "On the list already: Sam Oduya."
            assert len(plan.day.every("attendance")) == 1
            await bridge.take_back("undo")
            await shown(plan, "people", [])

    live(life)


def test_a_name_is_completed_from_the_register(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            know(plan, SAM)
            line = plan.find(NamesLine, "add people")
            line.setFocus()
            plan.write("odu")
            QTest.keyClick(line._popup, Qt.Key.Key_Down)
            QTest.keyClick(line._popup, Qt.Key.Key_Return)
            assert line.text() == "Sam Oduya"
            plan.key(Qt.Key.Key_Return)
            await shown(plan, "people", [["Sam Oduya", "Hall Trust", "", "member", "", "named"]])

    live(life)


def test_somebody_new_and_a_namesake_are_asked_about(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            know(plan, *TWO)
            add(plan, "Nia Pell")
            await until(lambda: plan.page.findChild(QPushButton, "newcomer Nia Pell") is not None)
            new = plan.find(QPushButton, "newcomer Nia Pell")
            assert rows(plan, "people") == []
            new.setFocus()
            plan.key(Qt.Key.Key_Space)
            await shown(plan, "people", [["Nia Pell", "", "", "member", "", "named"]])
            await until(lambda: plan.find(QLineEdit, "add people").text() == "")
            assert told(plan) == ""
            add(plan, "Amy Ray")
            asks = [one for one in plan.page.findChildren(QPushButton, "meant Amy Ray") if one.isVisible()]
            assert [one.text() for one in asks] == ["Amy Ray is Amy Ray, Baths", "Amy Ray is Amy Ray, Sheds"]
            asks[1].setFocus()
            plan.key(Qt.Key.Key_Space)
            await until(lambda: len(rows(plan, "people")) == 2)
            assert ["Amy Ray", "Sheds", "", "member", "", "named"] in rows(plan, "people")

    live(life)


def test_what_the_list_shows_is_put_right_in_place(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            know(plan, SAM)
            bridge.app.session_groups.add(day.keys, ["Halls", "Baths"])[1].result(10)
            bridge.app.day_people.add(day.occasion, ["sam"]).result(10)
            plan.choose(day.keys)
            await shown(plan, "people", [["Sam Oduya", "Hall Trust", "", "member", "", "named"]])
            await choose(plan, (0, 3), "here_as", "speaker")
            await until(partial(is_there, plan, 3, "speaker"))
            for column, words in (
                (0, "Sam Oduya-Pell"),
                (1, "The baths"),
                (2, "Warden"),
                (4, "halls; baths"),
            ):
                await retype(plan, (0, column), words)
                await until(partial(is_there, plan, column, words))
            await shown(
                plan,
                "people",
                [["Sam Oduya-Pell", "The baths", "Warden", "speaker", "Halls; Baths", "named"]],
            )
            assert plan.day.every("person", id="sam")[0].organisation == "The baths"
            assert [row[3] for row in rows(plan, "groups")] == ["1", "1"]
            await retype(plan, (0, 4), "")
            await shown(plan, "people", [["Sam Oduya-Pell", "The baths", "Warden", "speaker", "", "named"]])
            plan.choose(day.closing)
            await retype(plan, (0, 4), "Halls")
            await until(lambda: "no group ‘Halls’ in this session" in told(plan))

    live(life)


def test_delete_takes_somebody_off_and_says_what_stays_theirs(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            know(plan, SAM, TWO[0])
            bridge.app.day_people.add(day.occasion, ["sam", "one"]).result(10)
            bridge.app.session_editor.set_led_by(day.welcome, ["sam"]).result(10)
            await until(lambda: len(rows(plan, "people")) == 2)
            table = plan.find(QTableView, "people")
            table.setFocus()
            table.setCurrentIndex(table.model().index(0, 0))
            assert table.currentIndex().data() == "Sam Oduya"
            plan.key(Qt.Key.Key_Delete)
            await shown(plan, "people", [["Amy Ray", "Baths", "", "member", "", "named"]])
            await until(lambda: told(plan) == "Sam Oduya is off the list, and still leads ‘Welcome’.")
            assert table.currentIndex().data() == "Amy Ray"
            assert plan.day.every("session", id=day.welcome)[0].led_by == ("sam",)
            assert plan.day.every("person", id="sam") == [SAM]
            plan.key(Qt.Key.Key_Delete)
            await shown(plan, "people", [])

    live(life)


def test_a_name_and_how_somebody_is_quoted_reach_the_groups_and_are_taken_back(
    live, bridge, theme, day
) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            know(plan, SAM)
            bridge.app.session_groups.add(day.keys, ["Halls"])[1].result(10)
            bridge.app.day_people.add(day.occasion, ["sam"]).result(10)
            bridge.app.day_people.sit(day.keys, "sam", ["Halls"]).result(10)
            plan.choose(day.keys)
            await shown(plan, "people", [["Sam Oduya", "Hall Trust", "", "member", "Halls", "named"]])
            await retype(plan, (0, 0), "Sam Reid")
            await until(partial(is_there, plan, 0, "Sam Reid"))
            await choose(plan, (0, 5), "quoted_as", "anonymous")
            await until(partial(is_there, plan, 5, "anonymous"))
            (seat,) = plan.day.every("seat")
            assert (seat.shown, seat.initials, seat.is_not_to_be_named) == ("Sam Reid", "sr", True)
            await bridge.take_back("undo")
            await bridge.take_back("undo")
            await until(partial(is_there, plan, 0, "Sam Oduya"))
            (seat,) = plan.day.every("seat")
            assert (seat.shown, seat.initials, seat.is_not_to_be_named) == ("Sam Oduya", "so", False)

    live(life)
