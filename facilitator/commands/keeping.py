"""Looking after the archive: copies of it, and whether it is whole."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened, reading, surroundings
from facilitator.archive.check import Finding
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON, QUIET
from facilitator.commands.progress import showing_progress
from facilitator.commands.recovering import told_of_damage
from facilitator.progress import Progress
from facilitator.recovery import Recovery
from facilitator.sentences import sentence_for_finding
from facilitator.telling import LOOK, STOPS
from sessions.errors import KnownError

BACKUP = Manual(
    reads="The archive.",
    writes="TARGET, a new file. It holds everything, so keep it to yourself; it is remembered that it was made.",
    exits=(EXIT_WORLD, EXIT_IN_USE),
    examples=(("backup /media/stick/mine.facilitator", "a copy that can be opened like the archive"),),
    see_also=("check", "restore"),
)
CHECK = Manual(
    reads="The archive: the file, the journal, what is written from it, the search index.",
    writes="Nothing, but with --repair what is written from the journal.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("check", "exit 0 where it is whole, 1 where something is damaged"),
        ("check --json", "for a script that looks after backups"),
        ("check --repair", "writes rows and search index again first"),
    ),
    keys=(
        ("is_whole", "whether nothing is damaged"),
        ("findings", "code, kind, id, field, detail, is_damage; what is no damage waits for its other half"),
    ),
    see_also=("backup", "restore", "salvage"),
)


@click.command(cls=Command, manual=BACKUP)
@click.argument("target", type=click.Path(path_type=Path))
@ARCHIVE
def backup(target: Path, archive: Path | None) -> None:
    """Write a consistent copy of the archive to TARGET.

    It holds everything, and what is off the record as sealed as it is in the archive: it is for you alone. A file that
    is there already is left as it was. To use a copy, name it with --archive.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.backup(target.absolute()).result()
    click.echo(
        _("Backed up to {path}. It holds everything: keep it to yourself.").format(path=target.absolute())
    )


@click.command(cls=Command, manual=CHECK)
@click.option("--repair", is_flag=True, help="Write rows and search index again from the journal.")
@QUIET
@JSON
@ARCHIVE
def check(*, repair: bool, quiet: bool, as_json: bool, archive: Path | None) -> None:
    """Look whether the archive is whole.

    The file, the journal, all that is written from it and the search index are held against each other, and whatever
    names something that is not here is told. With --repair, what is written from the journal is written again first.
    """
    with showing_progress(quiet) as progress:
        findings = _findings(archive, progress, is_repair=repair)
    is_damaged = any(finding.is_damage for finding in findings)
    if as_json:
        click.echo(json.dumps(_as_json(findings, is_damaged=is_damaged), ensure_ascii=False, indent=2))
    else:
        _say(findings, archive or paths.places().archive)
    if is_damaged:
        sys.exit(EXIT_REFUSED)


def _findings(archive: Path | None, progress: Progress, *, is_repair: bool) -> list[Finding]:
    """Return what a check finds; beside another program that writes, it only reads."""
    what = _("Looking at every record")
    try:
        with opened(paths.places(), archive, is_new_allowed=False) as app:
            if is_repair:
                progress(0, 1, _("Writing rows and index again"))
                app.archive.repair()
            return app.archive.check(lambda done, total: progress(done, total, what))
    except KnownError as error:
        if error.code != "archive_in_use" or is_repair:
            raise
    with reading(paths.places(), archive) as reader:
        return reader.check(lambda done, total: progress(done, total, what))


def _say(findings: Sequence[Finding], archive: Path) -> None:
    for finding in findings:
        click.echo((STOPS if finding.is_damage else LOOK) + sentence_for_finding(finding))
    backups = Recovery(archive, surroundings(paths.places())).automatic_backups()
    advice = list(told_of_damage(findings, archive, backups))
    click.echo("\n".join(advice) if advice else _("The archive is whole."))


def _as_json(findings: Sequence[Finding], *, is_damaged: bool) -> dict[str, object]:
    return {
        "is_whole": not is_damaged,
        "findings": [
            {
                "code": one.code,
                "kind": one.kind,
                "id": one.id,
                "field": one.field,
                "detail": one.detail,
                "is_damage": one.is_damage,
            }
            for one in findings
        ],
    }
