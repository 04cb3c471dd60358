"""Take a picture of every place and state: ``python -m tests.ui.shots [--golden] [--only WORDS] [FOLDER]``.

``--only`` takes those whose file name has these words.
With ``--golden`` only those are taken that the window is held against, and each is compared with the one in
``tests/golden/screens``; where they differ, what was seen and the difference are left in the folder. What is seen
becomes what should be where ``FACILITATOR_GOLDEN=write`` says so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"

from PySide6.QtGui import QColor, QImage

from facilitator import paths
from tests.ui.screens import MORE, SCREENS, Screen
from tests.ui.stage import Stage, application, be_everywhere_alike, built, staged
from tests.ui.waiting import settled
from ui import aio

SMALLEST = 0  # Qt's word for a file that is as small as it can be, not for a poor picture
GOLDEN = Path(__file__).parents[1] / "golden" / "screens"


async def seen(stage: Stage, screen: Screen) -> QImage:
    """Bring the window into a state and return what it shows."""
    stage.theme.wear(screen.scheme, screen.text_size)
    stage.window.resize(*screen.size)
    await settled()
    await screen.do(stage)
    await stage.until_heard()
    return stage.picture().convertToFormat(QImage.Format.Format_RGB32)


async def taken(home: Path, screens: Iterable[Screen]) -> AsyncIterator[tuple[Screen, QImage]]:
    """Yield pictures, each of a stage of its own: what one did must not be seen in the next."""
    for screen in screens:
        async with staged(home if screen.is_sample else bare(home)) as stage:
            yield screen, await seen(stage, screen)


def bare(home: Path) -> Path:
    """Return a data folder in which there is nothing, beside one that has the sample."""
    empty = home.with_name("bare")
    empty.mkdir(exist_ok=True)
    return empty


async def take_all(home: Path, target: Path, words: str = "") -> int:
    """Write every picture whose name has some words to a folder, and return how many there are."""
    count = 0
    wanted = [screen for screen in (*SCREENS, *MORE) if words in screen.file]
    async for screen, picture in taken(home, wanted):
        save(picture, target / screen.file)
        count += 1
    return count


async def hold(home: Path, target: Path) -> list[str]:
    """Hold what is seen against what should be, and return what differs."""
    differing: list[str] = []
    async for screen, picture in taken(home, SCREENS):
        golden = GOLDEN / screen.file
        if os.environ.get("FACILITATOR_GOLDEN") == "write":
            save(picture, golden)
        wanted = QImage(str(golden)).convertToFormat(QImage.Format.Format_RGB32)
        if picture != wanted:
            differing.append(screen.file)
            save(picture, target / screen.file)
            save(difference(picture, wanted), target / f"difference {screen.file}")
    return differing


def difference(picture: QImage, wanted: QImage) -> QImage:
    """Return a picture, grey where both are alike and red where they are not."""
    told = picture.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_RGB32
    )
    for y in range(told.height()):
        for x in range(told.width()):
            if not wanted.valid(x, y) or picture.pixel(x, y) != wanted.pixel(x, y):
                told.setPixelColor(x, y, QColor("red"))
    return told


def save(picture: QImage, target: Path) -> None:
    """Write a picture; raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(target), None, SMALLEST):
        raise OSError(f"{target} cannot be written")


def main(arguments: list[str]) -> int:
    """Take every picture, or hold those there are against what is seen."""
    asked = argparse.ArgumentParser(prog="shots")
    asked.add_argument("--golden", action="store_true")
    asked.add_argument("--only", default="", metavar="WORDS")
    asked.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    wish = asked.parse_args(arguments)
    target = wish.folder
    be_everywhere_alike()
    application()
    with tempfile.TemporaryDirectory(prefix="facilitator-shots-") as folder:
        home = built(Path(folder), paths.full_sample())
        if not wish.golden:
            print(f"{aio.run(take_all(home, target, wish.only))} pictures in {target}")
            return 0
        differing = aio.run(hold(home, target))
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(SCREENS) - len(differing)} of {len(SCREENS)} screens are as they were")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
