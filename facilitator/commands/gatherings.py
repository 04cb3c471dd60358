"""Gatherings on the command line: making one, listing them, showing one."""

from __future__ import annotations

import json
from datetime import date, datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Final

import click

from facilitator import paths
from facilitator.app import App, opened, reading
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import (
    ARCHIVE,
    EXIT_IN_USE,
    EXIT_REFUSED,
    EXIT_WORLD,
    JSON,
)
from facilitator.gatherings import Listed, gathering_named, listed, short_name, shown
from facilitator.plan import Planned, Wish
from facilitator.showing import gathering_as_json, gathering_told, listed_as_json, listed_told
from sessions.gathering import GroundRule

RULES: Final = {
    rule.value.lower().replace(" ", "-"): rule for rule in GroundRule if rule is not GroundRule.NOT_ANNOUNCED
}

NEW = Manual(
    reads="The archive: whether the title is free, and which network there is.",
    writes="The archive, one act: the gathering, its occasion, sessions and groups, and a network where there is none.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ('new "Spring gathering"', "today, one session, notes at once with ‘facilitator keep plenary’"),
        (
            'new "Spring gathering" --on 2027-03-04 --session Opening --session Talk --group Halls --group Baths',
            "two sessions; the groups meet in the second",
        ),
        ('new "Spring gathering" --pattern annual --at 10:00', "a morning's plan, with questions to ask"),
        ('new "Autumn gathering" --like spring', "the plan of an earlier one, without notes and people"),
        (
            'new "Supper" --rule chatham-house --announced-by "Joan Treloar"',
            "says what is agreed about quoting",
        ),
    ),
    see_also=("list", "show", "keep", "undo"),
)


@click.command(cls=Command, manual=NEW)
@click.argument("title")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day, as 2027-03-04; else today."
)
@click.option("--at", type=click.DateTime(["%H:%M"]), metavar="TIME", help="When it begins, as 10:00.")
@click.option("--zone", default="", help="The time zone, as Europe/London; else that of the network.")
@click.option(
    "--network", default="", metavar="NAME", help="Which network convenes; a new name makes a new one."
)
@click.option("--theme", default="", help="What it is about.")
@click.option("--place", default="", help="Where it is held.")
@click.option(
    "--session", "sessions", multiple=True, metavar="TITLE", help="A session; may be given several times."
)
@click.option(
    "--group", "groups", multiple=True, metavar="NAME",
    help="A group that meets in the last of the sessions; may be given several times.",
)  # fmt: skip
@click.option(
    "--rule",
    type=click.Choice(list(RULES), case_sensitive=False),
    help="What is agreed about quoting; until somebody announces it nobody is quoted.",
)
@click.option("--announced-by", default="", metavar="NAME", help="Who announces it.")
@click.option(
    "--pattern", metavar="NAME",
    help="Begin from a pattern with questions to ask and places to fill in: annual, roundtable, cell or drop-in.",
)  # fmt: skip
@click.option(
    "--like", metavar="GATHERING", shell_complete=completing.gatherings,
    help="Begin from the plan of an earlier one: its sessions, parts and groups, without notes and people.",
)  # fmt: skip
@ARCHIVE
def new(
    title: str,
    *,
    on: datetime | None,
    at: datetime | None,
    zone: str,
    network: str,
    theme: str,
    place: str,
    sessions: tuple[str, ...],
    groups: tuple[str, ...],
    rule: str | None,
    announced_by: str,
    pattern: str | None,
    like: str | None,
    archive: Path | None,
) -> None:
    """Make a gathering called TITLE, with what is needed to keep notes at once.

    It has one occasion. Without --session it has one session of its own title; every session has a group for everybody
    together. Where the archive has no network yet, one is made. ‘facilitator undo’ takes all of it back. With --pattern
    or --like it has a whole plan to change.
    """
    if bool(rule) != bool(announced_by.strip()):
        raise click.UsageError(
            _("--rule and --announced-by go together: a rule counts once somebody says it.")
        )
    wish = Wish(
        title=title,
        on=on.date() if on else _today(),
        zone=zone,
        network=network,
        theme=theme,
        place=place,
        starts=at.hour * 60 + at.minute if at else 0,
        sessions=sessions,
        groups=groups,
        ground_rule=RULES[rule] if rule else GroundRule.NOT_ANNOUNCED,
        announced_by=announced_by,
    )
    if sum(map(bool, (pattern, like, sessions))) > 1 or (like and groups):
        raise click.UsageError(
            _("A plan comes from --pattern, from --like or from --session; --group goes with the others.")
        )
    with opened(paths.places(), archive) as app:
        planned = _planned(app, wish, pattern, like)
    _say_planned(planned)


