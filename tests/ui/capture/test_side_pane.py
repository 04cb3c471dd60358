"""The left pane: what is shown, and who is added, chosen and written anew by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from facilitator.capture_bookmark import Bookmark
from tests.ui.capture.sheets import NOW, PEOPLE, sheet
from ui.capture.here_rows import HereRow
from ui.capture.part_clock import PartClock
from ui.capture.prompt_list import NONE_MARKED
from ui.capture.sheet import PartTimes, PersonHere, ReadOut, RuleChoice
from ui.capture.side_pane import SidePane
from ui.capture.who_is_here import alike
from ui.theme import Scheme, Theme

AccessibleText = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def pane(theme: Theme, qtbot) -> Iterator[SidePane]:
    clock = PartClock(lambda: NOW)
    pane = SidePane(theme, clock)
    qtbot.addWidget(pane)
    pane.resize(270, 800)
    pane.show_sheet(sheet())
    pane.show()
    qtbot.waitExposed(pane)
    yield pane
    clock.deleteLater()


def shown(pane: SidePane, name: str) -> str:
    label = pane.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_models_keep_the_rules_of_models(pane: SidePane) -> None:
    for model in (pane.who.model, pane.prompts.prompts):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, pane)
    pane.show_sheet(sheet(people=PEOPLE[:2], prompts=()))
    pane.show_sheet(sheet(people=(), prompts=("Who opens up?",)))
    pane.show_sheet(sheet())
    assert pane.who.model.rowCount() == 4


def test_shows_what_the_group_is_about(pane: SidePane) -> None:
    assert shown(pane, "strand") == "KH · Keeping house"
    assert shown(pane, "question") == "What does a hall need from the people who use it?"
    assert shown(pane, "introduced by") == "Introduced by Joan Treloar and Bashir Anwar."
    pane.show_sheet(sheet(introduced_by=(), strand="", prompts=(), people=()))
    assert shown(pane, "introduced by") == ""
    assert not pane.strand.isVisible()
    assert not pane.prompts.isVisible()


def test_rows_say_all_to_a_screen_reader(pane: SidePane) -> None:
    told = [pane.who.model.index(row).data(AccessibleText) for row in range(4)]
    assert told == [
        "Bettina Roe, Ctrl+1",
        "Tom Ash, Ctrl+2",
        "Tilda Amos, Ctrl+3",
        "Ines Varga, not to be named in print, Ctrl+4",
    ]


def test_the_tenth_has_no_key(pane: SidePane) -> None:
    many = tuple(type(PEOPLE[0])(f"s{n}", f"Guest {n}") for n in range(12))
    pane.show_sheet(sheet(people=many))
    assert pane.who.model.index(8).data(AccessibleText) == "Guest 8, Ctrl+9"
    assert pane.who.model.index(9).data(AccessibleText) == "Guest 9"


def test_a_row_is_as_high_as_what_is_painted_in_it(pane: SidePane, theme: Theme) -> None:
    names = ("Bo", "Bettina of the Long Bench Committee " * 4, "Ŵ" * 140, "Two\nlines", "يوسف الطيب")
    people = tuple(PersonHere(f"s{n}", name, is_not_to_be_named=n % 2 == 0) for n, name in enumerate(names))
    pane.show_sheet(sheet(people=people))
    row, view = pane.who.list.itemDelegate(), pane.who.list
    assert isinstance(row, HereRow)
    for size in (100, 200):
        theme.wear(Scheme.LIGHT, size)
        for width in (120, 234, 800):
            heights = []
            for at in range(len(people)):
                index = pane.who.model.index(at)
                name, below = row._flows(index, width)
                heights.append(theme.px(6) + name.height + (below.height if below else 0))
                assert row.height(index, width) == heights[-1]
            assert row.height_of_all(width) == sum(heights)
            assert view.heightForWidth(width) == sum(heights)


def test_the_list_grows_with_who_comes_and_who_is_written_anew(pane: SidePane) -> None:
    view, before = pane.who.list, pane.who.list.heightForWidth(234)
    pane.show_sheet(sheet(people=(*PEOPLE, PersonHere("s9", "Odd Reyes"))))
    more = view.heightForWidth(234)
    assert more > before
    long = PersonHere("s9", "Odd Reyes of the Long Bench Committee and of the Boiler Committee")
    pane.show_sheet(sheet(people=(*PEOPLE, long)))
    assert view.heightForWidth(234) > more
    pane.show_sheet(sheet())
    assert view.heightForWidth(234) == before


def test_says_whose_initials_are_the_same(pane: SidePane) -> None:
    assert shown(pane, "alike") == "Two people are TA: full names count."
    assert alike((PEOPLE[0], PEOPLE[3])) == ""
    assert alike((*PEOPLE, PEOPLE[1])) == "3 people are TA: full names count."


def test_the_mark_stays_with_the_words_of_its_prompt(pane: SidePane) -> None:
    prompts = pane.prompts.prompts
    prompts.mark(1)
    left = pane.bookmark()
    pane.go_on("g2", Bookmark())
    pane.show_sheet(sheet(id="g2"))
    assert prompts.marked == NONE_MARKED
    pane.go_on("g1", left)
    pane.show_sheet(sheet(prompts=("Who is missing?", "Who opens up?")))
    assert prompts.index(0).data(AccessibleText) == "Who is missing? – the group is here"
    pane.show_sheet(sheet(prompts=("Who opens up?",)))
    assert prompts.marked == NONE_MARKED


def test_a_prompt_is_marked_and_let_go_by_keyboard(pane: SidePane) -> None:
    heard: list[int] = []
    pane.prompts.marked.connect(heard.append)
    pane.prompts.setFocus()
    QTest.keyClick(pane.prompts, Qt.Key.Key_Down)
    QTest.keyClick(pane.prompts, Qt.Key.Key_Space)
    assert pane.prompts.prompts.index(1).data(AccessibleText) == "Who is missing? – the group is here"
    pane.show_sheet(sheet())
    assert pane.prompts.prompts.marked == 1
    QTest.keyClick(pane.prompts, Qt.Key.Key_Return)
    assert heard == [1, NONE_MARKED]


def test_strangers_are_added_one_after_the_other(pane: SidePane) -> None:
    added: list[str] = []
    went_back: list[bool] = []
    pane.who.person_added.connect(added.append)
    pane.left.connect(lambda: went_back.append(True))
    pane.add_person()
    assert pane.who.field.hasFocus()
    QTest.keyClicks(pane.who.field, "  Odd   Reyes ")
    QTest.keyClick(pane.who.field, Qt.Key.Key_Return)
    QTest.keyClick(pane.who.field, Qt.Key.Key_Return)
    QTest.keyClicks(pane.who.field, "Nell Ito")
    QTest.keyClick(pane.who.field, Qt.Key.Key_Return)
    assert added == ["Odd Reyes", "Nell Ito"]
    assert pane.who.field.hasFocus()
    QTest.keyClick(pane.who.field, Qt.Key.Key_Escape)
    assert went_back == [True]
    assert not pane.who.field.isVisible()


def test_escape_leaves_the_pane_from_everywhere_but_a_name_written_anew(pane: SidePane) -> None:
    left: list[bool] = []
    pane.left.connect(lambda: left.append(True))
    for one in (pane.prompts, pane.who.list, pane.who.add, pane.read_out.button):
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Escape)
    assert len(left) == 4
    pane.who.list.setFocus()
    QTest.keyClick(pane.who.list, Qt.Key.Key_F2)
    QTest.keyClick(pane.who.field, Qt.Key.Key_Escape)
    assert pane.who.list.hasFocus()
    assert len(left) == 4


def test_says_beside_the_field_why_a_name_was_not_taken(pane: SidePane) -> None:
    pane.add_person()
    pane.who.tell_wrong("Somebody of that name is here already.")
    assert shown(pane, "name wrong") == "Somebody of that name is here already."
    assert pane.who.field.property("wrong") is True
    QTest.keyClicks(pane.who.field, "N")
    assert shown(pane, "name wrong") == ""


def test_a_name_that_was_not_taken_is_in_the_field_again(pane: SidePane) -> None:
    pane.add_person()
    QTest.keyClicks(pane.who.field, "Tom Ash")
    QTest.keyClick(pane.who.field, Qt.Key.Key_Return)
    pane.who.give_back("", "Tom Ash", "Somebody of that name is here already.")
    assert pane.who.field.text() == "Tom Ash"
    assert shown(pane, "name wrong") == "Somebody of that name is here already."
    QTest.keyClicks(pane.who.field, "e")
    pane.who.give_back("", "Nell Ito", "Somebody of that name is here already.")
    assert pane.who.field.text() == "Tom Ashe", "never over what is typed since"


def test_why_a_name_was_not_taken_is_in_sight(pane: SidePane, qtbot) -> None:
    pane.resize(270, 180)
    pane.add_person()
    pane.who.tell_wrong("Somebody of that name is here already.")
    qtbot.waitUntil(lambda: not pane.who.wrong.visibleRegion().isEmpty())
    assert pane.who.wrong.visibleRegion().boundingRect() == pane.who.wrong.rect()
    assert not pane.who.field.visibleRegion().isEmpty()


def test_a_name_written_anew_that_was_not_taken_goes_on_being_written(pane: SidePane) -> None:
    pane.who.list.setFocus()
    QTest.keyClick(pane.who.list, Qt.Key.Key_F2)
    QTest.keyClicks(pane.who.field, "Tom Ash")
    QTest.keyClick(pane.who.field, Qt.Key.Key_Return)
    pane.who.give_back("s1", "Tom Ash", "Somebody of that name is here already.")
    assert pane.who.field.hasFocus()
    assert pane.who.half_typed == ("s1", "Tom Ash")


def test_another_name_is_not_begun_over_one_that_is_half_typed(pane: SidePane) -> None:
    pane.add_person()
    QTest.keyClicks(pane.who.field, "Odd Rey")
    pane.add_person()
    assert (pane.who.field.text(), shown(pane, "name wrong")) == ("Odd Rey", "")
    pane.who.list.setFocus()
    QTest.keyClick(pane.who.list, Qt.Key.Key_F2)
    assert pane.who.half_typed == ("", "Odd Rey")
    assert not pane.who.field.hasSelectedText()
    assert shown(pane, "name wrong") == "This is not kept yet: Enter keeps it, Esc lets it go."
    assert pane.who.field.hasFocus()


def test_somebody_is_chosen_written_anew_and_removed(pane: SidePane) -> None:
    heard: list[tuple[object, ...]] = []
    who = pane.who
    who.speaker_chosen.connect(lambda seat: heard.append(("speaks", seat)))
    who.person_renamed.connect(lambda seat, name: heard.append(("renamed", seat, name)))
    who.person_removed.connect(lambda seat: heard.append(("removed", seat)))
    who.list.setFocus()
    QTest.keyClick(who.list, Qt.Key.Key_Down)
    QTest.keyClick(who.list, Qt.Key.Key_Return)
    QTest.keyClick(who.list, Qt.Key.Key_F2)
    assert who.field.text() == "Tom Ash"
    QTest.keyClicks(who.field, "Tomas Ash")
    QTest.keyClick(who.field, Qt.Key.Key_Return)
    assert who.list.hasFocus()
    QTest.keyClick(who.list, Qt.Key.Key_Delete)
    assert heard == [("speaks", "s2"), ("renamed", "s2", "Tomas Ash"), ("removed", "s2")]


def test_the_menu_tells_what_somebody_asked_for(pane: SidePane) -> None:
    heard: list[tuple[str, bool]] = []
    pane.who.naming_chosen.connect(lambda seat, is_not: heard.append((seat, is_not)))
    pane.who.list.setFocus()
    pane.who.list.setCurrentIndex(pane.who.model.index(3))
    menu = pane.who.menu_of_row()
    assert menu is not None
    one = next(act for act in menu.actions() if act.objectName() == "not named")
    assert one.isChecked()
    one.trigger()
    menu.deleteLater()
    assert heard == [("s4", False)]


def test_the_keyboard_stays_with_a_person_when_others_come(pane: SidePane) -> None:
    pane.who.list.setCurrentIndex(pane.who.model.index(2))
    pane.show_sheet(sheet(people=PEOPLE[1:]))
    chosen = pane.who.chosen()
    assert chosen is not None
    assert chosen.shown == "Tilda Amos"


def test_the_sentence_is_read_out_once(pane: SidePane) -> None:
    heard: list[tuple[str, str]] = []
    pane.read_out.read_out.connect(lambda by, rule: heard.append((by, rule)))
    assert shown(pane, "read out sentence") == "“Nobody is named unless they agree.”"
    pane.read_out.button.setFocus()
    QTest.keyClick(pane.read_out.button, Qt.Key.Key_Space)
    assert pane.read_out.name.hasFocus()
    QTest.keyClicks(pane.read_out.name, "Tom Ash")
    QTest.keyClick(pane.read_out.name, Qt.Key.Key_Return)
    pane.show_sheet(sheet(read_out=ReadOut("Nobody is named unless they agree.", "Tom Ash", "10:36")))
    assert shown(pane, "read out sentence") == "Read out at 10:36: “Nobody is named unless they agree.” ✓"
    assert not pane.read_out.button.isVisible()
    pane.read_out.tell()
    assert heard == [("Tom Ash", "")]
    pane.show_sheet(sheet(read_out=None))
    assert not pane.read_out.isVisible()


def test_what_was_agreed_is_chosen_where_nobody_has_said(pane: SidePane) -> None:
    heard: list[tuple[str, str]] = []
    pane.read_out.read_out.connect(lambda by, rule: heard.append((by, rule)))
    rules = (
        RuleChoice("named with permission", "Named with permission", "Nobody is named unless they agree."),
        RuleChoice("Chatham House", "Chatham House: no names", "Do not say who said it."),
    )
    pane.show_sheet(sheet(read_out=ReadOut("Agree a rule.", reader="p1", choices=rules)))
    assert shown(pane, "read out sentence") == "“Nobody is named unless they agree.”"
    pane.read_out.rule.setFocus()
    QTest.keyClick(pane.read_out.rule, Qt.Key.Key_Down)
    assert shown(pane, "read out sentence") == "“Do not say who said it.”"
    pane.read_out.tell()
    assert heard == [("p1", "Chatham House")]
    pane.read_out.tell_wrong("There is no room on the disk.")
    assert shown(pane, "read out wrong") == "There is no room on the disk."


def test_nothing_is_cut_off_at_twice_the_size(pane: SidePane, theme: Theme, qtbot) -> None:
    theme.wear(Scheme.DARK, 200)
    pane.resize(540, 900)
    pane.show_sheet(
        sheet(read_out=ReadOut("Nobody is named unless they agree to it beforehand.", "Tom Ash", "10:36"))
    )

    def is_whole() -> bool:
        labels = [one for one in pane.findChildren(QLabel) if one.isVisible() and one.hasHeightForWidth()]
        return all(one.height() >= one.heightForWidth(one.width()) for one in labels) and len(labels) > 5

    qtbot.waitUntil(is_whole)
    assert pane.inside.width() <= pane.viewport().width()
    pane.show_sheet(sheet(times=PartTimes()))
    qtbot.waitUntil(is_whole)
    assert pane.inside.width() <= pane.viewport().width()
    theme.wear(Scheme.LIGHT, 100)
