"""What a folder of plain files does not carry of a gathering, each with its sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext


class What(StrEnum):
    """Something an archive holds and the files do not."""

    OFF_THE_RECORD = "off the record"
    EDITS = "edits"
    MENDED = "mended"
    ANSWERS = "answers"
    ANSWERS_WITHOUT_WORDS = "answers without words"
    CERTAINTIES = "certainties"
    REPORT_ORDER = "report order"
    OUTCOMES = "outcomes"
    MOMENTS = "moments"
    CLASHES = "clashes"
    DOCUMENTS = "documents"
    DRAFT_BLOCKS = "draft blocks"
    STRANGERS = "strangers"
    SEATS = "seats"
    MERGED = "merged"
    LOOSE = "loose"
    NOTES = "notes"
    TEXTS = "texts"
    TIMES = "times"
    POLLS = "polls"
    FIGURES = "figures"
    STANDING_TEXTS = "standing texts"
    ORIGINALS = "originals"
    LOGO = "logo"
    PUBLICATIONS = "publications"
    DELETED = "deleted"
    SOURCES = "sources"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many of something stayed behind."""

    what: What
    count: int


class Tally:
    """Count what is left behind while files are written."""

    def __init__(self) -> None:
        self._counts: Counter[What] = Counter()

    def add(self, what: What, count: int = 1) -> None:
        """Count some more of something."""
        self._counts[what] += count

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was counted, in one order whatever came first."""
        return tuple(LeftOut(what, self._counts[what]) for what in What if self._counts[what])


def sentence_for_left_out(one: LeftOut) -> str:
    """Return what stayed behind and what follows from it."""
    sentences = {
        **_of_words(one.count),
        **_of_answers(one.count),
        **_of_records(one.count),
        **_of_form(one.count),
    }
    return sentences[one.what].format(count=one.count)


def _of_words(n: int) -> dict[What, str]:
    return {
        What.OFF_THE_RECORD: ngettext(
            "{count} line that is off the record is in none of these files.",
            "{count} lines that are off the record are in none of these files.",
            n,
        ),
        What.MENDED: ngettext(
            "{count} note was mended; the files have its words as they are now.",
            "{count} notes were mended; the files have their words as they are now.",
            n,
        ),
        What.NOTES: ngettext(
            "{count} note says something its line cannot: read in again it has another speaker, kind or strand. Its "
            "words are all there.",
            "{count} notes say something their lines cannot: read in again they have another speaker, kind or strand. "
            "Their words are all there.",
            n,
        ),
        What.MOMENTS: ngettext(
            "When {count} note was kept is not in the files.",
            "When {count} notes were kept is not in the files.",
            n,
        ),
        What.TEXTS: ngettext(
            "{count} text was written a little differently: a character no one can see, a mark that parts cells, or a "
            "name or key that there is twice.",
            "{count} texts were written a little differently: a character no one can see, a mark that parts cells, or "
            "a name or key that there is twice.",
            n,
        ),
        What.STRANGERS: ngettext(
            "{count} person who was not on the list could not be written as +Name, or more is known of them than the "
            "name.",
            "{count} people who were not on the list could not be written as +Name, or more is known of them than the "
            "name.",
            n,
        ),
        What.SEATS: ngettext(
            "In {count} seat somebody is not to be named although they may be elsewhere; the files say what holds "
            "everywhere.",
            "In {count} seats somebody is not to be named although they may be elsewhere; the files say what holds "
            "everywhere.",
            n,
        ),
    }  # fmt: skip


def _of_answers(n: int) -> dict[What, str]:
    return {
        What.ANSWERS: ngettext(
            "{count} earlier answer about a quotation is left out; the files have the one that counts.",
            "{count} earlier answers about quotations are left out; the files have those that count.",
            n,
        ),
        What.ANSWERS_WITHOUT_WORDS: ngettext(
            "{count} note with an answer or a choice about print has no words that mean it alone. Note it by hand.",
            "{count} notes with an answer or a choice about print have no words that mean them alone. Note these by "
            "hand.",
            n,
        ),
        What.CERTAINTIES: ngettext(
            "How sure the words of {count} note are is left out: no quotation in it says so.",
            "How sure the words of {count} notes are is left out: no quotations in them say so.",
            n,
        ),
        What.OUTCOMES: ngettext(
            "What became of {count} action is not in the files.",
            "What became of {count} actions is not in the files.",
            n,
        ),
        What.REPORT_ORDER: ngettext(
            "{count} note that was put in order for the report back stands where it was typed.",
            "{count} notes that were put in order for the report back stand where they were typed.",
            n,
        ),
    }


def _of_records(n: int) -> dict[What, str]:
    return {
        What.EDITS: ngettext(
            "{count} change since things were first kept is not in the files: they have no history.",
            "{count} changes since things were first kept are not in the files: they have no history.",
            n,
        ),
        What.CLASHES: ngettext(
            "{count} record says two things until somebody settles it; the files have the one on the screen.",
            "{count} records say two things until somebody settles them; the files have those on the screen.",
            n,
        ),
        What.DELETED: ngettext(
            "{count} thing that was deleted is left out.", "{count} things that were deleted are left out.", n
        ),
        What.SOURCES: ngettext(
            "{count} session goes back to notes of earlier gatherings; which ones is known in the archive only.",
            "{count} sessions go back to notes of earlier gatherings; which ones is known in the archive only.",
            n,
        ),
        What.DOCUMENTS: ngettext(
            "{count} document is left out: only the draft for discussion is in the files. Build the write-up again.",
            "{count} documents are left out: only the draft for discussion is in the files. Build the write-up again.",
            n,
        ),
        What.ORIGINALS: ngettext(
            "{count} file that notes came from is kept in the archive only.",
            "{count} files that notes came from are kept in the archive only.",
            n,
        ),
        What.LOGO: ngettext(
            "{count} logo is kept in the archive only.", "{count} logos are kept in the archive only.", n
        ),
        What.PUBLICATIONS: ngettext(
            "That {count} document has left is known in the archive only.",
            "That {count} documents have left is known in the archive only.",
            n,
        ),
        What.MERGED: ngettext(
            "{count} person who was found to be another stands in the files as that one.",
            "{count} people who were found to be others stand in the files as those.",
            n,
        ),
        What.LOOSE: ngettext(
            "{count} mention of a record that is not there any more is left out.",
            "{count} mentions of records that are not there any more are left out.",
            n,
        ),
    }


def _of_form(n: int) -> dict[What, str]:
    return {
        What.DRAFT_BLOCKS: ngettext(
            "{count} piece of the draft is written as a plain paragraph: the files know no such thing.",
            "{count} pieces of the draft are written as plain paragraphs: the files know no such things.",
            n,
        ),
        What.TIMES: ngettext(
            "{count} time or length lies outside a day and is left out.",
            "{count} times or lengths lie outside a day and are left out.",
            n,
        ),
        What.POLLS: ngettext(
            "{count} poll has no options, or figures that cannot be; these are left out.",
            "{count} polls have no options, or figures that cannot be; these are left out.",
            n,
        ),
        What.FIGURES: ngettext(
            "{count} number for a day that has a later one is left out.",
            "{count} numbers for days that have later ones are left out.",
            n,
        ),
        What.STANDING_TEXTS: ngettext(
            "{count} text of the network with the key and version of another is left out.",
            "{count} texts of the network with the keys and versions of others are left out.",
            n,
        ),
        What.REFUSED: ngettext(
            "{count} thing in these files would keep them from being taken in again. Put it right in the archive, or "
            "in the files.",
            "{count} things in these files would keep them from being taken in again. Put them right in the archive, "
            "or in the files.",
            n,
        ),
    }


def nothing_left_out() -> str:
    """Return what is said where the files carry all there is."""
    return _("The files hold all that the archive has of this gathering.")
