"""What forgetting a person costs in a large archive, against a VACUUM of the same file in the same run.

Run from the root: ``python -m tests.bench.bench_erasure``; ``FACILITATOR_BENCH=short`` takes fewer notes.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.engine import run
from facilitator.forgetting import Forgetting
from facilitator.off_the_record import blocks_about, same_notes
from sessions.agenda import Session
from sessions.breakouts import Group, Seat
from sessions.document import Block, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.edits import Edit, create
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.network import Network
from sessions.notes import Note
from sessions.people import Person

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
NOTES = 5_000 if IS_SHORT else 100_000
GROUPS = 50 if IS_SHORT else 1_000
EVERY = 100
"""Every so manieth note names the person, another was said by them."""
WORDS = "Trust needs a budget line and somebody who has the time to listen to what the caretaker says"
NAME = "Ivy Quillfeather"


def main() -> None:
    """Print what finding and erasing take, their ratio to the floor, and the memory they need beyond the archive's."""
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what making the notes takes must not hide what erasing takes.
        made = multiprocessing.get_context("spawn").Process(target=fill_in, args=(folder,))
        made.start()
        made.join()
        around = around_of(folder)
        with Archive(Path(folder) / "bench.facilitator", around) as archive:
            size = archive.path.stat().st_size / 1e6
            floor = seconds(lambda: vacuum(archive))
            print(f"archive of {NOTES} notes          {size:8.1f} MB")
            print(f"VACUUM, the floor               {floor:8.2f} s")
            told("off the record, notes alike", seconds(lambda: ask(archive, "same")), floor)
            told("off the record, its blocks", seconds(lambda: ask(archive, "blocks")), floor)
            forgetting = Forgetting(archive, around, "amal")
            before = memory()
            told("finding every place", seconds(lambda: forgetting.places("ivy")), floor)
            found = memory()
            told("erasing, cleaned and looked at", seconds(lambda: forgetting.erase("ivy")), floor)
            print(f"memory at most, before          {before:8.1f} MB")
            print(f"  after finding                 {found:8.1f} MB")
            print(f"  after erasing                 {memory():8.1f} MB")


def around_of(folder: str) -> Surroundings:
    """Return the real clock and chance, and a key in the folder."""
    return Surroundings(lambda: time.time_ns() // 1_000_000, Path(folder) / "key", "UTC", random.randbytes)


def fill_in(folder: str) -> None:
    """Make the archive in a folder."""
    with Archive(Path(folder) / "bench.facilitator", around_of(folder)) as archive:
        fill(archive)


def told(name: str, spent: float, floor: float) -> None:
    """Print a time beside the floor."""
    print(f"{name:<31} {spent:8.2f} s   ratio {spent / floor:.1f}")


def fill(archive: Archive) -> None:
    """Make a network with many groups, notes in them, and a draft that rests on some."""
    edits: list[Edit] = [
        create(Network("net", "Longbench", convenors=("ivy",)), "network"),
        create(Gathering("g", "net", "Keys"), "gathering:g"),
        create(
            Occasion("o", "g", "d", "Day", date(2026, 1, 1), ground_rule=GroundRule.ON_THE_RECORD),
            "gathering:g",
        ),
        create(Session("s", "o", "s", f"{NAME} on keys"), "gathering:g"),
        create(Person("ivy", NAME, ("Quillybird",), "Quillfeather"), "register"),
        create(Document("d", "g", DocumentKind.WRITE_UP, "Keys"), "desk:g"),
    ]
    for group in range(GROUPS):
        edits.append(create(Group(f"g{group}", "s", f"k{group}", f"Group {group}"), "gathering:g"))
        edits.append(create(Seat(f"s{group}", f"g{group}", NAME, "iq", "ivy"), f"group:g{group}"))
    archive.commit(edits, "amal", "folder.import").result()
    for start in range(0, NOTES, 20_000):
        archive.commit(
            [note(n) for n in range(start, min(start + 20_000, NOTES))], "amal", "file.import"
        ).result()
    blocks = [create(block(n), "desk:g") for n in range(NOTES // 20)]
    archive.commit(blocks, "amal", "document.draft").result()


def note(n: int) -> Edit:
    """Return a note of one of the groups."""
    group = n % GROUPS
    words = f"{NAME} said in {n}: {WORDS}" if n % EVERY == 0 else f"{WORDS} {n}"
    said_by = f"s{group}" if n % EVERY == 1 else ""
    return create(Note(f"n{n}", f"g{group}", words, said_by=said_by, kept_at=n), f"group:g{group}")


def block(n: int) -> Block:
    """Return a paragraph that rests on a note."""
    body = (Run(f"{WORDS} {n}.", Source(Origin.NOTES, (f"n{n * 20 + 1}",))),)
    return Block(f"b{n}", "d", BlockType.PARAGRAPH, rank=f"{n:06}", body=body)


def vacuum(archive: Archive) -> None:
    """Write the whole file again, as every cleaning must."""
    archive._writer.do_bare(lambda connection: run(connection, "VACUUM")).result()


def ask(archive: Archive, what: str) -> None:
    """Ask what taking one note off the record asks."""
    with archive.reader() as reader:
        assert same_notes(reader, "n21") if what == "same" else blocks_about(reader, ["n21"])


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def memory() -> float:
    """Return the most memory this process has had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
