"""What decides about each quotation of a gathering: its words, its speaker, the ground rule, the answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sessions.breakouts import Group, GroupKind, Seat
from sessions.compose_material import Index
from sessions.gate import Quotable, Speaker
from sessions.notes import Note, Permission, PrintChoice
from sessions.people import Level, Person

_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_NO_NAMES: Final = {
    "the", "dr", "mr", "mrs", "ms", "mx", "miss", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd",
    "rabbi", "imam", "cllr", "mp", "msp", "mbe", "obe", "cbe", "jr", "phd",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked and chosen about the quotations of a gathering, by note id."""

    permissions: Mapping[str, tuple[Permission, ...]] = field(default_factory=dict)
    choices: Mapping[str, Level] = field(default_factory=dict)
    older_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def answers_of(permissions: Iterable[Permission], choices: Iterable[PrintChoice]) -> Answers:
    """Arrange permissions and choices by note; of several choices about one note the most careful counts."""
    by_note: dict[str, tuple[Permission, ...]] = {}
    for permission in permissions:
        by_note[permission.note] = (*by_note.get(permission.note, ()), permission)
    chosen: dict[str, Level] = {}
    for choice in choices:
        chosen[choice.note] = min(choice.level, chosen.get(choice.note, Level.NAMED))
    return Answers(by_note, chosen)


def quotables(index: Index, answers: Answers) -> dict[str, Quotable]:
    """Return for every note of a gathering what decides whether and how its words may be quoted."""
    return {quotable.note.id: quotable for quotable in _every(index, answers)}


def levels(known: Mapping[str, Quotable], choices: Mapping[str, Level]) -> dict[str, Level]:
    """Return how each quotation is to be attributed: as the convenor chose, else as much as is allowed."""
    return {note: choices.get(note, quotable.ceiling()) for note, quotable in known.items()}


def _every(index: Index, answers: Answers) -> Iterator[Quotable]:
    words_ops = index.material.words_ops
    shown = _shown(index)
    occasions = {occasion.id: _Shared(index, occasion.id, shown) for occasion in index.occasions}
    for session in index.sessions:
        shared = occasions[session.occasion]
        for kind in GroupKind:
            for group in index.groups_of(session, kind):
                for note in index.notes_of(group):
                    is_own_talk = index.is_own_talk(note, group, session)
                    yield Quotable(
                        note=note,
                        words_op=words_ops.get(note.id, ""),
                        rule=index.rule_of(session),
                        speaker=shared.speaker(note, is_own_talk),
                        permissions=answers.permissions.get(note.id, ()),
                        older_words=answers.older_words.get(note.id, {}),
                    )


class _Shared:
    """Counts how many people at an occasion share a role or a sector."""

    def __init__(self, index: Index, occasion: str, shown: Mapping[str, Sequence[str]]) -> None:
        self._index = index
        self._shown = shown
        there = [one for one in index.people.values() if _was_at(index, one, occasion)]
        self._roles = Counter(person.role for person in there)
        self._sectors = Counter(person.sector for person in there)

    def speaker(self, note: Note, is_own_talk: bool) -> Speaker:
        """Return what the gate must know about who said a note."""
        seat = self._index.seats.get(note.said_by)
        if seat is None:
            return Speaker()
        person = self._index.speaker_of(note)
        if person is None:
            return Speaker(_names((seat.shown,)), cap=_cap(seat, Level.NAMED))
        # The network's own name stands in every document and gives nobody away.
        is_network = person.organisation == self._index.material.network.name
        shown = self._shown[person.id]
        return Speaker(
            names=_names((person.name, *person.also_known_as, person.sort_name, *shown)),
            organisation="" if is_network else person.organisation,
            cap=_cap(seat, person.quoted_as),
            is_own_talk=is_own_talk,
            role_shared_by=self._roles[person.role] if person.role else 0,
            sector_shared_by=self._sectors[person.sector] if person.sector else 0,
        )


def _shown(index: Index) -> Mapping[str, Sequence[str]]:
    """Return the names by which each person is shown in the groups they sit in."""
    found: dict[str, dict[str, None]] = {}
    for seat in index.seats.values():
        found.setdefault(seat.person, {})[seat.shown] = None
    return {person: tuple(names) for person, names in found.items()}


def _cap(seat: Seat, quoted_as: Level) -> Level:
    """Return the most somebody wants to be said of them: what they chose for good, and in this group."""
    return min(quoted_as, Level.ANONYMOUS) if seat.is_not_to_be_named else quoted_as


def _was_at(index: Index, person: Person, occasion: str) -> bool:
    return any(one.occasion == occasion for one in index.attendances_of(person))


def _names(full: Iterable[str]) -> tuple[str, ...]:
    """Return all by which somebody could be recognised: full names, the first name and the last.

    What is shown in brackets (pronouns, a place), titles and letters after a name are none of these.
    """
    found: dict[str, None] = {}
    for name in full:
        words = [word.strip(".,") for word in _IN_BRACKETS.sub(" ", name).split()]
        words = [word for word in words if len(word) > 1 and word.casefold() not in _NO_NAMES]
        # *Van* Dijk is no van; a name shown all in small letters is a name still.
        own = [word for word in words if not word[0].islower()] or words
        found |= dict.fromkeys([name.strip(), *own[:1], *own[-1:]])
    return tuple(one for one in found if len(one) > 1)


def titles_of(groups: Iterable[Group]) -> tuple[str, ...]:
    """Return the titles of breakout groups, which never stand beside an attribution."""
    return tuple(group.title for group in groups if group.kind is GroupKind.BREAKOUT and group.title)
