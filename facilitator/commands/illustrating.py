"""Pictures in documents, and how the documents of a network look."""

from __future__ import annotations

import json
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import click

from facilitator import paths
from facilitator.app import opened, reading
from facilitator.commands import completing
from facilitator.commands.exporting import KINDS, wish_from
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON
from facilitator.gatherings import gathering_named
from facilitator.house import Wish, network_named
from facilitator.importing.picture_file import read_picture
from sessions.document import Arrangement
from sessions.house_style import HouseStyle
from sessions.network import Network

_KINDS_OF_FILE: Final = "PNG or JPEG, up to 20 MB and 20,000 pixels on a side"

PICTURE = Manual(
    reads=f"FILE, a picture: {_KINDS_OF_FILE}.",
    writes="The archive: the picture, without what a camera wrote into it, and where it stands.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ('picture autumn hall.jpg --alt "The hall at dusk, lit"', "at the head of the write-up"),
        (
            'picture autumn map.png --alt "…" --caption "The walk" --after "Who took part"',
            "below a heading, with a line under it",
        ),
        (
            'picture autumn oven.png --document brief --session keys --alt "The oven, open"',
            "in the brief of a session",
        ),
    ),
    keys=(
        ("document, block", "their ids"),
        ("picture", "the sha256 of what was kept"),
        ("above", "the words it stands after; empty at the head of the document"),
    ),
    see_also=("export", "house", "undo"),
)


@click.command(cls=Command, manual=PICTURE)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--alt",
    required=True,
    metavar="TEXT",
    help="What is to be seen in it, for those who hear the document.",
)
@click.option("--caption", default="", metavar="TEXT", help="What stands below it.")
@click.option(
    "--after",
    default="",
    metavar="WORDS",
    help="The heading or other block it stands below, by its words or an id; else it stands at the head.",
)
@click.option(
    "--document",
    "kind",
    type=click.Choice(list(KINDS), case_sensitive=False),
    default="write-up",
    show_default=True,
    help="Which document about the gathering.",
)
@click.option("--session", default="", metavar="KEY", help="The session of a brief, or that of the group.")
@click.option("--group", default="", metavar="KEY", help="The group of a read-back card.")
@click.option("--for-director", is_flag=True, help="The running order for whoever runs the day.")
@click.option("--year", metavar="YEAR", help="The year of an annual report: 2026, or 2025-09.")
@click.option(
    "--by",
    "arrangement",
    type=click.Choice([one.value for one in Arrangement], case_sensitive=False),
    default=Arrangement.BY_SESSION.value,
    show_default=True,
    help="What the sections of the write-up follow.",
)
@JSON
@ARCHIVE
def picture(
    gathering: str,
    file: Path,
    *,
    alt: str,
    caption: str,
    after: str,
    kind: str,
    session: str,
    group: str,
    for_director: bool,
    year: str | None,
    arrangement: str,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Put the picture FILE into the write-up of GATHERING, or into another document about it.

    It is in every file that is exported of that document from then on, and when the document is drafted anew it stands
    where it stood. Where a photograph was taken and when is not kept. ‘facilitator undo’ takes it out again.
    """
    wish = wish_from(kind, session, group, year, is_for_director=for_director)
    taken = read_picture(file)
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = gathering_named(reader, gathering)
        drafted = app.documents.draft(replace(wish, gathering=meant, arrangement=Arrangement(arrangement)))
        block = app.pictures.put(drafted.document, taken, alt=alt, caption=caption, after=after)
        tree = app.write_up.tree(drafted.document)
    tops = [node.block for node in tree.nodes]
    place = next(at for at, one in enumerate(tops) if one.id == block.id)
    above = tops[place - 1].text if place else ""
    if as_json:
        told = {"document": block.document, "block": block.id, "picture": block.about, "above": above}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    title = tree.document.title
    where = _("below ‘{above}’").format(above=above) if above else _("at its head")
    click.echo(_("The picture is in ‘{title}’, {where}.").format(title=title, where=where))


HOUSE = Manual(
    reads=f"The archive; with --logo a picture: {_KINDS_OF_FILE}.",
    writes="The archive, where something is to change.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("house", "says how documents look now"),
        ("house --logo logo.png", "the logo stands on covers and first pages"),
        ('house --accent "#6b2d5c" --second "#8a4b08"', "two colours that can be read on white paper"),
    ),
    keys=(
        ("network, name", "its id and its name"),
        ("accent, second", "its colours, as #rrggbb"),
        ("logo", "the sha256 of its logo, empty for none"),
    ),
    see_also=("picture", "export", "undo"),
)


@click.command(cls=Command, manual=HOUSE)
@click.option("--network", default="", metavar="NAME", help="Which network, where there are several.")
@click.option("--name", metavar="TEXT", help="What the network is called.")
@click.option(
    "--logo", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Its logo, PNG or JPEG."
)
@click.option("--no-logo", is_flag=True, help="Take the logo away.")
@click.option("--accent", metavar="COLOUR", help="The colour of headings, bars and the cover: #rrggbb.")
@click.option("--second", metavar="COLOUR", help="The colour of labels, links and rules: #rrggbb.")
@JSON
@ARCHIVE
def house(
    network: str,
    *,
    name: str | None,
    logo: Path | None,
    no_logo: bool,
    accent: str | None,
    second: str | None,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Say how the documents of a network look, and change it: its name, its logo and two colours.

    A colour that is too faint on white paper is refused, and the nearest that can be read is named. What is changed
    shows in every document that is exported from then on. Without an option nothing is changed.
    """
    if logo is not None and no_logo:
        raise click.UsageError(_("--logo and --no-logo do not go together."))
    wish = Wish(name, accent, second, logo, is_without_logo=no_logo)
    if wish == Wish():
        with reading(paths.places(), archive) as reader:
            _say_house(network_named(reader, network), as_json=as_json)
        return
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = network_named(reader, network)
        app.house.change(meant.id, wish)
        with app.archive.reader() as reader:
            _say_house(network_named(reader, meant.id), as_json=as_json)


def _say_house(network: Network, *, as_json: bool) -> None:
    usual = HouseStyle()
    accent, second = (
        *network.accents[:2],
        *(usual.accent, usual.second)[len(network.accents[:2]) :],
    )
    told: dict[str, Any] = {
        "network": network.id,
        "name": network.name,
        "accent": accent,
        "second": second,
        "logo": network.logo,
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(network.name)
    click.echo("  " + _("Headings, bars and the cover: {colour}").format(colour=accent))
    click.echo("  " + _("Labels, links and rules: {colour}").format(colour=second))
    click.echo("  " + (_("With a logo.") if network.logo else _("Without a logo.")))
