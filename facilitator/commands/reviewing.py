"""Copies that come back from their readers."""

from __future__ import annotations

import json
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from facilitator import paths
from facilitator.app import opened
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import (
    ARCHIVE,
    EXIT_BAD_INPUT,
    EXIT_IN_USE,
    EXIT_REFUSED,
    EXIT_WORLD,
    JSON,
)
from facilitator.importing.suggestions import Review, Suggestion
from facilitator.reviews_told import review_told

REVIEW = Manual(
    reads="A Word file that was exported from this archive and comes back, and the document it was made from.",
    exits=(EXIT_REFUSED, EXIT_BAD_INPUT, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("review autumn-from-ines.docx", "what its reader changed, would change and says, block by block"),
        ("review autumn-from-ines.docx --json", "the same, for scripts"),
    ),
    keys=(
        ("document", "the id of the document"),
        ("title", "its title"),
        ("gone", "how many changed paragraphs are of blocks that are no longer here"),
        ("suggestions", "in reading order"),
        (
            "suggestions.kind",
            "edited, tracked insertion, tracked deletion, comment, moved, removed, added after, split, joined",
        ),
        ("suggestions.block", "the block it is about, or the one above what was added; '' on the cover"),
        ("suggestions.place", "words, label, figures or cover"),
        ("suggestions.reviewer, date", "of tracked changes and comments, as the file has them"),
        ("suggestions.old, new", "the words that stand there and those that would"),
        ("suggestions.comment, about, replies, is_resolved", "what is said, and of which words"),
        ("suggestions.after, others", "where a block was moved; blocks joined or moved along"),
        ("suggestions.touches_exact_words", "true where somebody's exact words would be changed"),
        ("suggestions.is_behind", "true where the block was changed here since the copy left"),
    ),
    see_also=("export",),
)


@click.command(cls=Command, manual=REVIEW)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--document", default="", metavar="TITLE", help="The document, by id or title; else the one FILE is from."
)
@JSON
@ARCHIVE
def review(file: Path, *, document: str, as_json: bool, archive: Path | None) -> None:
    """Read what others suggest in FILE, a Word file that went out from here and comes back.

    Tracked changes, comments with their replies, changes nobody tracked, and paragraphs that were added, taken out,
    moved, split or joined are told below the words they are about. Nothing is changed in the archive. What was changed
    here since FILE left is not told again, and a change of somebody's exact words is marked.
    """
    with opened(paths.places(), archive, is_new_allowed=False) as app:
        read = app.reviews.read(file, document)
        tree = app.write_up.tree(read.document)
    if as_json:
        click.echo(json.dumps(_as_json(read, tree.document.title), ensure_ascii=False, indent=2))
        return
    click.echo(_("‘{title}’, as it comes back in {path}:").format(title=tree.document.title, path=file))
    for line in review_told(read, tree):
        click.echo(line)


def _as_json(read: Review, title: str) -> dict[str, Any]:
    return {
        "document": read.document,
        "title": title,
        "gone": read.gone,
        "suggestions": [_one(one) for one in read.suggestions],
    }


def _one(one: Suggestion) -> dict[str, Any]:
    told = asdict(one)
    told["kind"], told["place"] = one.kind.value, one.place.value
    told.pop("runs")
    return told
