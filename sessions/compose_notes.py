"""One note in print: whether it may stand there, its exact words, and its paraphrase."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Final

from sessions.agenda import Session
from sessions.breakouts import Group
from sessions.compose_blocks import Runs
from sessions.compose_material import Index, Reason
from sessions.compose_names import Mask, bodies
from sessions.compose_wording import Wording, closed, opened, tidied
from sessions.document import Origin, Run, Source
from sessions.gathering import GroundRule
from sessions.notes import Note, NoteKind
from sessions.people import Level, Person
from sessions.permission import prints_organisation, unasked

_EMPHASIS: Final = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_OPENING: Final = "‘“'\""
_CLOSING: Final = "’”'\""


class Scribe:
    """Turn the notes of a session into runs, each with its receipt."""

    def __init__(self, index: Index, wording: Wording, mask: Mask) -> None:
        self._index = index
        self._wording = wording
        self._mask = mask
        self._words_ops: Mapping[str, str] = index.material.words_ops
        self._levels: Mapping[str, Level] = index.material.levels
        self._bodies = bodies(index)
        self._willing = frozenset(one.id for one in index.people.values() if one.quoted_as is Level.NAMED)
        self._speaking = {one.id: self._willing.intersection(index.announced(one)) for one in index.sessions}
        sessions = {session.id: session for session in index.sessions}
        self._places: dict[str, tuple[Group, Session]] = {
            group.id: (group, sessions[group.session]) for group in index.groups.values()
        }

    def place_of(self, note: Note) -> tuple[Group, Session]:
        """Return the group and session of a note."""
        return self._places[note.group]

    def session_of(self, group: Group) -> Session:
        """Return the session of a group."""
        return self._places[group.id][1]

    def is_own_talk(self, note: Note) -> bool:
        """Tell whether an announced speaker said this to everybody."""
        return self._index.is_own_talk(note, *self.place_of(note))

    def level(self, note: Note) -> Level:
        """Return how much of its speaker may stand beside a note.

        What an announced speaker said in their own talk may carry their name as the ground rule has it; any other
        paraphrase is nobody's unless the caller says more.
        """
        found = self._levels.get(note.id)
        if found is not None:
            return found
        speaker = self._index.speaker_of(note)
        if note.spans or speaker is None or not self.is_own_talk(note):
            return Level.NONE
        cap = Level.ANONYMOUS if self._index.seats[note.said_by].is_not_to_be_named else Level.NAMED
        return min(unasked(self._rule(note), True), speaker.quoted_as, cap)

    def reason(self, note: Note) -> Reason | None:
        """Return why a note cannot stand in print as it is, or None where it can."""
        rule = self._rule(note)
        if note.has_gap:
            return Reason.GAP
        if not any(letter.isalnum() for letter in self._said(note)):
            return Reason.EMPTY
        if note.spans and (note.asked_speaker or self.level(note) is Level.NONE):
            return self._silence(note, rule)
        may_stand = self._may_stand(note)
        if any(self._mask.finds(words, may_stand) for words in note.verbatim):
            return Reason.NAMES_SOMEBODY
        is_closed = rule is GroundRule.CHATHAM_HOUSE and not self.is_own_talk(note)
        if is_closed and any(body in note.words for body in self._bodies):
            return Reason.NAMES_A_BODY
        return None

    def _silence(self, note: Note, rule: GroundRule) -> Reason:
        """Return why exact words are not printed."""
        if note.asked_speaker or note.is_speaker_unknown:
            return Reason.SPEAKER_UNKNOWN
        return Reason.NO_GROUND_RULE if rule is GroundRule.NOT_ANNOUNCED else Reason.NOT_PERMITTED

    def _rule(self, note: Note) -> GroundRule:
        return self._index.rule_of(self.place_of(note)[1])

    def _may_stand(self, note: Note) -> Set[str]:
        """Return whose names may stand in the words: those who speak to everybody, where everybody heard it."""
        rule = self._rule(note)
        if rule is GroundRule.ON_THE_RECORD:
            return self._willing
        if rule is GroundRule.NOT_ANNOUNCED:
            return frozenset()
        return self._speaking[self.place_of(note)[1].id] if self.is_own_talk(note) else frozenset()

    def _said(self, note: Note) -> str:
        """Return the words without a prefix that nobody could put a name to."""
        if not note.asked_speaker:
            return note.words
        return re.sub(rf"\A\s*{re.escape(note.asked_speaker)}\s*:\s*", "", note.words)

    def is_quotation(self, note: Note) -> bool:
        """Tell whether a note is nothing but one quotation, marks and pictures around it apart."""
        if len(note.spans) != 1:
            return False
        span = note.spans[0]
        around = note.words[: span.start] + note.words[span.end :]
        return not any(letter.isalnum() for letter in around)

    def quotation(self, note: Note) -> Runs:
        """Return a note that is one quotation, in quotation marks, as a sentence of its own."""
        return self._wording.quoted(self.exact(note))

    def exact(self, note: Note) -> Runs:
        """Return the words of a quotation; the first capital and the last stop are all that is put right."""
        span = note.spans[0]
        run = self._quote(note, note.words[span.start : span.end])
        # A line that breaks off keeps its dash or comma: only a missing stop is put right.
        stop = "." if run.text[-1:].isalnum() else ""
        return opened((replace(run, text=run.text + stop),))

    def _quote(self, note: Note, words: str) -> Run:
        source = Source(Origin.QUOTE, (note.id,), self._words_ops.get(note.id, ""))
        return Run(self._wording.inside(" ".join(words.split())), source)

    def paraphrase(self, note: Note, *receipts: Note) -> Runs:
        """Return a note as a piece of a sentence, exact words in it in quotation marks, nobody in it named.

        ``receipts`` are all notes that say the same; left out, the note is its own.
        """
        source = Source(Origin.NOTES, tuple(one.id for one in receipts or (note,)))
        may_stand = self._may_stand(note)
        met: dict[str, None] = {}
        made: list[Run] = []
        at = len(note.words) - len(self._said(note))
        for span in note.spans:
            before = note.words[at : span.start]
            before = before[:-1] if before.endswith(tuple(_OPENING)) else before
            made += self._plain(before, source, may_stand, met, not made)
            made += self._wording.quoted((self._quote(note, note.words[span.start : span.end]),))
            at = span.end + (note.words[span.end : span.end + 1] in tuple(_CLOSING))
        made += self._plain(tidied(note.words[at:]), source, may_stand, met, not made)
        return tuple(made)

    def _plain(
        self, text: str, source: Source, may_stand: Set[str], met: dict[str, None], is_first: bool
    ) -> list[Run]:
        """Return the words between quotations, with the house's marks and *emphasis* as italics."""
        styled = self._wording.outside(re.sub(r"\s+", " ", text))
        styled = styled.lstrip() if is_first else styled
        return [
            replace(run, italic=True) if number % 2 else run
            for number, stretch in enumerate(_EMPHASIS.split(styled))
            for run in self._mask.masked(stretch, source, may_stand, met)
        ]

    def sentence(self, note: Note, *receipts: Note, subject: Runs = ()) -> Runs:
        """Return a note as a sentence of its own: a quotation, a question with its mark, or a paraphrase."""
        if self.is_quotation(note):
            return self.quotation(note)
        stop = "?" if note.kind is NoteKind.QUESTION else "."
        words = self.paraphrase(note, *receipts)
        if subject:
            words = (*subject, self._wording.mark(" "), *words)
        return closed(opened(words), stop)

    def attribution(self, note: Note) -> Runs:
        """Return who said a quotation, as far as that may be said beside it."""
        level, speaker = self.level(note), self._index.speaker_of(note)
        text = self._attributed(note, speaker, level) if speaker else ""
        return (Run(text, Source(Origin.ATTRIBUTION, (note.id,), level=level)),) if text else ()

    def credit(self, note: Note, *, is_needed: bool = False) -> Runs:
        """Return the line below a quotation that stands by itself; where it is needed, *a participant*."""
        found = self.attribution(note)
        if not found and is_needed:
            text = self._wording.text("attribution-anonymous")
            found = (Run(text, Source(Origin.ATTRIBUTION, (note.id,), level=Level.ANONYMOUS)),)
        return found if self.level(note) is Level.NAMED else opened(found)

    def _attributed(self, note: Note, speaker: Person, level: Level) -> str:
        if level is Level.NAMED:
            is_told = prints_organisation(self._rule(note), level, is_own_talk=self.is_own_talk(note))
            return ", ".join(part for part in (speaker.name, speaker.organisation if is_told else "") if part)
        if level is Level.ROLE:
            return speaker.role
        if level is Level.SECTOR and speaker.sector:
            return self._wording.text("attribution-sector").format(sector=speaker.sector)
        return ""

    def voiced(self, note: Note, place: int, *, is_signed: bool = True) -> Runs:
        """Return a note as an item of a list: a quotation with who said it, or what somebody did or said.

        Where it is not signed nobody stands beside it, whatever they agreed to.
        """
        if self.is_quotation(note):
            said_by = self.attribution(note) if is_signed else ()
            words = self.quotation(note)
            return self._wording.fill("voice-named", words=words, name=said_by) if said_by else words
        return self.sentence(note, subject=self.subject(note, place, is_signed=is_signed))

    def subject(self, note: Note, place: int, *, is_signed: bool = True) -> Runs:
        """Return who did or said it, for a line that begins with its verb."""
        if not (note.said_by or note.is_speaker_unknown) or not self._wording.has_subject_to_come(note.words):
            return ()
        speaker = self._index.speaker_of(note)
        if is_signed and speaker is not None and self.level(note) is Level.NAMED:
            return (Run(speaker.name, Source(Origin.ATTRIBUTION, (note.id,), level=Level.NAMED)),)
        return self._wording.fill(self._wording.pick("subject", place))
