"""The states of Plan of which pictures are taken, each brought about as a person would."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from facilitator.plan import Wish
from sessions.agenda import PartKind
from tests.ui.stage import Stage
from tests.ui.waiting import settled
from ui.place import Where
from ui.plan.page import PlanPage

Found = TypeVar("Found", bound=QWidget)
PEOPLE = (
    "Name\tOrganisation\tRole\n"
    "Rosa Whitcombe-Adeyemi\tThe Longbench Trust for Village Halls and Commons\tDirector of outreach\n"
    "Joan Castle\tNorthmoor Hall\tWarden\n"
    "Nia Pell\tBell ringers\t\n"
)


def page(stage: Stage) -> PlanPage:
    """Return Plan, which is where the window is."""
    here = stage.window.here
    assert isinstance(here, PlanPage)
    return here


def found(within: QWidget, kind: type[Found], name: str) -> Found:
    """Return a widget by its name."""
    one = within.findChild(kind, name)
    assert one is not None, name
    return one


def asked() -> QWidget:
    """Return the dialog that is open."""
    window = QApplication.activeWindow()
    assert window is not None
    return window


def in_sight(stage: Stage, widget: QWidget) -> None:
    """Bring something of the session to where it is seen."""
    scroll = found(page(stage), QScrollArea, "session scroll")
    scroll.ensureWidgetVisible(widget, 0, stage.theme.px(60))


async def plan(stage: Stage) -> None:
    """Plan the gathering of the sample."""
    await stage.go(Where("plan", stage.first("gathering")))


async def session(stage: Stage) -> None:
    """Write in a session that has groups; where there is room for one pane, that is what is seen."""
    await plan(stage)
    rows = page(stage).order.model.rows
    chosen = next(row for row in rows if any(part.kind is PartKind.BREAKOUTS for part in row.parts))
    page(stage).order.view.choose(chosen.id)
    stage.key(Qt.Key.Key_Return)
    await stage.until_heard()


async def groups(stage: Stage) -> None:
    """Look at the groups of a session."""
    await session(stage)
    in_sight(stage, page(stage).session.people.heading)
    in_sight(stage, page(stage).session.groups.heading)


async def people(stage: Stage) -> None:
    """Look at the people of the day, one of them marked."""
    await session(stage)
    table = found(page(stage), QTableView, "people")
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    stage.key(Qt.Key.Key_Down)
    stage.key(Qt.Key.Key_Up)


async def choosing_a_word(stage: Stage) -> None:
    """Choose what somebody is on the day."""
    await people(stage)
    table = found(page(stage), QTableView, "people")
    table.setCurrentIndex(table.model().index(1, 3))
    stage.key(Qt.Key.Key_F2)
    await settled()


async def typing_a_name(stage: Stage) -> None:
    """Put a name right in the list of people."""
    await people(stage)
    stage.key(Qt.Key.Key_F2)
    await settled()


async def part(stage: Stage) -> None:
    """Change a part of a session."""
    await session(stage)
    card = next(one for one in page(stage).findChildren(QAbstractButton) if one.objectName()[:5] == "part ")
    card.click()
    await settled()
    in_sight(stage, found(page(stage), QWidget, "part panel"))


async def unknown(stage: Stage) -> None:
    """Name somebody who is not in the register."""
    await session(stage)
    line = found(page(stage), QLineEdit, "led by")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Nia Pell")
    QTest.keyClick(line, Qt.Key.Key_Return)


async def strands(stage: Stage) -> None:
    """Choose the strand of a session."""
    await session(stage)
    found(page(stage), QAbstractButton, "strand").click()


async def pasting(stage: Stage) -> None:
    """Be asked for rows out of a spreadsheet."""
    await plan(stage)
    stage.act("paste people")
    await settled()


async def pasted(stage: Stage) -> None:
    """See what was understood of them."""
    await pasting(stage)
    found(asked(), QPlainTextEdit, "pasted rows").setPlainText(PEOPLE)
    await stage.until_heard()


async def refused(stage: Stage) -> None:
    """See why rows are refused."""
    await pasting(stage)
    found(asked(), QPlainTextEdit, "pasted rows").setPlainText(
        "Name\tOrganisation\nRosa Whitcombe\tNorthmoor Hall\n\tSomebody's hall\nJoan\tHall\tCook\tNorth\tSouth\n"
    )
    await stage.until_heard()


async def repair(stage: Stage) -> None:
    """See how a day that is too long can be made to fit."""
    await plan(stage)
    plans = stage.bridge.app.running_order
    await stage.bridge.done(plans.set_length(page(stage).order.model.rows[0].id, "2h"))
    await plan(stage)
    stage.act("repair")


async def length(stage: Stage) -> None:
    """Type a length that is none."""
    await plan(stage)
    stage.act("type length")
    stage.type("soon")
    stage.key(Qt.Key.Key_Return)


async def menu(stage: Stage) -> None:
    """See what can be done with a session."""
    await plan(stage)
    found(page(stage), QAbstractButton, "more acts").click()


async def must_end(stage: Stage) -> None:
    """Say badly when a session must end."""
    await plan(stage)
    stage.act("must end")
    await settled()
    line = found(asked(), QLineEdit, "asked")
    line.setText("noonish")
    QTest.keyClick(line, Qt.Key.Key_Return)


async def removing(stage: Stage) -> None:
    """Be asked whether a session goes with its notes."""
    await session(stage)
    stage.key(Qt.Key.Key_Escape)
    stage.act("remove")


async def sources(stage: Stage) -> None:
    """Look for notes of earlier gatherings, one of them ticked."""
    app = stage.bridge.app
    wish = Wish(
        "Spring gathering", date(2027, 3, 4), network="Longbench", starts=600, sessions=("Who has the keys",)
    )
    made = app.plan.new(wish)
    await stage.go(Where("plan", made.gathering.id))
    stage.key(Qt.Key.Key_Return)
    found(page(stage), QAbstractButton, "add source").click()
    await settled()
    QTest.keyClicks(found(asked(), QLineEdit, "look for"), "keys")
    await stage.until_heard()
    found(asked(), QListWidget, "found notes").item(1).setCheckState(Qt.CheckState.Checked)


async def brief(stage: Stage) -> None:
    """Be asked where the brief of a session goes."""
    await session(stage)
    stage.act("brief")


async def nothing(stage: Stage) -> None:
    """Plan where there is no gathering yet."""
    await stage.go(Where("plan"))


async def new_day(stage: Stage) -> None:
    """Plan a gathering that has no session yet."""
    app = stage.bridge.app
    made = app.plan.new(Wish("Spring gathering", date(2027, 3, 4), network="Longbench", starts=600))
    for one in list(stage.bridge.reader.every("session", occasion=made.occasion.id)):
        await stage.bridge.done(app.session_removal.remove(one.record.id))
    await stage.go(Where("plan", made.gathering.id))
