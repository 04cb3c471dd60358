"""The journal: what was done, what became of one record, taking it back, doing it again."""

from __future__ import annotations

import json
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import click

from facilitator import paths
from facilitator.app import App, known_actor, opened, reading
from facilitator.archive.queries import Reader
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON
from facilitator.history import Version, acts, record_named, told, versions
from facilitator.telling import clock
from facilitator.versions import Teller

WHEN: Final = "%Y-%m-%d %H:%M:%S"

HISTORY = Manual(
    reads="The archive, also while another program writes to it. What is off the record is never shown.",
    exits=(EXIT_REFUSED, EXIT_WORLD),
    examples=(
        ("history", "the last twenty acts"),
        ('history "No keys without"', "what became of the note that begins with these words"),
        ("history halls", "what became of a group"),
        ("history --json --last 0", "everything, one JSON object a line"),
    ),
    keys=(
        ("change, act, verb", "the id of the change, the act in words and as it is in the journal"),
        ("at, actor, device", "when (ms since 1970, UTC), by whom and on which device, as ids"),
        ("undoes", "the act that was taken back, if any"),
        ("count, ops", "what was set: kind, id, field, value, state"),
        ("fields, is_made", "with RECORD: field, before, after; whether the record was made then"),
    ),
    see_also=("undo", "redo", "search"),
)


@click.command(cls=Command, manual=HISTORY)
@click.argument("record", required=False, shell_complete=completing.groups)
@JSON
@click.option(
    "--last",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many to show, the newest first; 0 for all.",
)
@ARCHIVE
def history(record: str | None, *, as_json: bool, last: int, archive: Path | None) -> None:
    """Show what was done, the newest first, or what became of one RECORD. What is off the record is not shown.

    RECORD is an id, the name of a group, or the first words of a note: all its versions are shown, the newest first,
    with who changed what and when.
    """
    with reading(paths.places(), archive) as reader:
        if record:
            _say_versions(reader, record, last, as_json=as_json)
        elif as_json:
            for change in told(reader, last):
                click.echo(json.dumps(change, ensure_ascii=False))
        else:
            for act in acts(reader, last):
                click.echo(f"{clock(act.at, WHEN)}  {act.name}  ({act.count})")


def _say_versions(reader: Reader, record: str, last: int, *, as_json: bool) -> None:
    kind, record_id = record_named(reader, record)
    found = versions(reader, kind, record_id)[::-1]
    teller = Teller(reader)
    for one in found[:last] if last else found:
        if as_json:
            click.echo(json.dumps(_as_json(kind, record_id, one), ensure_ascii=False))
            continue
        click.echo(f"{clock(one.at, WHEN)}  {_who(one.actor)}  {one.name}")
        for line in teller.told(kind, one):
            click.echo(f"  {line}")


def _who(actor: str) -> str:
    if not actor:
        return _("the program itself")
    return (
        _("you") if actor == known_actor(paths.places()) else _("somebody else ({id})").format(id=actor[-6:])
    )


def _as_json(kind: str, record_id: str, one: Version) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": record_id,
        "at": one.at,
        "actor": one.actor,
        "act": one.name,
        "verb": one.verb,
        "is_made": one.is_made,
        "fields": [{"field": name, "before": before, "after": after} for name, before, after in one.fields],
    }


UNDO = Manual(
    reads="The archive.",
    writes="The archive, one act that can be taken back in its turn.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(("undo", "says what was taken back"),),
    see_also=("redo", "history"),
)
REDO = Manual(
    reads="The archive.",
    writes="The archive, one act that can be taken back in its turn.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(("redo", "says what was done again"),),
    see_also=("undo", "history"),
)


@click.command(cls=Command, manual=UNDO)
@ARCHIVE
def undo(archive: Path | None) -> None:
    """Take back the last act.

    What has left (a publication), answers about quotations and what went off the record stand; the act before them is
    taken back.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.undo(app.actor).result()
        name = _newest_act(app)
    click.echo(_("Done: {act}").format(act=name))


@click.command(cls=Command, manual=REDO)
@ARCHIVE
def redo(archive: Path | None) -> None:
    """Do again what was last taken back, until something else is done."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        app.archive.redo(app.actor).result()
        name = _newest_act(app)
    click.echo(_("Done: {act}").format(act=name))


def _newest_act(app: App) -> str:
    with app.archive.reader() as reader:
        return acts(reader)[0].name
