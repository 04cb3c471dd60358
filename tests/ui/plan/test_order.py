"""The running order by keyboard: moved, renamed, given a length, held, repaired, and taken back."""

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from tests.ui.plan.opening import ALT, CTRL, child, open_plan
from tests.ui.waiting import until
from ui.plan.asking import Choice, LineAsked, Sure
from ui.plan.hearing import heard, news
from ui.plan.models import SESSION_FORMAT


def test_what_a_session_has_become_is_spoken(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(day.tea)
            rows = plan.page.order.model.rows
            before = heard("day", rows, day.tea, "10 min too long: choose")
            assert news(before, before, rows) == ""
            plan.key(Qt.Key.Key_Up, ALT)
            await until(lambda: plan.titles[1] == "Tea")
            rows = plan.page.order.model.rows
            now = heard("day", rows, day.tea, "")
            assert news(before, now, rows) == "“Tea” is number 2 of 4 now, at 10:20. The day fits again."
            assert (
                news(now, heard("day", rows, day.tea, "5 min too long: choose"), rows)
                == "5 min too long: choose"
            )
            assert news(heard("another day", rows, day.tea, ""), now, rows) == ""
            gone = heard("day", rows, "nobody", "")
            assert news(now, gone, rows) == ""
            assert plan.page.order._heard.place == 2

    live(life)


def test_session_moves_and_times_flow(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            assert plan.times == ["10:00", "10:20", "11:20", "11:30"]
            plan.choose(plan.day.tea)
            plan.key(Qt.Key.Key_Up, ALT)
            await until(lambda: plan.titles == ["Welcome", "Tea", "Holding the keys", "Closing"])
            assert plan.times == ["10:00", "10:20", "10:30", "11:30"]
            assert plan.page.order.view.session == plan.day.tea
            await bridge.take_back("undo")
            await until(lambda: plan.titles[1] == "Holding the keys")
            assert plan.page.order.view.session == plan.day.tea

    live(life)


def test_length_is_typed_in_the_list(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(plan.day.welcome)
            plan.key(Qt.Key.Key_L)
            plan.write("soon")
            plan.key(Qt.Key.Key_Return)
            notice = plan.find(QLabel, "order notice")
            assert notice.text() == "‘soon’ is not a length. Write 75, 75m or 1h15."
            field = plan.find(QLineEdit, "length typed")
            assert field.property("wrong")
            assert field.hasFocus()
            field.selectAll()
            plan.write("1h10")
            plan.key(Qt.Key.Key_Return)
            await until(lambda: plan.times == ["10:00", "11:10", "12:10", "12:20"])
            assert plan.row(plan.day.welcome).length_text == "1 h 10"
            assert notice.isHidden()

    live(life)


def test_length_that_a_rule_refuses_is_told_beside_the_list(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(plan.day.keys)
            plan.key(Qt.Key.Key_L, CTRL)
            plan.write("2")
            plan.key(Qt.Key.Key_Return)
            notice = plan.find(QLabel, "order notice")
            await until(notice.isVisible)
            assert notice.text().startswith("Its parts take 15 minutes at least")
            assert plan.row(plan.day.keys).length == 60

    live(life)


def test_added_session_is_named_at_once(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(plan.day.tea)
            plan.key(Qt.Key.Key_N, CTRL)
            await until(lambda: plan.page.findChild(QLineEdit, "title typed") is not None)
            plan.write("Songs")
            plan.key(Qt.Key.Key_Return)
            await until(lambda: plan.titles == ["Welcome", "Holding the keys", "Tea", "Songs", "Closing"])
            plan.key(Qt.Key.Key_D, CTRL)
            await until(lambda: len(plan.titles) == 6)
            assert plan.titles[4] == "Songs (2)"
            plan.key(Qt.Key.Key_Delete)
            await until(lambda: len(plan.titles) == 5)

    live(life)


def test_session_with_notes_is_removed_only_if_that_is_meant(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.day.keep_note(plan.day.tea, "Biscuits matter.")
            plan.choose(plan.day.tea)
            plan.key(Qt.Key.Key_Delete)
            asked = await plan.dialog(Sure)
            assert "1 note" in " ".join(label.text() for label in asked.findChildren(QLabel))
            asked.reject()
            await plan.answered()
            assert len(plan.titles) == 4
            plan.key(Qt.Key.Key_Delete)
            (await plan.dialog(Sure)).accept()
            await until(lambda: "Tea" not in plan.titles)

    live(life)


def test_hard_stop_is_typed_and_what_is_no_time_stays_open(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(plan.day.tea)
            plan.key(Qt.Key.Key_H)
            asked = await plan.dialog(LineAsked)
            line, wrong = child(asked, QLineEdit, "asked"), child(asked, QLabel, "wrong")
            line.setText("noonish")
            asked.accept()
            assert wrong.text() == "‘noonish’ is not a time of day. Write 10:00, 10.00 or 10."
            line.setText("11.30")
            asked.accept()
            await until(lambda: plan.row(plan.day.tea).must_end == "11:30")
            assert plan.row(plan.day.tea).is_protected
            await plan.answered()
            plan.key(Qt.Key.Key_P)
            await until(lambda: not plan.row(plan.day.tea).is_protected)

    live(life)


def test_what_runs_over_is_told_and_repaired_by_a_number(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            chip = plan.find(QPushButton, "too long")
            assert chip.text() == "10 min too long: choose"
            assert plan.row(plan.day.closing).over_text == "10 min too long"
            plan.key(Qt.Key.Key_R, CTRL)
            panel = plan.page.order.repairs
            assert panel.isVisible()
            second = plan.find(QPushButton, "repair 2")
            assert second.accessibleName() == "Shorten one"
            assert second.accessibleDescription() == "‘Closing’: 1 h 40 → 1 h 30."
            plan.key(Qt.Key.Key_2)
            await until(lambda: plan.row(plan.day.closing).length == 90)
            assert panel.isHidden()
            assert chip.isHidden()
            heading = plan.find(QLabel, "order heading")
            assert heading.text() == "Running order · planned 3 h · must end 13:00"

    live(life)


def test_another_one_can_give_the_time(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.press(QPushButton, "too long")
            plan.find(QPushButton, "another one").click()
            asked = await plan.dialog(Choice)
            box = child(asked, QComboBox, "choice")
            previews = [box.itemText(place) for place in range(box.count())]
            assert previews[1] == "Breakouts in ‘Holding the keys’: 40 → 30 min."
            box.setCurrentIndex(1)
            asked.accept()
            await until(lambda: plan.row(day.keys).length == 50)
            assert plan.find(QPushButton, "too long").isHidden()

    live(life)


def test_session_is_dropped_between_others(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            view, model = plan.page.order.view, plan.page.order.model
            data = QMimeData()
            data.setData(SESSION_FORMAT, plan.day.welcome.encode())
            below = QPointF(view.visualRect(model.index_of(plan.day.tea)).center())
            below.setY(below.y() + 4)
            actions, buttons = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
            view.dropEvent(QDropEvent(below, actions, data, buttons, Qt.KeyboardModifier.NoModifier))
            await until(lambda: plan.titles == ["Holding the keys", "Tea", "Welcome", "Closing"])
            view.dropEvent(QDropEvent(QPointF(50, 1), actions, data, buttons, Qt.KeyboardModifier.NoModifier))
            await until(lambda: plan.titles[0] == "Welcome")

    live(life)


def test_every_act_has_a_name_and_the_menu_lists_them(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            plan.choose(plan.day.tea)
            acts = plan.page.acts()
            assert {"Add a session", "Move up", "Duplicate", "Remove", "Make it fit…"} <= {
                one.text() for one in acts
            }
            menu = plan.page._acts.menu()
            listed = [one.text() for one in menu.actions() if one.text()]
            assert "What it is" in listed
            assert {one.text() for one in acts} <= set(listed)
            menu.deleteLater()
            kinds = {one.objectName(): one for one in plan.page._acts._kinds.actions()}
            assert kinds["kind break"].isChecked()
            kinds["kind poll"].trigger()
            await until(lambda: plan.row(plan.day.tea).line.startswith("Poll"))

    live(life)