def _planned(app: App, wish: Wish, pattern: str | None, like: str | None) -> Planned:
    if pattern:
        return app.plan.from_pattern(pattern, wish)
    if not like:
        return app.plan.new(wish)
    with app.archive.reader() as reader:
        earlier = gathering_named(reader, like)
    return app.plan.like(earlier, wish)


def _today() -> date:
    return datetime.now().astimezone().date()


def _say_planned(planned: Planned) -> None:
    told = _("Made: {title}, {date}").format(
        title=planned.gathering.title, date=planned.occasion.date.isoformat()
    )
    click.echo(told)
    if planned.is_network_new:
        click.echo(
            _("Made as well: the network ‘{name}’. --network gives it another name.").format(
                name=planned.network.name
            )
        )
    several = ngettext("Its group: {groups}", "Its groups: {groups}", len(planned.groups))
    click.echo(several.format(groups=", ".join(planned.groups)))
    if planned.asked:
        told = ngettext(
            "{count} place in the plan had a name and has none yet: ask whoever is to do it.",
            "{count} places in the plan had names and have none yet: ask whoever is to do it.",
            len(planned.asked),
        )
        click.echo(told.format(count=len(planned.asked)))
    click.echo(_("Keep notes with ‘facilitator keep {group}’.").format(group=planned.groups[-1]))


LIST = Manual(
    reads="The archive, also while another program writes to it.",
    exits=(EXIT_WORLD,),
    examples=(
        ("list", "every gathering, the newest first"),
        ("list --json", "the same, one JSON object a line"),
    ),
    keys=(
        ("id, title", "which gathering"),
        ("dates", "the days of its occasions, as 2027-03-04"),
        ("sessions, groups, notes, documents", "how many it has; what is off the record is not counted"),
    ),
    see_also=("show", "new", "search"),
)


@click.command("list", cls=Command, manual=LIST)
@JSON
@ARCHIVE
def list_(as_json: bool, archive: Path | None) -> None:
    """List the gatherings in the archive, the newest first: when, and how much of everything.

    One line each: the day or days, the title, and how many sessions, groups, notes and documents it has. What is off
    the record is not counted.
    """
    found: list[Listed] = []
    # Somebody who has not begun yet has no archive, which is no fault; one that was named and is not there is.
    if archive is not None or paths.places().archive.exists():
        with reading(paths.places(), archive) as reader:
            found = listed(reader)
    for one in found:
        click.echo(json.dumps(listed_as_json(one), ensure_ascii=False) if as_json else listed_told(one))
    if not found and not as_json:
        click.echo(_("No gatherings yet. Make one with ‘facilitator new TITLE’."))


SHOW = Manual(
    reads="The archive, also while another program writes to it.",
    exits=(EXIT_REFUSED, EXIT_WORLD),
    examples=(
        ('show "Spring gathering"', "by its title"),
        ("show spring", "by the beginning or key words of the title"),
        ("show spring --json", "for scripts"),
    ),
    keys=(
        ("id, title, theme, network", "which gathering"),
        ("occasions", "id, key, title, date, zone, place, ground_rule, order"),
        (
            "occasions.order",
            "session, part, title, kind, starts, ends, minutes, over; times are of the wall clock",
        ),
        ("groups", "id, key, session, title, kind, note_taker, kept, unread"),
        (
            "polls",
            "id, key, question, session, base (-1: not known), unit (people or permille), options: text, figure",
        ),
        ("documents", "id, title, kind"),
    ),
    see_also=("list", "search", "export"),
)


@click.command(cls=Command, manual=SHOW)
@click.argument("gathering", shell_complete=completing.gatherings)
@JSON
@ARCHIVE
def show(gathering: str, as_json: bool, archive: Path | None) -> None:
    """Show GATHERING: its running order with times, its groups and their notes, its polls and documents.

    GATHERING is an id, the title, the beginning of it, or words of it. ‘Unread’ counts notes that stand in no document.
    """
    with reading(paths.places(), archive) as reader:
        found = shown(reader, gathering_named(reader, gathering))
    if as_json:
        click.echo(json.dumps(gathering_as_json(found), ensure_ascii=False, indent=2))
        return
    for line in gathering_told(found):
        click.echo(line)
    if not found.documents:
        told = _("No documents yet. ‘facilitator export {name} --to pdf’ drafts a write-up from the notes.")
        click.echo(told.format(name=short_name(found.gathering.title)))
