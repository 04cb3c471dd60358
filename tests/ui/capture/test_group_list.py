"""The list of what one could take notes for."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from facilitator.capture import group_named
from facilitator.paths import Places
from facilitator.sources import Source, source_of
from sessions.agenda import Session
from sessions.edits import create
from sessions.scopes import scope_for
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.bridge import Bridge
from ui.capture.group_choices import CHOICE, SOURCES, GroupChoice, GroupChoices, RowKind, choices, today
from ui.capture.group_list import GroupList
from ui.capture.page import CapturePage
from ui.place import Where
from ui.places import PLACES
from ui.theme import Theme

KEYS = Qt.Key
TODAY = date(2026, 6, 18)


def test_groups_stand_below_their_sessions_in_order(live, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        await bridge.open()
        model = GroupChoices()
        tester = QAbstractItemModelTester(model)
        found = choices(bridge.reader, TODAY)
        model.show_choices(found)
        assert model.index(0, 0).data(CHOICE).kind is RowKind.NOW
        assert found[0].kind is RowKind.SESSION
        sessions = [kept.record for kept in bridge.reader.every("session")]
        groups = [kept.record.id for kept in bridge.reader.every("group")]
        assert {one.id for one in found if one.kind is RowKind.GROUP} == set(groups)
        assert [one.id for one in found if one.is_heading] == [
            one.id for one in sorted(sessions, key=lambda one: (one.rank, one.key))
        ]
        keys = group_named(bridge.reader, "halls")
        (row,) = [one for one in found if one.id == keys]
        assert row.words.endswith(" notes")
        assert row.beside in row.words
        for at in range(model.rowCount()):
            index = model.index(at, 0)
            assert bool(index.flags() & Qt.ItemFlag.ItemIsSelectable) is not index.data(CHOICE).is_heading
        tester.deleteLater()
        model.deleteLater()
        await bridge.close()

    live(life)


def test_only_the_nearest_day_names_what_is_not_there_yet(live, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        await bridge.open()
        missing = {RowKind.MORE, RowKind.SOURCE}
        assert any(one.kind in missing for one in choices(bridge.reader, TODAY))
        (first, *_others) = [kept.record for kept in bridge.reader.every("occasion")]
        other = create(
            replace(first, id="later", key="later", date=date(2031, 1, 2)),
            scope_for("occasion", first.gathering),
        )
        alone = Session("alone", "later", "alone", "Nobody yet")
        made = create(alone, scope_for("session", first.gathering))
        await bridge.done(bridge.app.archive.commit([other, made], bridge.app.actor, "session.add"))
        near = choices(bridge.reader, date(2031, 1, 2))
        assert [one.kind for one in near[:2]] == [RowKind.SESSION, RowKind.MORE]
        assert near[1].sources == SOURCES
        assert not any(one.kind in missing for one in near[2:])
        assert "alone" not in {one.id for one in choices(bridge.reader, TODAY)}
        await bridge.close()

    live(life)


def test_arrows_pass_headings_by_and_what_is_missing_opens_up(live, theme: Theme) -> None:
    async def life() -> None:
        listed = GroupList(theme)
        listed.resize(700, 900)
        heading = GroupChoice(RowKind.SESSION, "s", "Who holds what")
        more = GroupChoice(RowKind.MORE, "s", "Something else", sources=SOURCES)
        listed.show_choices([heading, GroupChoice(RowKind.GROUP, "g", "Keys", notes=3), more])
        listed.show()
        await until(listed.isActiveWindow)
        listed.list.setFocus()
        QTest.keyClick(listed.list, KEYS.Key_Down)
        assert listed.list.currentIndex().data(CHOICE).kind is RowKind.GROUP
        assert listed.list.currentIndex().data(CHOICE).id == "g"
        asked: list[tuple[str, str]] = []
        listed.source_chosen.connect(lambda session, source: asked.append((session, source)))
        QTest.keyClick(listed.list, KEYS.Key_Down)
        QTest.keyClick(listed.list, KEYS.Key_Return)
        assert listed.model.rowCount() == 3 + len(SOURCES)
        assert listed.list.currentIndex().data(CHOICE).sources == SOURCES[:1]
        QTest.keyClick(listed.list, KEYS.Key_Down)
        QTest.keyClick(listed.list, KEYS.Key_Return)
        assert asked == [("s", SOURCES[1])]
        listed.deleteLater()

    live(life)


def test_the_wall_of_the_break_is_opened_and_taken_back(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme, PLACES) as program:
            halls = group_named(program.bridge.reader, "halls")
            program.window.show_place(Where("capture", group=halls))
            page = program.window.here
            assert isinstance(page, CapturePage)
            before = page.body.model.about
            assert before is not None
            next(one for one in program.window.acts() if one.objectName() == "source break-wall").trigger()
            await until(lambda: page.group != halls and page.body.model.about is not before)
            about = page.body.model.about
            assert about is not None
            assert source_of(about.group) is Source.BREAK_WALL
            assert about.session == before.session
            await until(page.body.line.edit.hasFocus)
            wall = page.group
            QTest.keyClick(page.body.line.edit, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: page.group != wall)
            assert program.window.here is page
            assert not program.bridge.reader.page("group", id=wall)

    live(life)


def test_gatherings_of_one_day_stand_apart_the_newest_first(live, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        await bridge.open()
        begun = [bridge.app.take_notes.begin(f"Talk {number}").planned.gathering for number in range(6)]
        found = [one.beside for one in choices(bridge.reader, today()) if one.is_heading]
        assert [one.partition(" · ")[0] for one in found[:6]] == [one.title for one in reversed(begun)]
        await bridge.close()

    live(life)


def test_a_group_says_that_a_line_of_it_is_half_typed(live, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        await bridge.open()
        group = group_named(bridge.reader, "halls")
        bridge.app.capture(group).keep_draft("they said that")
        await until(lambda: bool(bridge.reader.drafts()[0]))
        found = {one.id: one for one in choices(bridge.reader, TODAY)}
        assert found[group].words.endswith(" · a line half typed")
        assert sum(one.is_begun for one in found.values()) == 1
        await bridge.close()

    live(life)
