"""Putting right what was kept: one act on one note."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import click

from facilitator import paths
from facilitator.app import App, opened
from facilitator.archive.queries import Reader
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD
from facilitator.note_acts import Noted
from facilitator.off_the_record import note_named
from facilitator.seats import seat_named
from facilitator.telling import LOOK
from sessions.notes import NoteKind

UNKNOWN: Final = "?"
NOBODY: Final = "-"

CHANGE_NOTE = Manual(
    reads="The archive.",
    writes="The archive, one act. Older words stay in the history and can be brought back.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ('change-note "The boilr" --words "The boiler is old"', "other words"),
        ('change-note "The boiler" --speaker Zoë', "who said it; ? is somebody, - is nobody"),
        ('change-note "The boiler" --split-before "and so"', "two notes out of one"),
        ('change-note "The boiler" --restore 1', "the words before the last change"),
    ),
    see_also=("history", "off-the-record", "undo"),
)


@click.command("change-note", cls=Command, manual=CHANGE_NOTE)
@click.argument("note")
@click.option("--words", metavar="WORDS", help="Write it anew.")
@click.option("--kind", type=click.Choice([kind.value for kind in NoteKind]), help="What kind of line it is.")
@click.option("--speaker", metavar="NAME", help="Who in its group said it; ? for somebody, - for nobody.")
@click.option("--owner", metavar="NAME", help="Who in its group does it; the line becomes an action.")
@click.option("--due", metavar="WHEN", help="Until when it is done; the line becomes an action.")
@click.option("--merge", metavar="NOTE", help="Join another note to it.")
@click.option(
    "--split-before", metavar="WORDS", help="Make two notes of it, the second beginning with these words."
)
@click.option("--restore", type=click.IntRange(min=1), metavar="N", help="Bring back words of N changes ago.")
@click.option("--worth-quoting", is_flag=True, default=None, help="Mark it as worth quoting.")
@click.option("--delete", is_flag=True, default=None, help="Take it away.")
@ARCHIVE
def change_note(note: str, archive: Path | None, **asked: Any) -> None:
    """Put right NOTE (its id, or enough of its first words), in one way at a time.

    The exact words of a quotation are never changed quietly: new words are a new version, and what was agreed about
    the old ones does not hold for them. ‘facilitator undo’ takes a change back.
    """
    wanted = {name: value for name, value in asked.items() if value is not None}
    if len(wanted) != 1:
        raise click.UsageError(_("Say in one way what is to be changed."))
    ((name, value),) = wanted.items()
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = note_named(reader, note)
        noted = _ACTS[name](app, meant, value)
        noted.durable.result()
    _say(noted, is_deleted=name == "delete")


def _say(noted: Noted, *, is_deleted: bool) -> None:
    for one in noted.notes:
        told = _("deleted {id}: {words}") if is_deleted else _("{kind} {id}: {words}")
        click.echo(told.format(kind=one.kind.value, id=one.id, words=one.words))
    if noted.is_new_version:
        click.echo(
            LOOK
            + _("A new version of exact words: what was agreed about the old ones does not hold for these."),
            err=True,
        )


def _speaker(app: App, note: str, name: str) -> Noted:
    if name == UNKNOWN:
        return app.notes.set_speaker(note, is_unknown=True)
    return app.notes.set_speaker(note, "" if name == NOBODY else _seat(app, note, name))


def _seat(app: App, note: str, name: str) -> str:
    """Return the seat that is meant by a name in the note's group; raises DomainError ``seat_name_unknown``."""
    with app.archive.reader() as reader:
        return seat_named(reader, _group(reader, note), name).id


def _group(reader: Reader, note: str) -> str:
    kept = reader.note(note)
    return "" if kept is None else str(kept.record.group)


def _split(app: App, note: str, words: str) -> Noted:
    with app.archive.reader() as reader:
        kept = reader.note(note)
    return app.notes.split(note, -1 if kept is None else kept.record.words.find(words))


def _merge(app: App, note: str, other: str) -> Noted:
    with app.archive.reader() as reader:
        second = note_named(reader, other)
    return app.notes.merge(note, second)


_ACTS: Final[dict[str, Callable[[App, str, Any], Noted]]] = {
    "words": lambda app, note, words: app.notes.edit_words(note, words),
    "kind": lambda app, note, kind: app.notes.set_kind(note, NoteKind(kind)),
    "speaker": _speaker,
    "owner": lambda app, note, name: app.notes.set_action(note, owner=_seat(app, note, name)),
    "due": lambda app, note, due: app.notes.set_action(note, due=due),
    "merge": _merge,
    "split_before": _split,
    "restore": lambda app, note, version: app.notes.restore(note, version),
    "worth_quoting": lambda app, note, _is_worth: app.notes.set_worth_quoting(note),
    "delete": lambda app, note, _is_gone: app.notes.delete(note),
}
