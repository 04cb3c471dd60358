"""The running order on the command line: what it comes to, sessions changed, ways out where it is too long."""

from __future__ import annotations

import json
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

import click

from facilitator import paths
from facilitator.app import App, opened, reading
from facilitator.archive.queries import Reader
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON
from facilitator.gatherings import gathering_named, session_meant
from facilitator.order_repairs import Offer, offers
from facilitator.running_orders import OrderShown, occasions_of, order_shown
from facilitator.session_removal import going_told
from facilitator.telling import LOOK
from sessions.agenda import PartKind
from sessions.errors import DomainError
from sessions.repairing import Way

KINDS: Final = {kind.value.replace(" ", "-"): kind for kind in PartKind}
OCCASION = click.option("--occasion", default="", metavar="KEY", help="Which day, where there are several.")
_WRITES: Final = (
    "The archive, one act for each thing that is said; ‘facilitator undo’ takes the last one back."
)
_EXITS: Final = (EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE)

ORDER = Manual(
    reads="The archive, also while another program writes to it.",
    exits=(EXIT_REFUSED, EXIT_WORLD),
    examples=(
        ("order autumn", "the times, the lengths, what is too long and the ways out"),
        ("order autumn --json", "for scripts"),
    ),
    keys=(
        (
            "occasion, heading, planned, over",
            "id of the day, what its heading says, minutes in all, minutes too many",
        ),
        (
            "rows",
            "key, title, starts, ends, length, line, strand, is_protected, must_end, fixed_start, over, groups, free",
        ),
        ("offers", "way (shared, one, moved, dropped), preview, missing, is_possible"),
    ),
    see_also=("show", "repair", "change-session"),
)
REPAIR = Manual(
    reads="The archive.",
    writes="The archive, one act.",
    exits=_EXITS,
    examples=(
        ("repair autumn shared", "all that can give share what is too much"),
        ("repair autumn one --session closing", "one session alone gives it"),
        ("repair autumn moved", "the hard stop moves to when it truly ends"),
        ("repair autumn dropped", "the hard stop goes"),
    ),
    see_also=("order", "undo"),
)
ADD_SESSION = Manual(
    reads="The archive.",
    writes="The archive, one act: the session, with a group for everybody together.",
    exits=_EXITS,
    examples=(
        ('add-session autumn "Where next?" --length 25', "at the end"),
        ("add-session autumn Tea --kind break --length 10m --after keys", "after another session"),
    ),
    see_also=("order", "change-session", "add-groups", "undo"),
)
CHANGE_SESSION = Manual(
    reads="The archive.",
    writes=_WRITES,
    exits=_EXITS,
    examples=(
        ("change-session autumn keys --length 1h10", "parts share it in proportion"),
        ("change-session autumn closing --must-end 13:00 --protect", "a hard stop, and never shortened"),
        ("change-session autumn tea --move -1", "one place up"),
    ),
    see_also=("order", "add-session", "remove-session", "undo"),
)
REMOVE_SESSION = Manual(
    reads="The archive.",
    writes="The archive, one act: the session goes with its parts and groups.",
    exits=_EXITS,
    examples=(
        ("remove-session autumn tea", "refused where notes were kept in it, and says what would go"),
        ("remove-session autumn tea --with-notes", "its notes and polls go as well"),
    ),
    see_also=("order", "undo"),
)
COPY_SESSION = Manual(
    reads="The archive.",
    writes="The archive, one act: the plan of the session again, without its notes.",
    exits=_EXITS,
    examples=(
        ("copy-session autumn keys", "after the session itself"),
        ("copy-session autumn keys --to spring", "at the end of another gathering"),
    ),
    see_also=("order", "new", "undo"),
)


def occasion_meant(reader: Reader, gathering: str, key: str) -> str:
    """Return the day of a gathering that is meant by its key, the first where none is named.

    Raises DomainError ``occasion_unknown``, which names those there are.
    """
    found = occasions_of(reader, gathering)
    meant = next((one.id for one in found if key in {one.key, one.id} or not key), "")
    if not meant:
        shown = ", ".join(one.key for one in found)
        raise DomainError("occasion_unknown", name=key, occasions=shown or "–")
    return meant


@click.command(cls=Command, manual=ORDER)
@click.argument("gathering", shell_complete=completing.gatherings)
@OCCASION
@JSON
@ARCHIVE
def order(gathering: str, *, occasion: str, as_json: bool, archive: Path | None) -> None:
    """Show the running order of GATHERING as it truly comes, and the ways out where it is too long."""
    with reading(paths.places(), archive) as reader:
        day = occasion_meant(reader, gathering_named(reader, gathering), occasion)
        shown, ways = order_shown(reader, day), offers(reader, day)
    if as_json:
        click.echo(json.dumps(_as_json(shown, ways), ensure_ascii=False, indent=2))
        return
    say_order(shown)
    for one in ways:
        click.echo(f"  {one.way.value}: {one.preview}")


def say_order(shown: OrderShown) -> None:
    """Say a running order, a line for each session."""
    click.echo(f"{shown.title}  {shown.date_line}")
    click.echo(shown.heading)
    for row in shown.rows:
        marks = [row.line, _("protected") if row.is_protected else ""]
        marks += [_("must end {time}").format(time=row.must_end) if row.must_end else ""]
        if row.free:
            click.echo(f"         {row.free_text}")
        told = " · ".join(mark for mark in marks if mark)
        click.echo(f"  {row.starts}  {row.title} ({row.length_text})" + (f"  {told}" if told else ""))
        if row.over:
            click.echo(f"    {LOOK}{row.over_text}")


