"""Those who come on a day, one by one, on the command line."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Final

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.archive.queries import Reader
from facilitator.capture import group_named
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD
from facilitator.commands.planning import OCCASION, occasion_meant
from facilitator.day_people import WRITTEN
from facilitator.gatherings import gathering_named, session_meant
from facilitator.people_typed import register_of
from facilitator.seats import Seated, seat_named
from facilitator.telling import LOOK
from sessions.errors import DomainError

_EXITS: Final = (EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE)
ADD_PERSON = Manual(
    reads="The archive.",
    writes="The archive, one act: somebody is on the list of a day; with --new they join the register as well.",
    exits=_EXITS,
    examples=(
        ('add-person autumn "Sam Oduya"', "somebody of the register, by a name or an id"),
        ('add-person autumn "Cy Moss" --new', "somebody new, whatever the name"),
    ),
    see_also=("take-people", "change-person", "take-off", "seat", "undo"),
)
CHANGE_PERSON = Manual(
    reads="The archive.",
    writes="The archive, one act for each thing that is said.",
    exits=_EXITS,
    examples=(
        ('change-person autumn "Sam Oduya" --organisation "Hall Trust"', "in the register"),
        ('change-person autumn "Sam Oduya" --here-as speaker', "on this day only"),
    ),
    see_also=("add-person", "take-off", "undo"),
)
TAKE_OFF = Manual(
    reads="The archive.",
    writes="The archive, one act: they are not on the list of that day any more, and stay in the register.",
    exits=_EXITS,
    examples=(('take-off autumn "Sam Oduya"', "what they lead or chair stays theirs, and is said"),),
    see_also=("add-person", "change-person", "undo"),
)
SEAT = Manual(
    reads="The archive.",
    writes="The archive, one act: somebody sits in these groups of the session and in no other.",
    exits=_EXITS,
    examples=(
        ('seat autumn keys "Sam Oduya" "Group 2"', "a group by its title"),
        ('seat autumn keys "Sam Oduya"', "in none of them"),
    ),
    see_also=("add-groups", "take-groups", "change-seat", "undo"),
)
CHANGE_SEAT = Manual(
    reads="The archive.",
    writes="The archive, one act for each thing that is said. Who is in the register keeps their name there.",
    exits=_EXITS,
    examples=(
        ('change-seat halls "Odd" --name "Odd Reyes"', "a stranger who was taken down by half a name"),
        ('change-seat halls "Odd Reyes" --initials orr', "what stands for them before a colon"),
        ('change-seat halls "Odd Reyes" --not-to-be-named', "for what they say in this group"),
        ('change-seat halls "Odd Reyes" --remove', "they were not here after all"),
    ),
    see_also=("keep", "seat", "change-person", "undo"),
)


@click.command("add-person", cls=Command, manual=ADD_PERSON)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("name")
@click.option("--new", "is_new", is_flag=True, help="Somebody who is not in the register yet.")
@OCCASION
@ARCHIVE
def add_person(gathering: str, name: str, *, is_new: bool, occasion: str, archive: Path | None) -> None:
    """Put somebody called NAME on the list of those who come to GATHERING."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            day = occasion_meant(reader, gathering_named(reader, gathering), occasion)
            person = "" if is_new else _meant(reader, name)
        if is_new:
            app.day_people.add_new(day, name).change.result()
        else:
            app.day_people.add(day, [person]).result()


