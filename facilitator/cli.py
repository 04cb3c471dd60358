"""Every use case without a window."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import click

from facilitator import logs, paths
from facilitator.app import App, opened, reading
from facilitator.capture import (
    HelpWanted,
    LineMended,
    NoteKept,
    NothingMatched,
    NothingTyped,
    Outcome,
    PeopleAdded,
)
from facilitator.folders import FolderRefused, Taken
from facilitator.history import told
from facilitator.importing.problems import Problem, sentence_of
from facilitator.sentences import sentence_for, sentence_for_finding, sentence_for_stop, shortened
from facilitator.writeup import GateClosed
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
    places = paths.places()
    log = logs.log_to(places.log)
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
    if isinstance(error, FolderRefused):
        _say_problems(error.problems)
    if isinstance(error, GateClosed):
        for stop in error.stops:
            click.echo("■ " + sentence_for_stop(stop), err=True)
    click.echo(sentence_for(error), err=True)
    logging.getLogger(logs.LOGGER).info("stopped: %s", error.code)
    if isinstance(error, FolderRefused):
        return EXIT_BAD_INPUT
    if error.code == "archive_in_use":
        return EXIT_IN_USE
    return EXIT_WORLD if isinstance(error, KnownError) else EXIT_REFUSED


def _say_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(("■ " if problem.is_fatal else "▲ ") + sentence_of(problem), err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="facilitator")
def commands() -> None:
    """Structure gatherings, capture notes, publish write-ups people trust.

    Nothing leaves this computer unless you hand it over.
    """


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
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
        _build(folder, outs, leave_out_names, Path(workplace) / "build.facilitator")


def _build(folder: Path, outs: Sequence[Path], leave_out_names: bool, archive: Path) -> None:
    with opened(paths.places(), archive) as app:
        _say_taken(taken := app.folders.take(folder))
        drafted = app.write_up.draft(taken.gathering)
        if leave_out_names and (count := app.write_up.leave_out_names(drafted.document)):
            drafted = app.write_up.draft(taken.gathering)
            click.echo(
                _("{count} quotation(s) printed with as much of the name as is allowed.").format(count=count)
            )
        for out in outs:
            judgement = app.write_up.publish(drafted.document, out)
            click.echo(_("Written: {path}").format(path=out.absolute()))
        for look in judgement.look_at:
            click.echo(
                "▲ " + _("‘{words}’ has no note behind it.").format(words=shortened(look.words)), err=True
            )
        _say_unused(drafted.unused)


def _say_taken(taken: Taken) -> None:
    _say_problems(taken.problems)
    counted = _("{title}: {notes} notes").format(title=taken.title, notes=taken.notes)
    if taken.off_record:
        counted += _(", {count} more off the record, which stay with you").format(count=taken.off_record)
    click.echo(counted + (_(" (in the archive already)") if taken.was_here else ""))


def _say_unused(unused: Any) -> None:
    if unused:
        click.echo(_("Not in the draft: {count} note(s), each for a reason:").format(count=len(unused)))
        reasons: dict[str, int] = {}
        for why in unused.values():
            reasons[why] = reasons.get(why, 0) + 1
        for why, count in sorted(reasons.items()):
            click.echo(f"  {count} × {why}")


@commands.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to instead of your own.",
)
def demo(out: Path | None) -> None:
    """Take the sample gathering into an archive, write its write-up, and say where both are."""
    folder = out or paths.places().sample
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / "sample.facilitator"
    _build(paths.small_sample(), [folder / "write-up.pdf"], leave_out_names=False, archive=archive)
    click.echo(_("Kept in: {path}").format(path=archive.absolute()))


@commands.command()
@click.argument("group")
@ARCHIVE
def keep(group: str, archive: Path | None) -> None:
    """Keep notes for GROUP (a key such as harbour, or an id): one line in, one note kept.

    Reads lines in the capture grammar from the terminal or a pipe and says of each when it was safe on this
    computer.
    """
    with opened(paths.places(), archive) as app:
        desk = app.capture(_group_id(app, group))
        for line in _lines():
            click.echo(_outcome(desk.keep(line)))
            sys.stdout.flush()


def _lines() -> Iterator[str]:
    """Yield the lines of standard input as UTF-8, however the terminal is set."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _group_id(app: App, wanted: str) -> str:
    with app.archive.reader() as reader:
        for kept in reader.every("group"):
            if wanted in {kept.record.id, kept.record.key}:
                return str(kept.record.id)
    raise DomainError("group_unknown", group=wanted)


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case NoteKept(note, at, is_off_record):
            kind = _("off the record") if is_off_record else note.kind.value
            clock = datetime.fromtimestamp(at / 1000).astimezone().strftime("%H:%M:%S")
            return _("kept {clock} {kind} {id}").format(clock=clock, kind=kind, id=note.id)
        case LineMended(note, before, after):
            return _("mended {id}: {before} → {after}").format(id=note, before=before, after=after)
        case NothingMatched(old):
            return _("no line here has ‘{old}’; nothing was changed").format(old=old)
        case PeopleAdded(names):
            return _("here too: {names}").format(names=", ".join(names))
        case HelpWanted():
            return _(
                '"…" quote · Name: said by · ! key message · ? question · > action · = agreed · / disagreed · -x off'
            )
        case NothingTyped():
            return ""


