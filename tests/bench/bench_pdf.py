"""What a PDF costs: tagged, kerned, with links and contents, against stock platypus and against bare lines on a canvas.

``FACILITATOR_BENCH=short`` sets a smaller document.
The same words are set in the same faces and sizes in all three. Platypus has its contents list, which takes it three
passes; the floor breaks lines and draws them, and has neither structure, links, contents nor outline.
"""

from __future__ import annotations

import gc
import io
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from facilitator import paths
from facilitator.exporting.pdf import Faces, write_pdf
from sessions.document import DocumentTree
from tests.bench.book import IS_SHORT, book
from tests.facilitator.exporting.pdf_sample import write_up

ROUNDS = 3 if IS_SHORT else 5
SIZES = (10, 30) if IS_SHORT else (10, 30, 100, 300, 1_000)  # pages
MEASURE = "--peak"  # the argument with which the bench runs itself to learn how much memory a PDF takes


def ours(tree: DocumentTree) -> bytes:
    """Return the PDF as the program makes it."""
    return write_pdf(tree, Faces.in_folder(paths.fonts()))


def spent(work: Callable[[DocumentTree], bytes], tree: DocumentTree) -> tuple[float, int]:
    """Return the seconds of processor time that a document takes, and how many pages it has."""
    gc.collect()
    begun = time.process_time()
    data = work(tree)
    return time.process_time() - begun, len(data)


def pages(data: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    # pikepdf is heavy, and the process that is measured for memory should load it when the writer does.
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def compare() -> None:
    """Print the medians of rounds in which each has its turn, and the ratios between them."""
    # Platypus is heavy, and the process that is measured for memory does without it.
    from tests.bench.stock_pdf import floor, platypus

    tree = book()
    ways: dict[str, Callable[[DocumentTree], bytes]] = {"ours": ours, "platypus": platypus, "floor": floor}
    times: dict[str, list[float]] = {name: [] for name in ways}
    sizes: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken, sizes[name] = spent(way, tree)
            times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:<24} {median:8.3f} s   {sizes[name] / 1024:8.0f} KB")
    words = sum(len(node.block.text.split()) for node in tree.walk())
    print(f"{words:,} words on {pages(ours(tree))} pages")
    # The goals are for the long document: faces are opened once, however long it is.
    goals = ("", "") if IS_SHORT else ("goal 0.40, better 0.29", "goal 3.3, better 2.4")
    for name, goal in zip(("platypus", "floor"), goals, strict=True):
        print(f"ratio to {name:<15} {medians['ours'] / medians[name]:8.2f}   {goal}".rstrip())


def by_size() -> None:
    """Print how many pages a second are made, short documents and long."""
    whole = pages(ours(book()))
    sample = statistics.median(spent(ours, write_up())[0] for _ in range(ROUNDS))
    print(f"a write-up, {pages(ours(write_up()))} pages      {sample:8.3f} s")
    for wanted in SIZES:
        tree = book(wanted / whole)
        count = pages(ours(tree))
        taken = statistics.median(spent(ours, tree)[0] for _ in range(3))
        print(f"{count:>5} pages              {taken:8.3f} s   {count / taken:8.0f} pages/s")


def peak(how: str) -> float:
    """Return the megabytes that a process takes at most, with or without a PDF to make."""
    command = [sys.executable, "-m", "tests.bench.bench_pdf", MEASURE, how]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    return float(done.stdout)


def most_memory() -> float:
    """Return the megabytes that this process has taken at most."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says of a process includes the one that started it
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )


def main() -> None:
    """Print all of it."""
    if MEASURE in sys.argv:
        if sys.argv[-1] != "nothing":
            ours(book())
        print(most_memory())
        return
    compare()
    by_size()
    bare, full = peak("nothing"), peak("book")
    print(f"peak memory              {full:8.1f} MB, {bare:.1f} of it before anything is set")


if __name__ == "__main__":
    main()
