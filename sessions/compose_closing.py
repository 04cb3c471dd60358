"""The end of a write-up: a wall of quotations, what happens next, and how the notes were made."""

from __future__ import annotations

from collections.abc import Sequence

from sessions.breakouts import GroupKind
from sessions.compose_aims import aims_next
from sessions.compose_blocks import Piece, Runs, quote_piece, table_of
from sessions.compose_carried import standing_pieces
from sessions.compose_kit import Kit
from sessions.compose_material import Index
from sessions.compose_notes import Scribe
from sessions.compose_people import Company
from sessions.compose_threads import Thread, by_turns
from sessions.compose_wording import Wording, carried, closed, opened, record
from sessions.document import BlockType
from sessions.gathering import GroundRule
from sessions.notes import Note, NoteKind
from sessions.people import Level, Listing, Person


def wall(threads: Sequence[Thread], wording: Wording, scribe: Scribe) -> list[Piece]:
    """Return quotations side by side, group by group in turn, and apart from them the one that challenges."""
    notes = [thread.head for thread in by_turns(threads)]
    challenges = [note for note in notes if note.kind is NoteKind.DISAGREEMENT]
    voices = [note for note in notes if note.kind is not NoteKind.DISAGREEMENT]
    made: list[Piece] = []
    if notes:
        made.append(Piece(BlockType.HEADING, wording.fill("heading-wall"), level=1))
    if voices:
        items = [quote_piece(BlockType.ITEM, scribe.quotation(one), scribe.credit(one)) for one in voices]
        made.append(Piece(BlockType.QUOTE_WALL, (), tuple(items)))
    for at, note in enumerate(challenges):
        if not at:
            made.append(
                Piece(BlockType.PARAGRAPH, wording.fill("challenge" if voices else "challenge-alone"))
            )
        made.append(
            quote_piece(BlockType.PULL_QUOTE, scribe.quotation(note), scribe.credit(note, is_needed=True))
        )
    return made


def next_steps(threads: Sequence[Thread], kit: Kit) -> list[Piece]:
    """Return what happens next: what the network will do, and who has taken what on."""
    made = [*aims_next(kit.index, kit.wording), *actions(threads, kit)]
    return [Piece(BlockType.HEADING, kit.wording.fill("heading-next"), level=1), *made] if made else []


def actions(threads: Sequence[Thread], kit: Kit) -> list[Piece]:
    """Return the table of actions: what, who and by when."""
    if not threads:
        return []
    index, wording, scribe = kit.index, kit.wording, kit.scribe
    header = [wording.fill(name) for name in ("action-what", "action-who", "action-when")]
    rows = [_cells(thread, index, wording, scribe) for thread in threads]
    name = "actions-one" if len(rows) == 1 else "actions"
    number = wording.number(len(rows), *(thread.head.id for thread in threads))
    return [
        Piece(BlockType.PARAGRAPH, opened(wording.fill(name, number=number))),
        table_of(BlockType.ACTIONS, header, rows),
    ]


def _cells(thread: Thread, index: Index, wording: Wording, scribe: Scribe) -> list[Runs]:
    note = thread.head
    what = closed(opened(scribe.paraphrase(note)), "")
    when = record(note.due, note.id) or wording.fill("action-no-date")
    return [what, _owner(note, index, wording, scribe), when]


def _owner(note: Note, index: Index, wording: Wording, scribe: Scribe) -> Runs:
    """Return who takes an action on: by name where that person is willing to be named and listed."""
    if not note.owner:
        return wording.fill("action-nobody")
    seat = index.seats.get(note.owner)
    person = index.people.get(seat.person if seat else note.owner)
    is_hidden = seat is not None and seat.is_not_to_be_named
    if person is None or is_hidden or not _is_named(person, note, index, scribe):
        return wording.fill("action-somebody")
    return record(person.name, person.id)


def _is_named(person: Person, note: Note, index: Index, scribe: Scribe) -> bool:
    """Tell whether an action may carry a name: a promise made in the room, not words that were said there."""
    session = scribe.place_of(note)[1]
    if person.quoted_as < Level.NAMED or person.listed_as is Listing.NOT_LISTED:
        return False
    is_announced = person.id in (*index.announced(session), *index.material.network.convenors)
    is_open = index.rule_of(session) in {GroundRule.ON_THE_RECORD, GroundRule.NAMED_WITH_PERMISSION}
    return is_open or is_announced or scribe.level(note) is Level.NAMED


def about(index: Index, wording: Wording, company: Company) -> list[Piece]:
    """Return how the notes were made, and what the network says about itself."""
    has_groups = any(group.kind is GroupKind.BREAKOUT for group in index.groups.values())
    how = wording.fill("made-in-groups" if has_groups else "made")
    takers = company.note_takers()
    thanks = wording.fill("note-takers", names=takers) if takers else ()
    made = [
        Piece(BlockType.HEADING, wording.fill("heading-about"), level=1),
        Piece(BlockType.PARAGRAPH, wording.sentences(how, thanks)),
    ]
    network, text = index.material.network, index.standing_text("about")
    if text:
        made += standing_pieces(text, level=2)
    elif network.about:
        made.append(Piece(BlockType.PARAGRAPH, carried(network.about, network.id)))
    return made
