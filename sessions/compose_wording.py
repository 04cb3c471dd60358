"""Named templates filled with runs, and the house style of sentences, numbers, dates and quotation marks."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sessions.compose_blocks import Runs
from sessions.document import Origin, Run, Source
from sessions.network import QuoteMarks
from sessions.receipts import Quantity, QuantityWord

PUNCTUATION: Final = Source(Origin.TEMPLATE, ("punctuation",))
_SINGLE: Final = "‘’"
_DOUBLE: Final = "“”"
_CLOSING: Final = "’”'\")]"
_STOPS: Final = ".?!…"
_PAIRS: Final = (
    re.compile(r"“([^“”]*)”"),
    re.compile(r'"([^"]*)"'),
    re.compile(r"(?<!\w)‘(?=\S)(.+?)(?<=\S)’(?!\w)", re.DOTALL),
    re.compile(r"(?<!\w)'(?=\S)(.+?)(?<=\S)'(?!\w)", re.DOTALL),
)
_MARKS: Final = frozenset("\"'“”‘’")
_APOSTROPHE: Final = re.compile(r"(?<=\w)'")
_A_YEAR: Final = range(320, 411)  # days between two gatherings that are a year apart
_EDGE: Final = re.compile(r"^[^\w]+|[^\w]+$")


def record(text: str, *ids: str) -> Runs:
    """Return text that stands in records: a name, a title, a figure."""
    return (Run(text, Source(Origin.RECORD, ids)),) if text else ()


def carried(text: str, owner: str) -> Runs:
    """Return text the network owns: a standing text, or what a session's plan says."""
    words = " ".join(text.split())
    return (Run(words, Source(Origin.CARRIED, (owner,))),) if words else ()


