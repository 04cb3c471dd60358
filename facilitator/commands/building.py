"""From a folder of plain files to its write-up."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.leaving import LEFT_KEYS, STAGES, Left, leave, say_left
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import (
    ARCHIVE,
    EXIT_BAD_INPUT,
    EXIT_IN_USE,
    EXIT_REFUSED,
    EXIT_WORLD,
    JSON,
    LARGE_PRINT,
    LEAVE_OUT_NAMES,
    QUIET,
    check_large_print,
)
from facilitator.commands.progress import showing_progress
from facilitator.folders import Taken
from facilitator.outputs import ENDINGS
from facilitator.progress import Progress
from facilitator.telling import say_taken
from facilitator.writeup import check_targets
from sessions.errors import KnownError

BUILD = Manual(
    reads="FOLDER: its gathering.toml, people.csv, polls.csv and notes (docs/folder-format.md).",
    writes="The files named with --out, each whole or not at all; and the archive, if one is named.",
    exits=(EXIT_REFUSED, EXIT_BAD_INPUT, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("build my-gathering --out write-up.pdf", "a PDF; nothing else is kept"),
        ("build my-gathering --out a.pdf --out a.html --out a.md", "three formats at once"),
        ("build my-gathering --archive my.facilitator --out a.pdf", "and keeps the notes in an archive"),
        ("build my-gathering --out a.pdf --leave-out-names", "leaves out the names that stop it"),
    ),
    keys=LEFT_KEYS,
    see_also=("export", "demo", "keep"),
)


@click.command(cls=Command, manual=BUILD)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "outs",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help=f"The file to write; its ending says the format: {', '.join(f'.{one}' for one in ENDINGS)}. May be given "
    "several times.",
)
@LARGE_PRINT
@LEAVE_OUT_NAMES
@QUIET
@JSON
@ARCHIVE
def build(
    folder: Path,
    outs: tuple[Path, ...],
    *,
    large_print: bool,
    leave_out_names: bool,
    quiet: bool,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Write the write-up of a gathering that is kept in FOLDER as plain files.

    Without --archive the notes are kept only as long as this takes. Every quotation is held against its words and
    its permission; where one may not be printed, no file is written, and you are told which and why.
    """
    check_large_print([out.suffix.removeprefix(".").casefold() for out in outs] if large_print else None)
    wish = _Wish(tuple(outs), is_without_names=leave_out_names, is_large_print=large_print, as_json=as_json)
    with showing_progress(quiet) as progress:
        if archive is not None:
            taken, left = _build(folder, archive, wish, progress)
        else:
            with tempfile.TemporaryDirectory(prefix="facilitator-") as workplace:
                passing = Path(workplace) / "build.facilitator"
                taken, left = _build(folder, passing, wish, progress, is_lasting=False)
    if not as_json:
        say_taken(taken)
    say_left(left, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Which files are wanted, and how."""

    outs: tuple[Path, ...]
    is_without_names: bool = False
    is_large_print: bool = False
    as_json: bool = False


def _build(
    folder: Path, archive: Path, wish: _Wish, progress: Progress, *, is_lasting: bool = True
) -> tuple[Taken, Left]:
    # Before anything is taken: a name that was mistyped leaves the archive as it was.
    check_targets(wish.outs)
    with opened(paths.places(), archive, is_lasting=is_lasting) as app:
        progress(0, STAGES, _("Taking in the notes"))
        taken = app.folders.take(folder)
        left = leave(
            app,
            taken.gathering,
            wish.outs,
            lambda document, told: app.write_up.publish(
                document, *wish.outs, is_large_print=wish.is_large_print, progress=told
            ),
            progress,
            is_without_names=wish.is_without_names,
            as_json=wish.as_json,
        )
    return taken, left


DEMO = Manual(
    reads="The sample gathering that comes with the program.",
    writes="An archive and a PDF, in a folder of your own data or the one named with --out.",
    exits=(EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("demo", "says where the PDF and the archive are"),
        ("demo --out here", "puts both into a folder"),
    ),
    see_also=("build", "list"),
)


@click.command(cls=Command, manual=DEMO)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to instead of your own.",
)
@QUIET
def demo(out: Path | None, *, quiet: bool) -> None:
    """Take the sample gathering into an archive, write its write-up, and say where both are."""
    folder = out or paths.places().sample
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("not_writable", path=str(folder)) from error
    archive = folder / "sample.facilitator"
    with showing_progress(quiet) as progress:
        taken, left = _build(paths.full_sample(), archive, _Wish((folder / "write-up.pdf",)), progress)
    say_taken(taken)
    say_left(left, as_json=False)
    click.echo(_("Kept in: {path}").format(path=archive.absolute()))
