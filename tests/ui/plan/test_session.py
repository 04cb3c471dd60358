"""A session is edited beside the list: kept by itself, refused beside the field, taken back with everything else."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QMenu, QPlainTextEdit, QPushButton

from sessions.agenda import PartKind, Session
from sessions.edits import create
from sessions.network import Strand
from sessions.scopes import scope_for
from tests.facilitator.planning import Planned
from tests.ui.plan.opening import CTRL, OpenPlan, child, open_plan
from tests.ui.waiting import until
from ui.main_window import MainWindow
from ui.place import Where
from ui.plan.fields import KeptText
from ui.plan.models import CODE
from ui.plan.names_field import NamesLine
from ui.plan.page import PlanPage
from ui.plan.sources import SourcesDialog


def kept(plan: OpenPlan, session: str) -> Session:
    return next(one for one in plan.day.every("session") if one.id == session)


def test_fields_are_kept_when_they_are_left(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            question = plan.find(KeptText, "question")
            question.setFocus()
            plan.write("Who opens up?")
            plan.key(Qt.Key.Key_Tab)
            await until(lambda: kept(plan, day.keys).question == "Who opens up?")
            learnt = plan.find(KeptText, "learnt")
            learnt.setFocus()
            plan.write("Two keys are better.")
            plan.key(Qt.Key.Key_Return)
            plan.key(Qt.Key.Key_Return)
            plan.write("Say where they hang.")
            assert [mark for _top, mark in learnt.marks()] == ["•", "•"]
            plan.choose(day.tea)
            await until(
                lambda: kept(plan, day.keys).learnt == ("Two keys are better.", "Say where they hang.")
            )
            assert not question.toPlainText()
            assert not kept(plan, day.tea).learnt
            await bridge.take_back("undo")
            plan.choose(day.keys)
            await until(lambda: not learnt.toPlainText())
            assert question.toPlainText() == "Who opens up?"

    live(life)


def test_burst_is_one_change_after_a_pause(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            field = plan.find(KeptText, "why_now")
            field._pause.setInterval(1)
            field.setFocus()
            verbs: list[str] = []
            bridge.changed.connect(lambda changed: verbs.append(changed.change.verb))
            plan.write("Last year")
            await until(lambda: kept(plan, day.keys).why_now == "Last year")
            await until(lambda: verbs == ["session.write"])
            field._pause.setInterval(60_000)
            plan.write(" the urn")
            await plan.page.bridge.done(bridge.app.running_order.rename(day.keys, "Holding keys"))
            await until(lambda: "Holding keys" in plan.titles)
            assert field.toPlainText() == "Last year the urn", (
                "what is typed stays when something else changes"
            )
            assert plan.page.take_back()
            assert field.toPlainText() == "Last year"
            assert not plan.page.take_back()

    live(life)


def test_undo_belongs_to_the_window(live, bridge, theme, day) -> None:
    async def life() -> None:
        window = MainWindow(theme, (PlanPage,))
        window.furnish(bridge)
        window.resize(1300, 900)
        window.show_place(Where("plan"))
        window.show()
        await until(window.isActiveWindow)
        await bridge.open()
        page = window.here
        assert isinstance(page, PlanPage)
        await until(lambda: bool(page.order.model.rows))
        page.order.view.choose(day.welcome)
        title = child(page, QLineEdit, "session title")
        title.setFocus()
        title.selectAll()
        QTest.keyClicks(title, "Come in")
        QTest.keyClick(title, Qt.Key.Key_Return)
        await until(lambda: page.order.model.rows[0].title == "Come in")
        QTest.keyClick(title, Qt.Key.Key_Z, CTRL)
        await until(lambda: page.order.model.rows[0].title == "Welcome")
        assert title.text() == "Welcome"
        window.close()
        await until(window.isHidden)
        await window.end()
        await bridge.close()
        window.deleteLater()

    live(life)


def test_empty_title_is_refused_beside_it(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.tea)
            title = plan.find(QLineEdit, "session title")
            title.setFocus()
            title.selectAll()
            plan.key(Qt.Key.Key_Backspace)
            plan.key(Qt.Key.Key_Return)
            wrong = plan.page.session._wrong
            await until(wrong.isVisible)
            assert wrong.text()
            assert "Tea" in plan.titles

    live(life)


def test_names_are_completed_and_never_guessed(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            bridge.app.lists.take_people(day.occasion, "Moira Kincaid\tHall Trust\nSam Oduya\n").result(10)
            plan.choose(day.keys)
            led = plan.find(NamesLine, "led by")
            led.setFocus()
            plan.write("kinc")
            QTest.keyClick(led._popup, Qt.Key.Key_Down)
            QTest.keyClick(led._popup, Qt.Key.Key_Return)
            assert led.text() == "Moira Kincaid"
            plan.write(", Nia Pell")
            plan.key(Qt.Key.Key_Return)
            new = plan.find(QPushButton, "newcomer Nia Pell")
            assert new.text() == "Add “Nia Pell” as a new person"
            assert not kept(plan, day.keys).led_by
            QTest.mouseClick(new, Qt.MouseButton.LeftButton)
            await until(lambda: len(kept(plan, day.keys).led_by) == 2)
            names = {one.id: one.name for one in day.every("person")}
            assert [names[one] for one in kept(plan, day.keys).led_by] == ["Moira Kincaid", "Nia Pell"]
            await until(lambda: led.text() == "Moira Kincaid, Nia Pell")

    live(life)


def test_one_person_chairs(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            bridge.app.lists.take_people(day.occasion, "Sam Oduya\nNia Pell").result(10)
            plan.choose(day.keys)
            chaired = plan.find(QLineEdit, "chaired by")
            chaired.setText("Sam Oduya, Nia Pell")
            chaired.setFocus()
            plan.key(Qt.Key.Key_Return)
            wrong = plan.find(QLabel, "chaired_by wrong")
            assert wrong.text() == "One person chairs a session. Leave one name here."
            chaired.setText("nia pell")
            plan.key(Qt.Key.Key_Return)
            await until(lambda: bool(kept(plan, day.keys).chaired_by))
            await until(lambda: chaired.text() == "Nia Pell")
            await until(lambda: not wrong.text())

    live(life)


def test_namesakes_are_asked_about(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            lists = bridge.app.lists
            lists.take_people(day.occasion, "Name\tOrganisation\nJo Hart\tShed\n").result(10)
            lists.take_people(day.occasion, "Name\tOrganisation\nJo Hart\tBaths\n", {"2": "new"}).result(10)
            plan.choose(day.tea)
            led = plan.find(QLineEdit, "led by")
            led.setFocus()
            plan.write("Jo Hart")
            plan.key(Qt.Key.Key_Return)
            asked = [one for one in plan.page.findChildren(QPushButton, "meant Jo Hart") if one.isVisible()]
            assert {one.text() for one in asked} == {"Jo Hart is Jo Hart, Shed", "Jo Hart is Jo Hart, Baths"}
            assert not await plan.page.leave()
            assert plan.find(QLabel, "order notice").text().startswith("Jo Hart: not kept")
            baths = next(one for one in asked if "Baths" in one.text())
            QTest.mouseClick(baths, Qt.MouseButton.LeftButton)
            await until(lambda: bool(kept(plan, day.tea).led_by))
            person = next(one for one in day.every("person") if one.id == kept(plan, day.tea).led_by[0])
            assert person.organisation == "Baths"

    live(life)


def test_parts_are_added_and_their_lengths_flow(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.keys)
            plan.press(QPushButton, "add part")
            await until(lambda: len(plan.row(day.keys).parts) == 4)
            length = plan.find(QLineEdit, "part length")
            await until(length.hasFocus)
            plan.write("20")
            plan.key(Qt.Key.Key_Return)
            await until(lambda: plan.row(day.keys).length == 80)
            assert plan.times[2] == "11:40"
            who = plan.find(QLineEdit, "part people")
            who.setFocus()
            plan.write("Nia Pell")
            plan.key(Qt.Key.Key_Return)
            plan.find(QPushButton, "newcomer Nia Pell").click()
            await until(lambda: plan.row(day.keys).parts[3].people == ("Nia Pell",))
            plan.press(QPushButton, "earlier")
            await until(lambda: plan.row(day.keys).parts[2].length == 20)
            length.setFocus()
            length.selectAll()
            plan.write("a while")
            plan.key(Qt.Key.Key_Return)
            wrong = plan.find(QLabel, "part wrong")
            await until(wrong.isVisible)
            assert wrong.text().startswith("‘a while’ is not a length")
            plan.page.session.fields._parts.panel._on_kind()
            plan.press(QPushButton, "remove part")
            await until(lambda: len(plan.row(day.keys).parts) == 3)
            assert plan.row(day.keys).parts[1].kind is PartKind.BREAKOUTS

    live(life)


def test_strand_is_chosen_from_those_of_the_network(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            network = day.every("network")[0].id
            keeping = Strand("keeping", network, "KH", "Keeping house", rank="a")
            made = [create(keeping, scope_for("network"))]
            await bridge.done(bridge.app.archive.commit(made, bridge.app.actor, "test"))
            plan.choose(day.keys)
            strand = plan.find(QPushButton, "strand")
            assert strand.accessibleName() == "Strand: No strand"
            strand.click()
            menu = plan.find(QMenu, "strands")
            chosen = next(one for one in menu.actions() if one.text() == "KH · Keeping house")
            chosen.trigger()
            menu.close()
            await until(lambda: strand.text() == "KH · Keeping house")
            assert strand.property("tone") == "s1"
            index = plan.page.order.model.index_of(day.keys)
            assert index.data(CODE) == "KH"

    live(life)


def test_notes_of_earlier_gatherings_are_found_and_attached(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            earlier = Planned(bridge.app, "Autumn gathering")
            note = earlier.keep_note(earlier.welcome, "Two keys are better than one.")
            plan.choose(day.keys)
            plan.find(QPushButton, "add source").click()
            dialog = await plan.dialog(SourcesDialog)
            child(dialog, QLineEdit, "look for").setText("keys")
            dialog.look_now()
            found = child(dialog, QListWidget, "found notes")
            assert found.item(0).text() == "Two keys are better than one. — Autumn gathering, 2027, Welcome"
            found.item(0).setCheckState(Qt.CheckState.Checked)
            dialog.accept()
            await until(lambda: kept(plan, day.keys).source_notes == (note.id,))
            said = plan.find(QLabel, "sources counted")
            await until(lambda: said.text() == "1 note from Autumn gathering")
            sources = plan.find(QListWidget, "source list")
            sources.item(0).setSelected(True)
            plan.find(QPushButton, "detach source").click()
            await until(lambda: not kept(plan, day.keys).source_notes)

    live(life)


def test_field_grows_with_its_text(theme, qapp) -> None:
    field = KeptText("why_now", "Why now", theme)
    field.resize(300, 40)
    field.show()
    low = field.height()
    field.setPlainText("one\ntwo\nthree\nfour")
    assert field.height() >= low + 3 * field.fontMetrics().lineSpacing()
    assert isinstance(field, QPlainTextEdit)
    field.close()
    field.deleteLater()
