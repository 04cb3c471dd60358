"""Groups and lists on the command line: several groups at once, people and groups out of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import IO

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_BAD_INPUT, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD
from facilitator.commands.planning import OCCASION, occasion_meant
from facilitator.gatherings import gathering_named, session_meant
from facilitator.lists import SOMEBODY_NEW, Asked
from facilitator.telling import LOOK, say_problems

ADD_GROUPS = Manual(
    reads="The archive.",
    writes="The archive, one act.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("add-groups autumn keys Halls Baths", "two groups by their names"),
        ("add-groups autumn keys --count 6", "six that are numbered"),
    ),
    see_also=("take-groups", "show", "undo"),
)
TAKE_PEOPLE = Manual(
    reads="FILE: rows out of a spreadsheet, parted by tabs, commas or semicolons, with or without names of columns.",
    writes="The archive, one act: who is new joins the register, and all of them come to the day.",
    exits=(EXIT_REFUSED, EXIT_BAD_INPUT, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("take-people autumn people.csv", "name, organisation, role, sector, region, e-mail"),
        ("take-people autumn - --is 3=new", "the person on line 3 is somebody new, whatever the name"),
    ),
    see_also=("take-groups", "show", "undo"),
)
TAKE_GROUPS = Manual(
    reads="FILE: rows out of a spreadsheet: group, note-taker, members, with or without names of columns.",
    writes="The archive, one act: groups and who sits in them; who is new joins the register.",
    exits=(EXIT_REFUSED, EXIT_BAD_INPUT, EXIT_WORLD, EXIT_IN_USE),
    examples=(("take-groups autumn keys groups.csv", "groups of the session with the key ‘keys’"),),
    see_also=("take-people", "add-groups", "show", "undo"),
)
_FILE = click.argument("file", type=click.File("r", encoding="utf-8-sig"))
_IS = click.option(
    "--is", "answers", multiple=True, metavar="WHO=ID",
    help="Who is meant where that is not clear: an id, or ‘new’. May be given several times.",
)  # fmt: skip


@click.command("add-groups", cls=Command, manual=ADD_GROUPS)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@click.argument("titles", nargs=-1)
@click.option("--count", type=click.IntRange(min=0), default=0, help="So many groups that are numbered.")
@ARCHIVE
def add_groups(
    gathering: str, session: str, titles: tuple[str, ...], *, count: int, archive: Path | None
) -> None:
    """Add groups with TITLES, or numbered ones, to SESSION (its key or id) of GATHERING."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = session_meant(reader, gathering_named(reader, gathering), session)
        made, change = app.session_groups.add(meant, titles, count=count)
        change.result()
    click.echo(ngettext("{count} group made.", "{count} groups made.", len(made)).format(count=len(made)))


@click.command("take-people", cls=Command, manual=TAKE_PEOPLE)
@click.argument("gathering", shell_complete=completing.gatherings)
@_FILE
@_IS
@OCCASION
@ARCHIVE
def take_people(
    gathering: str, file: IO[str], *, answers: tuple[str, ...], occasion: str, archive: Path | None
) -> None:
    """Take a list of people from FILE (- for a pipe) as those who come to GATHERING.

    Whoever is in the register already is known by the name; where that could be somebody else, you are asked, and
    nothing is taken until you say.
    """
    text = file.read()
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            day = occasion_meant(reader, gathering_named(reader, gathering), occasion)
        read = app.lists.read_people(text)
        _say_asked(read.asked, _answers(answers))
        app.lists.take_people(day, text, _answers(answers)).result()
    say_problems(read.problems)
    said = ngettext(
        "{count} person, {new} of them new.", "{count} people, {new} of them new.", len(read.rows)
    )
    new = len(read.new) + sum(one == SOMEBODY_NEW for one in _answers(answers).values())
    click.echo(said.format(count=len(read.rows), new=new))


@click.command("take-groups", cls=Command, manual=TAKE_GROUPS)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@_FILE
@_IS
@ARCHIVE
def take_groups(
    gathering: str, session: str, file: IO[str], *, answers: tuple[str, ...], archive: Path | None
) -> None:
    """Take a list of groups from FILE (- for a pipe) into SESSION (its key or id) of GATHERING."""
    text = file.read()
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = session_meant(reader, gathering_named(reader, gathering), session)
        read = app.lists.read_groups(text)
        _say_asked(read.asked, _answers(answers))
        app.lists.take_groups(meant, text, _answers(answers)).result()
    say_problems(read.problems)
    said = ngettext("{count} group taken.", "{count} groups taken.", len(read.rows))
    click.echo(said.format(count=len(read.rows)))


def _answers(told: Iterable[str]) -> dict[str, str]:
    """Return who is meant by what is asked."""
    found = {}
    for one in told:
        who, mark, person = one.partition("=")
        if not mark:
            raise click.UsageError(_("--is says who is meant, as 3=new."))
        found[who.strip()] = person.strip()
    return found


def _say_asked(asked: Iterable[Asked], answers: dict[str, str]) -> None:
    for one in asked:
        if one.key not in answers:
            could_be = ", ".join(f"{who.name} ({who.organisation or '–'}, {who.id})" for who in one.could_be)
            told = _("line {line}: is ‘{name}’ one of {people}? Say --is {key}=ID, or --is {key}=new.")
            click.echo(
                LOOK + told.format(line=one.line, name=one.name, people=could_be, key=one.key), err=True
            )
