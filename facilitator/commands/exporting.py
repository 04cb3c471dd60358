"""From the archive to the files that leave it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import Final

import click

from facilitator import paths
from facilitator.app import App, opened, reading
from facilitator.commands import completing
from facilitator.commands.leaving import LEFT_KEYS, Publish, leave, say_left
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
from facilitator.documents import Wish
from facilitator.exporting.files import check_folder
from facilitator.gatherings import gathering_named
from facilitator.outputs import OUTPUTS, OneFile, Tables, WorkingCopy, copy_out, file_name
from facilitator.progress import Progress
from facilitator.telling import LOOK
from facilitator.writeup import check_targets
from sessions.document import Arrangement, DocumentKind
from sessions.gate import Judgement
from sessions.permission import Audience
from sessions.years import year_from

KINDS: Final = {
    "write-up": DocumentKind.WRITE_UP,
    "brief": DocumentKind.SESSION_BRIEF,
    "running-order": DocumentKind.RUNNING_ORDER,
    "read-back": DocumentKind.READ_BACK,
    "aims": DocumentKind.AIMS,
    "participants": DocumentKind.PARTICIPANTS,
    "draft": DocumentKind.DRAFT,
    "annual-report": DocumentKind.ANNUAL_REPORT,
}
"""What each kind of document is called on the command line."""

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
        ("export autumn --document brief --session keys --to pdf", "one page for whoever leads that session"),
        ("export autumn --document running-order --for-director --to pdf", "the day, for whoever runs it"),
        (
            "export autumn --document read-back --group halls --to pdf",
            "what a group brings back, in big type",
        ),
        (
            "export autumn --document annual-report --year 2025-09 --to docx",
            "the year from September 2025 on",
        ),
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
    "--document",
    "kind",
    type=click.Choice(list(KINDS), case_sensitive=False),
    default="write-up",
    show_default=True,
    help="What to make of it.",
)
@click.option("--session", default="", metavar="KEY", help="The session of a brief, or that of the group.")
@click.option("--group", default="", metavar="KEY", help="The group of a read-back card.")
@click.option(
    "--for-director",
    is_flag=True,
    help="The running order with what only whoever runs the day should know. It leaves for the group alone.",
)
@click.option(
    "--year", metavar="YEAR", help="The year of an annual report: 2026, or the month it begins in: 2025-09."
)
@click.option(
    "--audience",
    type=click.Choice(list(AUDIENCES), case_sensitive=False),
    show_default="public; group with --for-director",
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
    kind: str,
    session: str,
    group: str,
    for_director: bool,
    year: str | None,
    audience: str | None,
    arrangement: str,
    large_print: bool,
    leave_out_names: bool,
    quiet: bool,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Write GATHERING, or another document about it, as files that may leave this computer.

    Every quotation is held against its permission first.

    GATHERING is an id, the title, the beginning of it, or words of it. Where a quotation may not be printed, no file is
    written, and you are told which and why. What left, for whom and in which files is written down in the archive.

    A working copy (--to folder) is for those who may see the archive: no gate is before it, what is off the record is
    not in it, and it says what it leaves out. A folder is only written where it is empty or not there yet.
    """
    output = OUTPUTS[wanted]
    for_whom = AUDIENCES[audience or (Audience.GROUP if for_director else Audience.PUBLIC).name.lower()]
    wish = wish_from(kind, session, group, year, is_for_director=for_director)
    check_large_print([wanted] if large_print else None)
    with reading(paths.places(), archive) as reader:
        meant = gathering_named(reader, gathering)
        is_checked = for_whom is Audience.QUOTED
        named = file_name(reader, meant, wanted, _called(wish, kind), is_for_checking=is_checked)
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
        left = leave(
            app,
            meant,
            [target],
            _publishing(app, output, target, for_whom, is_large_print=large_print),
            progress,
            audience=for_whom,
            wish=replace(wish, gathering=meant, arrangement=Arrangement(arrangement)),
            is_without_names=leave_out_names,
            as_json=as_json,
        )
    say_left(left, as_json=as_json)


def _publishing(
    app: App, output: OneFile | Tables, target: Path, audience: Audience, *, is_large_print: bool
) -> Publish:
    """Return what writes a document into its file or folder."""

    def publish(document: str, progress: Progress) -> Judgement:
        if isinstance(output, Tables):
            return app.write_up.publish_tables(document, output, target, audience)
        return app.documents.publish(
            document, target, audience=audience, is_large_print=is_large_print, progress=progress
        )

    return publish


def wish_from(kind: str, session: str, group: str, year: str | None, *, is_for_director: bool) -> Wish:
    """Return which document is wanted; what another kind would need is refused, and so is what is missing."""
    needed = {"brief": ("--session", session), "read-back": ("--group", group)}
    option, value = needed.get(kind, ("", "-"))
    if not value:
        raise click.UsageError(_("--document {kind} needs {option} KEY.").format(kind=kind, option=option))
    given = {
        "--session": (session, ("brief", "read-back")),
        "--group": (group, ("read-back",)),
        "--for-director": (is_for_director, ("running-order",)),
        "--year": (year, ("annual-report",)),
    }
    for name, (said, kinds) in given.items():
        if said and kind not in kinds:
            told = _("{option} goes with --document {kinds} only.").format(
                option=name, kinds=_(" or ").join(kinds)
            )
            raise click.UsageError(told)
    meant = year_from(year) if year else None
    return Wish(KINDS[kind], "", session, group, is_for_director, meant)


def _called(wish: Wish, kind: str) -> str:
    """Return what a file is called after beside its gathering; nothing for a write-up."""
    if wish.kind is DocumentKind.WRITE_UP:
        return ""
    parts = [kind, wish.session, wish.group, wish.year.name if wish.year else ""]
    if wish.is_for_director:
        parts.append(_("for the director"))
    return " ".join(part.replace("/", "-") for part in parts if part)


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
