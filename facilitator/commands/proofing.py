"""A second pair of eyes for a document that is already written."""

from __future__ import annotations

import json
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import reading
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_WORLD, JSON
from facilitator.proof_told import doubt_told, summary_told
from facilitator.proofing import proof_of

PROOF = Manual(
    reads="A Word, Markdown or text file, and the register and notes of this archive.",
    exits=(EXIT_WORLD,),
    examples=(
        ("proof write-up.docx", "names, quotation marks, sums and repeats in a document from anywhere"),
        ("proof write-up.docx --json", "the same, for scripts"),
    ),
    keys=(
        ("paragraphs", "how many were read"),
        ("doubts.doubt", "what is doubted"),
        ("doubts.paragraph", "its number, from 1"),
        (
            "doubts.words, instead",
            "the words, and what may be meant: a name, captured words, a sum, a paragraph",
        ),
    ),
    see_also=("review", "search"),
)


@click.command(cls=Command, manual=PROOF)
@click.argument("file", type=click.Path(path_type=Path))
@JSON
@ARCHIVE
def proof(file: Path, *, as_json: bool, archive: Path | None) -> None:
    """Look through FILE, a document that is already written, and say what to look at.

    Names are held against the register, quotations of four or more words against what was captured, percentages
    against a hundred; open quotation marks and repeats are told. FILE is not changed and nothing of it is kept.
    """
    with reading(paths.places(), archive) as reader:
        found = proof_of(reader, file)
    if as_json:
        doubts = [{**asdict(one), "doubt": one.doubt.value} for one in found.doubted]
        told = {"paragraphs": len(found.paragraphs), "doubts": doubts}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in found.doubted:
        click.echo(_("Paragraph {number}: {words}").format(number=one.paragraph, words=doubt_told(one)))
    click.echo(summary_told(found))
