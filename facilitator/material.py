"""What one reading of the archive says of a gathering: its records, and what was agreed about its quotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from facilitator.archive.queries import Reader
from sessions.compose_material import Index, Material
from sessions.document import Document, DocumentKind, DocumentTree, Origin
from sessions.errors import DomainError
from sessions.gate import Quotable
from sessions.gathering import GroundRule
from sessions.people import Level
from sessions.polls import Poll
from sessions.quotables import Answers, answers_of, levels, quotables

_BOUND: Final = frozenset({Origin.NOTES, Origin.QUOTE, Origin.ATTRIBUTION, Origin.CITED})


@dataclass(frozen=True, slots=True)
class Known:
    """What one reading of the archive says of a gathering."""

    material: Material
    answers: Answers
    quotables: Mapping[str, Quotable]


def known_of(reader: Reader, gathering: str) -> Known:
    """Return what the archive holds of a gathering; raises DomainError ``gathering_unknown``."""
    material = _material(reader, gathering)
    notes = {note.id for note in material.notes}
    # One pass over all of them costs less than a question for each of some thousand notes.
    answers = answers_of(
        [kept.record for kept in reader.every("permission") if kept.record.note in notes],
        [kept.record for kept in reader.every("print_choice") if kept.record.note in notes],
    )
    older = {note: _older_words(reader, note) for note in sorted(notes & reader.changed("note", "words"))}
    answers = replace(answers, older_words=older)
    return Known(material, answers, quotables(Index(material), answers))


def printable(known: Known) -> Material:
    """Return the records of a gathering with how each quotation may be attributed, as far as the rules let it."""
    chosen = levels(known.quotables, known.answers.choices)
    for note, quotable in known.quotables.items():
        # A choice is about the name; where nobody said what was agreed, no choice lets the words be printed.
        if quotable.rule is GroundRule.NOT_ANNOUNCED:
            chosen[note] = Level.NONE
    return replace(known.material, levels=chosen)


def known_for(reader: Reader, tree: DocumentTree) -> Known:
    """Return what the archive holds of the gathering of a document, and of others whose words stand in it.

    Raises DomainError ``gathering_unknown``.
    """
    known = known_of(reader, tree.document.gathering)
    for gathering in _others(reader, tree, known):
        more = known_of(reader, gathering)
        material = replace(
            known.material,
            sessions=(*known.material.sessions, *more.material.sessions),
            groups=(*known.material.groups, *more.material.groups),
            citations=(*known.material.citations, *more.material.citations),
        )
        known = Known(material, known.answers, {**more.quotables, **known.quotables})
    return known


def _others(reader: Reader, tree: DocumentTree, known: Known) -> list[str]:
    """Return the gatherings besides its own that a document rests on notes or citations of."""
    refs = {
        (run.src.origin is Origin.CITED, ref)
        for node in tree.walk()
        for run in node.block.body
        if run.src.origin in _BOUND
        for ref in run.src.refs
    }
    cited = {ref for is_cited, ref in refs if is_cited} - {one.id for one in known.material.citations}
    notes = {ref for is_cited, ref in refs if not is_cited} - known.quotables.keys()
    found = {one.gathering for ref in cited for one in _every(reader, "citation", id=ref)}
    groups = {one.group for ref in notes for one in _every(reader, "note", id=ref)}
    sessions = {one.session for group in groups for one in _every(reader, "group", id=group)}
    occasions = {one.occasion for session in sessions for one in _every(reader, "session", id=session)}
    found |= {one.gathering for occasion in occasions for one in _every(reader, "occasion", id=occasion)}
    return sorted(found - {known.material.gathering.id})


def _material(reader: Reader, gathering: str) -> Material:
    """Read all records of a gathering; raises DomainError ``gathering_unknown``."""
    found = [kept.record for kept in reader.every("gathering") if kept.record.id == gathering]
    if not found:
        raise DomainError("gathering_unknown", gathering=gathering)
    network = found[0].network
    occasions = _every(reader, "occasion", gathering=gathering)
    sessions = [one for occasion in occasions for one in _every(reader, "session", occasion=occasion.id)]
    groups = [one for session in sessions for one in _every(reader, "group", session=session.id)]
    notes = [kept for group in groups for kept in reader.every("note", group=group.id)]
    draft = _draft(reader, gathering)
    return Material(
        network=next(one for one in _every(reader, "network") if one.id == network),
        gathering=found[0],
        strands=tuple(_every(reader, "strand", network=network)),
        standing_texts=tuple(_every(reader, "standing_text", network=network)),
        occasions=tuple(occasions),
        sessions=tuple(sessions),
        parts=tuple(one for session in sessions for one in _every(reader, "part", session=session.id)),
        groups=tuple(groups),
        seats=tuple(one for group in groups for one in _every(reader, "seat", group=group.id)),
        people=tuple(_every(reader, "person")),
        attendances=tuple(
            one for occasion in occasions for one in _every(reader, "attendance", occasion=occasion.id)
        ),
        notes=tuple(kept.record for kept in notes),
        polls=tuple(_polls(reader, gathering)),
        series=tuple(_every(reader, "series", network=network)),
        surveys=tuple(_every(reader, "survey", gathering=gathering)),
        figures=tuple(_every(reader, "figure", network=network)),
        aims=tuple(_every(reader, "aim", network=network)),
        citations=tuple(_every(reader, "citation", gathering=gathering)),
        draft=draft,
        draft_blocks=tuple(_every(reader, "block", document=draft.id)) if draft else (),
        words_ops={kept.record.id: kept.words_op for kept in notes},
    )


def _polls(reader: Reader, gathering: str) -> list[Poll]:
    """Return the polls of a gathering, and those of earlier gatherings that they repeat."""
    found: dict[str, Poll] = {poll.id: poll for poll in _every(reader, "poll", gathering=gathering)}
    wanted = {poll.repeats for poll in found.values()} - {"", *found}
    while wanted:
        earlier: list[Poll] = [poll for one in sorted(wanted) for poll in _every(reader, "poll", id=one)]
        found |= {poll.id: poll for poll in earlier}
        wanted = {poll.repeats for poll in earlier} - {"", *found}
    return list(found.values())


def _draft(reader: Reader, gathering: str) -> Document | None:
    """Return the draft for discussion that was circulated last; one that never was is carried nowhere."""
    every: list[Document] = _every(reader, "document", gathering=gathering, kind=DocumentKind.DRAFT)
    found = [one for one in every if one.circulated]
    return max(found, key=lambda one: (one.circulated, one.id), default=None)


def _every(reader: Reader, kind: str, /, **equals: str) -> list[Any]:
    return [kept.record for kept in reader.every(kind, **equals)]


def _older_words(reader: Reader, note: str) -> dict[str, str]:
    """Return the earlier wordings of a note by the op that set them."""
    found: dict[str, str] = {}
    for entry in reader.entries("note", note):
        value = entry.op.value.get("words") if isinstance(entry.op.value, dict) else entry.op.value
        if entry.op.field in {"*", "words"} and isinstance(value, str):
            found[entry.op.op_id] = value
    return found
