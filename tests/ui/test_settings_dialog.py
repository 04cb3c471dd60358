"""The settings: in force at once, kept on this computer, by keyboard."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from facilitator.paths import Places
from facilitator.settings import load
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.dialogs.settings_dialog import SettingsDialog
from ui.program import Program
from ui.window_geometry import is_seen

CTRL = Qt.KeyboardModifier.ControlModifier


async def opened_settings(program: Program) -> SettingsDialog:
    QTest.keyClick(program.window, Qt.Key.Key_Comma, CTRL)
    await until(lambda: program.desk.dialog is not None and program.desk.dialog.isVisible())
    assert program.desk.dialog is not None
    return program.desk.dialog


def test_name_colours_and_size_are_in_force_at_once_and_kept(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            dialog = await opened_settings(program)
            QTest.keyClicks(dialog.name, "Joan Treloar")
            QTest.keyClick(dialog.name, Qt.Key.Key_Tab)
            assert dialog.device.hasFocus()
            QTest.keyClicks(dialog.device, "kitchen laptop")
            dark = dialog.findChild(QRadioButton, "settings dark")
            assert dark is not None
            QTest.keyClick(dark, Qt.Key.Key_Space)
            assert theme.is_dark
            QTest.keyClick(dialog.text_size, Qt.Key.Key_Up)
            assert theme.text_size == 110
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await until(lambda: program.desk.dialog is None)
        kept = load(sample.settings).settings
        assert (kept.name, kept.device_name, kept.colour_scheme, kept.text_size) == (
            "Joan Treloar",
            "kitchen laptop",
            "dark",
            110,
        )

    live(life)


def test_keys_make_text_larger_within_bounds(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            for _press in range(12):
                QTest.keyClick(program.window, Qt.Key.Key_Plus, CTRL)
            assert theme.text_size == 200
            QTest.keyClick(program.window, Qt.Key.Key_Minus, CTRL)
            assert theme.text_size == 190
            QTest.keyClick(program.window, Qt.Key.Key_0, CTRL)
            assert theme.text_size == 100

    live(life)


class Desktop(QObject):
    """What would be opened outside."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


def test_backs_up_and_shows_the_folder_of_backups(live, theme, sample: Places, tmp_path: Path) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            dialog = await opened_settings(program)
            await program.desk.back_up_to(tmp_path / "mine.facilitator")
            assert (tmp_path / "mine.facilitator").stat().st_size > 0
            assert "mine.facilitator" in dialog.told.text()
            (tmp_path / "there.facilitator").write_text("mine")
            await program.desk.back_up_to(tmp_path / "there.facilitator")
            assert (tmp_path / "there.facilitator").read_text() == "mine"
            assert "there.facilitator" in dialog.told.text()
            desktop = Desktop()
            QDesktopServices.setUrlHandler("file", desktop, "show")  # type: ignore[arg-type]  # the stubs are wrong
            try:
                QTest.mouseClick(dialog.folder, Qt.MouseButton.LeftButton)
            finally:
                QDesktopServices.unsetUrlHandler("file")
            assert desktop.shown == [program.bridge.app.archive.backups_folder]
            dialog.accept()
            await until(lambda: program.desk.dialog is None)

    live(life)


def test_the_window_comes_back_where_it_was_if_that_can_be_seen(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            program.window.resize(700, 500)
            QTest.keyClick(program.window, Qt.Key.Key_Q, CTRL)
            await until(lambda: not program.window.isVisible())
        kept = load(sample.settings).settings
        assert kept.window
        async with running(sample, theme, is_sized=False) as program:
            assert program.window.size().toTuple() == (700, 500)

    live(life)
    screen = QApplication.primaryScreen().availableGeometry()
    assert is_seen(screen, [screen])
    assert not is_seen(screen.translated(screen.width() - 20, 0), [screen])
