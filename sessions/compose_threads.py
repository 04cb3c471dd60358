"""Lines that belong together: an answer and its question, a speaker going on, the same said in two groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import zip_longest

from sessions.breakouts import Group, GroupKind
from sessions.compose_blocks import Runs
from sessions.compose_material import Reason
from sessions.compose_notes import Scribe
from sessions.compose_wording import Wording
from sessions.notes import Note, NoteKind
from sessions.receipts import quantity
from sessions.wording import folded_words


class Tie(Enum):
    """How a line hangs on the one before it."""

    ALONE = auto()
    ANSWER = auto()
    REPLY = auto()
    GOES_ON = auto()


@dataclass(frozen=True, slots=True)
class Thread:
    """A line with what hangs on it."""

    head: Note
    group: Group
    tied: tuple[tuple[Tie, Note], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said once in print: a thread, or the same line from several places."""

    threads: tuple[Thread, ...]

    @property
    def head(self) -> Note:
        """Return the line that is printed."""
        return self.threads[0].head

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the breakout groups that said it."""
        found = [one.group.id for one in self.threads if one.group.kind is GroupKind.BREAKOUT]
        return tuple(dict.fromkeys(found))

    @property
    def is_plenary(self) -> bool:
        """Tell whether it was said to everybody."""
        return any(one.group.kind is GroupKind.PLENARY for one in self.threads)

    @property
    def is_from_break_wall(self) -> bool:
        """Tell whether it was written on the break wall and nowhere else."""
        return all(one.group.is_break_wall for one in self.threads)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The threads of a group, and why other lines are not printed."""

    threads: tuple[Thread, ...]
    unused: Mapping[str, Reason] = field(default_factory=dict)


def threads_of(group: Group, notes: Sequence[Note], scribe: Scribe, wording: Wording) -> Sorted:
    """Return the printable lines of a group, each with what hangs on it."""
    threads: list[Thread] = []
    unused: dict[str, Reason] = {}
    is_broken = False  # the line before is not printed where an answer could follow it
    for at, note in enumerate(notes):
        tie = tie_of(note, notes[at - 1], wording) if at else Tie.ALONE
        reason = scribe.reason(note)
        if reason is None and is_broken and tie in {Tie.ANSWER, Tie.REPLY}:
            reason = Reason.CONTEXT
        if reason is not None:
            unused[note.id] = reason
        elif tie is Tie.ALONE or is_broken or not threads:
            threads.append(Thread(note, group))
        else:
            last = threads[-1]
            threads[-1] = Thread(last.head, group, (*last.tied, (tie, note)))
        is_broken = reason is not None or note.kind is NoteKind.ACTION
    return Sorted(tuple(threads), unused)


def tie_of(note: Note, before: Note, wording: Wording) -> Tie:
    """Return how a line hangs on the one before: by its first word, or by the same speaker in mid-sentence."""
    if note.kind not in {NoteKind.POINT, NoteKind.REFLECTION} or not note.words[:1].isalpha():
        return Tie.ALONE
    typed = note.words.split()[0]
    first = typed.strip(".,;:!?–—-").casefold()
    # "No, …" answers; "No keys without a dowry" does not.
    if first in wording.words("words-answer") and (first != typed.casefold() or typed == note.words):
        return Tie.ANSWER
    if not note.words[0].islower():
        return Tie.ALONE
    is_same = bool(note.said_by) and note.said_by == before.said_by
    if first in wording.words("words-reply") and not is_same and note.said_by:
        return Tie.REPLY
    goes_on = before.kind in {NoteKind.POINT, NoteKind.QUOTE, NoteKind.EXAMPLE, NoteKind.REFLECTION}
    if is_same and goes_on and not wording.has_subject_to_come(note.words):
        return Tie.GOES_ON
    return Tie.ALONE


def entries(threads: Iterable[Thread]) -> list[Entry]:
    """Return what is said, lines with exactly the same words once."""
    found: dict[tuple[str, str], list[Thread]] = {}
    for thread in threads:
        key = folded_words(thread.head.words).casefold().rstrip(".")
        is_own = bool(thread.head.spans or thread.tied)
        found.setdefault((key, thread.head.id if is_own else ""), []).append(thread)
    return [Entry(tuple(same)) for same in found.values()]


def by_turns(threads: Iterable[Thread]) -> list[Thread]:
    """Return threads so that every group has its turn: the first of each, then the second of each."""
    of_group: dict[str, list[Thread]] = {}
    for thread in threads:
        of_group.setdefault(thread.group.id, []).append(thread)
    rounds = zip_longest(*of_group.values())
    return [thread for one_round in rounds for thread in one_round if thread is not None]


class Teller:
    """Say entries: what several groups said with their number, what hangs on a line after it."""

    def __init__(self, scribe: Scribe, wording: Wording) -> None:
        self._scribe = scribe
        self._wording = wording

    def items(self, found: Iterable[Thread], handed_in: int) -> list[Runs]:
        """Return threads as items of a list, group by group in turn."""
        return [self.item(entry, handed_in, place) for place, entry in enumerate(entries(by_turns(found)))]

    def item(self, entry: Entry, handed_in: int, place: int = 0) -> Runs:
        """Return an entry as an item of a list."""
        if len(entry.threads) == 1:
            return self.thread(entry.threads[0], place)
        receipts = [thread.head for thread in entry.threads]
        words = self._scribe.sentence(entry.head, *receipts)
        if len(entry.groups) < 2:
            return words
        many = self._wording.quantity(quantity(len(entry.groups), handed_in), entry.groups)
        return self._wording.fill("independently", quantity=many, words=words)

    def thread(self, thread: Thread, place: int, *, is_signed: bool = True) -> Runs:
        """Return a line and what hangs on it."""
        head = self._scribe.voiced(thread.head, place, is_signed=is_signed)
        return self._wording.sentences(head, *self.tied(thread))

    def tied(self, thread: Thread) -> list[Runs]:
        """Return what hangs on a line, a sentence for each."""
        names = {Tie.ANSWER: "answer", Tie.REPLY: "reply"}
        made = []
        for tie, note in thread.tied:
            if tie in names:
                words = self._wording.lowered(self._scribe.sentence(note))
                made.append(self._wording.fill(names[tie], words=words))
            else:
                made.append(self._scribe.sentence(note))
        return made
