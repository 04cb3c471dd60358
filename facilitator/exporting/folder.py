"""A gathering as a folder of plain files (docs/folder-format.md): records to files, in one canonical form."""

from __future__ import annotations

from facilitator.exporting.folder_content import FolderContent, names_of
from facilitator.exporting.folder_draft import draft_md
from facilitator.exporting.folder_names import Names
from facilitator.exporting.folder_notes import NotesWriter
from facilitator.exporting.folder_outside import Quotes, outside_tables
from facilitator.exporting.folder_plan import plan_tables
from facilitator.exporting.folder_seats import Seating
from facilitator.exporting.folder_tables import people_csv, polls_csv
from facilitator.exporting.folder_toml import toml
from facilitator.importing.folder_notes import reflecting
from facilitator.importing.folder_text import DRAFT, GATHERING, NOTES, PEOPLE, POLLS
from facilitator.leaving_out import LeftOut, Tally

__all__ = ["FolderContent", "write_folder"]

_BYTE_ORDER_MARK = "\ufeff"


def write_folder(content: FolderContent) -> tuple[dict[str, bytes], tuple[LeftOut, ...]]:
    """Return the files of a gathering by name, and what of its records they cannot say."""
    tally = Tally()
    names = names_of(content, tally)
    seating = Seating(content, names)
    tables = [
        *plan_tables(content, names, seating),
        *outside_tables(content, names),
        *Quotes(content, names).tables(),
    ]
    texts = {
        GATHERING: toml(tables),
        PEOPLE: people_csv(content, names),
        POLLS: polls_csv(content, names),
        DRAFT: draft_md(content, names),
        **_notes(content, names, seating),
    }
    return {name: _encoded(text) for name, text in texts.items() if text}, tally.left_out()


def _notes(content: FolderContent, names: Names, seating: Seating) -> dict[str, str]:
    """Return the notes of each group; a group without notes has no file."""
    texts: dict[str, str] = {}
    for session in content.sessions:
        parts = content.parts_of(session)
        for group in content.groups_of(session):
            notes = [note for note in content.notes if note.group == group.id]
            people = frozenset(names.one(one) for one in reflecting(parts, group.kind))
            writer = NotesWriter(seating.table(group), seating, names, people)
            file = f"{NOTES}/{names.key(session.id)}/{names.key(group.id)}.notes"
            texts[file] = writer.text(notes)
    return texts


def _encoded(text: str) -> bytes:
    """Return UTF-8; a text that begins with the mark of byte order has another one before it, or it would be lost."""
    return (_BYTE_ORDER_MARK * text.startswith(_BYTE_ORDER_MARK) + text).encode()
