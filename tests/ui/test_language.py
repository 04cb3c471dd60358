"""In a language nobody speaks, all that is shown is translated and nothing is cut off."""

import gettext
from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from facilitator import language
from facilitator.directory import read
from facilitator.paths import Places
from sessions.errors import KnownError
from tests.ui import pseudo
from tests.ui.programs import running
from tests.ui.waiting import settled, until
from ui.dialogs.keys_sheet import KeysSheet
from ui.place import Where
from ui.places import PLACES
from ui.program import Program
from ui.shell.rail import RailButton
from ui.shell.top_bar import SearchButton

SIZES = ((1360, 850), (683, 690))


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that has the catalogue of the language nobody speaks."""
    return pseudo.write(tmp_path_factory.mktemp("translations"))


@pytest.fixture
def nobodys(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the language nobody speaks."""
    monkeypatch.setenv("LANGUAGE", "")
    language.speak(pseudo.CODE, catalogues)
    yield
    gettext.bindtextdomain(language.DOMAIN, str(language.catalogues()))
    gettext.textdomain("messages")


def texts(within: QWidget) -> list[tuple[QWidget, str]]:
    """Return what can be read in a widget, by whom it is shown."""
    shown = [one for one in within.findChildren(QWidget) if one.isVisible()]
    found = [(one, one.text()) for one in shown if isinstance(one, QLabel | QAbstractButton)]
    return [(one, text) for one, text in found if text.strip()]


def untranslated(within: QWidget, users: set[str]) -> list[str]:
    return [
        f"{one.objectName()}: {text}"
        for one, text in texts(within)
        if "[" not in text and any(c.isalpha() for c in text) and not _is_users(one, text, users)
    ]


def _is_users(one: QWidget, text: str, users: set[str]) -> bool:
    is_key = one.property("kind") == "key"
    return is_key or any(part and part in users for part in text.split(" · "))


def cut_off(within: QWidget, users: set[str]) -> list[str]:
    return [
        f"{one.objectName()}: {text} ({one.sizeHint().toTuple()} in {one.size().toTuple()})"
        for one, text in texts(within)
        if not _is_users(one, text, users) and _is_cut(one)
    ]


def _is_cut(one: QWidget) -> bool:
    if isinstance(one, RailButton):
        return not one.is_narrow and one.word_width() > one.width()
    if isinstance(one, SearchButton):
        return not one.is_narrow and one.words_width() > one.width()
    if isinstance(one, QLabel) and one.wordWrap():
        return one.heightForWidth(one.width()) > one.height()
    if isinstance(one, QLabel | QPushButton | QCheckBox | QRadioButton | QComboBox):
        return one.sizeHint().width() > one.width() or one.sizeHint().height() > one.height() + 1
    return False


def checked(within: QWidget, users: set[str]) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # what was written last is laid out
    assert untranslated(within, users) == []
    assert cut_off(within, users) == []


def users_words(program: Program) -> set[str]:
    found: set[str] = set()
    for kind in ("gathering", "session", "group", "person", "network", "note", "occasion", "part", "strand"):
        for kept in program.bridge.reader.every(kind):
            found |= {str(getattr(kept.record, name)) for name in kept.record.__slots__}
    return found


def within(program: Program, place: str) -> Where:
    """Return the way to a group of the sample, as a place is asked to show it."""
    entry = next(one for one in read(program.bridge.reader).found("halls") if one.group)
    return Where(place, entry.gathering, entry.session, entry.group)


def test_strings_of_the_source_are_in_the_catalogue_and_plurals_work(nobodys: None) -> None:
    assert _("Settings") == "[Šéţţîñĝš~~~]"
    one = ngettext("{count} note begins with these words. Give more of them.", "{count} notes begin …", 1)
    assert one.startswith("[{count} ñöţé")
    assert len(list(pseudo.strings())) > 500


def test_the_check_finds_what_is_plain_and_what_is_cut(theme) -> None:
    page = QWidget()
    page.resize(400, 200)
    plain, cut, users = (
        QLabel("Settings", page),
        QPushButton("[Šéţţîñĝš öƒ éṽéŕýţĥîñĝ]", page),
        QLabel("Joan", page),
    )
    plain.resize(200, 30)
    cut.setGeometry(0, 40, 60, 30)
    users.setGeometry(0, 80, 200, 30)
    page.show()
    assert untranslated(page, {"Joan"}) == [": Settings"]
    (found,) = cut_off(page, {"Joan"})
    assert found.startswith(": [Šéţţîñĝš öƒ éṽéŕýţĥîñĝ] (")
    page.close()
    page.deleteLater()


@pytest.mark.parametrize("size", SIZES)
def test_every_place_is_translated_and_has_room(
    live, theme, sample: Places, nobodys: None, size: tuple[int, int]
) -> None:
    async def life() -> None:
        async with running(sample, theme, PLACES) as program:
            program.window.resize(*size)
            users = users_words(program)
            for kind in PLACES:
                for where in (Where(kind.name), within(program, kind.name)):
                    program.window.show_place(where)
                    await settled()
                    await until(lambda: not program.window.here.scope.is_busy)
                    checked(program.window, users)

    live(life)


@pytest.mark.parametrize("size", SIZES)
def test_what_lies_over_the_window_is_translated_and_has_room(
    live, theme, sample: Places, nobodys: None, size: tuple[int, int]
) -> None:
    async def life() -> None:
        async with running(sample, theme, is_introduced=False) as program:
            window = program.window
            window.resize(*size)
            checked(program.note, set())
            program.note.go()
            window.tell_error(KnownError("disk_full", path="/here"))
            await until(window.telling.banner.isVisible)
            checked(window.telling.banner, set())
            QTest.keyClick(window, Qt.Key.Key_F1)
            await until(lambda: bool(window.findChildren(KeysSheet)))
            (sheet,) = window.findChildren(KeysSheet)
            checked(sheet, {"Plan", "Capture", "Boil the urn"})
            sheet.accept()
            program.desk.open()
            await until(lambda: program.desk.dialog is not None and program.desk.dialog.isVisible())
            assert program.desk.dialog is not None
            checked(program.desk.dialog, set())
            program.desk.dialog.accept()
            await until(lambda: program.desk.dialog is None)
            window.show_trouble(KnownError("archive_in_use", path="/here"))
            await until(window.trouble.isVisible)
            checked(window.trouble, set())

    live(life)
