"""The first start: one note, asked once, never in the way afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.paths import Places
from facilitator.settings import load
from tests.ui.programs import running
from ui.shell.first_note import suggested_device


def test_asks_who_is_here_once(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme, is_introduced=False) as program:
            note = program.note
            assert note.isVisible()
            assert note.name.hasFocus()
            assert note.device.text() == suggested_device()
            QTest.keyClicks(note.name, " Winifred Adjei ")
            QTest.keyClick(note.name, Qt.Key.Key_Return)
            assert note.device.hasFocus()
            note.device.selectAll()
            QTest.keyClicks(note.device, "library desk")
            QTest.keyClick(note.device, Qt.Key.Key_Return)
            assert not note.isVisible()
        kept = load(sample.settings).settings
        assert (kept.name, kept.device_name, kept.is_first_run_done) == (
            "Winifred Adjei",
            "library desk",
            True,
        )
        async with running(sample, theme) as program:
            assert not program.note.isVisible()

    live(life)


@pytest.mark.parametrize("text_size", [100, 200])
def test_esc_skips_it_for_good_and_the_place_has_the_keys(
    live, theme, sample: Places, text_size: int
) -> None:
    async def life() -> None:
        theme.wear(theme.scheme, text_size)
        async with running(sample, theme, is_introduced=False) as program:
            note = program.note
            for _tab in range(4):
                QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Tab)
            assert note.name.hasFocus(), "the focus stays within"
            QTest.keyClick(note.name, Qt.Key.Key_Escape)
            assert not note.isVisible()
            assert not note.isAncestorOf(program.window.focusWidget())
        assert load(sample.settings).settings.is_first_run_done
        assert load(sample.settings).settings.name == ""

    live(life)
