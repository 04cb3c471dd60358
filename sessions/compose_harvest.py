"""What a session has brought in: talks, quotations for the wall, actions, comments of surveys, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sessions.agenda import Session
from sessions.breakouts import GroupKind
from sessions.compose_kit import Kit
from sessions.compose_material import Reason
from sessions.compose_threads import Thread, threads_of
from sessions.notes import NoteKind
from sessions.people import Level

_TALK: Final = frozenset({NoteKind.POINT, NoteKind.QUOTE, NoteKind.EXAMPLE, NoteKind.REFLECTION})


@dataclass(frozen=True, slots=True)
class Harvest:
    """The threads of a session by where they are told, and why other lines are told nowhere.

    ``talks`` are by person, ``surveys`` by survey.
    """

    session: Session
    talks: Mapping[str, Sequence[Thread]]
    wall: Sequence[Thread]
    actions: Sequence[Thread]
    surveys: Mapping[str, Sequence[Thread]]
    rest: Sequence[Thread]
    unused: Mapping[str, Reason]


def harvest(session: Session, kit: Kit) -> Harvest:
    """Return what a session has brought in, every printable line of it in one place."""
    talks: dict[str, list[Thread]] = {person: [] for person in kit.index.announced(session)}
    wall: list[Thread] = []
    actions: list[Thread] = []
    surveys: dict[str, list[Thread]] = {}
    rest: list[Thread] = []
    threads, unused = _threads(session, kit)
    for thread in threads:
        speaker = _speaker(thread, kit)
        if speaker in talks:
            talks[speaker].append(thread)
        elif _is_for_wall(thread, kit):
            wall.append(thread)
        elif thread.head.kind is NoteKind.ACTION:
            actions.append(thread)
        elif thread.group.kind is GroupKind.SURVEY and thread.group.survey in kit.index.surveys:
            surveys.setdefault(thread.group.survey, []).append(thread)
        else:
            rest.append(thread)
    return Harvest(session, talks, wall, actions, surveys, rest, unused)


def _threads(session: Session, kit: Kit) -> tuple[list[Thread], dict[str, Reason]]:
    threads: list[Thread] = []
    unused: dict[str, Reason] = {}
    for kind in GroupKind:
        for group in kit.index.groups_of(session, kind):
            found = threads_of(group, kit.index.notes_of(group), kit.scribe, kit.wording)
            threads += found.threads
            unused |= found.unused
    return threads, unused


def _speaker(thread: Thread, kit: Kit) -> str:
    """Return who gives the talk a line is of, where it may carry the speaker's name."""
    note = thread.head
    speaker = kit.index.speaker_of(note)
    if speaker is None or note.kind not in _TALK or not kit.scribe.is_own_talk(note):
        return ""
    return speaker.id if kit.scribe.level(note) is Level.NAMED else ""


def _is_for_wall(thread: Thread, kit: Kit) -> bool:
    """Tell whether a quotation stands on the wall: marked as worth quoting, or written in the chat."""
    is_alone = kit.scribe.is_quotation(thread.head) and not thread.tied
    is_comment = thread.head.kind is NoteKind.QUOTE and thread.group.kind is GroupKind.CHAT
    return is_alone and (thread.head.is_worth_quoting or is_comment)
