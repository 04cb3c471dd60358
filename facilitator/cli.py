"""Every use case without a window."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Final

import click

from facilitator import cli_safety, logs, paths
from facilitator.app import App, opened, reading
from facilitator.capture import NothingTyped, group_named
from facilitator.folders import FolderRefused
from facilitator.history import acts, told
from facilitator.importing.folder_text import clean
from facilitator.off_the_record import note_named
from facilitator.sentences import sentence_for, sentence_for_finding
from facilitator.telling import (
    LOOK,
    STOPS,
    clock,
    outcome_told,
    say_any_letter,
    say_error,
    say_looks,
    say_taken,
    say_taken_off,
    say_unused,
)
from facilitator.writeup import check_targets
from sessions.errors import DomainError, KnownError, SpokenError

EXIT_REFUSED: Final = 1
EXIT_BAD_INPUT: Final = 65
EXIT_BUG: Final = 70
EXIT_WORLD: Final = 74
EXIT_IN_USE: Final = 75
"""1: a rule of the gathering said no · 65: the input cannot be understood · 70: a bug · 74: files · 75: in use."""

ARCHIVE = click.option(
    "--archive",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive to use instead of your own.",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors become a sentence and an exit code."""
    say_any_letter()
    log = logs.log_to(paths.places().log)
    try:
        sys.exit(_run(arguments))
    finally:
        logs.stop_logging(log)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        commands.main(args=arguments, prog_name="facilitator", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo(_("Stopped. What was kept is safe."), err=True)
        return 130
    except SpokenError as error:
        return _say(error)
    except Exception:  # The edge: whatever else happens is a bug, and is logged as one.
        logging.getLogger(logs.LOGGER).exception("a bug")
        click.echo(
            _("Facilitator has a fault and stopped; what was kept is safe. {log} says more.").format(
                log=paths.places().log
            ),
            err=True,
        )
        return EXIT_BUG
    return 0


def _say(error: SpokenError) -> int:
    say_error(error)
    logging.getLogger(logs.LOGGER).info("stopped: %s", error.code)
    if isinstance(error, FolderRefused):
        return EXIT_BAD_INPUT
    if error.code == "archive_in_use":
        return EXIT_IN_USE
    return EXIT_WORLD if isinstance(error, KnownError) else EXIT_REFUSED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="facilitator")
def commands() -> None:
    """Structure gatherings, capture notes, publish write-ups people trust.

    Nothing leaves this computer unless you hand it over.
    """


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "outs",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="The file to write; its ending says the format: .pdf, .html or .md. May be given several times.",
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


@commands.command()
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


@commands.command()
@click.argument("group")
@ARCHIVE
def keep(group: str, archive: Path | None) -> None:
    """Keep notes for GROUP (a key such as halls or keys/halls, or an id): one line in, one note kept.

    Reads lines in the capture grammar from the terminal or a pipe and says of each when it was safe on this
    computer.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        is_all_kept = _keep(app, group)
    if not is_all_kept:
        sys.exit(EXIT_REFUSED)


def _keep(app: App, group: str) -> bool:
    """Keep every line there is; one that cannot be kept is said, and the next one is read."""
    is_all_kept, is_full_told = True, False
    with app.archive.reader() as reader:
        desk = app.capture(group_named(reader, group))
    if sys.stdin.isatty():
        click.echo(_("Type what you hear. Enter keeps it. ? shows the marks, Ctrl+D (Windows: Ctrl+Z) ends."))
    for number, line in enumerate(_lines(), 1):
        try:
            outcome = desk.keep(line)
        except DomainError as error:
            is_all_kept = False
            click.echo(STOPS + _("line {number}: ").format(number=number) + sentence_for(error), err=True)
            continue
        if not isinstance(outcome, NothingTyped):
            click.echo(outcome_told(outcome))
            sys.stdout.flush()
        if app.archive.is_reserve_spent and not is_full_told:
            is_full_told = True
            click.echo(LOOK + cli_safety.told_of_full_disk(app.archive.path), err=True)
    return is_all_kept


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as UTF-8, however the terminal is set."""
    for number, raw in enumerate(sys.stdin.buffer, 1):
        typed = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").rstrip("\r\n")
        line, replaced = clean(typed)
        if replaced:
            click.echo(
                LOOK + _("line {number}: characters that no one can see became �").format(number=number),
                err=True,
            )
        yield line


@commands.command("off-the-record")
@click.argument("note")
@ARCHIVE
def off_the_record(note: str, archive: Path | None) -> None:
    """Take NOTE (its id, or enough of its first words) off the record.

    Its words stay with you, sealed, and are removed from the journal, the index and every draft. Backups made before
    still hold them and are named.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = note_named(reader, note)
        taken = app.off_the_record.take_off(meant)
    say_taken_off(taken)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for scripts.")
@click.option(
    "--last",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many to show, the newest first; 0 for all.",
)
@ARCHIVE
def history(as_json: bool, last: int, archive: Path | None) -> None:
    """Show what was done, the newest first. What is off the record is not shown."""
    with reading(paths.places(), archive) as reader:
        if as_json:
            for change in told(reader, last):
                click.echo(json.dumps(change, ensure_ascii=False))
            return
        for act in acts(reader, last):
            click.echo(f"{clock(act.at, '%Y-%m-%d %H:%M:%S')}  {act.name}  ({act.count})")


@commands.command()
@ARCHIVE
def undo(archive: Path | None) -> None:
    """Take back the last act."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.undo(app.actor).result()
        name = _newest_act(app)
    click.echo(_("Done: {act}").format(act=name))


@commands.command()
@ARCHIVE
def redo(archive: Path | None) -> None:
    """Do again what was last taken back."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.redo(app.actor).result()
        name = _newest_act(app)
    click.echo(_("Done: {act}").format(act=name))


def _newest_act(app: App) -> str:
    with app.archive.reader() as reader:
        return acts(reader)[0].name


@commands.command()
@click.argument("target", type=click.Path(path_type=Path))
@ARCHIVE
def backup(target: Path, archive: Path | None) -> None:
    """Write a consistent copy of the archive to TARGET. It holds everything and is for you alone."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.backup(target.absolute()).result()
    click.echo(
        _("Backed up to {path}. It holds everything: keep it to yourself.").format(path=target.absolute())
    )


cli_safety.add_to(commands)


@commands.command()
@click.option("--repair", is_flag=True, help="Write rows and search index again from the journal.")
@ARCHIVE
def check(repair: bool, archive: Path | None) -> None:
    """Look whether the archive is whole."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        if repair:
            app.archive.repair()
        findings = app.archive.check()
        path, backups = app.archive.path, app.recovery.automatic_backups()
    for finding in findings:
        click.echo((STOPS if finding.is_damage else LOOK) + sentence_for_finding(finding))
    if advice := list(cli_safety.told_of_damage(findings, path, backups)):
        click.echo("\n".join(advice))
        sys.exit(EXIT_REFUSED)
    click.echo(_("The archive is whole."))
