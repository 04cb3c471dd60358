"""Attribution: how much of a speaker may be said beside a quotation, and why not more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sessions.gathering import GroundRule
from sessions.notes import Permission, PermissionState
from sessions.people import Level


class Audience(StrEnum):
    """Who a document is for."""

    GROUP = "the group"
    QUOTED = "those quoted, for checking"
    MEMBERS = "members"
    PUBLIC = "the public"


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking has come to for one quotation.

    ``ceiling`` is the most that may be printed on the strength of it where it was given, or the most that is
    left where something was refused; None where nobody has answered.
    """

    state: PermissionState
    ceiling: Level | None = None


NOBODY_ASKED = Answer(PermissionState.NOT_ASKED)
_NO = frozenset({PermissionState.REFUSED, PermissionState.WITHDRAWN})


def standing(permissions: Iterable[Permission]) -> tuple[Permission, ...]:
    """Return the permissions that no other follows; answers that follow each other in a circle all stand."""
    every = tuple(permissions)
    past = {permission.id: _past(permission, every) for permission in every}
    return tuple(
        one
        for one in every
        if not any(one.id in past[other.id] and other.id not in past[one.id] for other in every)
    )


def _past(permission: Permission, every: Iterable[Permission]) -> set[str]:
    """Return the ids of all answers that one follows, and that these follow."""
    follows = {other.id: other.follows for other in every}
    found: set[str] = set()
    waiting = [*permission.follows]
    while waiting:
        past = waiting.pop()
        if past not in found:
            found.add(past)
            waiting.extend(follows.get(past, ()))
    return found


def strictness(answer: Answer) -> tuple[int, int]:
    """Return what ranks answers, the strictest least: a no first, by what it leaves; then silence; then a yes."""
    if answer.state in _NO:
        return (0, answer.ceiling or Level.NONE)
    if answer.state is PermissionState.GIVEN:
        return (2, answer.ceiling or Level.NONE)
    return (1, 0)


def answer_of(permission: Permission) -> Answer:
    """Return what one permission allows.

    A no is a no to what was asked: refused a name leaves the quotation without it, refused the words
    (*anonymous* or less) leaves nothing.
    """
    if permission.state in _NO:
        # A role or a sector would need a yes of its own, so what is left of a refused name is no attribution.
        left = Level.ANONYMOUS if permission.level > Level.ANONYMOUS else Level.NONE
        return Answer(permission.state, left)
    if permission.state is PermissionState.GIVEN:
        return Answer(permission.state, permission.level)
    return Answer(permission.state)


def effective(
    permissions: Iterable[Permission], words_op: str, is_same: Callable[[str, str], bool]
) -> Answer:
    """Return the strictest standing answer about a version of a quotation.

    ``is_same`` tells whether two versions have the same words: an answer covers no other words, but a no to
    an earlier wording still counts, for nobody who refused has agreed since.
    """
    about = [p for p in standing(permissions) if p.state in _NO or is_same(p.words_op, words_op)]
    return min((answer_of(p) for p in about), key=strictness, default=NOBODY_ASKED)


def unasked(rule: GroundRule, is_own_talk: bool) -> Level:
    """Return what a ground rule allows where nobody has been asked."""
    if rule is GroundRule.NOT_ANNOUNCED:
        return Level.NONE
    if rule is GroundRule.ON_THE_RECORD or is_own_talk:
        return Level.NAMED
    return Level.ANONYMOUS


def allowed(rule: GroundRule, answer: Answer, cap: Level, *, is_own_talk: bool = False) -> Level:
    """Return the most that may stand beside a quotation.

    ``cap`` is the speaker's standing choice; ``is_own_talk`` says that an announced speaker is quoted from their own
    talk. Where no rule was announced nothing is printed, whatever was answered.
    """
    without_asking: Level = unasked(rule, is_own_talk)
    if without_asking is Level.NONE:
        return Level.NONE
    level: Level = without_asking
    left: Level = answer.ceiling or Level.NONE
    if answer.state in _NO:
        level = min(without_asking, left)
    elif answer.state is PermissionState.GIVEN:
        level = left
    return min(level, cap)


def is_shared_enough(level: Level, people_who_share_it: int) -> bool:
    """Tell whether a sector or role hides its owner: three or more people there must share it."""
    return level not in {Level.SECTOR, Level.ROLE} or people_who_share_it >= 3


def prints_organisation(rule: GroundRule, level: Level, *, is_own_talk: bool = False) -> bool:
    """Tell whether an organisation may stand beside the name: under Chatham House only in a speaker's own talk."""
    return level is Level.NAMED and (rule is not GroundRule.CHATHAM_HOUSE or is_own_talk)
