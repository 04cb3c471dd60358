"""Keeping notes, and taking them off the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import App, opened
from facilitator.capture import NothingTyped, group_named
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD
from facilitator.commands.recovering import told_of_full_disk
from facilitator.importing.folder_text import clean
from facilitator.off_the_record import note_named
from facilitator.sentences import sentence_for
from facilitator.telling import LOOK, STOPS, outcome_told, say_taken_off
from sessions.errors import DomainError

KEEP = Manual(
    reads="Lines from the terminal or a pipe, as UTF-8 (docs/capture-grammar.md).",
    writes="The archive, one act for each line; the answer to a line comes when it is on the disk.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("keep halls", "type what you hear; Ctrl+D ends"),
        ("keep keys/halls < halls.notes", "every line of a file"),
    ),
    see_also=("show", "off-the-record", "undo"),
)
OFF_THE_RECORD = Manual(
    reads="The archive.",
    writes="The archive: the words go to where only you can read them, and from journal, index and drafts.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(('off-the-record "We were handed"', "the note that begins with these words"),),
    see_also=("keep", "search", "history"),
)


@click.command(cls=Command, manual=KEEP)
@click.argument("group", shell_complete=completing.groups)
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
            click.echo(LOOK + told_of_full_disk(app.archive.path), err=True)
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


@click.command("off-the-record", cls=Command, manual=OFF_THE_RECORD)
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
