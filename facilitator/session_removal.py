"""Taking a session out of the running order: first what would go, then one act that can be undone."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.days import day_with, groups_of
from facilitator.pen import Pen
from sessions.agenda import Part, Session
from sessions.breakouts import Group, GroupKind
from sessions.edits import Edit, change, delete
from sessions.errors import DomainError
from sessions.ops import Change


@dataclass(frozen=True, slots=True)
class Going:
    """What goes with a session. ``off_record`` lines are sealed and cannot be taken out with it; nobody sees them."""

    session: Session
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    notes: int
    off_record: int
    polls: int

    @property
    def is_asked(self) -> bool:
        """Tell whether a person is asked first: there is more than a plan."""
        return bool(self.notes or self.off_record or self.polls)


def going_with(reader: Reader, session: str) -> Going:
    """Return what goes with a session; raises DomainError ``gone``."""
    day = day_with(reader, session)
    groups = groups_of(reader, session)
    ids = [group.id for group in groups]
    return Going(
        session=day.session(session),
        parts=day.parts_of(session),
        groups=groups,
        notes=sum(reader.count("note", "group", ids).values()),
        off_record=sum(reader.off_the_record(group) for group in ids),
        polls=sum(reader.count("poll", "session", [session]).values()),
    )


def going_told(going: Going) -> str:
    """Return what goes with a session in a sentence."""
    breakouts = sum(group.kind is GroupKind.BREAKOUT for group in going.groups)
    counted = [
        (len(going.parts), ngettext("{count} part", "{count} parts", len(going.parts))),
        (breakouts, ngettext("{count} group", "{count} groups", breakouts)),
        (going.notes, ngettext("{count} note", "{count} notes", going.notes)),
        (
            going.off_record,
            ngettext("{count} line off the record", "{count} lines off the record", going.off_record),
        ),
        (going.polls, ngettext("{count} poll", "{count} polls", going.polls)),
    ]
    told = _(", ").join(words.format(count=count) for count, words in counted if count)
    title = _("‘{title}’").format(title=going.session.title)
    if not told:
        return _("{title} goes.").format(title=title)
    return _("{title} goes, and with it: {what}. Undo brings all of it back.").format(title=title, what=told)


class SessionRemoval:
    """Takes sessions out."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._pen = Pen(archive, surroundings, actor)

    def going(self, session: str) -> Going:
        """Return what would go with a session; raises DomainError ``gone``."""
        with self._pen.archive.reader() as reader:
            return going_with(reader, session)

    def remove(self, session: str, *, with_notes: bool = False) -> Future[Change]:
        """Take a session out with its parts and groups; its notes and polls go only where that was asked.

        Surveys and cited words of the session stay with the gathering. Raises DomainError ``session_has_notes``.
        """
        with self._pen.archive.reader() as reader:
            going = going_with(reader, session)
            if going.is_asked and not with_notes:
                raise DomainError("session_has_notes", told=going_told(going))
            edits = _edits(reader, going)
        return self._pen.commit(edits, "session.remove")


def _edits(reader: Reader, going: Going) -> list[Edit]:
    session, groups = going.session.id, [group.id for group in going.groups]
    edits = [delete("session", session)]
    edits += [delete("part", part.id) for part in going.parts]
    edits += [delete("group", group) for group in groups]
    edits += [delete("note", kept.record.id) for kept in reader.among("note", "group", groups)]
    edits += [delete("poll", kept.record.id) for kept in reader.every("poll", session=session)]
    for kind in ("survey", "citation"):
        edits += [change(kind, kept.record.id, session="") for kept in reader.every(kind, session=session)]
    return edits
