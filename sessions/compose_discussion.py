"""What was said in groups: comments, strands they had in common, questions, agreement and dissent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sessions.breakouts import Group, GroupKind
from sessions.compose_blocks import Piece, Runs, evenly, list_of
from sessions.compose_kit import Kit
from sessions.compose_threads import Entry, Thread, by_turns, entries
from sessions.compose_wording import record
from sessions.document import BlockType
from sessions.notes import NoteKind
from sessions.receipts import quantity

COMMENTS: Final = frozenset({NoteKind.POINT, NoteKind.QUOTE})
_LONGEST: Final = 8  # items of a list; a longer one is told in several


@dataclass(frozen=True, slots=True)
class Threads:
    """Threads by what becomes of them."""

    by_kind: Mapping[NoteKind, tuple[Thread, ...]]
    comments: tuple[Thread, ...]
    marked: tuple[Thread, ...]
    strands: Mapping[str, tuple[Thread, ...]]


def sorted_threads(threads: Iterable[Thread], strands: Iterable[str]) -> Threads:
    """Sort threads by what becomes of them; comments of groups on one of ``strands`` are kept together."""
    by_kind: dict[NoteKind, list[Thread]] = {}
    comments: list[Thread] = []
    marked: list[Thread] = []
    tagged: dict[str, list[Thread]] = {strand: [] for strand in strands}
    for thread in threads:
        head = thread.head
        strand = next((one for one in head.strands if one in tagged), "")
        is_comment = head.kind in COMMENTS
        if is_comment and head.is_worth_quoting:
            marked.append(thread)
        elif is_comment and strand and thread.group.kind is GroupKind.BREAKOUT:
            tagged[strand].append(thread)
        elif is_comment:
            comments.append(thread)
        else:
            by_kind.setdefault(head.kind, []).append(thread)
    return Threads(
        {kind: tuple(found) for kind, found in by_kind.items()},
        tuple(comments),
        tuple(marked),
        {strand: tuple(found) for strand, found in tagged.items() if found},
    )


class Discussion:
    """Tell what some groups said; ``handed_in`` is how many of them did, against which a claim is held."""

    def __init__(self, groups: Sequence[Group], handed_in: int, kit: Kit) -> None:
        self._groups = groups
        self._handed_in = handed_in
        self._index = kit.index
        self._wording = kit.wording
        self._teller = kit.teller

    def key_messages(self, found: Threads) -> list[Piece]:
        """Return the panel of key messages."""
        items = self._items(found.by_kind.get(NoteKind.KEY_MESSAGE, ()))
        return [list_of(BlockType.KEY_MESSAGES, items, self._wording.fill("key-messages"))] if items else []

    def comments(self, found: Threads) -> list[Piece]:
        """Return what was said: what several groups came to, then the rest, group by group in turn."""
        shared, alone = self._strands(found)
        rest = [*self.points(found, alone), *self.reflections(found)]
        if shared and rest:
            rest.insert(0, self._heading("comments", 3))
        told = [*shared, *rest, *self.questions(found, 3)]
        if not told:
            return []
        return [self._heading("discussion"), Piece(BlockType.PARAGRAPH, self._lead()), *told]

    def points(self, found: Threads, alone: Sequence[Piece] = ()) -> list[Piece]:
        """Return comments, what one group alone brought up, lines that were marked, and examples."""
        return [
            *self._mixed(self._items(found.comments)),
            *alone,
            *self._listed("marked", self._items(found.marked)),
            *self._listed("examples", self._items(found.by_kind.get(NoteKind.EXAMPLE, ()))),
        ]

    def reflections(self, found: Threads) -> list[Piece]:
        """Return what people said looking back."""
        return self._listed("reflections", self._items(found.by_kind.get(NoteKind.REFLECTION, ())))

    def questions(self, found: Threads, level: int) -> list[Piece]:
        """Return what people asked, and the answers there were."""
        threads = found.by_kind.get(NoteKind.QUESTION, ())
        if not threads:
            return []
        made = [self._heading("questions", level)]
        if any(thread.tied for thread in threads):
            made.append(Piece(BlockType.PARAGRAPH, self._wording.fill("questions")))
        return [*made, list_of(BlockType.BULLETS, self._items(threads))]

    def _mixed(self, items: Sequence[Runs]) -> list[Piece]:
        """Return a mixed list; a long one in several, each with a few words before it."""
        made: list[Piece] = []
        for at, stretch in enumerate(evenly(items, _LONGEST)):
            lead = self._wording.pick("comments-more", at - 1) if at else "comments-first"
            made.append(Piece(BlockType.PARAGRAPH, self._wording.fill(lead)))
            made.append(list_of(BlockType.BULLETS, stretch))
        return made

    def agreed(self, found: Threads) -> list[Piece]:
        """Return what was agreed and who did not go along; a lone voice is as much a finding as a full room."""
        agreed = entries(by_turns(found.by_kind.get(NoteKind.DECISION, ())))
        dissent = entries(by_turns(found.by_kind.get(NoteKind.DISAGREEMENT, ())))
        written = [one for one in agreed if not one.is_plenary and not one.groups]
        made = [
            *self._agreed("agreed-together", [one for one in agreed if one.is_plenary]),
            *self._agreed(
                "agreed-shared", [one for one in agreed if not one.is_plenary and len(one.groups) > 1]
            ),
            *self._agreed(
                "agreed-alone", [one for one in agreed if not one.is_plenary and len(one.groups) == 1]
            ),
            *self._agreed("agreed-chat", [one for one in written if not one.is_from_break_wall]),
            *self._agreed("agreed-wall", [one for one in written if one.is_from_break_wall]),
        ]
        if dissent:
            lead = self._wording.fill("dissent-after" if made else "dissent")
            items = [self._dissent(entry, place) for place, entry in enumerate(dissent)]
            made += [Piece(BlockType.PARAGRAPH, lead), list_of(BlockType.BULLETS, items)]
        return [self._heading("agreed" if agreed else "disagreed"), *made] if made else []

    def _agreed(self, name: str, found: Sequence[Entry]) -> list[Piece]:
        name = f"{name}-one" if len(found) == 1 else name
        return self._listed(
            name, [self._teller.item(entry, self._handed_in, at) for at, entry in enumerate(found)]
        )

    def _dissent(self, entry: Entry, place: int) -> Runs:
        """Return a disagreement with how many it was: *one group* where it was one."""
        words = self._teller.item(entry, self._handed_in, place)
        if len(entry.groups) > 1:
            return words
        name = self._wording.pick("dissent-group", place)
        if not entry.groups:
            written = "dissent-wall" if entry.is_from_break_wall else "dissent-chat"
            name = "dissent-plenary" if entry.is_plenary else written
        return self._wording.fill(name, words=self._wording.lowered(words))

    def _strands(self, found: Threads) -> tuple[list[Piece], list[Piece]]:
        """Return what several groups came to of their own accord, most groups first, and what one group did."""
        groups = {
            strand: list(dict.fromkeys(one.group.id for one in threads))
            for strand, threads in found.strands.items()
        }
        shared: list[Piece] = []
        alone: list[Piece] = []
        for strand in sorted(groups, key=lambda one: -len(groups[one])):
            title = record(self._index.strands[strand].title, strand)
            threads = found.strands[strand]
            if len(groups[strand]) > 1:
                heading = Piece(BlockType.HEADING, title, level=3)
                shared += [heading, *self.of_their_own_accord(threads, len(shared) // 3)]
                continue
            many = self._wording.quantity(quantity(1, self._handed_in), groups[strand])
            lead = self._wording.fill("strand-alone", quantity=many, title=self._wording.quoted(title))
            alone += [Piece(BlockType.PARAGRAPH, lead), list_of(BlockType.BULLETS, self._items(threads))]
        return shared, alone

    def of_their_own_accord(self, threads: Sequence[Thread], place: int = 0) -> list[Piece]:
        """Return what several groups came to without hearing each other, with how many they were."""
        ids = list(dict.fromkeys(one.group.id for one in threads))
        many = self._wording.quantity(quantity(len(ids), self._handed_in), ids)
        lead = self._wording.fill(self._wording.pick("strand-shared", place), quantity=many)
        return [Piece(BlockType.PARAGRAPH, lead), list_of(BlockType.BULLETS, self._items(threads))]

    def _lead(self) -> Runs:
        groups = self._groups
        if not groups:
            return self._wording.fill("comments-plenary")
        ids = [group.id for group in groups]
        titles = self._wording.joined([record(group.title, group.id) for group in groups])
        if len(groups) == 1:
            return self._wording.fill("comments-one-group", title=titles)
        number = self._wording.number(len(groups), *ids)
        return self._wording.fill("comments-groups", number=number, titles=titles)

    def _items(self, threads: Sequence[Thread]) -> list[Runs]:
        return self._teller.items(threads, self._handed_in)

    def _listed(self, name: str, items: Sequence[Runs]) -> list[Piece]:
        if not items:
            return []
        return [Piece(BlockType.PARAGRAPH, self._wording.fill(name)), list_of(BlockType.BULLETS, items)]

    def _heading(self, name: str, level: int = 2) -> Piece:
        return Piece(BlockType.HEADING, self._wording.fill(f"heading-{name}"), level=level)
