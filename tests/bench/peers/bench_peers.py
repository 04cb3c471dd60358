"""What the long report takes us, WeasyPrint and Typst: processor time and memory, each in a process of its own.

    python tests/bench/peers/bench_peers.py PYTHON_OF_THE_PEERS

The three take turns, so that whatever else the computer does falls on them alike. The time is that of the setting
alone, after everything is imported, and counts all threads; that of the whole process stands beside it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from facilitator import paths
from tests.bench.book import IS_SHORT, book
from tests.bench.peers.markup import as_html, as_typst

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 3
GOALS = (
    ("weasyprint", "setting", 0.15, "time to WeasyPrint"),
    ("typst", "setting", 1.0, "time to Typst"),
    ("typst", "memory", 0.3, "memory to Typst"),
)


@dataclass(frozen=True)
class Peer:
    """Who sets the report: with which Python, and from which file."""

    name: str
    python: str
    source: Path


def took(peer: Peer, out: Path) -> dict[str, float]:
    """Return what one setting takes."""
    command = [peer.python, "-m", "tests.bench.peers.set_one", peer.name]
    command += map(str, (peer.source, out, paths.fonts()))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{peer.name} failed:\n{done.stderr.decode()}")
    return dict(json.loads(done.stdout))


def pages(data: Path) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(data) as pdf:
        return len(pdf.pages)


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each measure."""
    return {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}


def main() -> None:
    """Print the medians and the ratios between them."""
    tree = book()
    print(f"{sum(len(node.block.text.split()) for node in tree.walk()):,} words")
    with tempfile.TemporaryDirectory(prefix="facilitator-peers-") as place:
        folder = Path(place)
        (folder / "book.html").write_text(as_html(tree), "utf-8")
        (folder / "book.typ").write_text(as_typst(tree), "utf-8")
        peers = (
            Peer("ours", sys.executable, folder),
            Peer("weasyprint", sys.argv[1], folder / "book.html"),
            Peer("typst", sys.argv[1], folder / "book.typ"),
        )
        rounds: dict[str, list[dict[str, float]]] = {peer.name: [] for peer in peers}
        for _ in range(ROUNDS):
            for peer in peers:
                rounds[peer.name].append(took(peer, folder / f"{peer.name}.pdf"))
        median = {name: medians(each) for name, each in rounds.items()}
        for name, found in median.items():
            out = folder / f"{name}.pdf"
            print(
                f"{name:<12} {found['setting']:8.2f} s   {found['process']:8.2f} s with imports   "
                f"{found['memory']:7.1f} MB   {pages(out):4} pages   {out.stat().st_size / 1024:6.0f} KB"
            )
    for name, key, goal, what in GOALS:
        # The goals are for the long report.
        told = "" if IS_SHORT else f"   goal {goal}"
        print(f"ratio of {what:<20} {median['ours'][key] / median[name][key]:6.2f}{told}")


if __name__ == "__main__":
    main()
