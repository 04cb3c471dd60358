"""Home by keyboard: the doors, what waits, a new gathering, an aim answered, a document looked through."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from facilitator.paths import Places
from sessions.aims import Outcome
from tests.ui.waiting import settled, until
from ui.arrangement import Arrangement
from ui.bridge import Bridge
from ui.home.aims import AimCard
from ui.home.page import HomePage
from ui.place import Where
from ui.widgets.card_button import CardButton

NOW = datetime(2026, 11, 26, 11, 12, tzinfo=UTC)


@asynccontextmanager
async def at_home(bridge: Bridge, theme):
    """Open Home in a window of its own."""
    page = HomePage(bridge, theme)
    page.resize(1200, 800)
    went: list[Where] = []
    page.go_requested.connect(went.append)
    page.show()
    page.enter(Where("home"))
    try:
        await bridge.open()
        await until(page.isActiveWindow)
        page.enter(Where("home"))
        await settled()
        yield page, went
    finally:
        await page.scope.aclose()
        page.hide()
        await bridge.close()
        page.deleteLater()
        await settled()


def texts(page: QWidget) -> str:
    """Return everything a page says."""
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    cards = [f"{one.text()} {one.line}" for one in page.findChildren(CardButton) if one.isVisible()]
    return "\n".join([*labels, *cards])


def named(page: QWidget, name: str) -> QWidget:
    """Return what has an object name."""
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def line(page: QWidget, name: str) -> QLineEdit:
    """Return the field of a name."""
    found = named(page, name)
    assert isinstance(found, QLineEdit)
    return found


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def test_each_door_opens_by_its_number_and_esc_comes_back(
    live, theme, sample: Places, bridge: Bridge
) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, went):
            assert page.doors.doors[0].hasFocus()
            press(page, Qt.Key.Key_1)
            assert went == [Where("capture")]
            press(page, Qt.Key.Key_2)
            assert page.starting.isVisible()
            focus = QApplication.focusWidget()
            assert isinstance(focus, CardButton)
            press(focus, Qt.Key.Key_Escape)
            assert page.doors.doors[0].hasFocus()
            press(page, Qt.Key.Key_3)
            assert page.checking.isVisible()

    live(life)


def test_what_waits_is_there_and_opens(live, theme, sample: Places, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, went):
            with bridge.app.archive.reader() as reader:
                gathering = next(iter(reader.every("gathering"))).record
            assert gathering.title in texts(page)
            card = named(page, f"lately {gathering.id}")
            press(card, Qt.Key.Key_Space)
            assert went == [Where("plan", gathering.id)]

    live(life)


def test_an_empty_archive_teaches(live, theme, places: Places, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            assert "Nothing yet." in texts(page)
            assert "Still promised" not in texts(page)

    live(life)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_half_typed_line_is_kept_or_let_go(
    live, theme, sample: Places, bridge: Bridge, is_kept: bool
) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            group = next(iter(bridge.reader.every("group"))).record.id
            bridge.app.capture(group).keep_draft("The minibus only came on")
            bridge.app.archive.settle_drafts()
            page._on_opened()
            await settled()
            assert "“The minibus only came on”" in texts(page)
            buttons = named(page, "recovered").findChildren(QPushButton)
            press(buttons[0 if is_kept else 1], Qt.Key.Key_Space)
            await until(lambda: "minibus" not in texts(page))
            kept = [one.record.words for one in bridge.reader.every("note", group=group)]
            assert ("The minibus only came on" in kept) is is_kept
            assert bridge.reader.drafts() == ((), ())

    live(life)


def test_a_gathering_begins_from_a_pattern(live, theme, places: Places, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, went):
            press(page, Qt.Key.Key_2)
            focus = QApplication.focusWidget()
            assert focus is not None
            press(focus, Qt.Key.Key_Space)
            await until(lambda: page.findChild(QWidget, "new gathering") is not None)
            form = named(page, "new gathering")
            await until(form.isActiveWindow)
            title = line(form, "title")
            title.clear()
            press(title, Qt.Key.Key_Return)
            assert "It needs a title" in texts(form)
            QTest.keyClicks(title, "Ferry workshop")
            QTest.keyClicks(line(form, "network"), "Longbench")
            press(title, Qt.Key.Key_Return)
            await until(lambda: bool(went))
            with bridge.app.archive.reader() as reader:
                (made,) = [kept.record for kept in reader.every("gathering")]
                assert len(list(reader.every("session"))) > 3
            assert made.title == "Ferry workshop"
            assert went == [Where("plan", made.id)]

    live(life)


def test_a_title_that_is_taken_is_told_in_the_form(live, theme, sample: Places, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, went):
            gathering = next(iter(bridge.reader.every("gathering"))).record
            page._on_like(gathering.id)
            await until(lambda: page.findChild(QWidget, "new gathering") is not None)
            form = named(page, "new gathering")
            await until(form.isActiveWindow)
            title = line(form, "title")
            title.setText(gathering.title)
            press(title, Qt.Key.Key_Return)
            await until(lambda: gathering.title in texts(form))
            assert not went
            press(form, Qt.Key.Key_Escape)
            await settled()

    live(life)


def test_an_aim_is_answered(live, theme, sample: Places, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            from sessions.aims import Aim
            from sessions.edits import create

            network = next(iter(bridge.reader.every("network"))).record.id
            aim = Aim("aim-1", network, "Publish the list of keys by spring.")
            await bridge.done(bridge.app.archive.commit([create(aim, "network")], "amal", "folder.import"))
            await until(lambda: "One aim waits for a word" in texts(page))
            press(named(page, "aims"), Qt.Key.Key_Space)
            await settled()
            card = page.aims.findChild(AimCard)
            assert card.findChild(QComboBox).hasFocus()
            QTest.keyClicks(card.became, "It hangs in every hall.")
            press(card.became, Qt.Key.Key_Return)
            await until(lambda: "Nothing waits" in texts(page))
            (answered,) = [kept.record for kept in bridge.reader.every("aim") if kept.record.id == "aim-1"]
            assert (answered.outcome, answered.became) == (Outcome.DONE, "It hangs in every hall.")

    live(life)


def test_a_document_is_looked_through_and_its_doubts_copied(
    live, theme, sample: Places, bridge: Bridge, tmp_path: Path
) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            press(page, Qt.Key.Key_3)
            file = tmp_path / "draft.md"
            file.write_text("Of all, 60% said yes, 30% no and 20% nothing.\n", "utf-8")
            page._on_dropped(str(file))
            await until(lambda: "60% + 30% + 20% make 110 %." in texts(page))
            press(named(page, "copy doubts"), Qt.Key.Key_Space)
            assert QGuiApplication.clipboard().text() == "Paragraph 1: 60% + 30% + 20% make 110 %."
            page._on_dropped(str(tmp_path / "none.md"))
            await until(lambda: "cannot be read" in texts(page))

    live(life)


def test_a_file_that_is_held_over_the_page_is_seen_to_be_taken(
    live, theme, sample: Places, bridge: Bridge, tmp_path: Path
) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            press(page, Qt.Key.Key_3)
            area, middle = named(page, "drop a document"), page.checking.rect().center()
            file = tmp_path / "draft.txt"
            file.write_text("Nothing to doubt.\n", "utf-8")
            held, other = QMimeData(), QMimeData()
            held.setUrls([QUrl.fromLocalFile(str(file))])
            other.setText("words")
            how = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
            words = QDragEnterEvent(middle, how[0], other, how[2], how[3])
            words.ignore()
            QApplication.sendEvent(page.checking, words)
            assert not words.isAccepted()
            QApplication.sendEvent(page.checking, QDragEnterEvent(middle, *how))
            assert area.property("on") == "true"
            QApplication.sendEvent(page.checking, QDragLeaveEvent())
            assert area.property("on") is None
            QApplication.sendEvent(page.checking, QDragEnterEvent(middle, *how))
            QApplication.sendEvent(page.checking, QDropEvent(QPointF(middle), *how))
            assert area.property("on") is None
            await until(lambda: "draft.txt –" in texts(page))

    live(life)


def test_what_it_is_can_be_read_and_closed(live, theme, places: Places, bridge: Bridge) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            press(named(page, "about"), Qt.Key.Key_Space)
            await until(
                lambda: (
                    page.findChild(QWidget, "about", Qt.FindChildOption.FindDirectChildrenOnly) is not None
                )
            )
            dialog = page.findChild(QWidget, "about", Qt.FindChildOption.FindDirectChildrenOnly)
            await until(dialog.isActiveWindow)
            assert "Nobody is recorded" in texts(dialog)
            press(dialog, Qt.Key.Key_Escape)
            await until(lambda: not dialog.isVisible())

    live(life)


@pytest.mark.parametrize("size", [(1282, 686), (627, 560), (424, 560)])
def test_home_scrolls_where_it_is_higher_than_the_window_and_no_further(
    live, theme, sample: Places, bridge: Bridge, size: tuple[int, int]
) -> None:
    async def life() -> None:
        async with at_home(bridge, theme) as (page, _went):
            is_wide = size[0] > 1000
            page.resize(*size)
            page.arrange(Arrangement.THREE_PANES if is_wide else Arrangement.ONE_PANE)
            await settled()
            (scroll,) = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
            assert (scroll.verticalScrollBar().maximum() == 0) is is_wide
            content = scroll.widget()
            cards = [one for one in page.waiting.findChildren(CardButton) if one.isVisible()]
            assert cards
            for one in (*cards, *page.doors.doors):
                assert one.height() >= one.heightForWidth(one.width())
                assert one.mapTo(content, one.rect().bottomLeft()).y() < content.height()

    live(life)