def plain(runs: Sequence[Run]) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, quotation marks apart."""
    bare = text.rstrip(_CLOSING)
    return bare.endswith(tuple(_STOPS)) or text.endswith(tuple(_STOPS))


def opened(runs: Runs) -> Runs:
    """Return runs with a capital at the beginning."""
    return _first_letter(runs, str.upper)


def _first_letter(runs: Runs, change: Callable[[str], str]) -> Runs:
    for at, run in enumerate(runs):
        for place, letter in enumerate(run.text):
            if letter.isalnum():
                # One letter for one: a capital that is two letters (ß) stays as it was typed.
                made = change(letter)
                if made == letter:
                    return runs
                text = run.text[:place] + (made if len(made) == 1 else letter) + run.text[place + 1 :]
                return (*runs[:at], replace(run, text=text), *runs[at + 1 :])
    return runs


def closed(runs: Runs, stop: str = ".") -> Runs:
    """Return runs that end as a sentence does."""
    text = plain(runs)
    if not text or ends_sentence(text):
        return runs
    bare = text.rstrip(",;:–—- ")
    runs = _cut(runs, len(text) - len(bare))
    if runs[-1].src.origin is Origin.NOTES:
        return (*runs[:-1], replace(runs[-1], text=runs[-1].text + stop))
    return (*runs, Run(stop, PUNCTUATION)) if stop else runs


def unstopped(runs: Runs) -> Runs:
    """Return runs without a last full stop, as they stand before more words of the sentence."""
    text = plain(runs)
    is_stop = text.endswith(".") and not text.endswith("..")
    return _cut(runs, 1) if is_stop else runs


def _cut(runs: Runs, letters: int) -> Runs:
    """Return runs without their last letters."""
    while letters and runs:
        last = runs[-1]
        kept = last.text[: max(0, len(last.text) - letters)]
        letters -= len(last.text) - len(kept)
        runs = (*runs[:-1], replace(last, text=kept)) if kept else runs[:-1]
    return runs


def tidied(text: str) -> str:
    """Return a line of notes without the pictures and loose marks at its end."""
    end = len(text)
    while end and (
        text[end - 1].isspace() or unicodedata.category(text[end - 1]) in {"So", "Sk", "Cf", "Mn", "Cn"}
    ):
        # An accent typed apart belongs to its letter; only what follows a picture is dropped with it.
        if unicodedata.category(text[end - 1]) == "Mn" and text[end - 1] != "\ufe0f":
            break
        end -= 1
    return text[:end]


class Wording:
    """Fill the templates of one language in one network's style."""

    def __init__(self, templates: Mapping[str, str], marks: QuoteMarks) -> None:
        self._templates = templates
        self._outer, self._inner = (_SINGLE, _DOUBLE) if marks is QuoteMarks.SINGLE else (_DOUBLE, _SINGLE)

    def text(self, name: str) -> str:
        """Return a template without slots as it stands."""
        return self._templates[name]

    def words(self, name: str) -> frozenset[str]:
        """Return a list of words that the language file keeps; a language may do without."""
        return frozenset(self._templates.get(name, "").split())

    def pick(self, name: str, place: int) -> str:
        """Return the name of a variant: ``name-1``, ``name-2`` … by turns."""
        count = 1
        while f"{name}-{count + 1}" in self._templates:
            count += 1
        return f"{name}-{place % count + 1}"

    def fill(self, name: str, /, **slots: Runs) -> Runs:
        """Return a sentence: fixed words from the template, each slot's filling with its own source.

        A full stop of the template is left out where a filling has ended the sentence already.
        """
        made: list[Run] = []
        for literal, slot, _spec, _conversion in string.Formatter().parse(self._templates[name]):
            if literal.startswith(".") and ends_sentence(plain(made)):
                literal = literal[1:]
            if literal:
                made.append(Run(literal, Source(Origin.TEMPLATE, (name,))))
            if slot:
                made.extend(slots[slot])
        return tuple(made)

    def mark(self, text: str) -> Run:
        """Return a quotation mark or a space between sentences."""
        return Run(text, PUNCTUATION)

    def quoted(self, runs: Runs) -> Runs:
        """Return runs between the network's quotation marks."""
        return (self.mark(self._outer[0]), *runs, self.mark(self._outer[1]))

    def outside(self, text: str) -> str:
        """Return text of a sentence with the network's quotation marks and apostrophes."""
        return self._styled(text, self._outer)

    def inside(self, text: str) -> str:
        """Return words that stand in quotation marks with those inside them the other way."""
        return self._styled(text, self._inner)

    def _styled(self, text: str, marks: str) -> str:
        if _MARKS.isdisjoint(text):
            return text
        for pair in _PAIRS:
            text = pair.sub(rf"{marks[0]}\1{marks[1]}", text)
        return _APOSTROPHE.sub("’", text)

    def sentences(self, *found: Runs) -> Runs:
        """Return sentences one after another."""
        made: list[Run] = []
        for runs in found:
            if runs and made:
                made.append(self.mark(" "))
            made.extend(runs)
        return tuple(made)

    def lowered(self, runs: Runs) -> Runs:
        """Return runs without their capital where the language knows that the first word has none of its own."""
        first = plain(runs).split(" ", 1)[0]
        is_small = _EDGE.sub("", first).casefold() in self.words("words-small") and not first[1:].isupper()
        return _first_letter(runs, str.lower) if is_small else runs

    def number(self, count: int, *ids: str) -> Runs:
        """Return a count, in words while it is small; its receipts are the records that were counted."""
        return record(self._templates.get(f"number-{count}", self.figure(count)), *ids)

    def figure(self, count: int) -> str:
        """Return a number in figures, its thousands parted as the language does."""
        return f"{count:,}".replace(",", self._templates["thousands"])

    def quantity(self, found: Quantity, ids: Sequence[str]) -> Runs:
        """Return how many groups said a thing."""
        is_both = found.word is QuantityWord.ALL and found.said == 2
        name = "quantity-both" if is_both else f"quantity-{found.word.value}"
        return self.fill(name, said=self.number(found.said, *ids), groups=self.number(found.handed_in, *ids))

    def joined(self, found: Sequence[Runs]) -> Runs:
        """Return a list in a sentence: ``A, B and C``, with semicolons where an item has commas of its own."""
        heavy = len(found) > 2 and any("," in plain(runs) for runs in found)
        between, last = ("list-semicolon", "list-semicolon-and") if heavy else ("list-comma", "list-and")
        made: list[Run] = []
        for at, runs in enumerate(found):
            if at:
                made.extend(self.fill(last if at == len(found) - 1 else between))
            made.extend(runs)
        return tuple(made)

    def joined_by(self, name: str, found: Sequence[Runs]) -> Runs:
        """Return several texts with the same fixed words between them."""
        made: list[Run] = []
        for runs in found:
            made.extend(self.fill(name) if made else ())
            made.extend(runs)
        return tuple(made)

    def day(self, day: date, *ids: str) -> Runs:
        """Return a date with its day of the week."""
        return record(
            self._templates["date"].format(
                weekday=self._templates["weekdays"].split()[day.weekday()],
                day=day.day,
                month=self.month(day),
                year=day.year,
            ),
            *ids,
        )

    def plain_day(self, day: date, *ids: str) -> Runs:
        """Return a date without its day of the week."""
        text = self._templates["date-plain"].format(day=day.day, month=self.month(day), year=day.year)
        return record(text, *ids)

    def when(self, earlier: date, later: date, names: tuple[str, str], *ids: str) -> Runs:
        """Return when an earlier day was: by the first template if that is a year before, else by its month."""
        if (later - earlier).days in _A_YEAR:
            return self.fill(names[0])
        month, year = record(self.month(earlier), *ids), record(str(earlier.year), *ids)
        return self.fill(names[1], month=month, year=year)

    def month(self, day: date) -> str:
        """Return the name of a month."""
        return self._templates["months"].split()[day.month - 1]

    def has_subject_to_come(self, words: str) -> bool:
        """Tell whether a line begins with what its speaker did or said: *asked whether*, *has drafted four*.

        The language file names the verbs that only people do; any other line is left as it is.
        """
        found = words.split()[:3]
        if len(found) < 2 or words.rstrip().endswith("?"):
            return False
        first, second = found[0], _EDGE.sub("", found[1])
        if first in self.words("words-told"):
            return True
        if first in self.words("words-did"):
            return second in self.words("words-determiners")
        if second in self.words("words-adverbs"):
            second = _EDGE.sub("", found[-1])
        return first in self.words("words-auxiliaries") and second in self.words("words-people-do")
