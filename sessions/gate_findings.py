"""What the gate has found: stops with what can be done about them, and words that a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sessions.people import Level


class Reason(StrEnum):
    """Why a quotation may not leave as it stands."""

    WORDS_DIFFER = "words differ"
    NOTE_GONE = "note gone"
    NO_GROUND_RULE = "no ground rule"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not asked"
    STANDING_CHOICE = "standing choice"
    TOO_FEW_SHARE = "too few share it"
    ORGANISATION = "organisation under Chatham House"
    GROUP_BESIDE = "group beside attribution"
    CITED_DIFFERS = "cited words differ"
    NO_SOURCE = "no source"


class Remedy(StrEnum):
    """What can be done about it."""

    ASK = "ask"
    LEAVE_OUT_NAME = "leave out the name"
    LEAVE_OUT_QUOTE = "leave out the quotation"
    RESTORE_WORDS = "put the words back"
    SAY_RULE = "say what was agreed"
    LEAVE_OUT_GROUP = "leave out the group"
    NAME_SOURCE = "name the source"


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stops publication: which words, in which block, why, and what can be done.

    ``note`` is a citation where cited words are stopped.
    """

    block: str
    note: str
    words: str
    reason: Reason
    remedies: tuple[Remedy, ...]
    level: Level = Level.NONE


class LookReason(StrEnum):
    """Why a person should look at some words."""

    NO_NOTE = "no note behind it"
    LEFT_OUT = "words left out"
    INSERTED = "words inserted"


@dataclass(frozen=True, slots=True)
class LookAt:
    """Something a person should look at; it stops nothing."""

    block: str
    words: str
    why: LookReason = LookReason.NO_NOTE


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of a document for an audience."""

    stops: tuple[Stop, ...]
    look_at: tuple[LookAt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether the document may leave."""
        return not self.stops


REMEDIES: Final[Mapping[Reason, tuple[Remedy, ...]]] = {
    Reason.WORDS_DIFFER: (Remedy.RESTORE_WORDS, Remedy.LEAVE_OUT_QUOTE),
    Reason.NOTE_GONE: (Remedy.LEAVE_OUT_QUOTE,),
    Reason.NO_GROUND_RULE: (Remedy.SAY_RULE, Remedy.LEAVE_OUT_QUOTE),
    Reason.REFUSED: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.WITHDRAWN: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.NOT_ASKED: (Remedy.ASK, Remedy.LEAVE_OUT_NAME),
    Reason.STANDING_CHOICE: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.TOO_FEW_SHARE: (Remedy.ASK, Remedy.LEAVE_OUT_NAME),
    Reason.ORGANISATION: (Remedy.LEAVE_OUT_NAME, Remedy.LEAVE_OUT_QUOTE),
    Reason.GROUP_BESIDE: (Remedy.LEAVE_OUT_GROUP,),
    Reason.CITED_DIFFERS: (Remedy.RESTORE_WORDS, Remedy.LEAVE_OUT_QUOTE),
    Reason.NO_SOURCE: (Remedy.NAME_SOURCE, Remedy.LEAVE_OUT_QUOTE),
}
