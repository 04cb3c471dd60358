"""Aims on the command line: those that wait for a word, and saying what became of one."""

from __future__ import annotations

import json
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import Final

import click

from facilitator import paths
from facilitator.aims import OpenAims, aim_named, open_aims
from facilitator.app import opened, reading
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD, JSON
from sessions.aims import Outcome

OUTCOMES: Final = {outcome.value.replace(" ", "-"): outcome for outcome in Outcome}

AIMS = Manual(
    reads="The archive, also while another program writes to it.",
    exits=(EXIT_WORLD,),
    examples=(
        ("aims", "what was promised and nobody has answered"),
        ("aims --json", "one JSON object a line"),
    ),
    keys=(
        ("id, words", "which aim"),
        (
            "said_in, said_on",
            "the title of what it was said in, and the day, as 2027-03-04; empty: not known",
        ),
        ("by, condition, became", "by when, on what condition, what was said of it so far"),
    ),
    see_also=("answer-aim", "list"),
)
ANSWER_AIM = Manual(
    reads="The archive.",
    writes="The archive, one act.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ('answer-aim "Mend the urn" done --became "It sings again."', "by its first words"),
        ('answer-aim "Mend the urn" open', "it goes on"),
    ),
    see_also=("aims", "undo"),
)


@click.command(cls=Command, manual=AIMS)
@JSON
@ARCHIVE
def aims(as_json: bool, archive: Path | None) -> None:
    """List the aims that wait for somebody to say what became of them, by where they were said."""
    today = datetime.now().astimezone().date()
    with reading(paths.places(), archive) as reader:
        found = open_aims(reader, today)
    for place in found:
        if not as_json:
            click.echo(_place_told(place))
        for aim in place.aims:
            told = {
                "id": aim.id,
                "words": aim.words,
                "said_in": place.title,
                "said_on": aim.said_on.isoformat() if aim.said_on else "",
                "by": aim.by,
                "condition": aim.condition,
                "became": aim.became,
            }
            click.echo(json.dumps(told, ensure_ascii=False) if as_json else f"  {aim.words}")
    if not found and not as_json:
        click.echo(_("No aim waits for a word."))


def _place_told(place: OpenAims) -> str:
    return place.title or _("It is not known where these were said")


@click.command("answer-aim", cls=Command, manual=ANSWER_AIM)
@click.argument("aim")
@click.argument("outcome", type=click.Choice(list(OUTCOMES)))
@click.option("--became", default="", metavar="WORDS", help="What became of it, in a sentence.")
@ARCHIVE
def answer_aim(aim: str, outcome: str, *, became: str, archive: Path | None) -> None:
    """Say what became of AIM (its id, or enough of its first words): its OUTCOME, and a sentence."""
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        with app.archive.reader() as reader:
            meant = aim_named(reader, aim)
        app.aims.answer(meant.id, OUTCOMES[outcome], became).result()
    click.echo(_("‘{words}’: {outcome}").format(words=meant.words, outcome=OUTCOMES[outcome].value))
