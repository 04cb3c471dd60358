"""Long work from a page: a real process, a panel after half a second, Esc cancels, nothing half made."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.paths import Places
from facilitator.worker import Stopped
from tests.facilitator import working
from tests.ui.programs import running
from tests.ui.shell_places import PlanLike
from tests.ui.test_telling import toast
from tests.ui.waiting import until
from ui.main_window import MainWindow
from ui.place import Where
from ui.shell.work_panel import WorkPanel


def panel_of(window: MainWindow) -> WorkPanel:
    (panel,) = window.findChildren(WorkPanel)
    return panel


def test_short_work_answers_without_a_panel(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            panel = panel_of(program.window)
            total, pid = await program.window.work.run(working.add, 2, 3, title="Adding")
            assert total == 5
            assert pid != os.getpid()
            assert not panel.isVisible()

    live(life)


def test_long_work_shows_how_far_it_is_and_stops_by_esc(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            window = program.window
            window.show_place(Where("plan"))
            plan = window.here
            assert isinstance(plan, PlanLike)
            plan.line.setFocus()
            panel = panel_of(window)
            task = plan.scope.start(plan.work.run(working.count, 100_000, title="Counting"))
            await until(panel.isVisible)
            await until(lambda: panel.bar.value() > 0)
            assert panel.title.text() == "Counting"
            assert panel.bar.maximum() == 100_000
            assert panel.cancel.hasFocus()
            QTest.keyClick(panel.cancel, Qt.Key.Key_Escape)
            await until(task.done)
            assert not panel.isVisible()
            assert plan.line.hasFocus()
            assert toast(program) == "Stopped. No file was made or changed."
            with pytest.raises(Stopped):
                task.result()

    live(life)


def test_the_end_of_the_window_ends_the_process(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            task = program.scope.start(program.window.work.run(working.count, 100_000, title="Counting"))
            await until(lambda: program.window.work.is_busy)
        assert task.cancelled()
        assert not program.window.work.is_busy

    live(life)
