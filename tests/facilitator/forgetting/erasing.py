"""A program to be killed: erases the person of the town in an archive, and says how far it is."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.forgetting import Forgetting
from tests.facilitator.forgetting.town import AMAL, IVY


def main(path: Path) -> None:
    around = Surroundings(lambda: time.time_ns() // 1_000_000, path.parent / "private.key")
    with Archive(path, around) as archive:

        def say(done: int, _total: int) -> None:
            print(done, flush=True)

        Forgetting(archive, around, AMAL).erase(IVY, progress=say)
        print("cleaned", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
