"""Keeping notes, and taking them off the record."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import App, known_actor, opened, reading
from facilitator.archive.queries import Reader
from facilitator.capture import NothingTyped, group_ids, group_named
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import (
    ARCHIVE,
    EXIT_BAD_INPUT,
    EXIT_IN_USE,
    EXIT_REFUSED,
    EXIT_WORLD,
    JSON,
    QUIET,
)
from facilitator.commands.progress import showing_progress
from facilitator.commands.recovering import told_of_full_disk
from facilitator.gatherings import gathering_named, session_meant
from facilitator.importing.folder_text import clean
from facilitator.off_the_record import note_named, off_record_here, off_record_named
from facilitator.sentences import sentence_for
from facilitator.sources import OPENED, Source
from facilitator.telling import LOOK, STOPS, clock, outcome_told, say_added, say_taken_off
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
TAKE_NOTES = Manual(
    reads="Lines from the terminal or a pipe, as UTF-8 (docs/capture-grammar.md).",
    writes="The archive: a gathering with one session and one group as one act, then one act for each line.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("take-notes", "type what you hear; Ctrl+D ends"),
        ('take-notes "Tea with the wardens" < tea.notes', "every line of a file, under a title of your own"),
    ),
    see_also=("keep", "show", "export", "undo"),
)
ADD_NOTES = Manual(
    reads="Files of notes as docs/folder-format.md has them, or the .notes files of folders.",
    writes="The archive, one act: all the files or none of them. The files themselves stay as they are.",
    exits=(EXIT_REFUSED, EXIT_BAD_INPUT, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("add-notes autumn keys/halls.notes", "to the group that the name of the file means"),
        ("add-notes autumn from-zoe.txt --group halls", "to a group that is named"),
        ("add-notes autumn notes", "every .notes file of a folder"),
    ),
    keys=(
        ("gathering", "its id"),
        ("notes, off_record", "how many are new"),
        ("files", "file, group, title, notes, off_record, people, was_here"),
    ),
    see_also=("keep", "show", "undo"),
)
OFF_THE_RECORD = Manual(
    reads="The archive.",
    writes="The archive: the words go to where only you can read them, and from journal, index and drafts.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(('off-the-record "We were handed"', "the note that begins with these words"),),
    see_also=("on-the-record", "keep", "search", "history"),
)
ON_THE_RECORD = Manual(
    reads="The archive, without NOTE also while another program writes to it.",
    writes="With NOTE the archive, one act, which ‘facilitator undo’ does not take back: the words are in the journal.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("on-the-record", "what you keep off the record: when, for which group, its id, and no word of it"),
        ('on-the-record "We were handed"', "the note that begins with these words, or has this id"),
    ),
    see_also=("off-the-record", "keep"),
)
OPEN_GROUP = Manual(
    reads="The archive.",
    writes="The archive, one act, where it is not there yet.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("open-group autumn keys plenary", "everybody together"),
        ("open-group autumn keys break-wall", "what people write on in the break"),
    ),
    see_also=("keep", "add-groups", "show", "undo"),
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
        with app.archive.reader() as reader:
            meant = group_named(reader, group)
        is_all_kept = _keep(app, meant)
    if not is_all_kept:
        sys.exit(EXIT_REFUSED)


@click.command("take-notes", cls=Command, manual=TAKE_NOTES)
@click.argument("title", default="")
@ARCHIVE
def take_notes(title: str, archive: Path | None) -> None:
    """Take notes now: nothing need be planned, and no gathering, session or group need be there.

    Makes a gathering called TITLE, or by date and time, and keeps what is typed: one line in, one note kept.
    ‘facilitator export’ makes a page of it afterwards.
    """
    with opened(paths.places(), archive) as app:
        begun = app.take_notes.begin(title)
        click.echo(_("Taking notes: {title}").format(title=begun.planned.gathering.title))
        is_all_kept = _keep(app, begun.group)
    if not is_all_kept:
        sys.exit(EXIT_REFUSED)


def _keep(app: App, group: str) -> bool:
    """Keep every line there is; one that cannot be kept is said, and the next one is read."""
    is_all_kept, is_full_told = True, False
    desk = app.capture(group)
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


@click.command("on-the-record", cls=Command, manual=ON_THE_RECORD)
@click.argument("note", default="")
@ARCHIVE
def on_the_record(note: str, archive: Path | None) -> None:
    """Put NOTE (its id, or enough of its first words), which you keep off the record, back on it.

    Everybody who is given this group sees it from then on; to take that back, take it off the record again. Without
    NOTE it lists what you keep off the record, and says no word of it.
    """
    if not note:
        with reading(paths.places(), archive) as reader:
            _list_off_record(reader, known_actor(paths.places()))
        return
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = off_record_named(reader, app.actor, note)
        again = app.off_the_record.put_back(meant)
    click.echo(
        _("On the record again: everybody who sees this group sees it. Its id is {id}.").format(id=again)
    )


def _list_off_record(reader: Reader, actor: str) -> None:
    called = dict(group_ids(reader))
    found = list(off_record_here(reader, actor))
    for note in found:
        at = clock(note.kept_at, "%Y-%m-%d %H:%M") if note.kept_at else "–"
        click.echo("  ".join((at, called.get(note.group, "–"), note.id)))
    if not found:
        click.echo(_("You keep nothing off the record."))


@click.command("open-group", cls=Command, manual=OPEN_GROUP)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@click.argument("source", type=click.Choice([one.value for one in OPENED]))
@ARCHIVE
def open_group(gathering: str, session: str, source: str, archive: Path | None) -> None:
    """Open what notes of SESSION (its key or id) are taken in beside its groups: the plenary, the chat, the break wall.

    Where it is there already nothing is made, and you are told what it is called.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            about = session_meant(reader, gathering_named(reader, gathering), session)
        found = app.sources.open(about, Source(source))
        found.durable.result()
        with app.archive.reader() as reader:
            called = dict(group_ids(reader))[found.group.id]
    told = _("Made: {title}.") if found.is_new else _("There already: {title}.")
    click.echo(told.format(title=found.group.title))
    click.echo(_("Keep notes with ‘facilitator keep {group}’.").format(group=called))


@click.command("add-notes", cls=Command, manual=ADD_NOTES)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--group",
    default="",
    shell_complete=completing.groups,
    help="The group they are from, whatever their names are.",
)
@QUIET
@JSON
@ARCHIVE
def add_notes(
    gathering: str, files: tuple[Path, ...], *, group: str, quiet: bool, as_json: bool, archive: Path | None
) -> None:
    """Take FILES of notes into GATHERING, after the notes that are there.

    keys/halls.notes goes to the group halls of the session keys. The same file twice adds nothing. Where one of the
    files cannot be understood, none is taken, and you are told which line and what to do.
    """
    with showing_progress(quiet) as progress, opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = gathering_named(reader, gathering)
        progress(0, 1, _("Taking in the notes"))
        added = app.note_files.add(meant, *files, group=group)
    if not as_json:
        say_added(added)
        return
    told = {
        "gathering": meant,
        "notes": added.notes,
        "off_record": added.off_record,
        "files": [dataclasses.asdict(one) for one in added.files],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
