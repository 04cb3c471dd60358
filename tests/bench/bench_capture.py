"""Measure how many captured lines are read in a second, against splitting and searching the same lines."""

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sessions.breakouts import Seat
from sessions.capture import Roster, parse_line
from sessions.network import Strand

ROSTER = Roster(
    seats=tuple(
        Seat(f"seat{n}", "g", name)
        for n, name in enumerate(
            (
                "Olga Prentis",
                "Gus Zandvliet",
                "Mai Ho",
                "Zoë Hartnell",
                "Emrys Doku",
                "Ifeoma Nwachuku",
                "Yaw Antwi",
            )
        )
    ),
    strands=(
        Strand("ks", "n", "KS", "Kitchens and sheds"),
        Strand("bh", "n", "BH", "Borrowed hours"),
        Strand("wd", "n", "WD", "Walking distance"),
    ),
)
# In every twenty: eleven of plain words, nine with marks, as a practised note-taker types.
MIX = (
    "Hunger keeps its coat on: people say that they have eaten, and then stay till six.",
    "It's hard to be shy for long when somebody has handed you forty carrots",
    "The first pan took two hours and the queue sang all the way through it.",
    "Nobody's ever returned the blue barrow – it has simply been lent from hand to hand",
    "Half the group had mended a mixer with a part off a pram",
    "A shed smells of whoever sweeps it (ours, lately, of oranges and of bicycle chain)",
    "Small pans cook for friends; large ones find out who else",
    "Nobody had asked the baker, who is awake when the trouble starts",
    "We count bowls because bowls come back dirty",
    "The oven trips the fuse at six, so supper is a supper by torch in most Januaries",
    "The gardeners’ thermos isn’t shared, the bakers’ always is",
    '"Nobody is late for pie" @mai #kitchens',
    "Gus: we lent it out for eleven years and lost it only in its own shed",
    "!Lend the good spade: a bad one says what you think of your neighbours.",
    "Who sharpens the shears when everybody borrows them? #BH",
    ">@olga copy out the dumpling recipe by 3 Nov",
    "e.g. Quarry Road lends its mower out of a phone box; no hedge there is safe any longer. #KS #WD",
    "ab: “nobody asked my name, only onions” and the whole queue @@ laughed",
    "/Two held out: a shed with a rota, they say, is a second job.",
    "She said the 'honesty jar' had a coin in it that nobody can spend -x",
)
LINES = MIX * 1000
REPEATS = 7
FLOOR = re.compile(r"[#@]\w+|\"[^\"]*\"")


def read_all() -> None:
    for line in LINES:
        parse_line(line, ROSTER)


def split_all() -> None:
    for line in LINES:
        line.split()
        FLOOR.search(line)


def seconds(work: Callable[[], None]) -> float:
    # Processor time: what else runs on this machine does not count.
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    pairs = [(seconds(read_all), seconds(split_all)) for _ in range(REPEATS)]
    read = statistics.median(pair[0] for pair in pairs)
    ratio = statistics.median(reading / floor for reading, floor in pairs)
    print(
        f"capture: {len(LINES) / read:,.0f} lines/s, {ratio:.1f} times split and one search (median of {REPEATS})"
    )


if __name__ == "__main__":
    main()
