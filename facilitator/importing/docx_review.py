"""A copy that went out as a Word file and comes back: what its readers changed, would change, and say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from facilitator.exporting.docx_bookmarks import SENT, Place, Said, digest_of, is_bookmark
from facilitator.exporting.docx_said import said_in
from facilitator.importing.docx_comments import Comment, comments_of, footnotes_of
from facilitator.importing.docx_file import WordFile, read_word_file
from facilitator.importing.docx_lines import Change, ChangeKind, Line, Text, read_lines
from facilitator.importing.docx_moves import Moves, moved_in
from facilitator.importing.docx_passages import Passage, passages_of
from facilitator.importing.docx_removed import Gone, removed_in
from facilitator.importing.docx_words import (
    Runs,
    exact_words,
    is_coming,
    runs_of,
    shown_in,
    stretches,
    with_alone,
    words_between,
)
from facilitator.importing.suggestions import Reply, Review, Suggestion, SuggestionKind
from sessions.document import BlockType, DocumentTree
from sessions.errors import KnownError

BETWEEN_PARAGRAPHS: Final = "\n\n"
BETWEEN_CELLS: Final = " | "


def read_review(data: bytes, tree: DocumentTree) -> Review:
    """Return what is suggested in a copy of a document, held against the document as it is now.

    Nothing is applied. Raises KnownError as ``read_word_file`` does, ``review_not_ours`` for a file that was not made
    here and ``review_other_document`` for one that was made from another document.
    """
    file = read_word_file(data)
    text = read_lines(file.text, file.links)
    names = {name for name in text.bookmarks if is_bookmark(name)}
    said = said_in(tree)
    if not names:
        raise KnownError("review_not_ours")
    if names.isdisjoint(said):
        raise KnownError("review_other_document", title=tree.document.title)
    return _Comparison(tree, said, file, text).review()


def bookmarks_in(data: bytes) -> frozenset[str]:
    """Return the names of the bookmarks of ours in a file; raises KnownError as ``read_review`` does."""
    file = read_word_file(data)
    names = frozenset(name for name in read_lines(file.text, file.links).bookmarks if is_bookmark(name))
    if not names:
        raise KnownError("review_not_ours")
    return names


def _sent(file: WordFile) -> dict[str, str]:
    """Return the digests of what left, by bookmark and in order; nothing where an editor dropped the list."""
    for item in file.items:
        if item.tag == f"{{{SENT}}}sent":
            return {one.get("n", ""): one.get("d", "") for one in item}
    return {}


class _Comparison:
    """Holds a file against its document; collects suggestions with the number of the line each is about."""

    def __init__(self, tree: DocumentTree, said: Mapping[str, Said], file: WordFile, text: Text) -> None:
        self._tree = tree
        self._said = said
        self._text = text
        self._sent = _sent(file)
        self._comments = comments_of(file)
        self._footnotes = footnotes_of(file)
        self._blocks = {node.block.id: node.block for node in tree.walk()}
        self._images = {name for name, block in self._blocks.items() if block.type is BlockType.IMAGE}
        self._below = {node.block.id: [one.block.id for one in node.walk()] for node in tree.walk()}
        self._changed = {
            (said[name].block, said[name].place)
            for name, digest in self._sent.items()
            if name in said and said[name].digest != digest
        }
        self._expected = [name for name in self._sent or said if name in said]
        words = {name: [said[name].text.strip()] for name in self._expected}
        self._passages = passages_of(text, is_bookmark, self._expected, words)
        self._found: list[tuple[int, Suggestion]] = []
        self._removed: dict[str, Gone] = {}
        self._moves = Moves()
        self._gone = 0
        self._above: dict[int, str] = {}
        self._owner: dict[int, Said] = {}

    def review(self) -> Review:
        """Return all that is suggested, in reading order."""
        above = ""
        added: list[tuple[int, str]] = []
        for passage in self._passages:
            known = [self._said[name] for name in passage.names if name in self._said]
            for at in passage.lines:
                self._above[at] = above
            if known:
                self._hold(passage, known)
                above = known[-1].block or above
            elif passage.names:
                self._gone += self._is_edited_elsewhere(passage)
            else:
                added.append((passage.lines[0], above))
        self._add(added)
        self._found += self._moves.suggestions()
        self._found += moved_in(self._order(), self._expected_blocks(), self._moves.blocks)
        self._found += removed_in(self._tree, self._said, self._all_removed())
        self._remark()
        ordered = [one for _, one in sorted(self._found, key=lambda found: found[0])]
        return Review(self._tree.document.id, tuple(map(self._told_behind, ordered)), self._gone)

    # -- what became of known words ------------------------------------------------------------------------

    def _hold(self, passage: Passage, known: Sequence[Said]) -> None:
        for at in passage.lines:
            self._owner[at] = known[0]
        lines = [self._text.lines[at] for at in passage.lines]
        if len(known) > 1:
            self._join(
                passage.lines[0], known, BETWEEN_PARAGRAPHS.join(line.after for line in lines), runs_of(lines)
            )
            return
        numbers = [at for at in passage.lines if self._text.lines[at].before.strip()] or passage.lines[:1]
        kept = next((at for at in numbers if self._is_untouched(known[0], self._text.lines[at].before)), None)
        if kept is None and len(numbers) > 1:
            self._split(passage.lines, known[0])
            return
        kept = numbers[0] if kept is None else kept
        others = [at for at in passage.lines if at != kept and self._text.lines[at].after.strip()]
        self._add([(at, known[0].block if at > kept else self._above[at]) for at in others])
        self._compare(kept, known[0])

    def _compare(self, at: int, said: Said) -> None:
        """Hold a paragraph against what stood there."""
        line = self._text.lines[at]
        is_image = said.place is Place.WORDS and said.block in self._images
        if said.is_picture or (is_image and line.picture is not None):
            self._compare_picture(at, said)
            return
        if line.is_wholly(ChangeKind.MOVED_TO):
            self._moves.whole(line, at, said.block, self._above[at])
        base = line.after if line.is_wholly(ChangeKind.MOVED_TO) else line.before
        if line.is_wholly(ChangeKind.MOVED_FROM):
            self._moves.left(
                line.pieces[0].change, at, said, line.before, self._touches(said, line.before, "")
            )
        elif not line.after.strip():
            going = next((one.change for one in line.pieces if one.change), None)
            self._removed[said.name] = Gone(at, going)
        elif not base.strip():
            self._edit(at, said, line.after, runs_of([line]))
        else:
            if not self._is_untouched(said, base):
                self._edit(at, said, base, runs_of([line], is_before=True))
            if line.after.strip() != said.text.strip():
                self._track(at, said, line)
            self._join_tracked(at, said, line)
        self._note(at, said.block, line)

    def _compare_picture(self, at: int, said: Said) -> None:
        line = self._text.lines[at]
        picture = line.picture
        if picture is None or (picture.change and picture.change.is_going):
            self._removed[said.name] = Gone(at, picture.change if picture else None)
        elif not self._is_untouched(said, " ".join(picture.run.text.split()), " ".join(said.text.split())):
            self._edit(at, said, picture.run.text, (picture.run,))
        if line.after.strip():
            self._add([(at, said.block)])

    def _is_untouched(self, said: Said, text: str, now: str = "") -> bool:
        """Tell whether words are those that left, or those that stand in the archive by now."""
        return (
            digest_of(text) in (self._sent.get(said.name), said.digest)
            or text.strip() == (now or said.text).strip()
        )

    def _is_edited_elsewhere(self, passage: Passage) -> bool:
        """Tell whether words were changed whose block is no longer here."""
        text = BETWEEN_PARAGRAPHS.join(self._text.lines[at].after for at in passage.lines)
        return self._sent.get(passage.names[0], "") != digest_of(text)

    def _edit(self, at: int, said: Said, new: str, runs: Runs) -> None:
        self._suggest(at, said, SuggestionKind.EDITED, old=said.text, new=new.strip(), runs=runs,
                      touches_exact_words=self._touches(said, said.text, new))  # fmt: skip

    def _split(self, numbers: Sequence[int], said: Said) -> None:
        lines = [self._text.lines[at] for at in numbers]
        new = BETWEEN_PARAGRAPHS.join(line.after.strip() for line in lines if line.after.strip())
        by = lines[0].end if lines[0].end and not lines[0].end.is_going else None
        self._suggest(numbers[0], said, SuggestionKind.SPLIT, by, old=said.text, new=new, runs=runs_of(lines),
                      touches_exact_words=self._touches(said, said.text, new))  # fmt: skip

    def _join(
        self,
        at: int,
        known: Sequence[Said],
        new: str,
        runs: Runs,
        by: Change | None = None,
    ) -> None:
        old = BETWEEN_PARAGRAPHS.join(one.text for one in known)
        others = tuple(dict.fromkeys(one.block for one in known[1:] if one.block != known[0].block))
        self._suggest(at, known[0], SuggestionKind.JOINED, by, old=old, new=new.strip(), runs=runs, others=others,
                      touches_exact_words=any(self._touches(one, one.text, new) for one in known))  # fmt: skip

    def _join_tracked(self, at: int, said: Said, line: Line) -> None:
        """Say that the end of a paragraph was taken out, which makes it one with the next."""
        if line.end is None or not line.end.is_going:
            return
        below = next((passage for passage in self._passages if passage.lines[0] > at), None)
        following = [self._said[name] for name in below.names if name in self._said] if below else []
        if below is None or not following:
            return
        lines = [line, self._text.lines[below.lines[0]]]
        if lines[1].after.strip():
            self._join(
                at, [said, following[0]], "".join(one.after for one in lines), runs_of(lines), line.end
            )

    def _track(self, at: int, said: Said, line: Line) -> None:
        """Tell every tracked change in a paragraph that stays."""
        for change, places in stretches(line.pieces):
            text = "".join(line.pieces[place].text for place in places)
            if not text:
                continue
            alone = with_alone(line.pieces, places)
            touches = self._touches(said, line.before, alone)
            if change.kind is ChangeKind.MOVED_FROM:
                self._moves.left(change, at, said, text, touches)
            elif change.kind is ChangeKind.MOVED_TO:
                if not line.is_wholly(ChangeKind.MOVED_TO):
                    self._moves.came(change, at, said.block, text)
            elif change.is_going:
                self._suggest(at, said, SuggestionKind.DELETED, change, old=text, touches_exact_words=touches)
            else:
                runs = tuple(line.pieces[place].run for place in places)
                self._suggest(at, said, SuggestionKind.INSERTED, change, new=text, runs=runs,
                              touches_exact_words=touches)  # fmt: skip

    def _touches(self, said: Said, old: str, new: str) -> bool:
        """Tell whether exact words that stand in an old text do not in a new one."""
        block = self._blocks.get(said.block)
        if block is None or said.place is not Place.WORDS:
            return False
        return any(words in old and words not in new for words in exact_words(block))

    def _suggest(
        self, at: int, said: Said, kind: SuggestionKind, by: Change | None = None, **fields: object
    ) -> None:
        made = Suggestion(said.block, kind, by.reviewer if by else "", by.date if by else "", said.place)
        self._found.append((at, replace(made, **fields)))  # type: ignore[arg-type]

    # -- what was added, removed, moved --------------------------------------------------------------------

    def _add(self, added: Sequence[tuple[int, str]]) -> None:
        """Tell new paragraphs; the cells of a new row are one."""
        for _row, same in groupby(added, lambda one: (self._text.lines[one[0]].row or -one[0] - 1, one[1])):
            numbers = [at for at, _ in same]
            block = _row[1]
            lines = [self._text.lines[at] for at in numbers]
            for line, at in zip(lines, numbers, strict=True):
                self._note(at, block, line)
                if line.is_wholly(ChangeKind.MOVED_TO):
                    self._moves.came(line.pieces[0].change, at, block, line.after)
            coming = [line for line in lines if is_coming(line)]
            if not coming:
                continue
            by = next((one.change for line in coming for one in line.pieces if one.change), coming[0].end)
            new = BETWEEN_CELLS.join(shown_in(line) for line in coming)
            made = Suggestion(block, SuggestionKind.ADDED_AFTER, by.reviewer if by else "", by.date if by else "",
                              new=new, runs=runs_of(coming))  # fmt: skip
            self._found.append((numbers[0], made))

    def _note(self, at: int, block: str, line: Line) -> None:
        """Tell the footnotes of a paragraph, which our documents do not have."""
        for name in line.footnotes:
            if text := self._footnotes.get(name, ""):
                made = Suggestion(block, SuggestionKind.ADDED_AFTER, new=text, about=line.after.strip())
                self._found.append((at, made))

    def _all_removed(self) -> dict[str, Gone]:
        """Return what was emptied and what is not there at all; the latter stands below what is above it here."""
        present = {name: passage.lines[0] for passage in self._passages for name in passage.names}
        at = 0
        found = dict(self._removed)
        for name in self._expected:
            if name in present:
                at = present[name]
            else:
                found[name] = Gone(at)
        return found

    def _order(self) -> list[tuple[int, str]]:
        """Return the blocks as they come in the file, with their lines."""
        known = set(self._expected)
        return [
            (passage.lines[0], self._said[name].block)
            for passage in self._passages
            for name in passage.names
            if name in known and self._said[name].place is Place.WORDS
        ]

    def _expected_blocks(self) -> list[str]:
        return [self._said[name].block for name in self._expected if self._said[name].place is Place.WORDS]

    def _told_behind(self, one: Suggestion) -> Suggestion:
        """Return a suggestion, marked where its block was changed here since the copy left."""
        if one.kind is SuggestionKind.ADDED_AFTER:
            return one
        blocks = {one.block, *one.others}
        if one.kind is SuggestionKind.REMOVED:
            blocks.update(self._below.get(one.block, ()))
        return replace(one, is_behind=any((block, one.place) in self._changed for block in blocks))

    # -- comments ------------------------------------------------------------------------------------------

    def _remark(self) -> None:
        """Tell every comment that begins a thread, with its replies."""
        replies: dict[str, list[Reply]] = {}
        for one in self._comments.values():
            if one.answers:
                replies.setdefault(one.answers, []).append(Reply(one.reviewer, one.date, one.text))
        for one in self._comments.values():
            if not one.answers:
                self._found.append(self._remarked(one, tuple(replies.get(one.id, ()))))

    def _remarked(self, one: Comment, replies: tuple[Reply, ...]) -> tuple[int, Suggestion]:
        start, end = self._text.comments.get(one.id, ((0, 0), (0, 0)))
        near = next((self._owner[at] for at in range(start[0], -1, -1) if at in self._owner), None)
        block = near.block if near else ""
        place = near.place if near and start[0] in self._owner else Place.WORDS
        about = words_between(self._text.lines, start, end)
        return start[0], Suggestion(
            block, SuggestionKind.COMMENT, one.reviewer, one.date, place,
            comment=one.text, about=about, replies=replies, is_resolved=one.is_resolved,
        )  # fmt: skip
