"""How long search takes among 100,000 and 1,000,000 notes, filters and one-letter prefixes included.

Run from the root: ``python -m tests.bench.bench_search``; ``FACILITATOR_BENCH=short`` takes 5,000 notes. The floor is
the index alone: what SQLite needs to find the newest two thousand hits of the same query, without ranking or records.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import Connection

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.engine import run
from facilitator.archive.queries import Reader
from facilitator.archive.search import RANKED_AT_MOST, Wanted, entry_for, query_of
from sessions.notes import NoteKind

IS_SHORT = os.environ.get("FACILITATOR_BENCH") == "short"
SIZES = (5_000,) if IS_SHORT else (100_000, 1_000_000)
QUERIES = 200
YEARS, GROUPS_A_YEAR, STRANDS, SPEAKERS = 20, 60, 9, 600
LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
BATCH = 20_000


class Tongue:
    """A made-up language whose words are as unevenly used as those of any: the n-th about 1/n as often as the first."""

    def __init__(self, rng: random.Random, size: int = 30_000) -> None:
        self._rng = rng
        self.words = list(dict.fromkeys(self._word() for _ in range(2 * size)))[:size]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def _word(self) -> str:
        length = min(12, 2 + int(self._rng.expovariate(0.25)))
        return "".join(LETTERS[min(25, int(self._rng.expovariate(0.14)))] for _ in range(length))

    def say(self, count: int) -> list[str]:
        """Return so many words as they come in talk."""
        return self._rng.choices(self.words, cum_weights=self._weights, k=count)


def main() -> None:
    """Fill an archive to each size, ask the same mixture of questions, print percentiles."""
    rng = random.Random(20261112)
    tongue = Tongue(rng)
    with tempfile.TemporaryDirectory() as folder:
        around = Surroundings(lambda: 1_790_000_000_000, Path(folder) / "key", "UTC", rng.randbytes)
        with Archive(Path(folder) / "bench.facilitator", around) as archive:
            there = 0
            for size in SIZES:
                begun = time.perf_counter()
                archive._writer.do_bare(partial(fill, tongue, rng, there, size)).result()
                print(f"{size:,} notes laid in, {time.perf_counter() - begun:.0f} s")
                there = size
                with archive.reader() as reader:
                    ask(reader, questions(tongue, rng), size)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory in use {peak:.0f} MB")


def fill(tongue: Tongue, rng: random.Random, first: int, last: int, connection: Connection) -> None:
    """Write note rows and their index entries, nothing else: search reads nothing else."""
    raw: Any = connection.connection.driver_connection
    names = (
        "id",
        "scope",
        "redacted",
        "clashes",
        "made_in",
        "words_version",
        "words",
        "group",
        "kind",
        "strands",
        "said_by",
    )
    columns = ", ".join(f'"{name}"' for name in names)
    for start in range(first, last, BATCH):
        rows = list(notes(tongue, rng, range(start, min(last, start + BATCH))))
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(
            f"INSERT INTO note(n, {columns}) VALUES(:n, {', '.join(f':{name}' for name in names)})", rows
        )
        entries = [entry_for(row) for row in rows]
        raw.executemany("INSERT INTO note_index(rowid, words, tokens) VALUES(:n, :words, :tokens)", entries)
        raw.execute("COMMIT")


def notes(tongue: Tongue, rng: random.Random, numbers: Sequence[int]) -> Iterator[dict[str, object]]:
    """Yield rows of notes: twenty words each, most of them points, from groups that come one after another."""
    kinds = list(NoteKind)
    for number in numbers:
        year, group = number * YEARS // SIZES[-1], rng.randrange(GROUPS_A_YEAR)
        yield {
            "n": number + 1,
            "id": f"n{number}",
            "scope": "group:1",
            "redacted": "[]",
            "clashes": "[]",
            "made_in": "",
            "words_version": "",
            "deleted": None,
            "words": " ".join(tongue.say(rng.randint(8, 32))),
            "group": group_of(year, group),
            "kind": kinds[0] if rng.random() < 0.6 else rng.choice(kinds),
            "strands": f'["strand{rng.randrange(STRANDS)}"]' if rng.random() < 0.3 else "[]",
            "said_by": f"seat{rng.randrange(SPEAKERS)}" if rng.random() < 0.5 else "",
        }


def group_of(year: int, group: int) -> str:
    """Return the id of a group of a year."""
    return f"group{year:02}{group:03}"


def questions(tongue: Tongue, rng: random.Random) -> list[tuple[str, Wanted]]:
    """Return the mixture: what people type, unfinished words and filters, some of it as bad as can be."""
    made: list[tuple[str, Wanted]] = []
    for number in range(QUERIES):
        common, rare = tongue.words[rng.randrange(20)], tongue.words[rng.randrange(2_000, 20_000)]
        year = tuple(group_of(rng.randrange(YEARS), one) for one in range(GROUPS_A_YEAR))
        shape = number % 10
        made.append(
            (
                ("one letter", Wanted(rng.choice(LETTERS[:20]))),
                ("two letters", Wanted("".join(rng.choices(LETTERS[:12], k=2)))),
                ("a commonest word", Wanted(f"{common} ")),
                ("two common words", Wanted(f"{common} {tongue.words[rng.randrange(50)]}")),
                ("a rare word", Wanted(f"{rare} ")),
                ("common and rare", Wanted(f"{common} {rare[:4]}")),
                ("one letter, a kind", Wanted(rng.choice(LETTERS[:20]), kinds=("quote",))),
                (
                    "a strand and a kind",
                    Wanted(common, kinds=("action",), strands=(f"strand{rng.randrange(STRANDS)}",)),
                ),
                ("a word of a year", Wanted(common, groups=year)),
                ("a speaker, no words", Wanted("", said_by=(f"seat{rng.randrange(SPEAKERS)}",))),
            )[shape]
        )
    return made


def ask(reader: Reader, asked: Sequence[tuple[str, Wanted]], size: int) -> None:
    """Print how long the questions take, all together and by shape, and the ratio to the index alone."""
    for _, wanted in asked[:10]:
        reader.search(wanted)
    times: dict[str, list[float]] = {}
    floors: list[float] = []
    for name, wanted in asked:
        times.setdefault(name, []).append(took(partial(reader.search, wanted)))
        floors.append(took(partial(index_alone, reader, wanted)))
    every = [one for found in times.values() for one in found]
    ratio = statistics.median(every) / statistics.median(floors)
    print(
        f"search in {size:,}: median {statistics.median(every):.2f} ms, p95 {percentile(every, 95):.2f} ms, "
        f"worst {max(every):.2f} ms, {ratio:.1f} times the index alone"
    )
    for name, found in times.items():
        print(f"   {name:<22} median {statistics.median(found):7.2f} ms   worst {max(found):7.2f} ms")


def index_alone(reader: Reader, wanted: Wanted) -> None:
    """Find the newest hits in the index, unranked."""
    query = (
        f"SELECT rowid FROM note_index WHERE note_index MATCH ? ORDER BY rowid DESC LIMIT {RANKED_AT_MOST}"
    )
    with reader._asking() as connection:
        run(connection, query, query_of(wanted))


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e3


def percentile(times: Sequence[float], share: int) -> float:
    """Return what so many of a hundred stay under."""
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


if __name__ == "__main__":
    main()
