"""Forgetting a person, and removing raw notes whose term is over."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.archive.queries import Reader
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON, QUIET
from facilitator.commands.progress import showing_progress
from facilitator.forgetting import Erased, Places
from facilitator.forgetting_told import backup_told, emptied_told, places_told, published_told
from facilitator.retention import Expired, Over, over_told
from facilitator.telling import LOOK
from facilitator.whereabouts import person_named, stranger_named
from sessions.errors import DomainError

ERASE = Manual(
    reads="The archive, and the backups that were made of it with Facilitator.",
    writes="With --yes the archive and those backups: nothing of the person is left in them. Published files are named "
    "and not changed.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ('erase "Zoë Farquhar"', "lists every place that holds her, and asks"),
        ('erase "Zoë Farquhar" --also "Zo F" --yes', "another spelling counts as her; nobody is asked"),
    ),
    keys=(
        ("people, names", "the ids and the names that were looked for"),
        ("counts", "places by kind"),
        ("places, perhaps", "what, kind, id, fields; of those under perhaps nothing is changed"),
        ("published", "document, audience, files: what cannot be called back"),
        ("backups", "paths; with --yes also rewritten, and still_holds with the reason"),
        ("emptied, left", "with --yes: fields that stay empty, places that could not be emptied"),
        ("clean", "with --yes: whether no byte is left yet, or goes when the archive is next opened"),
    ),
    see_also=("retention", "off-the-record", "backup"),
)
RETENTION = Manual(
    reads="The archive.",
    writes="With --set-months the term; with --apply the archive and its backups, without the words of those notes.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("retention --set-months 24", "raw notes are kept for two years after their occasion"),
        ("retention", "lists what has been kept for longer"),
        ("retention --apply", "removes it"),
    ),
    keys=(
        ("months", "the term, 0 where none is set"),
        ("over", "gathering, title, since, notes, originals, half_typed: what has been kept for longer"),
    ),
    see_also=("erase", "backup"),
)


@click.command(cls=Command, manual=ERASE)
@click.argument("person")
@click.option("--also", multiple=True, metavar="NAME", help="Another spelling that counts as this person.")
@click.option("--keep-words", is_flag=True, help="Keep exact words they said, without their name.")
@click.option("--yes", is_flag=True, help="Erase without asking.")
@QUIET
@JSON
@ARCHIVE
def erase(
    person: str,
    *,
    also: tuple[str, ...],
    keep_words: bool,
    yes: bool,
    quiet: bool,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Forget PERSON, a name, a nickname or an id: list every place that holds them, and with --yes erase it.

    Somebody who came in on the day and is in no register is meant by the name they were seated under. Records,
    earlier wordings, search, drafts, the files notes came from and the backups made with Facilitator are
    emptied of them. It cannot be undone. Files that were published are named and not changed.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant, also = _meant(reader, person, also)
        places = app.forgetting.places(meant, also)
        if not (yes and as_json):
            _say_places(places, as_json=as_json)
        if yes or (not as_json and _is_wanted(places)):
            with showing_progress(quiet) as progress:
                erased = app.forgetting.erase(
                    meant,
                    also=also,
                    keeps_words=keep_words,
                    progress=lambda done, total: progress(done, total, _("Forgetting")),
                )
            _say_erased(erased, as_json=as_json)
            if not as_json and any(backup.why for backup in erased.backups):
                click.echo(
                    _(
                        "Once they can be written, ‘facilitator erase {id} --yes’ clears these backups too."
                    ).format(id=meant or person)
                )


def _meant(reader: Reader, person: str, also: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the id of who is meant and the names that count; a stranger has a name and no id."""
    try:
        return person_named(reader, person), also
    except DomainError as error:
        if error.code != "person_unknown" or not stranger_named(reader, person):
            raise
    return "", (person, *also)


def _is_wanted(places: Places) -> bool:
    if not places.is_anything_left:
        return False
    if not _is_terminal():
        click.echo(_("Nothing was changed. --yes erases what is listed above; it cannot be undone."))
        return False
    return click.confirm(_("Erase all of this? It cannot be undone."))


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _say_places(places: Places, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(places.as_json(), ensure_ascii=False, indent=1))
        return
    for line in places_told(places):
        click.echo(line)


def _say_erased(erased: Erased, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(erased.as_json(), ensure_ascii=False, indent=1))
        return
    click.echo(_("Forgotten. No byte of them is left in this archive but for what is named here."))
    for line in (*emptied_told(erased.emptied), *published_told(erased.published)):
        click.echo(LOOK + line)
    for backup in erased.backups:
        click.echo(backup_told(backup))
    if erased.left:
        several = ngettext(
            "{count} place could not be emptied: its beginning has not come here yet. Erase again when it has.",
            "{count} places could not be emptied: their beginnings have not come here yet. Erase again when they have.",
            len(erased.left),
        )
        click.echo(LOOK + several.format(count=len(erased.left)))
    if not erased.is_clean:
        click.echo(LOOK + _unclean())


def _unclean() -> str:
    return _("Another program is reading the archive. The last traces go when it is next opened after that.")


@click.command(cls=Command, manual=RETENTION)
@click.option(
    "--set-months", type=int, metavar="N", help="Keep raw notes N months after their occasion; 0: no term."
)
@click.option("--apply", "is_applied", is_flag=True, help="Remove what is listed. It cannot be undone.")
@JSON
@ARCHIVE
def retention(set_months: int | None, is_applied: bool, as_json: bool, archive: Path | None) -> None:
    """List the raw notes that have been kept for as long as the network said, and with --apply remove them.

    Documents made from them stay. Notes off the record and the files notes came from go as well, here and in the
    backups made with Facilitator.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        if set_months is not None:
            app.retention.set_term(set_months)
        months = app.retention.term()
        if is_applied:
            _say_expired(app.retention.apply(), as_json=as_json)
        else:
            _say_over(app.retention.over(), months, as_json=as_json)


def _say_over(over: tuple[Over, ...], months: int, *, as_json: bool) -> None:
    if as_json:
        told = {"months": months, "over": [over_told(one) for one in over]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    if not months:
        click.echo(_("No term is set: raw notes are kept. --set-months sets one."))
        return
    several = ngettext(
        "Raw notes are kept for {count} month.", "Raw notes are kept for {count} months.", months
    )
    click.echo(several.format(count=months))
    _say_gatherings(over)
    if over:
        click.echo(_("Nothing was changed. --apply removes what is listed; it cannot be undone."))
    else:
        click.echo(_("None has been kept for longer."))


def _say_gatherings(over: tuple[Over, ...]) -> None:
    for one in over:
        several = ngettext(
            "  {title}: {count} note, kept until {day}",
            "  {title}: {count} notes, kept until {day}",
            len(one.notes),
        )
        click.echo(several.format(title=one.title, count=len(one.notes), day=one.since.isoformat()))


def _say_expired(expired: Expired, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(expired.as_json(), ensure_ascii=False, indent=1))
        return
    if not expired.over:
        click.echo(_("There was nothing to remove."))
    else:
        click.echo(_("The words of these raw notes were removed:"))
        _say_gatherings(expired.over)
        click.echo(_("Documents made from them stay; what they quote can no longer be checked."))
    for backup in expired.backups:
        click.echo(backup_told(backup))
    if not expired.is_clean:
        click.echo(LOOK + _unclean())