def _as_json(shown: OrderShown, ways: tuple[Offer, ...]) -> dict[str, Any]:
    left_out = {"kind", "strand_number", "length_text", "over_text", "free_text", "parts", "start", "end"}
    return {
        "occasion": shown.occasion.id,
        "heading": shown.heading,
        "planned": shown.planned,
        "over": shown.over,
        "rows": [{k: v for k, v in asdict(row).items() if k not in left_out} for row in shown.rows],
        "offers": [
            {
                "way": one.way.value,
                "preview": one.preview,
                "missing": one.missing,
                "is_possible": one.is_possible,
            }
            for one in ways
        ],
    }


@click.command(cls=Command, manual=REPAIR)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("way", type=click.Choice([way.value for way in Way]))
@click.option("--session", default="", metavar="KEY", help="Which session gives alone, with ‘one’.")
@OCCASION
@ARCHIVE
def repair(gathering: str, way: str, *, session: str, occasion: str, archive: Path | None) -> None:
    """Bring the running order of GATHERING back to its first hard stop that is missed, in one WAY.

    Of ‘one’ the session or part with the most minutes to give is taken unless --session names a session without parts.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = gathering_named(reader, gathering)
            day = occasion_meant(reader, meant, occasion)
            overruns = order_shown(reader, day).overruns
            one = session_meant(reader, meant, session) if session else ""
        if not overruns:
            raise DomainError("nothing_runs_over")
        app.order_repairs.repair(day, overruns[0].stretch, Way(way), one).result()
        _say_day(app, day)


def _say_day(app: App, occasion: str) -> None:
    with app.archive.reader() as reader:
        say_order(order_shown(reader, occasion))


@click.command("add-session", cls=Command, manual=ADD_SESSION)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("title")
@click.option("--length", default="", help="How long, as 25, 25m, 1h10 or 1:10; else 15 minutes.")
@click.option("--kind", type=click.Choice(list(KINDS)), default="plenary", help="What it is.")
@click.option("--before", default="", metavar="KEY", help="The session that follows it.")
@click.option("--after", default="", metavar="KEY", help="The session before it.")
@OCCASION
@ARCHIVE
def add_session(
    gathering: str,
    title: str,
    *,
    length: str,
    kind: str,
    before: str,
    after: str,
    occasion: str,
    archive: Path | None,
) -> None:
    """Add a session called TITLE to GATHERING, at the end of its day or beside another."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = gathering_named(reader, gathering)
            day = occasion_meant(reader, meant, occasion)
            beside = {
                side: session_meant(reader, meant, key)
                for side, key in (("before", before), ("after", after))
                if key
            }
        made = app.running_order.add(day, title, length=length, kind=KINDS[kind], **beside)
        made.change.result()
        _say_day(app, day)


@click.command("change-session", cls=Command, manual=CHANGE_SESSION)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@click.option("--title", help="Another title.")
@click.option("--length", help="Another length, as 25, 25m, 1h10 or 1:10.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="What it is as a whole.")
@click.option("--must-end", metavar="TIME", help="When it has to be over, as 13:00; empty: nobody minds.")
@click.option("--begin-at", metavar="TIME", help="When it begins whatever happens; empty: times flow.")
@click.option(
    "--protect/--no-protect", "is_protected", default=None, help="Never shortened, or again like others."
)
@click.option("--move", type=int, default=0, metavar="N", help="So many places down, or up with a minus.")
@ARCHIVE
def change_session(
    gathering: str,
    session: str,
    *,
    title: str | None,
    length: str | None,
    kind: str | None,
    must_end: str | None,
    begin_at: str | None,
    is_protected: bool | None,
    move: int,
    archive: Path | None,
) -> None:
    """Change SESSION (its key or id) of GATHERING: its title, length, kind, hard stops and place."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = session_meant(reader, gathering_named(reader, gathering), session)
            day = reader.page("session", id=meant)[0].record.occasion
        acts = app.running_order
        for act, value in (
            (acts.rename, title), (acts.set_length, length), (acts.must_end, must_end), (acts.begin_at, begin_at),
        ):  # fmt: skip
            if value is not None:
                act(meant, value).result()
        if kind is not None:
            acts.set_kind(meant, KINDS[kind]).result()
        if is_protected is not None:
            acts.protect(meant, is_protected=is_protected).result()
        if move:
            acts.move_by(meant, move).result()
        _say_day(app, day)


@click.command("remove-session", cls=Command, manual=REMOVE_SESSION)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@click.option("--with-notes", is_flag=True, help="Its notes and polls go as well.")
@ARCHIVE
def remove_session(gathering: str, session: str, *, with_notes: bool, archive: Path | None) -> None:
    """Take SESSION (its key or id) out of GATHERING with its parts and groups."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = session_meant(reader, gathering_named(reader, gathering), session)
        going = app.session_removal.going(meant)
        app.session_removal.remove(meant, with_notes=with_notes).result()
        click.echo(going_told(going))


@click.command("copy-session", cls=Command, manual=COPY_SESSION)
@click.argument("gathering", shell_complete=completing.gatherings)
@click.argument("session")
@click.option("--to", "target", metavar="GATHERING", shell_complete=completing.gatherings,
              help="Another gathering that gets it.")  # fmt: skip
@OCCASION
@ARCHIVE
def copy_session(
    gathering: str, session: str, *, target: str | None, occasion: str, archive: Path | None
) -> None:
    """Copy the plan of SESSION (its key or id) of GATHERING: its parts and groups, without notes."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = session_meant(reader, gathering_named(reader, gathering), session)
            there = gathering_named(reader, target) if target else ""
            day = occasion_meant(reader, there, occasion) if there else ""
            home = reader.page("session", id=meant)[0].record.occasion
        copies = app.session_copies
        made = copies.copy_to(meant, day) if day else copies.duplicate(meant)
        made.change.result()
        _say_day(app, day or home)
