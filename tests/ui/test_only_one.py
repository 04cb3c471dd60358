"""One window for one data folder; a second start hands over and ends."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from facilitator import paths
from facilitator.paths import Places
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.only_one import OnlyOne

ROOT = Path(__file__).resolve().parents[2]


def test_nobody_hears_where_no_window_is(qapp, places: Places) -> None:
    assert not OnlyOne(places.home).knock(None)


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_second_start_raises_the_window_and_hands_its_archive_over(live, theme, sample: Places) -> None:
    async def life() -> None:
        other = sample.home / "other.facilitator"
        only_one = OnlyOne(sample.home)
        assert only_one.listen()
        async with running(sample, theme) as program:
            only_one.knocked.connect(program.on_knocked)
            program.window.showMinimized()
            second = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "ui",
                str(other),
                cwd=ROOT,
                env={**os.environ, paths.HOME_VARIABLE: str(sample.home), "QT_QPA_PLATFORM": "offscreen"},
            )
            assert await second.wait() == 0
            await until(lambda: program.bridge.path == other and program.bridge.is_open)
            assert not program.window.isMinimized()
        only_one.close()
        only_one.deleteLater()

    live(life)


def test_what_a_killed_window_left_is_cleared_and_nonsense_is_no_archive(live, places: Places) -> None:
    async def life() -> None:
        heard: list[tuple[str, str]] = []

        def hear(archive: str, group: str) -> None:
            heard.append((archive, group))

        left = QLocalServer()
        first = OnlyOne(places.home)
        assert left.listen(first.name)
        path = Path(left.fullServerName())
        inode = path.stat().st_ino
        # A process that is killed leaves its socket: here it is put back after the server has gone.
        os.link(path, path.with_suffix(".left"))
        left.close()
        path.with_suffix(".left").rename(path)
        assert path.stat().st_ino == inode
        assert not first.knock(None)
        assert first.listen()
        first.knocked.connect(hear)
        socket = QLocalSocket()
        socket.connectToServer(first.name)
        socket.write(b"[]\n")
        await until(lambda: heard == [("", "")])
        socket.disconnectFromServer()
        first.close()
        first.deleteLater()

    live(life)
