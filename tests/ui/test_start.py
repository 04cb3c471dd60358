"""A start pays for the window alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from ui.__main__ import EXIT_NO_SCREEN, main, refusal

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "sqlalchemy",
    "reportlab",
    "alembic",
    "cryptography",
    "docx",
    "pikepdf",
    "markdown_it",
    "PIL",
    "click",
}


def test_the_window_stands_before_anything_heavy_is_imported() -> None:
    program = "import sys, ui.main; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "PySide6" in ran.stdout.split()
    assert HEAVY.isdisjoint(ran.stdout.split())


def test_commands_pay_for_no_window() -> None:
    lines = ("import sys", "from ui.__main__ import main", "try: main(['--version'])")
    program = "\n".join((*lines, "except SystemExit: print(*sys.modules)"))
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "facilitator, version" in ran.stdout
    assert "PySide6" not in ran.stdout.split()


def test_without_a_screen_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == EXIT_NO_SCREEN
    assert "facilitator demo" in capsys.readouterr().err


def test_a_pair_that_would_stop_is_refused() -> None:
    assert "PySide6 6.12 stops within seconds on Python 3.11" in refusal((3, 11), (6, 12))
    assert refusal((3, 11), (6, 11)) == refusal((3, 12), (6, 12)) == ""
