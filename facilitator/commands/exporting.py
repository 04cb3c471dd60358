"""From the archive to the files that leave it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Final

import click

from facilitator import paths
from facilitator.app import opened, reading
from facilitator.commands import completing
from facilitator.commands.leaving import LEFT_KEYS, leave, say_left
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import (
    ARCHIVE,
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
from facilitator.exporting.files import check_folder
from facilitator.gatherings import gathering_named
from facilitator.outputs import OUTPUTS, OneFile, Tables, WorkingCopy, copy_out, file_name
from facilitator.telling import LOOK
from facilitator.writeup import check_targets
from sessions.document import Arrangement
from sessions.permission import Audience

AUDIENCES: Final = {one.name.lower(): one for one in Audience}

EXPORT = Manual(
    reads="The archive: the notes of the gathering, and what was agreed about quoting them.",
    writes="A file, or a folder where the format has several files; in the archive, the draft and that it left.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("export autumn --to pdf", "the write-up, in a file named after the gathering"),
        ("export autumn --to pdf --large-print", "the same for those who need larger letters"),
        ("export autumn --to html --out public/autumn.html", "a web page where it is wanted"),
        ("export autumn --to pdf --by theme", "told by theme, not by session"),
        ("export autumn --to csv --out tables", "its polls, quotations, actions and people as tables"),
        ("export autumn --to folder --out autumn", "a working copy as plain files, for those who work on it"),
        ("export autumn --to pdf --audience quoted", "a marked copy for those quoted, to check"),
    ),
    keys=LEFT_KEYS,
    see_also=("build", "show", "history"),
)


@click.command(cls=Command, manual=EXPORT)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.option(
    "--to",
    "wanted",
    type=click.Choice(list(OUTPUTS), case_sensitive=False),
    required=True,
    help="The format.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file or folder to write; else one named after the gathering, here.",
)
@click.option(
    "--audience",
    type=click.Choice(list(AUDIENCES), case_sensitive=False),
    default=Audience.PUBLIC.name.lower(),
    show_default=True,
    help="Who it is for. The copy for those quoted says on every page that it is for checking.",
)
@click.option(
    "--by",
    "arrangement",
    type=click.Choice([one.value for one in Arrangement], case_sensitive=False),
    default=Arrangement.BY_SESSION.value,
    show_default=True,
    help="What its sections follow.",
)
@LARGE_PRINT
@LEAVE_OUT_NAMES
@QUIET
@JSON
@ARCHIVE
def export(
    gathering: str,
    *,
    wanted: str,
    out: Path | None,
    audience: str,
    arrangement: str,
    large_print: bool,
    leave_out_names: bool,
    quiet: bool,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Write GATHERING as files that may leave this computer, after every quotation was held against its permission.

    GATHERING is an id, the title, the beginning of it, or words of it. Where a quotation may not be printed, no file is
    written, and you are told which and why. What left, for whom and in which files is written down in the archive.

    A working copy (--to folder) is for those who may see the archive: no gate is before it, what is off the record is
    not in it, and it says what it leaves out. A folder is only written where it is empty or not there yet.
    """
    output = OUTPUTS[wanted]
    check_large_print([wanted] if large_print else None)
    with reading(paths.places(), archive) as reader:
        meant = gathering_named(reader, gathering)
        named = file_name(reader, meant, wanted, is_for_checking=AUDIENCES[audience] is Audience.QUOTED)
        target = out or Path(named)
        if isinstance(output, WorkingCopy):
            left_out = copy_out(reader, meant, output, target)
            _say_copied(meant, target, left_out, as_json=as_json)
            return
    _check(output, target, wanted)
    with (
        showing_progress(quiet) as progress,
        opened(paths.places(), archive, is_new_allowed=False) as app,
    ):
        for_whom = AUDIENCES[audience]
        left = leave(
            app,
            meant,
            [target],
            lambda document, told: (
                app.write_up.publish(
                    document, target, audience=for_whom, is_large_print=large_print, progress=told
                )
                if isinstance(output, OneFile)
                else app.write_up.publish_tables(document, output, target, for_whom)
            ),
            progress,
            audience=for_whom,
            arrangement=Arrangement(arrangement),
            is_without_names=leave_out_names,
            as_json=as_json,
        )
    say_left(left, as_json=as_json)


def _check(output: OneFile | Tables, target: Path, wanted: str) -> None:
    """Look before anything is done whether the target can be written and is what its name says."""
    if isinstance(output, Tables):
        check_folder(target)
        return
    if target.suffix.removeprefix(".").casefold() != wanted.casefold():
        told = _("{path} does not end in .{ending}, which --to asks for.").format(path=target, ending=wanted)
        raise click.UsageError(told)
    check_targets([target])


def _say_copied(gathering: str, target: Path, left_out: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        told = {"gathering": gathering, "written": [str(target.absolute())], "left_out": list(left_out)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(_("Written: {path}").format(path=target.absolute()))
    click.echo(_("A working copy, for those who work on it. What is off the record is not in it."))
    for sentence in left_out:
        click.echo(LOOK + sentence)
