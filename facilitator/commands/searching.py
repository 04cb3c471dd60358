"""Finding notes on the command line."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, Final

import click

from facilitator import paths
from facilitator.app import reading
from facilitator.archive.search import RANKED_AT_MOST
from facilitator.commands import completing
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_REFUSED, EXIT_WORLD, JSON
from facilitator.library import MOST, Hit, Query
from facilitator.library import search as find
from facilitator.telling import LOOK
from sessions.notes import NoteKind

KINDS: Final = {kind.value.replace(" ", "-"): kind for kind in NoteKind}

SEARCH = Manual(
    reads="The archive, also while another program writes to it. What is off the record is not in the index.",
    exits=(EXIT_REFUSED, EXIT_WORLD),
    examples=(
        ("search kettle", "every note with this word, or one that begins so"),
        ("search --kind quote --strand KH", "without words: the newest quotations of a strand"),
        ("search boiler --gathering autumn --year 2026", "only where it was said"),
        ('search --said-by "Zoë"', "what one person said, by a name their group or the register has"),
    ),
    keys=(
        ("is_partial", "true where there are so many hits that only the newest were ranked"),
        ("hits", "best first"),
        ("hits.id, kind, words, said_by, strands", "the note; said_by is the name the group knows"),
        ("hits.not_to_be_named", "true where that person is not to be named"),
        ("hits.matches", "from and to, in characters of the words"),
        ("hits.gathering, session, group, date", "where it was said"),
    ),
    see_also=("show", "history"),
)


@click.command(cls=Command, manual=SEARCH)
@click.argument("words", nargs=-1)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(KINDS), case_sensitive=False),
    multiple=True,
    metavar="KIND",
    help=f"Only notes of a kind: {', '.join(KINDS)}. May be given several times, as may all that follow.",
)
@click.option(
    "--strand",
    "strands",
    multiple=True,
    metavar="CODE",
    shell_complete=completing.strands,
    help="Only a strand, by its code or title.",
)
@click.option(
    "--gathering",
    "gatherings",
    multiple=True,
    shell_complete=completing.gatherings,
    help="Only a gathering, by its title or words of it.",
)
@click.option("--year", "years", type=click.IntRange(1, 9999), multiple=True, help="Only a year.")
@click.option(
    "--said-by",
    multiple=True,
    metavar="NAME",
    shell_complete=completing.people,
    help="Only what somebody said.",
)
@click.option(
    "--most", type=click.IntRange(min=1), default=MOST, show_default=True, help="How many to show at most."
)
@JSON
@ARCHIVE
def search(
    words: tuple[str, ...],
    *,
    kinds: tuple[str, ...],
    strands: tuple[str, ...],
    gatherings: tuple[str, ...],
    years: tuple[int, ...],
    said_by: tuple[str, ...],
    most: int,
    as_json: bool,
    archive: Path | None,
) -> None:
    """Find notes with all of WORDS in them, best first, and say where each was said.

    Capitals and accents do not matter, and the last word may be unfinished. WORDS may be left out where a filter says
    what is looked for. On a terminal the words that match are bold, elsewhere they stand between asterisks. Speakers
    are called what their group calls them.
    """
    query = Query(
        words=" ".join(words),
        kinds=tuple(KINDS[kind] for kind in kinds),
        strands=strands,
        gatherings=gatherings,
        years=years,
        said_by=said_by,
    )
    if query.is_empty:
        raise click.UsageError(_("Say what to look for: words, or a filter such as --kind quote."))
    with reading(paths.places(), archive) as reader:
        found = find(reader, query, most)
    if as_json:
        told = {"is_partial": found.is_partial, "hits": [_as_json(hit) for hit in found.hits]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for hit in found.hits:
        click.echo(_where(hit))
        click.echo("  " + _what(hit))
    if not found.hits:
        click.echo(
            _("Nothing was found. Fewer words or filters find more; what is off the record is never found.")
        )
    elif len(found.hits) == most:
        several = ngettext(
            "Shown is {count}; --most shows more.", "Shown are {count}; --most shows more.", most
        )
        click.echo(several.format(count=most), err=True)
    if found.is_partial:
        told_partial = _("There are many hits: only the newest {count} were ranked. More words find better.")
        click.echo(LOOK + told_partial.format(count=RANKED_AT_MOST), err=True)


def _where(hit: Hit) -> str:
    places = (hit.gathering, hit.session, hit.group, hit.on.isoformat() if hit.on else "")
    return " · ".join(place for place in places if place)


def _what(hit: Hit) -> str:
    told = hit.note.kind.value
    if hit.speaker:
        name = _("{name} (not to be named)") if hit.is_speaker_hidden else "{name}"
        told += ", " + name.format(name=hit.speaker)
    tags = "".join(f" #{code}" for code in hit.strands)
    return f"{told}: {_shown(hit)}{tags}"


def _shown(hit: Hit) -> str:
    """Return the words of a hit in one line, with what matches made to stand out."""
    pieces: list[str] = []
    end = 0
    for start, stop in hit.matches:
        match = hit.note.words[start:stop]
        marked = click.style(match, bold=True) if sys.stdout.isatty() else f"*{match}*"
        pieces += [hit.note.words[end:start], marked]
        end = stop
    return " ".join("".join([*pieces, hit.note.words[end:]]).split())


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.note.id,
        "kind": hit.note.kind.value,
        "words": hit.note.words,
        "matches": [list(match) for match in hit.matches],
        "said_by": hit.speaker,
        "not_to_be_named": hit.is_speaker_hidden,
        "strands": list(hit.strands),
        "gathering": hit.gathering,
        "session": hit.session,
        "group": hit.group,
        "date": hit.on.isoformat() if hit.on else "",
    }
