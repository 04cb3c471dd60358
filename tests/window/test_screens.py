"""The window looks as it did, pixel by pixel: ``FACILITATOR_GOLDEN=write`` takes what it shows as what it should."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(300)
def test_every_screen_is_as_it_was(tmp_path: Path) -> None:
    target = Path(os.environ.get("FACILITATOR_SHOTS", tmp_path))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    command = [sys.executable, "-m", "tests.ui.shots", "--golden", str(target)]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{ran.stdout}\nWhat was seen is in {target}."
