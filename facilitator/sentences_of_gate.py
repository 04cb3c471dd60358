"""What a person is told of quotations: which are stopped, what to look at, and why a note stands in no draft."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _

from sessions.compose import Reason as Unused
from sessions.gate import LookAt, LookReason, Reason, Remedy, Stop
from sessions.people import Level

SHOWN_WORDS = 60


def sentence_for_stop(stop: Stop) -> str:
    """Return which quotation is stopped, why, and what can be done."""
    words = shortened(stop.words)
    why = _reasons()[stop.reason].format(level=_levels()[stop.level])
    remedies = _(", or ").join(_remedies()[remedy] for remedy in stop.remedies)
    return _("‘{words}’ {why}. To go on: {remedies}.").format(words=words, why=why, remedies=remedies)


def sentence_for_look(look: LookAt) -> str:
    """Return what a person should look at; it stops nothing."""
    return {
        LookReason.NO_NOTE: _(
            "‘{words}’ stands in quotation marks and has no note behind it. See where it is from."
        ),
        LookReason.LEFT_OUT: _("‘{words}’ leaves words out […]. See that it still says what was meant."),
        LookReason.INSERTED: _("‘{words}’ has words in brackets that nobody said. See that they are right."),
    }[look.why].format(words=shortened(look.words))


def sentence_for_unused(why: Unused) -> str:
    """Return why a note does not stand in a draft."""
    return {
        "GAP": _("something was missed in it (@@)"),
        "SPEAKER_UNKNOWN": _("exact words, and nobody here has the initials before them"),
        "NO_GROUND_RULE": _("exact words, and nobody said what was agreed about quoting"),
        "NOT_PERMITTED": _("exact words that may not be printed"),
        "NAMES_SOMEBODY": _("exact words that name somebody who has not agreed to it"),
        "NAMES_A_BODY": _("exact words that name an organisation, against the Chatham House rule"),
        "CONTEXT": _("it answers a line that is not printed"),
        "EMPTY": _("no words are left of it"),
        "NO_PLACE": _("it belongs to no session"),
    }.get(why.name, why.value)


def shortened(words: str) -> str:
    """Return enough of some words to know them by."""
    words = " ".join(words.split())
    return words if len(words) <= SHOWN_WORDS else words[: SHOWN_WORDS - 1].rsplit(" ", 1)[0] + "…"


def _levels() -> Mapping[Level, str]:
    return {
        Level.NAMED: _("by name"),
        Level.ROLE: _("by role"),
        Level.SECTOR: _("by sector"),
        Level.ANONYMOUS: _("without a name"),
        Level.NONE: _("at all"),
    }


def _reasons() -> Mapping[Reason, str]:
    return {
        Reason.WORDS_DIFFER: _("differs from what was captured"),
        Reason.NOTE_GONE: _("rests on a note that was deleted or taken off the record"),
        Reason.NO_GROUND_RULE: _("comes from a meeting where nobody said what was agreed about quoting"),
        Reason.REFUSED: _("is attributed {level}, and its speaker said no to that"),
        Reason.WITHDRAWN: _("is attributed {level}, and its speaker has withdrawn permission for that"),
        Reason.NOT_ASKED: _("is attributed {level}, and its speaker has not said yes to that"),
        Reason.STANDING_CHOICE: _("is attributed {level}, and its speaker has chosen never to be"),
        Reason.TOO_FEW_SHARE: _("is attributed {level}, and fewer than three people there share it"),
        Reason.ORGANISATION: _("stands beside the speaker's organisation, against the Chatham House rule"),
        Reason.GROUP_BESIDE: _("has a group beside its attribution, which says who it was"),
        Reason.CITED_DIFFERS: _("differs from the words that were cited"),
        Reason.NO_SOURCE: _("is cited, and nothing says who wrote it and where"),
    }


def _remedies() -> Mapping[Remedy, str]:
    return {
        Remedy.ASK: _("ask, and note the answer"),
        Remedy.LEAVE_OUT_NAME: _("leave out the name"),
        Remedy.LEAVE_OUT_QUOTE: _("leave out the quotation"),
        Remedy.RESTORE_WORDS: _("put the words back"),
        Remedy.SAY_RULE: _("say which ground rule was announced, and by whom"),
        Remedy.LEAVE_OUT_GROUP: _("leave out the group"),
        Remedy.NAME_SOURCE: _("say who wrote it and where"),
    }
