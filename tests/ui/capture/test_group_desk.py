"""What the panes ask for is done in a real archive, and comes back by the way of every change."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.capture import group_named
from facilitator.paths import Places
from sessions.edits import change
from sessions.gathering import GroundRule
from tests.ui.capture.sheets import MINUTE
from tests.ui.waiting import until
from ui.aio import TaskScope
from ui.bridge import Bridge
from ui.capture.group_desk import GroupDesk, placed
from ui.capture.notes_source import NotesSource
from ui.capture.part_clock import PartClock
from ui.capture.prompt_list import NONE_MARKED
from ui.capture.report_pane import ReportPane
from ui.capture.sheet import CardPoint, Sheet
from ui.capture.side_pane import SidePane
from ui.theme import Theme

TWENTY_TO_ELEVEN = int(datetime(2026, 11, 12, 10, 40, tzinfo=UTC).timestamp()) * 1000
"""The groups sit apart from 10:20 to 10:55."""


class Beside(QObject):
    """A page that is nothing but the panes."""

    def __init__(self, bridge: Bridge, theme: Theme, group: str, now: int = TWENTY_TO_ELEVEN) -> None:
        super().__init__()
        self.bridge = bridge
        self.scope = TaskScope(self)
        self.failed: list[BaseException] = []
        self.scope.failed.connect(self.failed.append)
        self.now = now
        self.clock = PartClock(lambda: self.now, self)
        self.window = QWidget()
        self.side = SidePane(theme, self.clock, self.window)
        self.report = ReportPane(theme, self.window)
        self.group = group_named(bridge.reader, group)
        self.desk = GroupDesk(bridge, self.scope, lambda: self.now, self)
        self.desk.serve(self.side, self.report)
        self.desk.open_group(NotesSource(bridge, self.group))
        self.window.show()

    @property
    def sheet(self) -> Sheet:
        return self.desk.sheet

    def says(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        assert label is not None
        return label.text()

    async def close(self) -> None:
        await self.scope.aclose()
        assert self.failed == []
        self.window.close()
        self.window.deleteLater()
        self.deleteLater()


Work = Callable[[Beside], Coroutine[Any, Any, None]]


@pytest.fixture
def beside(live, theme: Theme, bridge: Bridge, sample: Places) -> Callable[..., None]:
    """Return what opens a group beside an archive of its own, does some work and closes it."""

    def run(work: Work, group: str = "halls") -> None:
        async def life() -> None:
            await bridge.open()
            made = Beside(bridge, theme, group)
            await until(made.window.isActiveWindow)
            await work(made)
            await made.close()
            await bridge.close()

        live(life)

    return run


def test_a_group_is_shown(beside) -> None:
    async def work(page: Beside) -> None:
        sheet = page.sheet
        assert (sheet.session, sheet.group) == ("Holding the keys", "Halls and huts")
        assert (sheet.strand, sheet.strand_number) == ("KH · Keeping house", 0)
        assert sheet.introduced_by == ("Winifred Adjei",)
        assert len(sheet.prompts) == 3
        assert page.says("time left") == "15 min left"
        assert [one.shown for one in sheet.people][:2] == ["Zoë Farquhar", "Llŷr Prydderch"]
        assert sheet.read_out is not None
        assert (sheet.read_out.by, sheet.read_out.at) == ("Joan Treloar", "10:04")
        assert page.says("to mend words") == "1 gap · 1 line without a speaker"
        assert [(one.owner_name, one.due) for one in sheet.actions] == [("Llŷr Prydderch", "1 December")]

    beside(work)


def test_who_does_not_sit_apart_has_the_time_of_the_part_that_runs(beside) -> None:
    async def work(page: Beside) -> None:
        assert page.says("time left") == "15 min left"
        assert page.says("time until").startswith("until ")

    beside(work, "plenary")


def test_the_next_part_follows_where_everybody_is_together(beside) -> None:
    async def work(page: Beside) -> None:
        page.now += 15 * MINUTE
        page.clock.tick()
        await until(lambda: page.says("time left") == "15 min left")

    beside(work, "plenary")


def test_the_time_and_the_mark_are_back_with_the_group_and_after_a_restart(
    live, theme: Theme, bridge: Bridge, sample: Places
) -> None:
    async def life() -> None:
        await bridge.open()
        page = Beside(bridge, theme, "halls")
        await until(page.window.isActiveWindow)
        before = bridge.reader.stacks(bridge.app.archive.device)
        page.now += 5 * 60 * MINUTE
        page.clock.start_by_hand(30)
        page.side.prompts.setFocus()
        QTest.keyClick(page.side.prompts, Qt.Key.Key_Down)
        QTest.keyClick(page.side.prompts, Qt.Key.Key_Space)
        page.now += 10 * MINUTE
        page.desk.open_group(NotesSource(bridge, group_named(bridge.reader, "plenary")))
        assert page.side.prompts.prompts.marked == NONE_MARKED
        assert not page.clock.is_by_hand
        page.desk.open_group(NotesSource(bridge, page.group))
        assert (page.side.prompts.prompts.marked, page.says("time left")) == (1, "20 min left")
        assert bridge.reader.stacks(bridge.app.archive.device) == before, "no act was made of it"
        await page.close()
        await bridge.close()
        again = Bridge(sample)
        await again.open()
        page = Beside(again, theme, "halls", page.now + 5 * MINUTE)
        assert (page.side.prompts.prompts.marked, page.says("time left")) == (1, "15 min left")
        page.clock.stop()
        await until(page.window.isActiveWindow)
        page.side.prompts.setFocus()
        page.side.prompts.setCurrentIndex(page.side.prompts.prompts.index(1))
        QTest.keyClick(page.side.prompts, Qt.Key.Key_Space)
        assert again.app.archive.drafts() == (), "nothing is left to remember"
        await page.close()
        await again.close()

    live(life)


def test_a_stranger_is_added_named_anew_and_removed(beside) -> None:
    async def work(page: Beside) -> None:
        who = page.side.who
        count = len(page.sheet.people)
        page.side.add_person()
        QTest.keyClicks(who.field, "Odd Reyes")
        QTest.keyClick(who.field, Qt.Key.Key_Return)
        await until(lambda: len(page.sheet.people) == count + 1)
        odd = page.sheet.people[-1]
        assert odd.shown == "Odd Reyes"
        who.person_renamed.emit(odd.id, "Odd Rasmussen")
        await until(lambda: page.sheet.people[-1].shown == "Odd Rasmussen")
        who.naming_chosen.emit(odd.id, True)
        await until(lambda: page.sheet.people[-1].is_not_to_be_named)
        who.person_removed.emit(odd.id)
        await until(lambda: len(page.sheet.people) == count)

    beside(work)


def test_a_half_typed_name_waits_in_its_group_and_that_is_said(
    live, theme: Theme, bridge: Bridge, sample: Places
) -> None:
    async def life() -> None:
        await bridge.open()
        page = Beside(bridge, theme, "halls")
        told: list[str] = []
        page.desk.told.connect(told.append)
        await until(page.window.isActiveWindow)
        page.side.add_person()
        QTest.keyClicks(page.side.who.field, "Odd Rey")
        page.desk.open_group(NotesSource(bridge, group_named(bridge.reader, "plenary")))
        assert told == ["“Odd Rey” is typed and not kept: it waits under ‘Who is here’ of Halls and huts."]
        assert page.side.who.field.isHidden()
        await page.close()
        await bridge.close()
        again = Bridge(sample)
        await again.open()
        page = Beside(again, theme, "halls")
        assert page.side.half_typed() == ["Odd Rey"]
        await until(page.window.isActiveWindow)
        page.side.who.field.setFocus()
        QTest.keyClick(page.side.who.field, Qt.Key.Key_Return)
        await until(lambda: page.sheet.people[-1].shown == "Odd Rey")
        assert again.app.archive.drafts() == ()
        await page.close()
        await again.close()

    live(life)


def test_why_a_name_was_not_taken_stands_beside_the_field(beside) -> None:
    async def work(page: Beside) -> None:
        page.side.add_person()
        QTest.keyClicks(page.side.who.field, "Patience Mutasa")
        QTest.keyClick(page.side.who.field, Qt.Key.Key_Return)
        await until(lambda: "is here already" in page.says("name wrong"))
        assert page.side.who.field.text() == "Patience Mutasa"

    beside(work)


def test_a_line_that_stands_nowhere_else_has_nothing_read_for_it(beside) -> None:
    async def work(page: Beside) -> None:
        heard: list[Sheet] = []
        waiting = page.desk.findChild(QTimer)
        assert waiting is not None
        page.desk.sheet_read.connect(heard.append)
        desk = page.bridge.app.capture(page.group)
        changes: list[object] = []
        page.bridge.changed.connect(changes.append)
        for line in (
            "The lift is out of order again.",
            "a secret that @@ knows -x",
            "! Ask who holds the keys",
        ):
            changes.clear()
            desk.begin(line)
            await until(lambda: bool(changes))
            assert not waiting.isActive()
        assert heard == []
        before = len(page.sheet.actions)
        desk.begin(">write to the council")
        await until(lambda: len(page.sheet.actions) > before)
        desk.begin("a budget for @@ of them")
        await until(lambda: page.says("to mend words") == "2 gaps · 1 line without a speaker")
        desk.begin('"Nobody told us"')
        await until(
            lambda: (
                page.says("to mend words") == "2 gaps · 1 quote without a speaker · 1 line without a speaker"
            )
        )

    beside(work)


def test_a_long_group_is_looked_through_in_a_thread_and_counted(beside) -> None:
    async def work(page: Beside) -> None:
        counts: list[int] = []
        page.desk.looked_through.connect(counts.append)
        overview = page.bridge.app.group_pages.overview(page.group)
        page.desk.open_group(NotesSource(page.bridge, page.group), is_long=True)
        assert page.sheet.people
        assert page.sheet.actions == ()
        await until(lambda: bool(page.sheet.actions))
        assert counts == [overview.counts.notes + overview.off_record]
        page.desk.look_through()
        await until(lambda: len(counts) == 2)

    beside(work)


def test_points_are_picked_ordered_and_let_go(beside) -> None:
    async def work(page: Beside) -> None:
        notes = [kept.record for kept in page.bridge.reader.notes_back(page.group, page.bridge.app.actor)]
        key, dull, third = (
            one.id for one in notes if one.kind.value == "key message" or "caretaker" in one.words
        )
        page.desk.pick(key, 1)
        await until(lambda: len(page.sheet.picked) == 1)
        page.desk.pick(dull, 2)
        await until(lambda: len(page.sheet.picked) == 2)
        page.desk.pick(third, 1)
        await until(lambda: [one.id for one in page.sheet.picked] == [third, key, dull])
        points = page.report.report.list
        points.setFocus()
        points.setCurrentIndex(points.model().index(2, 0))
        QTest.keyClick(points, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        await until(lambda: [one.id for one in page.sheet.picked] == [third, dull, key])
        assert points.currentIndex().row() == 1
        QTest.keyClick(points, Qt.Key.Key_Delete)
        await until(lambda: [one.id for one in page.sheet.picked] == [third, key])
        assert page.says("report back heading") == "To report back · 2 of 3"

    beside(work)


def test_an_action_is_given_to_somebody_else_and_ticked(beside) -> None:
    async def work(page: Beside) -> None:
        actions = page.report.actions_list
        actions.list.setFocus()
        QTest.keyClick(actions.list, Qt.Key.Key_Return)
        assert actions.editor.who.currentText() == "Llŷr Prydderch"
        QTest.keyClick(actions.editor.who, Qt.Key.Key_Down)
        actions.editor.due.setFocus()
        actions.editor.due.selectAll()
        QTest.keyClicks(actions.editor.due, "end of May")
        QTest.keyClick(actions.editor.due, Qt.Key.Key_Return)
        await until(lambda: page.sheet.actions[0].due == "end of May")
        assert page.sheet.actions[0].owner_name == "Patience Mutasa"
        assert actions.list.hasFocus()
        QTest.keyClick(actions.list, Qt.Key.Key_Space)
        await until(lambda: page.sheet.actions[0].is_done)
        QTest.keyClick(actions.list, Qt.Key.Key_Space)
        await until(lambda: not page.sheet.actions[0].is_done)

    beside(work)


def test_what_was_agreed_is_read_out_and_kept(beside) -> None:
    async def work(page: Beside) -> None:
        occasion = page.bridge.reader.page("occasion")[0].record
        forgotten = change(
            "occasion", occasion.id, ground_rule=GroundRule.NOT_ANNOUNCED, announced_by="", announced_at=-1
        )
        page.bridge.app.archive.commit([forgotten], page.bridge.app.actor, "forgotten")
        await until(lambda: page.sheet.read_out is not None and not page.sheet.read_out.is_done)
        card = page.side.read_out
        assert card.rule.isVisible()
        QTest.keyClick(card.rule, Qt.Key.Key_Down)
        card.tell()
        await until(lambda: page.sheet.read_out is not None and page.sheet.read_out.is_done)
        assert page.sheet.read_out is not None
        assert page.sheet.read_out.by == "Yemi Adekunle"
        assert page.bridge.reader.page("occasion")[0].record.ground_rule is GroundRule.CHATHAM_HOUSE

    beside(work)


def test_a_card_holds_only_what_may_be_said(beside) -> None:
    async def work(page: Beside) -> None:
        documents = len(page.bridge.reader.page("document"))
        card = await page.desk.card()
        assert card.session == "Holding the keys"
        assert card.group == "Halls and huts"
        assert (
            CardPoint("No keys without a dowry: five years of repairs, in money, on the day.") in card.points
        )
        assert card.actions == ("Type up the list of dull questions – Llŷr Prydderch, 1 December",)
        assert card.seconds > 0
        assert card.left_out == 0
        assert len(page.bridge.reader.page("document")) == documents

    beside(work)


@pytest.mark.parametrize(
    ("picked", "note", "number", "wanted"),
    [
        ((), "a", 3, ("a",)),
        (("a",), "b", 1, ("b", "a")),
        (("a", "b"), "a", 2, ("b", "a")),
        (("a", "b", "c"), "c", 1, ("c", "a", "b")),
        (("a", "b", "c"), "d", 2, ("a", "d", "c")),
    ],
)
def test_a_number_says_where_a_note_is_said(
    picked: tuple[str, ...], note: str, number: int, wanted: tuple[str, ...]
) -> None:
    assert placed(picked, note, number) == wanted
