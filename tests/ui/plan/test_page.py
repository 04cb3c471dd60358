"""The page as a whole: what it says above and below, how it makes room, what leaves, and how it starts."""

import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton

from sessions.edits import create
from sessions.gathering import Occasion
from tests.facilitator.planning import DAY
from tests.ui.plan.opening import OpenPlan, child, open_plan
from tests.ui.waiting import until
from ui.place import Where
from ui.plan.page import PlanPage


async def save_as(plan: OpenPlan, path: str) -> None:
    """Answer the dialog that asks where to."""
    dialog = await plan.dialog(QFileDialog)
    child(dialog, QLineEdit, "fileNameEdit").setText(path)
    QTest.keyClick(child(dialog, QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)


def test_says_what_is_open_and_what_it_holds(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            heads: list[tuple[str, str]] = []
            states: list[str] = []
            plan.page.headed.connect(lambda *words: heads.append(words))
            plan.page.stated.connect(states.append)
            plan.page.enter(Where("plan", day.gathering, day.tea))
            assert heads == [("Spring gathering", "4 March 2027 · 10:00–13:10 · online")]
            assert states == ["4 sessions · 0 groups · 0 polls"]
            assert plan.page.order.view.session == day.tea
            plan.page.enter(Where("plan", session=day.keys))
            assert plan.page.gathering == day.gathering
            assert plan.page.order.view.session == day.keys

    live(life)


def test_without_a_gathering_the_next_act_is_shown(live, bridge, theme) -> None:
    async def life() -> None:
        page = PlanPage(bridge, theme)
        page.show()
        await bridge.open()
        heading = child(page, QLabel, "empty heading")
        await until(lambda: heading.text() == "No gathering yet")
        went: list[Where] = []
        page.go_requested.connect(went.append)
        child(page, QPushButton, "make a gathering").click()
        assert went == [Where("home")]
        assert [one.objectName() for one in page.acts()] == []
        page.close()
        await page.scope.aclose()
        await bridge.close()
        page.deleteLater()

    live(life)


def test_one_pane_shows_the_session_over_the_list(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day, 600, 640) as plan:
            order, session = plan.page.order, plan.page.session
            assert order.isVisible()
            assert session.isHidden()
            plan.choose(day.keys)
            plan.key(Qt.Key.Key_Return)
            assert session.isVisible()
            assert order.isHidden()
            assert session.has_focus_within
            assert session._inside.width() <= plan.page.width()
            plan.key(Qt.Key.Key_Escape)
            assert order.isVisible()
            assert session.isHidden()

    live(life)


def test_another_day_of_the_gathering_is_chosen(live, bridge, theme, day) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            days = plan.find(QComboBox, "occasions")
            assert days.isHidden()
            dinner = Occasion("dinner", day.gathering, "dinner", "Dinner", DAY, starts=1140, rank="a")
            await bridge.done(
                bridge.app.archive.commit([create(dinner, day.scope)], bridge.app.actor, "test")
            )
            await until(days.isVisible)
            assert days.currentData() == day.occasion
            days.setCurrentIndex(days.findData("dinner"))
            days.activated.emit(days.currentIndex())
            assert plan.titles == []
            assert plan.page.row is None
            plan.page.order.add_requested.emit()
            await until(lambda: plan.titles == ["New session"])
            assert plan.times == ["19:00"]

    live(life)


def test_running_order_and_brief_leave_as_files(live, bridge, theme, day, tmp_path) -> None:
    async def life() -> None:
        async with open_plan(bridge, theme, day) as plan:
            target = tmp_path / "order.html"
            plan.page._acts.named("running order").trigger()
            await save_as(plan, str(target))
            await until(lambda: bool(plan.said))
            assert plan.said[0].words == f"The running order is in {target}."
            assert "Holding the keys" in target.read_text("utf-8")
            await plan.answered()
            plan.choose(day.keys)
            brief = tmp_path / "brief.html"
            plan.page._acts.named("brief").trigger()
            await save_as(plan, str(brief))
            await until(lambda: len(plan.said) == 2)
            assert plan.said[1].words == f"The brief of “Holding the keys” is in {brief}."
            assert "Report back" in brief.read_text("utf-8")

    live(life)


def test_plan_is_made_before_the_store_is_there() -> None:
    code = "import sys, ui.plan.page; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
