"""What a group does with its notes: what it brings back, a copy to hand over, the ground rule that was read out."""

from __future__ import annotations

import json
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened, reading
from facilitator.capture import group_named
from facilitator.commands import completing
from facilitator.commands.gatherings import RULES
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON
from facilitator.handing_over import copied
from facilitator.off_the_record import note_named
from facilitator.report_back import picked
from sessions.local_time import moment
from sessions.report_back import seconds_to_say

REPORT_BACK = Manual(
    reads="The archive, without NOTES also while another program writes to it.",
    writes="With NOTES or --none the archive, one act.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("report-back halls", "what the group brings back, and how long that takes to say"),
        ('report-back halls "Ask the engineer" "A key is"', "these two notes, in this order"),
        ("report-back halls --none", "nothing, so that key messages stand in for it"),
    ),
    keys=(("notes", "id, words: in order"), ("seconds", "about how long they take to say")),
    see_also=("keep", "copy", "export"),
)
COPY = Manual(
    reads="The archive, also while another program writes to it.",
    exits=(EXIT_REFUSED, EXIT_WORLD),
    examples=(("copy halls", "on the terminal"), ("copy keys/halls > halls.txt", "into a file")),
    see_also=("report-back", "export"),
)
ANNOUNCE = Manual(
    reads="The archive: who is known, and which ground rule was agreed.",
    writes="The archive, one act; a person where NAME is nobody's yet.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ('announce halls "Joan Treloar"', "now, the rule that was agreed"),
        ('announce halls "Joan Treloar" --rule chatham-house --at 10:05', "which rule, and when"),
    ),
    see_also=("new", "show", "undo"),
)


@click.command("report-back", cls=Command, manual=REPORT_BACK)
@click.argument("group", shell_complete=completing.groups)
@click.argument("notes", nargs=-1)
@click.option("--none", "is_none", is_flag=True, help="Bring back nothing that was chosen.")
@JSON
@ARCHIVE
def report_back(
    group: str, notes: tuple[str, ...], *, is_none: bool, as_json: bool, archive: Path | None
) -> None:
    """Show what GROUP brings back, or choose it: NOTES in this order, each by its id or its first words.

    Three at most: what is read out of ten points is heard of none.
    """
    if is_none and notes:
        raise click.UsageError(_("--none and NOTES exclude each other."))
    if notes or is_none:
        with opened(paths.places(), archive, is_new_allowed=False) as app:
            with app.archive.reader() as reader:
                meant, ids = group_named(reader, group), [note_named(reader, note) for note in notes]
            app.report_back.choose(meant, ids).durable.result()
    with reading(paths.places(), archive) as reader:
        found = picked(reader, group_named(reader, group))
    seconds = seconds_to_say(found)
    if as_json:
        told = {"notes": [{"id": note.id, "words": note.words} for note in found], "seconds": seconds}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for number, note in enumerate(found, 1):
        click.echo(f"{number}. {note.words}")
    several = ngettext("About {count} second to say.", "About {count} seconds to say.", seconds)
    click.echo(several.format(count=seconds) if found else _("Nothing was chosen yet."))


@click.command(cls=Command, manual=COPY)
@click.argument("group", shell_complete=completing.groups)
@ARCHIVE
def copy(group: str, archive: Path | None) -> None:
    """Write the notes of GROUP as plain text: what it brings back first, then every note, with its speaker.

    It is for the group itself: no permission is asked for. Nothing off the record is in it, nobody is named who is not
    to be, and under the Chatham House rule nobody is.
    """
    with reading(paths.places(), archive) as reader:
        click.echo(copied(reader, group_named(reader, group)), nl=False)


@click.command(cls=Command, manual=ANNOUNCE)
@click.argument("group", shell_complete=completing.groups)
@click.argument("name")
@click.option("--rule", type=click.Choice(list(RULES), case_sensitive=False), help="Which rule it was.")
@click.option(
    "--at", type=click.DateTime(["%H:%M"]), metavar="TIME", help="When, as 10:05 on that day; else now."
)
@ARCHIVE
def announce(group: str, name: str, *, rule: str | None, at: datetime | None, archive: Path | None) -> None:
    """Note that NAME read out the ground rule where GROUP meets: until somebody has, nobody is quoted.

    NAME is somebody the network knows, or becomes so.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = group_named(reader, group)
        occasion = app.group_pages.page(meant).about.occasion
        when = None if at is None else moment(occasion, at.hour * 60 + at.minute)
        chosen = RULES[rule] if rule else None
        app.ground_rules.announce(occasion.id, name, rule=chosen, at_ms=when).result()
        said = app.group_pages.page(meant).about.rule
    click.echo(
        _("Noted: {name} read out ‘{rule}’ at {hour:02}:{minute:02}.").format(
            name=said.announced_by,
            rule=said.rule.value,
            hour=said.announced_at // 60,
            minute=said.announced_at % 60,
        )
    )
