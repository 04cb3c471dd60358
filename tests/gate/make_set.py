"""Everything the program can export from its samples and from the example trees, as files in one folder.

What can be chosen is read off ``facilitator export`` itself, so that a new format, audience or kind of document joins
without a word here. ``python -m tests.gate.make_set FOLDER`` makes the set for looking at.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.exporting import export
from facilitator.exporting.wording import CHECKING_COPY
from facilitator.outputs import OUTPUTS, OneFile, Output, WorkingCopy
from facilitator.progress import unseen
from facilitator.writeup import GateClosed
from tests.facilitator.exporting.example_tree import example_tree
from tests.facilitator.exporting.pdf_sample import write_up

SAMPLES = {"small": paths.small_sample, "full": paths.full_sample}
TREES = {"example": example_tree, "dark by agreement": write_up}
FORMAT, LARGE_PRINT = "--to", "--large-print"
NO_DOCUMENT = {"--quiet", "--json", "--leave-out-names"}  # flags that choose nothing of what is made
SHARES = 2  # in which the formats are made, at the same time
EACH_OF = 2  # as many sessions and groups have a document of their own made


@dataclass
class Made:
    """The files that were made, and which wishes the program refused, with its sentence."""

    files: list[Path] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    def keep(self, found: Path) -> None:
        """Take a file or a folder of files, but nothing that is there already byte by byte."""
        for path in sorted(found.rglob("*")) if found.is_dir() else [found]:
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            if digest and digest not in self._known:
                self._known.add(digest)
                self.files.append(path)

    def join(self, other: Made) -> None:
        """Take what was made elsewhere as well."""
        for path in other.files:
            self.keep(path)
        self.refused |= other.refused


def ways_of(command: click.Command) -> dict[str, list[str]]:
    """Return every choice and flag of a command that is not there anyway as it is written, by its option."""
    ways: dict[str, list[str]] = {}
    for option in command.params:
        name = option.opts[-1]
        if isinstance(option.type, click.Choice):
            ways[name] = [f"{name}={choice}" for choice in option.type.choices if choice != option.default]
        elif isinstance(option, click.Option) and option.is_flag and name not in NO_DOCUMENT:
            ways[name] = [name]
    return ways


def wishes(ways: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield every format as it comes, with each other choice by itself that it has, and all that in large print."""
    others = [choice for option, choices in ways.items() if option != FORMAT for choice in choices]
    large = [choice for choice in others if choice == LARGE_PRINT]
    for wanted in ways[FORMAT]:
        yield (wanted,)
        output = OUTPUTS[wanted.partition("=")[2]]
        mine = [other for other in others if has_choice(output, other)]
        yield from ((wanted, other) for other in mine)
        yield from ((wanted, other, one) for one in large if one in mine for other in mine if other != one)


def has_choice(output: Output, choice: str) -> bool:
    """Tell whether a format has a choice: a working copy has none, and large print is not to be had in each."""
    if choice == LARGE_PRINT:
        return isinstance(output, OneFile) and output.write_large is not None
    return not isinstance(output, WorkingCopy)


def name_of(wish: Sequence[str]) -> str:
    """Return a file's name that says what was wished."""
    return ", ".join(part.lstrip("-").replace("=", " ").replace("/", "-") for part in wish if part)


def keys_of(archive: Path) -> dict[str, list[str]]:
    """Return what may be named, in an archive of one gathering, with an option that takes the key of a record."""
    with (
        opened(paths.places(), archive, is_new_allowed=False, is_lasting=False) as app,
        app.archive.reader() as reader,
    ):
        sessions = {kept.record.id: kept.record.key for kept in reader.every("session")}
        # Several sessions have a plenary, so a group is named with its session.
        groups = [f"{sessions[kept.record.session]}/{kept.record.key}" for kept in reader.every("group")]
        found = {"--session": [*sessions.values()], "--group": groups}
        return {option: [f"{option}={key}" for key in keys][:EACH_OF] for option, keys in found.items()}


class Exporter:
    """Exports one gathering in every way there is."""

    def __init__(self, archive: Path, gathering: str, folder: Path, made: Made) -> None:
        self._archive = archive
        self._gathering = gathering
        self._folder = folder
        self._made = made
        self._ways = ways_of(export)
        keys = keys_of(archive).items()
        options = {name for option in export.params for name in option.opts}
        self._more = {**self._ways, **{option: found for option, found in keys if option in options}}

    def everything(self, formats: Sequence[str]) -> None:
        """Fulfil every wish for some formats; where one needs another option, with each of what that may say."""
        for wish in wishes({**self._ways, FORMAT: formats}):
            refused = self.one(wish)
            if refused and not self._with_more(wish, refused):
                self._made.refused[f"{self._folder.name}: {name_of(wish)}"] = refused

    def _with_more(self, wish: Sequence[str], refused: str) -> bool:
        """Tell whether the wish can be fulfilled with one of the options that its refusal speaks of."""
        said = " ".join(wish)
        more = {name: ways for name, ways in self._more.items() if name in refused and name not in said}
        answers = [self.one([*wish, one]) for ways in more.values() for one in ways]
        return not all(answers)

    def one(self, wish: Sequence[str]) -> str:
        """Return nothing, or why this cannot be had."""
        ending = wish[0].partition("=")[2]
        is_file = isinstance(OUTPUTS[ending], OneFile)
        target = self._folder / (f"{name_of(wish)}.{ending}" if is_file else name_of(wish))
        arguments = [self._gathering, *wish, "--out", str(target), "--archive", str(self._archive), "--quiet"]
        try:
            self._export(arguments)
        except GateClosed:
            # Some quotations of the samples may be printed for nobody by name.
            self._export([*arguments, "--leave-out-names"])
        except click.UsageError as error:
            return error.format_message()
        self._made.keep(target)
        return ""

    @staticmethod
    def _export(arguments: Sequence[str]) -> None:
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            export.main(args=list(arguments), standalone_mode=False)


def make_set(folder: Path) -> Made:
    """Make the whole set in a folder, several parts of it at once: each has an archive of its own."""
    made = Made()
    formats = ways_of(export)[FORMAT]
    shares = [(name, formats[at::SHARES]) for name in SAMPLES for at in range(SHARES)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        parts = [pool.submit(_from_sample, name, folder / name, share) for name, share in shares]
        for part in parts:
            made.join(part.result())
    for name, tree in TREES.items():
        (folder / name).mkdir(parents=True)
        for (ending, output), mark in itertools.product(OUTPUTS.items(), ("", CHECKING_COPY)):
            if isinstance(output, OneFile):
                path = folder / name / f"{'marked' if mark else 'plain'}.{ending}"
                path.write_bytes(output.write(tree(), mark, unseen))
                made.keep(path)
    return made


def _from_sample(name: str, folder: Path, formats: Sequence[str]) -> Made:
    """Return what can be had of a sample in some formats; this has a process of its own."""
    made = Made()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="facilitator-set-") as home:
        os.environ[paths.HOME_VARIABLE] = home
        archive = paths.places().home / f"{name}.facilitator"
        with opened(paths.places(), archive, is_lasting=False) as app:
            gathering = app.folders.take(SAMPLES[name]()).gathering
        Exporter(archive, gathering, folder, made).everything(formats)
    return made


def main() -> int:
    """Make the set in the folder named, which is emptied first."""
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    made = make_set(folder)
    for path in made.files:
        print(path)
    for wish, why in made.refused.items():
        print(f"refused: {wish}: {why}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
