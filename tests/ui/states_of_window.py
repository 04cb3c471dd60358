"""The states of Home, of the dialogs and of what goes wrong, of which pictures are taken."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from sessions.errors import KnownError
from tests.ui.stage import Stage
from tests.ui.states_of_plan import asked, found
from tests.ui.waiting import settled
from ui.home.page import HomePage
from ui.place import Where

DRAFT = (
    "# What was said in June\n\nAs Joan Trelore put it: “nobody ever showed me where the keys hang”.\n\n"
    "Of those asked 61 % said yes, 30 % said no and 12 % did not know.\n\nHe said “we shall see.\n"
)
"""A document with something of everything that is looked at."""


async def home(stage: Stage) -> None:
    """Go home."""
    await stage.go(Where("home"))


async def ways(stage: Stage) -> None:
    """Open the second door."""
    await home(stage)
    stage.key(Qt.Key.Key_2)


async def checking(stage: Stage) -> None:
    """Open the third door."""
    await home(stage)
    stage.key(Qt.Key.Key_3)


async def palette(stage: Stage) -> None:
    """Search for something."""
    await home(stage)
    stage.act("search")
    stage.type("keys")


async def settings(stage: Stage) -> None:
    """Ask for the settings."""
    await home(stage)
    stage.act("settings")


async def first(stage: Stage) -> None:
    """Be there for the first time."""
    stage.program.note.come(stage.program.note.name)


async def aims(stage: Stage) -> None:
    """See what was promised."""
    await home(stage)
    card = stage.window.here.findChild(QAbstractButton, "aims")
    assert card is not None
    card.click()


async def form(stage: Stage) -> None:
    """Begin a gathering."""
    await ways(stage)
    stage.key(Qt.Key.Key_Space)


async def trouble(stage: Stage) -> None:
    """Find the archive open elsewhere."""
    stage.window.show_trouble(KnownError("archive_in_use", path="archive.facilitator"))


async def form_refused(stage: Stage) -> None:
    """Begin a gathering without a title."""
    await form(stage)
    await settled()
    line = found(asked(), QLineEdit, "title")
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)


async def checked(stage: Stage) -> None:
    """See what is to be looked at in a document."""
    await checking(stage)
    page = stage.window.here
    assert isinstance(page, HomePage)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "What was said in June.md"
        draft.write_text(DRAFT, "utf-8")
        page.checking.file_dropped.emit(str(draft))
        await stage.until_heard()


async def about(stage: Stage) -> None:
    """Ask what Facilitator is."""
    await home(stage)
    found(stage.window.here, QAbstractButton, "about").click()


async def nothing_found(stage: Stage) -> None:
    """Search for what is nowhere."""
    await home(stage)
    stage.act("search")
    stage.type("zyzzyva")


async def newer(stage: Stage) -> None:
    """Find an archive that a newer Facilitator wrote."""
    stage.window.show_trouble(KnownError("archive_newer", path="archive.facilitator"))


async def unreadable(stage: Stage) -> None:
    """Find an archive that cannot be read."""
    stage.window.show_trouble(KnownError("archive_unreadable", path="archive.facilitator", reason="damaged"))


async def refused(stage: Stage) -> None:
    """Be told in passing that something could not be done."""
    await home(stage)
    stage.window.tell_error(KnownError("not_writable", path="minutes.pdf", target="minutes.pdf"))


async def undone(stage: Stage) -> None:
    """Be told what was taken back."""
    await home(stage)
    made = stage.bridge.app.running_order.rename(stage.first("session"), "What we said, and did")
    await stage.bridge.done(made)
    stage.act("undo")


async def full(stage: Stage) -> None:
    """Be warned that the last room on the disk is in use."""
    await home(stage)
    stage.window.telling.warn_of_full_disk()


async def fault(stage: Stage) -> None:
    """See that Facilitator itself is at fault."""
    await home(stage)
    try:
        raise LookupError("the urn")
    except LookupError as error:
        stage.window.tell_error(error)
    await stage.until_heard()
