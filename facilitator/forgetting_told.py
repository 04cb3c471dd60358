"""What is said of places that hold a person, and of what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from gettext import ngettext
from typing import Final

from facilitator.old_backups import Backup
from facilitator.telling import LOOK
from facilitator.whereabouts import PlaceKind, Places, Published

SHOWN_PLACES: Final = 20
"""Places with a first name can be thousands; --json lists them all."""


def places_told(places: Places) -> Iterator[str]:
    """Yield a line for each kind of place, then what has to be looked at and what cannot be called back."""
    if not places.is_anything_left:
        yield _("Nothing in this archive holds this person.")
    else:
        yield _("Held as: {names}").format(names=" · ".join(places.names.sure))
    for name, count in places.counts().items():
        yield "  " + _of_kind(PlaceKind(name), count).format(count=count)
    if places.perhaps:
        several = ngettext(
            "{count} place perhaps means them (a surname, a first name or somebody of the same name) and stays: {ids}",
            "{count} places perhaps mean them (a surname, a first name or somebody of the same name) and stay: {ids}",
            len(places.perhaps),
        )
        ids = ", ".join(f"{place.kind} {place.id}" for place in places.perhaps[:SHOWN_PLACES])
        ids += "…" if len(places.perhaps) > SHOWN_PLACES else ""
        yield LOOK + several.format(count=len(places.perhaps), ids=ids)
    if places.unread:
        yield LOOK + _("Files kept here that cannot be looked into: {count}").format(count=len(places.unread))
    if places.sealed:
        yield LOOK + _("Notes off the record that only another computer can open: {count}").format(
            count=places.sealed
        )
    yield from (LOOK + line for line in published_told(places.published))
    yield from (_("  a backup, if it holds them: {path}").format(path=path) for path in places.backups)


def _of_kind(what: PlaceKind, count: int) -> str:
    return {
        PlaceKind.PERSON: ngettext("{count} record of the person", "{count} records of the person", count),
        PlaceKind.ATTENDANCE: ngettext("at {count} occasion", "at {count} occasions", count),
        PlaceKind.SEAT: ngettext("in {count} group", "in {count} groups", count),
        PlaceKind.SAID: ngettext("{count} note they said", "{count} notes they said", count),
        PlaceKind.OWNED: ngettext("{count} action that is theirs", "{count} actions that are theirs", count),
        PlaceKind.NOTE: ngettext("{count} note that names them", "{count} notes that name them", count),
        PlaceKind.PERMISSION: ngettext("{count} answer about a quote", "{count} answers about quotes", count),
        PlaceKind.POINTER: ngettext(
            "{count} session, group or the like that they lead or serve",
            "{count} sessions, groups or the like that they lead or serve",
            count,
        ),
        PlaceKind.RULE: ngettext(
            "{count} ground rule they announced (stays, without a name)",
            "{count} ground rules they announced (stay, without a name)",
            count,
        ),
        PlaceKind.TEXT: ngettext("{count} other text", "{count} other texts", count),
        PlaceKind.BLOCK: ngettext("{count} piece of a document", "{count} pieces of documents", count),
        PlaceKind.ORIGINAL: ngettext(
            "{count} file that notes came from", "{count} files that notes came from", count
        ),
        PlaceKind.PUBLICATION: ngettext(
            "{count} entry of what was published", "{count} entries of what was published", count
        ),
        PlaceKind.DRAFT: ngettext("{count} half-typed line", "{count} half-typed lines", count),
        PlaceKind.PRIVATE: ngettext(
            "{count} note of yours off the record", "{count} notes of yours off the record", count
        ),
    }[what]


def published_told(published: Iterable[Published]) -> Iterator[str]:
    """Yield what has left and still names the person."""
    for one in published:
        yield (
            _("Published for {audience} and not changed: {files} {address}")
            .format(audience=one.audience, files=", ".join(one.files) or one.document, address=one.address)
            .rstrip()
        )


def emptied_told(emptied: Iterable[tuple[str, str, tuple[str, ...]]]) -> Iterator[str]:
    """Yield the fields that named the person and are empty for good."""
    for kind, record_id, fields in emptied:
        yield _("Empty for good, because it named them: {fields} of the {kind} {id}").format(
            kind=kind.replace("_", " "), id=record_id, fields=", ".join(fields)
        )


def backup_told(backup: Backup) -> str:
    """Return what became of a backup."""
    if backup.is_rewritten:
        return _("This backup was written again without it: {path}").format(path=backup.path)
    if not backup.why:
        return _("This backup did not hold it: {path}").format(path=backup.path)
    why = {
        "archive_missing": _("it is not where it was written"),
        "archive_in_use": _("it is open in another Facilitator"),
        "archive_newer": _("a newer Facilitator made it"),
        "archive_unreadable": _("it cannot be read"),
        "archive_foreign": _("something else is in its place"),
        "disk_full": _("its disk is full"),
    }.get(backup.why, _("it cannot be written"))
    return LOOK + _("This backup may still hold it ({why}): {path}").format(why=why, path=backup.path)
