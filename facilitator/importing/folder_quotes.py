"""The [[quote]] tables: what was agreed about a quotation, tied to the note that holds its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_fields import Table
from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_people import LEVELS
from facilitator.importing.folder_text import GATHERING
from sessions.notes import Certainty, Note, PermissionState, PrintChoice
from sessions.people import Level
from sessions.wording import same_words, starts_with_words

_STATES: Final = MappingProxyType({state.value: state for state in PermissionState})
_CERTAINTIES: Final = MappingProxyType({certainty.value: certainty for certainty in Certainty})


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What was agreed about a quotation; the caller adds the version of the words, which only the archive knows.

    ``span_index`` says which of the note's quotations is meant, None where the note is nothing but one.
    ``print_as`` is how it is to stand in print, None for as much as is allowed; ``certainty`` how sure its words are,
    None where that is not said. ``is_answer`` is false where nothing is said of asking.
    """

    note_id: str
    span_index: int | None
    state: PermissionState
    level: Level
    how: str = ""
    by: str = ""
    at_date: date | None = None
    print_as: Level | None = None
    certainty: Certainty | None = None
    is_answer: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation where it stands: its note, which span of it, its session and its line."""

    note: Note
    span_index: int | None
    words: str
    session: str
    file: str


def places(notes: Sequence[Note], session: str, file: str) -> Iterator[Place]:
    """Yield the quotations that a group's notes hold."""
    for note in notes:
        for number, words in enumerate(note.verbatim):
            is_whole = len(note.spans) == 1 and words == note.words
            yield Place(note, None if is_whole else number, words, session, file)


def read_quotes(
    tables: Sequence[Table], quotations: Sequence[Place], sessions: Known, *, is_complete: bool = True
) -> tuple[SaidOf, ...]:
    """Return what was agreed about which quotation.

    Where not all notes could be read nothing is said of words that are not found: that problem has been told.
    """
    found = [_said_of(table, quotations, sessions, is_complete) for table in tables]
    return tuple(said for said in found if said is not None)


def print_choices(said: Sequence[SaidOf], origin: Origin) -> tuple[PrintChoice, ...]:
    """Return the choices of how quotations are to stand in print."""
    return tuple(
        PrintChoice(origin.id_of("print_choice", GATHERING, number), one.note_id, one.print_as)
        for number, one in enumerate(said)
        if one.print_as is not None
    )


def _said_of(table: Table, quotations: Sequence[Place], sessions: Known, is_complete: bool) -> SaidOf | None:
    words = table.text("words", is_needed=True)
    session = sessions.id_of(table.text("session"), GATHERING, table.line("session"))
    state = table.choice("permission", _STATES, PermissionState.NOT_ASKED)
    level = table.choice("level", LEVELS, Level.NAMED)
    how, by, day = table.text("how"), table.text("by"), table.day("on")
    print_as = table.choice("print_as", _or_none(LEVELS), None)
    certainty = table.choice("certainty", _certainties(), None)
    is_answer = any(table.has(key) for key in ("permission", "level", "how", "by", "on"))
    table.finish()
    here = [one for one in quotations if session in {"", one.session}]
    place = _the_one(table, words, here, is_complete)
    if place is None:
        return None
    index = place.span_index
    return SaidOf(place.note.id, index, state, level, how, by, day, print_as, certainty, is_answer)


def _or_none(levels: Mapping[str, Level]) -> dict[str, Level | None]:
    return dict(levels)


def _certainties() -> dict[str, Certainty | None]:
    return dict(_CERTAINTIES)


def with_certainties(notes: Sequence[Note], said: Sequence[SaidOf]) -> tuple[Note, ...]:
    """Return the notes, those of which somebody said how sure their words are with that."""
    sure = {one.note_id: one.certainty for one in said if one.certainty is not None}
    return tuple(replace(note, certainty=sure.get(note.id, note.certainty)) for note in notes)


def _the_one(table: Table, words: str, quotations: Sequence[Place], is_complete: bool) -> Place | None:
    """Return the one quotation these words mean: one with just these words before one that begins with them."""
    if not words:
        return None
    exact = [place for place in quotations if same_words(place.words, words)]
    found = exact or [place for place in quotations if starts_with_words(place.words, words)]
    if len(found) == 1:
        return found[0]
    shown = words[:60]
    if found:
        where = "; ".join(f"{place.file}:{place.note.line}" for place in found[:5])
        table.say("quote_ambiguous", "words", words=shown, places=where)
    elif is_complete:
        table.say("quote_unmatched", "words", words=shown)
    return None
