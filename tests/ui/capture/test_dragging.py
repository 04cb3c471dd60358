"""A note is dragged from the list to where it is to be said, and back again."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView

from tests.ui.capture.conftest import At
from tests.ui.capture.dropping import drop, enter
from tests.ui.waiting import until
from ui.arrangement import Arrangement
from ui.capture.dragged import NOTE, POINT, dragged
from ui.capture.page import CapturePage
from ui.place import Said

Dragged = Qt.ItemFlag.ItemIsDragEnabled


def points(page: CapturePage) -> list[str]:
    return [note.id for note in page.body.report.report.notes.notes]


async def choose(page: CapturePage, notes: list[str]) -> None:
    page.bridge.app.report_back.choose(page.group, notes)
    await until(lambda: points(page) == notes)


def edge(view: QAbstractItemView, row: int) -> QPoint:
    """Return a place just inside the top of a row."""
    box = view.visualRect(view.model().index(row, 0))
    return QPoint(box.center().x(), box.top() + 1)


def test_a_note_is_dropped_between_two_points_and_its_order_is_kept(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.THREE_PANES)
            first, second, third = [row.note.id for row in page.body.model.rows[:3]]
            await choose(page, [first, second])
            row = page.body.model.number_of(third)
            held = page.body.model.mimeData([page.body.model.index(row)])
            assert dragged(held, NOTE) == third
            cards = page.body.report.report.list
            await until(lambda: not cards.visualRect(cards.model().index(1, 0)).isEmpty())
            assert drop(cards.viewport(), held, edge(cards, 1))
            await until(lambda: points(page) == [first, third, second])
            assert page.body.model.rows[row].note.report_rank

    live(life)


def test_where_three_are_one_takes_anothers_place_and_it_is_said(
    live, at_table: At, heard: list[Said]
) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.THREE_PANES)
            rows = page.body.model.rows
            ids = [row.note.id for row in rows[:4]]
            await choose(page, ids[:3])
            cards = page.body.report.report.list
            await until(lambda: not cards.visualRect(cards.model().index(2, 0)).isEmpty())
            held = page.body.model.mimeData([page.body.model.index(3)])
            assert not enter(cards.viewport(), held, edge(cards, 1))
            assert drop(cards.viewport(), held, cards.visualRect(cards.model().index(1, 0)).center())
            await until(lambda: points(page) == [ids[0], ids[3], ids[2]])
            assert heard[-1].words.startswith("Not reported back any more: “")
            assert rows[1].note.words[:30] in heard[-1].words

    live(life)


def test_a_point_is_dragged_back_among_the_notes(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.THREE_PANES)
            first, second = [row.note.id for row in page.body.model.rows[:2]]
            await choose(page, [first, second])
            notes = page.body.report.report.notes
            held = notes.mimeData([notes.index(0)])
            assert dragged(held, POINT) == first
            order = [row.note.id for row in page.body.model.rows]
            assert drop(page.body.notes.viewport(), held)
            await until(lambda: points(page) == [second])
            assert [row.note.id for row in page.body.model.rows] == order
            own = page.body.model.mimeData([page.body.model.index(0)])
            assert not enter(page.body.notes.viewport(), own)

    live(life)


def test_where_the_pane_is_a_drawer_its_button_takes_the_note(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            page.arrange(Arrangement.ONE_PANE)
            held = page.body.model.mimeData([page.body.model.index(1)])
            assert drop(page.body.report_button, held)
            await until(lambda: points(page) == [page.body.model.rows[1].note.id])

    live(life)


def test_what_is_off_the_record_or_not_kept_yet_is_not_dragged(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            model = page.body.model
            assert model.index(0).flags() & Dragged
            page.desk.keep("Between us -x")
            assert not model.index(model.rowCount() - 1).flags() & Dragged
            await until(lambda: not model.rows[-1].is_provisional)
            assert model.rows[-1].is_off_record
            assert not model.index(model.rowCount() - 1).flags() & Dragged

    live(life)