@click.command("change-person", cls=Command, manual=CHANGE_PERSON)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("person")
@click.option("--name", default=None, help="What they are called.")
@click.option("--organisation", default=None, help="Where they work.")
@click.option("--role", default=None, help="What they do there.")
@click.option("--sector", default=None, help="What kind of organisation that is.")
@click.option("--region", default=None, help="Where they are from.")
@click.option("--here-as", default=None, help="What they are on this day: member, speaker, guest …")
@OCCASION
@ARCHIVE
def change_person(
    gathering: str,
    person: str,
    *,
    here_as: str | None,
    occasion: str,
    archive: Path | None,
    **fields: str | None,
) -> None:
    """Change what is known of PERSON (a name or an id), or what they are on a day of GATHERING."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            day = occasion_meant(reader, gathering_named(reader, gathering), occasion)
            meant = _meant(reader, person)
        for name in WRITTEN:
            said = fields[name]
            if said is not None:
                app.day_people.write(meant, name, said).result()
        if here_as is not None:
            app.day_people.here_as(day, meant, here_as).result()


@click.command("take-off", cls=Command, manual=TAKE_OFF)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("person")
@OCCASION
@ARCHIVE
def take_off(gathering: str, person: str, *, occasion: str, archive: Path | None) -> None:
    """Take PERSON (a name or an id) off the list of those who come to GATHERING."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            day = occasion_meant(reader, gathering_named(reader, gathering), occasion)
            meant = _meant(reader, person)
        gone = app.day_people.take_off(day, meant)
        gone.change.result()
    for still in gone.still:
        click.echo(LOOK + _("{person} still {does}.").format(person=person, does=still), err=True)


@click.command("seat", cls=Command, manual=SEAT)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@click.argument("person")
@click.argument("groups", nargs=-1)
@ARCHIVE
def seat(gathering: str, session: str, person: str, groups: tuple[str, ...], *, archive: Path | None) -> None:
    """Let PERSON sit in GROUPS of SESSION (its key or id) of GATHERING, and in no other; without GROUPS in none."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            about = session_meant(reader, gathering_named(reader, gathering), session)
            meant = _meant(reader, person)
        app.day_people.sit(about, meant, groups).result()


@click.command("change-seat", cls=Command, manual=CHANGE_SEAT)
@click.argument("group", shell_complete=completing.groups)
@click.argument("person", shell_complete=completing.people)
@click.option("--name", default="", help="What they are called.")
@click.option("--initials", default="", help="What stands for them before a colon; else those of the name.")
@click.option(
    "--not-to-be-named/--may-be-named", "is_not", default=None, help="Whether they let themselves be named."
)
@click.option("--remove", is_flag=True, help="Take them off the list of the group.")
@ARCHIVE
def change_seat(
    group: str,
    person: str,
    *,
    name: str,
    initials: str,
    is_not: bool | None,
    remove: bool,
    archive: Path | None,
) -> None:
    """Put right how PERSON (a name or initials) sits in GROUP: somebody who came in and is in no register, mostly."""
    if remove == bool(name or initials or is_not is not None):
        raise click.UsageError(_("Say what is to be changed, or --remove and nothing else."))
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            seat = seat_named(reader, group_named(reader, group), person)
        if remove:
            app.seats.remove(seat.id).durable.result()
        if is_not is not None:
            app.seats.set_not_to_be_named(seat.id, is_not=is_not).durable.result()
        if name or initials:
            _say_seated(app.seats.rename(seat.id, name or seat.shown, initials))


def _say_seated(seated: Seated) -> None:
    seated.durable.result()
    told = _("{name}, or {initials} before a colon.")
    click.echo(told.format(name=seated.seat.shown, initials=seated.seat.initials))
    if seated.is_ambiguous:
        click.echo(LOOK + _("Somebody else here has these initials: full names count."), err=True)


def _meant(reader: Reader, wanted: str) -> str:
    """Return the person of the register who is meant; raises DomainError ``person_unknown`` or ``person_ambiguous``."""
    if reader.page("person", id=wanted, limit=1):
        return wanted
    called = register_of(reader).called(wanted)
    if not called:
        raise DomainError("person_unknown", person=wanted)
    if len(called) > 1:
        people = ", ".join(f"{one.name} ({one.organisation or '–'}, {one.id})" for one in called)
        raise DomainError("person_ambiguous", person=wanted, people=people)
    return called[0].id
