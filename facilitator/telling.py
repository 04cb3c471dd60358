"""What the command line says: errors and problems, what came of a line, what stands in no draft."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

import click

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
from facilitator.importing.problems import Problem, sentence_of
from facilitator.lists import ListRefused
from facilitator.note_files import Added, NotesRefused
from facilitator.off_the_record import TakenOff
from facilitator.sentences import sentence_for
from facilitator.sentences_of_gate import sentence_for_look, sentence_for_stop, sentence_for_unused
from facilitator.writeup import GateClosed
from sessions.compose import Reason as Unused
from sessions.errors import SpokenError
from sessions.gate import LookAt, Remedy

STOPS = "■ "
LOOK = "▲ "
"""What stops an act, and what only deserves a look."""


def say_any_letter() -> None:
    """Let no terminal stop an act because it lacks a letter: what it cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say_error(error: SpokenError) -> None:
    """Say what stopped an act, each thing on a line, then whether the text is safe and what to do."""
    if isinstance(error, FolderRefused | NotesRefused | ListRefused):
        say_problems(error.problems)
    if isinstance(error, GateClosed):
        for stop in error.stops:
            click.echo(STOPS + sentence_for_stop(stop), err=True)
    click.echo(sentence_for(error), err=True)
    if isinstance(error, GateClosed) and any(Remedy.LEAVE_OUT_NAME in stop.remedies for stop in error.stops):
        click.echo(_("--leave-out-names leaves out every name that stops it."), err=True)


def say_problems(problems: Sequence[Problem]) -> None:
    """Say what is wrong with a folder."""
    for problem in problems:
        click.echo((STOPS if problem.is_fatal else LOOK) + sentence_of(problem), err=True)


def say_taken(taken: Taken) -> None:
    """Say what a folder held."""
    say_problems(taken.problems)
    notes = ngettext("{title}: {count} note", "{title}: {count} notes", taken.notes)
    counted = notes.format(title=taken.title, count=taken.notes)
    if taken.off_record:
        counted += _(", and {count} off the record, which stay with you").format(count=taken.off_record)
    click.echo(counted + (_(" (in the archive already)") if taken.was_here else "") + ".")


def say_added(added: Added) -> None:
    """Say what each file of notes has added."""
    say_problems(added.problems)
    for one in added.files:
        if one.was_here:
            click.echo(_("{file}: all of it is in {group} already.").format(file=one.file, group=one.title))
            continue
        notes = ngettext("{file}: {count} note for {group}", "{file}: {count} notes for {group}", one.notes)
        told = notes.format(file=one.file, count=one.notes, group=one.title)
        if one.off_record:
            told += _(", and {count} off the record, which stay with you").format(count=one.off_record)
        click.echo(told + ".")
        if one.people:
            click.echo(_("  here too: {names}").format(names=", ".join(one.people)))


def say_unused(unused: Mapping[str, Unused]) -> None:
    """Say how many notes stand in no draft, and why."""
    if unused:
        several = ngettext("Not in the draft: {count} note.", "Not in the draft: {count} notes.", len(unused))
        click.echo(several.format(count=len(unused)))
        for why, count in sorted(Counter(unused.values()).items()):
            click.echo(_("  {count} × {why}").format(count=count, why=sentence_for_unused(why)))


def say_looks(looks: Sequence[LookAt]) -> None:
    """Say what deserves a look."""
    for look in looks:
        click.echo(LOOK + sentence_for_look(look), err=True)


def say_taken_off(taken: TakenOff) -> None:
    """Say where the words of a note still are."""
    click.echo(_("Off the record. The words stay with you and are nowhere else in the archive."))
    if taken.documents:
        several = ngettext(
            "Removed from {count} draft. Files that were written from it still hold the words: write them again.",
            "Removed from {count} drafts. Files that were written from them still hold the words: write them again.",
            len(taken.documents),
        )
        click.echo(several.format(count=len(taken.documents)))
    if not taken.is_clean:
        click.echo(
            LOOK
            + _(
                "Another program is reading the archive. The last traces go when it is next opened after that."
            )
        )
    for backup in taken.backups:
        click.echo(
            LOOK + _("This backup was made before and still holds the words: {path}").format(path=backup)
        )


def outcome_told(outcome: Outcome) -> str:
    """Return what came of a line; the words of what is off the record are not repeated."""
    match outcome:
        case NoteKept(note, at, is_off_record):
            kind = _("off the record") if is_off_record else note.kind.value
            return _("kept {clock} {kind} {id}").format(clock=clock(at), kind=kind, id=note.id)
        case LineMended(note, _before, _after, True):
            return _("mended {id} off the record").format(id=note)
        case LineMended(note, before, after):
            return _("mended {id}: {before} → {after}").format(id=note, before=before, after=after)
        case NothingMatched():
            return _("no line here has these words; nothing was changed")
        case PeopleAdded(names):
            return _("here too: {names}").format(names=", ".join(names))
        case HelpWanted():
            return _(
                '"…" quote · Name: said by · ! key message · ? question · > action · = agreed · / disagreed · '
                "... goes on · +Name here too · s/old/new/ mend · -x off the record"
            )
        case NothingTyped():
            return ""


def clock(at: int, shape: str = "%H:%M:%S") -> str:
    """Return a moment in UTC ms as the time on this computer's wall."""
    return datetime.fromtimestamp(at / 1000).astimezone().strftime(shape)
