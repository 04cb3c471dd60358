"""The commands that get an archive back, and what is said of one that is not whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from facilitator import paths
from facilitator.app import surroundings
from facilitator.archive.check import Finding
from facilitator.commands.manual import Command, Manual
from facilitator.commands.options import ARCHIVE, EXIT_IN_USE, EXIT_REFUSED, EXIT_WORLD
from facilitator.recovery import Recovery, Salvaged

RESTORE = Manual(
    reads="BACKUP, which stays as it is.",
    writes="The archive. What was there is put aside under another name, and only where --replace allows it.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(
        ("restore mine.facilitator --archive again.facilitator", "into a new archive"),
        ("restore mine.facilitator --replace", "in the place of your own archive"),
    ),
    see_also=("backup", "check", "salvage"),
)
SALVAGE = Manual(
    reads="DAMAGED, which stays as it is.",
    writes="TARGET, a new archive.",
    exits=(EXIT_REFUSED, EXIT_WORLD, EXIT_IN_USE),
    examples=(("salvage broken.facilitator saved.facilitator", "says what was saved and what was lost"),),
    see_also=("check", "restore"),
)


@click.command(cls=Command, manual=RESTORE)
@click.argument("backup", type=click.Path(path_type=Path))
@ARCHIVE
@click.option("--replace", is_flag=True, help="Put aside the archive that is there, under another name.")
def restore(backup: Path, archive: Path | None, replace: bool) -> None:
    """Put BACKUP in the place of the archive, after a look whether it is whole. BACKUP itself stays."""
    places = paths.places()
    recovery = Recovery(archive or places.archive, surroundings(places))
    restored = recovery.restore(backup, may_replace=replace)
    click.echo(_("Restored: {path}").format(path=restored.path))
    if restored.put_aside is not None:
        click.echo(
            _("What was there before is kept: {path}. It holds everything: keep it to yourself.").format(
                path=restored.put_aside
            )
        )


@click.command(cls=Command, manual=SALVAGE)
@click.argument("damaged", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def salvage(damaged: Path, target: Path) -> None:
    """Save what can be read of the archive DAMAGED into a new one, TARGET. DAMAGED stays as it is."""
    saved = Recovery(damaged, surroundings(paths.places())).salvage_into(target)
    for line in told_of_salvage(saved):
        click.echo(line)


def told_of_salvage(saved: Salvaged) -> Iterator[str]:
    """Yield what was saved and what was lost."""
    notes = ngettext("Saved: {count} note", "Saved: {count} notes", saved.notes)
    changes = ngettext(", {count} change", ", {count} changes", saved.changes)
    entries = ngettext(", {count} entry of the journal", ", {count} entries of the journal", saved.ops)
    yield (
        notes.format(count=saved.notes)
        + changes.format(count=saved.changes)
        + entries.format(count=saved.ops)
    )
    if not (saved.changes_lost or saved.ops_lost or saved.notes_lost):
        yield _(
            "There is no trace of anything that was lost. Look all the same whether the newest notes are there."
        )
    else:
        yield _(
            "Lost as far as can be seen (notes: {notes}, changes: {changes}, entries of the journal: {entries}). "
            "A backup may have them."
        ).format(notes=saved.notes_lost, changes=saved.changes_lost, entries=saved.ops_lost)
    yield _("The new archive: {path}. The damaged one was left as it was.").format(path=saved.path)


def told_of_full_disk(archive: Path) -> str:
    """Return what to say when the room held back for the last lines has been given up."""
    return _(
        "The disk that holds {path} is full. What you typed is safe: it took the room that was held back for this. "
        "Free some space before you go on."
    ).format(path=archive)


def told_of_damage(findings: Sequence[Finding], archive: Path, backups: Sequence[Path]) -> Iterator[str]:
    """Yield what can be done about what a check has found; nothing where nothing is damaged."""
    damage = [finding for finding in findings if finding.is_damage]
    mended = sum(finding.is_mended_by_repair for finding in damage)
    if not damage:
        return
    yield _("The archive is damaged.")
    if mended:
        yield ngettext(
            "{count} fault is in what is written from the journal: ‘facilitator check --repair’ writes it again.",
            "{count} faults are in what is written from the journal: ‘facilitator check --repair’ writes it again.",
            mended,
        ).format(count=mended)
    if len(damage) > mended:
        yield ngettext(
            "{count} fault is in the journal or the file itself, which no repair can mend.",
            "{count} faults are in the journal or the file itself, which no repair can mend.",
            len(damage) - mended,
        ).format(count=len(damage) - mended)
        if backups:
            yield _(
                "The newest automatic backup is {backup}: ‘facilitator restore’ puts it in the archive's place."
            ).format(backup=backups[0])
        yield _("‘facilitator salvage’ saves what can be read of {path} into a new archive.").format(
            path=archive
        )
