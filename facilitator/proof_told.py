"""What is said of a document that was looked through."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from facilitator.proofing import Proof
from sessions.proof import Doubt, Doubted


def doubt_told(one: Doubted) -> str:
    """Return what somebody should look at, as a sentence."""
    return {
        Doubt.NAME: _("‘{words}’: the register has ‘{instead}’."),
        Doubt.OPEN_MARKS: _("A quotation mark here has no partner."),
        Doubt.MIXED_MARKS: _("Straight and curly quotation marks are mixed; this is the rarer kind."),
        Doubt.WORDS_DIFFER: _("‘{words}’ is not what was captured: ‘{instead}’."),
        Doubt.WORDS_UNKNOWN: _("‘{words}’: no note has these words. See where they are from."),
        Doubt.SUM: _("{words} make {instead}."),
        Doubt.SHARE: _("‘{words}’: the part is larger than the whole."),
        Doubt.WORD_TWICE: _("‘{words}’: a word stands twice."),
        Doubt.PASSAGE_TWICE: _("‘{words}’ stands in paragraph {instead} already."),
    }[one.doubt].format(words=one.words, instead=one.instead)


def summary_told(proof: Proof) -> str:
    """Return how much was looked at, and how much of it deserves a look."""
    read = ngettext("One paragraph was read", "{count} paragraphs were read", len(proof.paragraphs))
    found = ngettext("one thing to look at", "{count} things to look at", len(proof.doubted))
    if not proof.doubted:
        found = _("nothing to look at")
    return _("{read}: {found}. Spelling and grammar were not looked at.").format(
        read=read.format(count=len(proof.paragraphs)), found=found.format(count=len(proof.doubted))
    )
