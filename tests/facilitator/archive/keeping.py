"""A program to be killed: keeps lines one by one, or imports many, and says what is safe.

``serve`` forks one for each line it is given (how, path): what it says is in the file ``path.said``.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from sessions.edits import create
from sessions.notes import Note

LINES = 200


def main(how: str, path: Path) -> None:
    around = Surroundings(lambda: time.time_ns() // 1_000_000, path.parent / "private.key")
    with Archive(path, around) as archive:
        print("open", flush=True)
        if how == "import":
            edits = [create(Note(around.new_id(), "1", f"imported {n}"), "group:1") for n in range(5000)]
            future = archive.commit(edits, "amal", "file.import")
            print("begun", flush=True)
            future.result()
            print("done", flush=True)
        for n in range(LINES):
            note = Note(around.new_id(), "1", f"Line {n} that nobody may lose")
            archive.commit([create(note, "group:1")], "amal", "note.keep").result()
            print(note.id, flush=True)
        if how == "hold":
            time.sleep(60)


def serve() -> None:
    """Fork a program for each line, so that none has to wait for its imports, and say when it has ended."""
    for line in sys.stdin:
        how, _, path = line.strip().partition(" ")
        child = os.fork()
        if not child:
            said = os.open(f"{path}.said", os.O_WRONLY | os.O_CREAT, 0o600)
            os.dup2(said, sys.stdout.fileno())
            main(how, Path(path))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        main(sys.argv[1], Path(sys.argv[2]))
