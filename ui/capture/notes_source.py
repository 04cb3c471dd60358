"""Where the list of notes reads from: small pages of one group, the last notes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sessions.breakouts import Group
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.notes import Note, Permission, PermissionState
from sessions.permission import standing
from sessions.records import from_fields
from ui.bridge import Bridge
from ui.capture.notes_rows import Legend, NoteRow, Place

PRIVATE = "private:"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a group belongs to."""

    group: Group
    session: Any
    occasion: Occasion | None
    gathering: Gathering | None


class NotesSource:
    """One group's notes as somebody here sees them; asks only in the thread of the window."""

    def __init__(self, bridge: Bridge, group: str) -> None:
        self._bridge = bridge
        self.group = group
        self._edited: frozenset[str] | None = None
        self._answers: dict[str, PermissionState] | None = None

    def forget(self) -> None:
        """Ask again for what was remembered of all notes."""
        self._edited = None
        self._answers = None

    def page(self, before: Place | None, limit: int) -> list[NoteRow]:
        """Return the notes before a place, or the last ones, in order."""
        found = self._bridge.reader.notes_back(self.group, self._bridge.app.actor, before=before, limit=limit)
        return [self._row(kept.record, is_private=kept.is_private) for kept in reversed(found)]

    def row(self, note: str) -> NoteRow | None:
        """Return one note as it is now, or None where it is not to be seen here."""
        view = self._bridge.reader.view("note", note)
        if view is None or view.deleted or "words" in view.redacted:
            return None
        is_private = view.scope.startswith(PRIVATE)
        if is_private and view.scope != f"{PRIVATE}{self._bridge.app.actor}":
            return None
        record: Note = from_fields("note", view.id, view.fields)
        if record.group != self.group:
            return None
        return self._row(record, is_private=is_private)

    def _row(self, note: Note, *, is_private: bool) -> NoteRow:
        return NoteRow(
            note,
            is_off_record=is_private,
            is_edited=not is_private and note.id in self.edited(),
            asked=self.answers().get(note.id, PermissionState.NOT_ASKED),
        )

    def edited(self) -> frozenset[str]:
        """Return the notes whose words were ever others."""
        if self._edited is None:
            self._edited = self._bridge.reader.changed("note", "words")
        return self._edited

    def answers(self) -> dict[str, PermissionState]:
        """Return by note what has come of asking about its speaker's name."""
        if self._answers is None:
            by_note: dict[str, list[Permission]] = {}
            for kept in self._bridge.reader.every("permission", scope=f"group:{self.group}"):
                by_note.setdefault(kept.record.note, []).append(kept.record)
            self._answers = {note: standing(every)[-1].state for note, every in by_note.items()}
        return self._answers

    def count(self) -> int:
        """Return how many notes the group has, those off the record among them."""
        reader = self._bridge.reader
        return reader.count("note", "group").get(self.group, 0) + reader.off_the_record(self.group)

    def legend(self) -> Legend:
        """Return what ids stand for here."""
        reader = self._bridge.reader
        strands = sorted(
            (kept.record for kept in reader.every("strand")), key=lambda strand: (strand.rank, strand.id)
        )
        setting = self.setting()
        occasion = setting.occasion if setting is not None else None
        return Legend(
            {kept.record.id: kept.record for kept in reader.every("seat", group=self.group)},
            {strand.id: (number, strand) for number, strand in enumerate(strands)},
            occasion.rule_in_force if occasion is not None else GroundRule.NOT_ANNOUNCED,
        )

    def setting(self) -> Setting | None:
        """Return what the group belongs to, or None where it is gone."""
        group = self._one("group", self.group)
        if group is None:
            return None
        session = self._one("session", group.session)
        occasion = self._one("occasion", session.occasion) if session is not None else None
        gathering = self._one("gathering", occasion.gathering) if occasion is not None else None
        return Setting(group, session, occasion, gathering)

    def _one(self, kind: str, record_id: str) -> Any:
        found = self._bridge.reader.page(kind, id=record_id, limit=1)
        return found[0].record if found else None
