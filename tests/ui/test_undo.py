"""Undo and redo across places: named, where they were done, and after what a text field has of its own."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.capture import group_named
from facilitator.paths import Places
from tests.ui.programs import running
from tests.ui.shell_places import PlanLike
from tests.ui.test_telling import toast
from tests.ui.waiting import until
from ui.place import Where
from ui.shell.undoing import place_of

CTRL = Qt.KeyboardModifier.ControlModifier


def test_an_act_of_another_place_is_gone_to_and_named(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            window, bridge = program.window, program.bridge
            group = group_named(bridge.reader, "halls")
            notes = len(list(bridge.reader.every("note", group=group)))
            bridge.app.capture(group).keep("The lift is out of order again.")
            QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
            await until(lambda: toast(program) == "Undone: keep a note")
            assert window.here.name == "capture"
            (where,) = window.here.entered  # type: ignore[attr-defined]  # it is a Plain
            assert where.group == group
            assert where.gathering
            assert len(list(bridge.reader.every("note", group=group))) == notes
            window.show_place(Where("home"))
            QTest.keyClick(window, Qt.Key.Key_Y, CTRL)
            await until(lambda: toast(program) == "Done again: keep a note")
            assert window.here.name == "capture"
            assert len(list(bridge.reader.every("note", group=group))) == notes + 1

    live(life)


def test_a_text_field_takes_its_own_back_first(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            window = program.window
            program.bridge.app.capture(group_named(program.bridge.reader, "halls")).keep("One more line.")
            window.show_place(Where("plan"))
            plan = window.here
            assert isinstance(plan, PlanLike)
            plan.line.setFocus()
            QTest.keyClicks(plan.line, "words")
            QTest.keyClick(plan.line, Qt.Key.Key_Z, CTRL)
            assert plan.line.text() == ""
            assert window.here is plan
            QTest.keyClick(plan.line, Qt.Key.Key_Z, CTRL)
            await until(lambda: toast(program) == "Undone: keep a note")
            assert window.here.name == "capture"

    live(life)


def test_nothing_to_undo_is_said_quietly(live, theme, places: Places) -> None:
    async def life() -> None:
        async with running(places, theme) as program:
            QTest.keyClick(program.window, Qt.Key.Key_Z, CTRL)
            await until(lambda: "nothing" in toast(program).casefold())
            assert program.window.here.name == "home"

    live(life)


def test_acts_that_belong_anywhere_go_nowhere() -> None:
    assert place_of("settings.change") == ""
    assert place_of("session.move") == "plan"
    assert place_of("off_the_record") == "capture"
