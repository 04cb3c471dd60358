"""A group with as many notes and people as are wished, built through the archive in bulk.

``python tests/bench/window/many_notes.py HOME NOTES PEOPLE`` does it in a process whose memory nobody measures.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from facilitator.app import opened
from facilitator.paths import Places
from facilitator.plan import Wish
from sessions.breakouts import Seat
from sessions.edits import Edit, create
from sessions.network import Strand
from sessions.notes import Note, NoteKind, Span
from sessions.ranks import spread

AT_ONCE = 10_000
STRAND = Strand("st", "", "LW", "Listening well")


def built(places: Places, notes: int, people: int = 12) -> str:
    """Make the archive of a data folder, and return the id of its only group."""
    with opened(places) as app:
        app.plan.new(Wish("Notes by the thousand", date(2026, 11, 26)))
        with app.archive.reader() as reader:
            group = str(next(reader.every("group")).record.id)
            network = next(reader.every("network")).record.id
        edits = [create(seat_of(number, group), f"group:{group}") for number in range(people)]
        edits.append(create(Strand(STRAND.id, network, STRAND.code, STRAND.title), "network"))
        for number, rank in enumerate(spread(notes, "abcd")):
            edits.append(_note(number, rank, group, people))
            if len(edits) >= AT_ONCE:
                app.archive.commit(edits, app.actor, "notes.add").result()
                edits = []
        app.archive.commit(edits, app.actor, "notes.add").result()
    return group


def built_apart(places: Places, notes: int, people: int = 12) -> str:
    """Do the same in another process."""
    command = [sys.executable, __file__, str(places.home), str(notes), str(people)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def seat_of(number: int, group: str) -> Seat:
    """Return somebody who is there; nobody has the name of another."""
    return Seat(f"seat{number}", group, f"Person {number} Ofwell{number}", f"po{number}")


def _note(number: int, rank: str, group: str, people: int) -> Edit:
    words = f"Point {number} about the boiler, which is older than most of those who speak of it"
    is_quote = number % 5 == 0
    note = Note(
        f"note{number:06}",
        group,
        words,
        NoteKind.QUOTE if is_quote else NoteKind.POINT,
        (Span(0, len(words)),) if is_quote else (),
        said_by=f"seat{number % people}",
        strands=(STRAND.id,) if number % 3 == 0 else (),
        kept_at=number * 1000,
        rank=rank,
    )
    return create(note, f"group:{group}")


if __name__ == "__main__":
    print(built(Places(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])))
