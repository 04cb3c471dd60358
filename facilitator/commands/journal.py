"""The journal: what was done, taking it back, doing it again."""

from __future__ import annotations

import json
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import App, opened, reading
from facilitator.commands.options import ARCHIVE
from facilitator.history import acts, told
from facilitator.telling import clock


@click.command()
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


@click.command()
@ARCHIVE
def undo(archive: Path | None) -> None:
    """Take back the last act."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.undo(app.actor).result()
        name = _newest_act(app)
    click.echo(_("Done: {act}").format(act=name))


@click.command()
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