@commands.command("off-the-record")
@click.argument("note")
@ARCHIVE
def off_the_record(note: str, archive: Path | None) -> None:
    """Take NOTE (its id, or enough of its first words) off the record.

    Its words stay with you, sealed, and are removed from the journal, the index and every draft. Backups made before
    still hold them and are named.
    """
    with opened(paths.places(), archive) as app:
        taken = app.off_the_record.take_off(_note_id(app, note))
    click.echo(_("Off the record. Its words stay with you and are nowhere else in the archive."))
    if taken.documents:
        click.echo(_("Removed from {count} draft(s).").format(count=len(taken.documents)))
    for backup in taken.backups:
        click.echo("▲ " + _("This backup was made before and still holds them: {path}").format(path=backup))


def _note_id(app: App, wanted: str) -> str:
    with app.archive.reader() as reader:
        found = [
            k.record.id
            for k in reader.every("note")
            if wanted == k.record.id or k.record.words.startswith(wanted)
        ]
    if len(found) > 1:
        raise DomainError("note_ambiguous", note=wanted, count=len(found))
    if not found:
        raise DomainError("note_unknown", note=wanted)
    return str(found[0])


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for scripts.")
@click.option(
    "--last", default=20, show_default=True, help="How many acts to show, the newest first; 0 for all."
)
@ARCHIVE
def history(as_json: bool, last: int, archive: Path | None) -> None:
    """Show what was done, the newest first. What is off the record is not shown."""
    with reading(paths.places(), archive) as reader:
        for act in told(reader, last):
            if as_json:
                click.echo(json.dumps(act, ensure_ascii=False))
            else:
                clock = datetime.fromtimestamp(act["at"] / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
                click.echo(f"{clock}  {act['act']}  ({act['count']})")


@commands.command()
@ARCHIVE
def undo(archive: Path | None) -> None:
    """Take back the last act."""
    with opened(paths.places(), archive) as app:
        app.archive.undo(app.actor).result()
    click.echo(_("Taken back."))


@commands.command()
@ARCHIVE
def redo(archive: Path | None) -> None:
    """Do again what was last taken back."""
    with opened(paths.places(), archive) as app:
        app.archive.redo(app.actor).result()
    click.echo(_("Done again."))


@commands.command()
@click.argument("target", type=click.Path(path_type=Path))
@ARCHIVE
def backup(target: Path, archive: Path | None) -> None:
    """Write a consistent copy of the archive to TARGET. It holds everything and is for you alone."""
    with opened(paths.places(), archive) as app:
        app.archive.backup(target).result()
    click.echo(_("Backed up to {path}").format(path=target.absolute()))


@commands.command()
@click.option("--repair", is_flag=True, help="Write rows and search index again from the journal.")
@ARCHIVE
def check(repair: bool, archive: Path | None) -> None:
    """Look whether the archive is whole."""
    with opened(paths.places(), archive) as app:
        if repair:
            app.archive.repair()
        findings = app.archive.check()
    for finding in findings:
        click.echo(("■ " if finding.is_damage else "▲ ") + sentence_for_finding(finding))
    if any(finding.is_damage for finding in findings):
        click.echo(
            _("The archive is damaged. ‘facilitator check --repair’ writes it again from the journal.")
        )
        sys.exit(EXIT_REFUSED)
    click.echo(_("The archive is whole."))
