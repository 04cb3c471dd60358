"""What an announced speaker said to everybody, as prose with the speaker's own words in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sessions.compose_blocks import Piece, Runs, evenly, quote_piece
from sessions.compose_names import Speakers
from sessions.compose_notes import Scribe
from sessions.compose_threads import Teller, Thread, Tie
from sessions.compose_wording import Wording, opened, plain, unstopped
from sessions.document import BlockType, Origin, Source
from sessions.notes import Note
from sessions.people import Level, Person

_LONGEST: Final = 6  # lines in a paragraph
_REMINDER: Final = 4  # so many lines after it was said who speaks, it is said again
_NEAR: Final = 1  # so near to that a pronoun will do

Line = tuple[Thread, Tie, Note]


class Talk:
    """Tell one speaker's talk."""

    def __init__(self, scribe: Scribe, wording: Wording, speakers: Speakers, teller: Teller) -> None:
        self._scribe = scribe
        self._wording = wording
        self._speakers = speakers
        self._teller = teller

    def pieces(self, speaker: Person, threads: Sequence[Thread], *, is_pulled: bool) -> list[Piece]:
        """Return paragraphs, and after them the line that is worth setting large.

        That is the quotation marked as worth quoting; ``is_pulled`` says that without one the last may be taken.
        """
        lines: list[Line] = [
            (thread, tie, note)
            for thread in threads
            for tie, note in ((Tie.ALONE, thread.head), *thread.tied)
        ]
        pulled = self._closing_line([note for _, _, note in lines], is_pulled=is_pulled)
        lines = [line for line in lines if line[2] is not pulled]
        made = [
            Piece(BlockType.PARAGRAPH, self._paragraph(speaker, stretch, place))
            for place, stretch in enumerate(evenly(lines, _LONGEST))
        ]
        if pulled:
            said_by = self._scribe.credit(pulled, is_needed=True)
            made.append(quote_piece(BlockType.PULL_QUOTE, self._scribe.quotation(pulled), said_by))
        return made

    def _paragraph(self, speaker: Person, lines: Sequence[Line], place: int) -> Runs:
        """Return lines as one paragraph that says at its beginning, and now and again, who is speaking."""
        made: list[Runs] = []
        since = _REMINDER  # lines since it was said who speaks
        for thread, tie, note in lines:
            if tie in {Tie.ANSWER, Tie.REPLY}:
                made += self._teller.tied(replace(thread, tied=((tie, note),)))
                continue
            before = since
            if self._scribe.is_quotation(note):
                made.append(self._quotation(note, speaker, place, is_named=before > _NEAR))
                since, place = 0, place + 1
            else:
                made.append(self._paraphrase(note, speaker, since))
                since = 0 if since >= _REMINDER else since + 1
        return self._wording.sentences(*made)

    def _closing_line(self, notes: Sequence[Note], *, is_pulled: bool) -> Note | None:
        quotations = [note for note in notes if self._scribe.is_quotation(note)]
        marked = [note for note in quotations if note.is_worth_quoting]
        found = marked or (quotations if is_pulled else [])
        return found[-1] if found else None

    def _paraphrase(self, note: Note, speaker: Person, since: int) -> Runs:
        """Return a paraphrased line; after so many that do not say who speaks, it is said again."""
        is_named = since > _NEAR
        if self._wording.has_subject_to_come(note.words):
            return self._scribe.sentence(note, subject=opened(self._who(note, speaker, is_named=is_named)))
        words = self._scribe.sentence(note)
        if since < _REMINDER or not plain(words).endswith("."):
            return words
        who = self._who(note, speaker, is_named=is_named)
        return self._wording.fill("talk-said", words=unstopped(words), who=who)

    def _quotation(self, note: Note, speaker: Person, place: int, *, is_named: bool) -> Runs:
        """Return a quotation with who said it, before or after; one that ends in a question is led up to."""
        exact = self._scribe.exact(note)
        is_plain = plain(exact).endswith(".")
        name = self._wording.pick("talk-quote", place) if is_plain else "talk-quote-open"
        words = exact if self._wording.text(name).endswith("{words}") else unstopped(exact)
        who = self._who(note, speaker, is_named=is_named)
        return opened(self._wording.fill(name, words=self._wording.quoted(words), who=who))

    def _who(self, note: Note, speaker: Person, *, is_named: bool) -> Runs:
        """Return the speaker's name or pronoun, as an attribution of this line."""
        found = self._speakers.name(speaker) if is_named else self._speakers.again(speaker)
        source = Source(Origin.ATTRIBUTION, (note.id,), level=Level.NAMED)
        return tuple(replace(run, src=source) if run.src.origin is Origin.RECORD else run for run in found)
