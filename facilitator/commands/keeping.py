"""Looking after the archive: copies of it, and whether it is whole."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.options import ARCHIVE, EXIT_REFUSED
from facilitator.commands.recovering import told_of_damage
from facilitator.sentences import sentence_for_finding
from facilitator.telling import LOOK, STOPS


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@ARCHIVE
def backup(target: Path, archive: Path | None) -> None:
    """Write a consistent copy of the archive to TARGET. It holds everything and is for you alone."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.backup(target.absolute()).result()
    click.echo(
        _("Backed up to {path}. It holds everything: keep it to yourself.").format(path=target.absolute())
    )


@click.command()
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
    if advice := list(told_of_damage(findings, path, backups)):
        click.echo("\n".join(advice))
        sys.exit(EXIT_REFUSED)
    click.echo(_("The archive is whole."))
