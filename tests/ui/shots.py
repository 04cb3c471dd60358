"""Take a picture of every place and state: ``python -m tests.ui.shots [FOLDER]``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"

from PySide6.QtGui import QImage

from facilitator import paths
from tests.ui.screens import MORE, SCREENS, Screen
from tests.ui.stage import Stage, application, be_everywhere_alike, built, staged
from tests.ui.waiting import settled
from ui import aio


async def seen(stage: Stage, screen: Screen) -> QImage:
    """Bring the window into a state and return what it shows."""
    stage.theme.wear(screen.scheme, screen.text_size)
    stage.window.resize(*screen.size)
    await settled()
    await screen.do(stage)
    await stage.until_heard()
    return stage.picture()


async def take_all(home: Path, screens: Iterable[Screen], target: Path) -> None:
    """Take pictures, each on a stage of its own: what one did must not be seen in the next."""
    for screen in screens:
        async with staged(home) as stage:
            if not (await seen(stage, screen)).save(str(target / screen.file)):
                raise OSError(f"{target / screen.file} cannot be written")


def main(target: Path) -> None:
    """Take every picture."""
    be_everywhere_alike()
    application()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="facilitator-shots-") as folder:
        home = built(Path(folder), paths.full_sample())
        aio.run(take_all(home, (*SCREENS, *MORE), target))
    print(f"{len(SCREENS) + len(MORE)} pictures in {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("shots"))
