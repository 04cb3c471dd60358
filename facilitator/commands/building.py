"""From a folder of plain files to its write-up."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.options import ARCHIVE
from facilitator.telling import say_looks, say_taken, say_unused
from facilitator.writeup import check_targets
from sessions.errors import KnownError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "outs",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="The file to write; its ending says the format: .pdf, .html, .md, .docx or .txt. May be given several times.",
)
@click.option("--leave-out-names", is_flag=True, help="Print what is stopped for its attribution without it.")
@ARCHIVE
def build(folder: Path, outs: tuple[Path, ...], leave_out_names: bool, archive: Path | None) -> None:
    """Write the write-up of a gathering that is kept in FOLDER as plain files.

    Without --archive the notes are kept only as long as this takes. Every quotation is held against its words and
    its permission; where one may not be printed, no file is written, and you are told which and why.
    """
    if archive is not None:
        _build(folder, outs, leave_out_names, archive)
        return
    with tempfile.TemporaryDirectory(prefix="facilitator-") as workplace:
        _build(folder, outs, leave_out_names, Path(workplace) / "build.facilitator", is_lasting=False)


def _build(
    folder: Path, outs: Sequence[Path], leave_out_names: bool, archive: Path, *, is_lasting: bool = True
) -> None:
    # Before anything is taken: a name that was mistyped leaves the archive as it was.
    check_targets(outs)
    with opened(paths.places(), archive, is_lasting=is_lasting) as app:
        say_taken(taken := app.folders.take(folder))
        drafted = app.write_up.draft(taken.gathering)
        if leave_out_names and (count := app.write_up.leave_out_names(drafted.document)):
            drafted = app.write_up.draft(taken.gathering)
            several = ngettext(
                "{count} quotation is printed with only as much of a name as is allowed.",
                "{count} quotations are printed with only as much of a name as is allowed.",
                count,
            )
            click.echo(several.format(count=count))
        judgement = app.write_up.publish(drafted.document, *outs)
    for out in outs:
        click.echo(_("Written: {path}").format(path=out.absolute()))
    say_looks(judgement.look_at)
    say_unused(drafted.unused)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to instead of your own.",
)
def demo(out: Path | None) -> None:
    """Take the sample gathering into an archive, write its write-up, and say where both are."""
    folder = out or paths.places().sample
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("not_writable", path=str(folder)) from error
    archive = folder / "sample.facilitator"
    _build(paths.small_sample(), [folder / "write-up.pdf"], leave_out_names=False, archive=archive)
    click.echo(_("Kept in: {path}").format(path=archive.absolute()))
