"""The search line: every act and every name, by keyboard, and heard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from facilitator.directory import Entry, EntryKind
from facilitator.paths import Places
from sessions.edits import change
from tests.ui.shell_places import CaptureLike, PlanLike
from tests.ui.waiting import until
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.place import Where
from ui.shell.palette_rows import RowsModel, rows_of_entries

CTRL = Qt.KeyboardModifier.ControlModifier


def titles(window: MainWindow) -> list[str]:
    model = window.finding.palette.model
    return [model.row(number).title for number in range(model.rowCount())]


async def shown(bridge: Bridge, theme) -> MainWindow:
    window = MainWindow(theme, (PlanLike, CaptureLike))
    window.furnish(bridge)
    window.resize(1360, 850)
    window.show_place(Where("plan"))
    window.show()
    await bridge.open()
    await until(window.isActiveWindow)
    return window


async def gone(window: MainWindow, bridge: Bridge) -> None:
    await window.end()
    await bridge.close()
    window.hide()
    window.deleteLater()


def test_rows_are_a_sound_model(qapp) -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(rows_of_entries([Entry(EntryKind.GROUP, "Halls", "Keys")] * 3))
    model.show([])
    model.show(rows_of_entries([Entry(EntryKind.PERSON, "Zoë Farquhar", "Fellside")]))
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Zoë Farquhar, Fellside, Person"
    tester.deleteLater()


def test_a_group_is_found_by_the_beginning_of_its_name_and_gone_to(
    live, theme, bridge: Bridge, sample: Places
) -> None:
    async def life() -> None:
        window = await shown(bridge, theme)
        palette = window.finding.palette
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        assert palette.isVisible()
        assert titles(window)[0] == "Boil the urn"
        QTest.keyClicks(palette.line, "huts hal")
        await until(lambda: "Halls and huts" in titles(window))
        while palette.list.currentIndex().data() != "Halls and huts":
            QTest.keyClick(palette.line, Qt.Key.Key_Down)
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        assert not palette.isVisible()
        await until(lambda: window.here.name == "capture")
        capture = window.here
        assert isinstance(capture, CaptureLike)
        (where,) = capture.entered
        record = bridge.reader.view("group", where.group)
        assert record is not None
        assert record.fields["title"] == "Halls and huts"
        assert where.session == record.fields["session"]
        await gone(window, bridge)

    live(life)


def test_an_act_is_done_and_esc_gives_the_focus_back(live, theme, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        window = await shown(bridge, theme)
        plan = window.here
        assert isinstance(plan, PlanLike)
        plan.line.setFocus()
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        palette = window.finding.palette
        QTest.keyClicks(palette.line, "BOIL")
        assert titles(window)[:1] == ["Boil the urn"]
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        assert plan.done == ["boil"]
        assert plan.line.hasFocus()
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        QTest.keyClicks(palette.line, "zzzz")
        assert titles(window) == []
        assert palette.nothing.isVisible()
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        QTest.keyClick(palette.line, Qt.Key.Key_Escape)
        assert not palette.isVisible()
        assert plan.line.hasFocus()
        await gone(window, bridge)

    live(life)


def test_what_was_renamed_is_found_by_its_new_name(live, theme, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        window = await shown(bridge, theme)
        palette = window.finding.palette
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        await until(
            lambda: any(palette.model.row(at).end == "Gathering" for at in range(palette.model.rowCount()))
        )
        QTest.keyClick(palette.line, Qt.Key.Key_Escape)
        group = next(iter(bridge.reader.every("group"))).record.id
        edits = [change("group", group, title="The kettle that whistles")]
        await bridge.done(bridge.app.archive.commit(edits, bridge.app.actor, "group.rename"))
        QTest.keyClick(window, Qt.Key.Key_K, CTRL)
        QTest.keyClicks(palette.line, "whist")
        await until(lambda: titles(window) == ["The kettle that whistles"])
        await gone(window, bridge)

    live(life)
