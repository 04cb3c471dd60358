"""A program to be killed: closes an archive over and over, each time with a backup, or restores it over and over."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.restoring import restore
from sessions.edits import create
from sessions.notes import Note

DAY = 24 * 60 * 60 * 1000
TIMES = 500


def main(how: str, path: Path) -> None:
    around = Surroundings(
        lambda: time.time_ns() // 1_000_000, path.parent / "private.key", is_lasting=how == "close"
    )
    print("ready", flush=True)
    for n in range(TIMES):
        if how == "close":
            with Archive(path, around) as archive:
                note = Note(around.new_id(), "1", f"Line {n} that nobody may lose")
                archive.commit([create(note, "group:1")], "amal", "note.keep").result()
                print(note.id, flush=True)
        else:
            restore(path.with_name("backup.facilitator"), path, around, may_replace=True)
            print(n, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
