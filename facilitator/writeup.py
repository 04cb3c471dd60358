"""The write-up: a first draft from the notes of a gathering, the gate, and the files that leave."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitator import paths
from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.exporting.files import write_beside, write_folder_beside
from facilitator.exporting.wording import CHECKING_COPY
from facilitator.material import Known, known_of
from facilitator.outputs import ENDINGS, OUTPUTS, OneFile, Tables
from facilitator.progress import Progress, unseen
from facilitator.publishing import publication_of
from sessions.compose import SERIES_OF, Draft, compose
from sessions.compose import Reason as Unused
from sessions.document import Arrangement, Block, Document, DocumentTree, tree_of
from sessions.edits import Edit, change, create
from sessions.errors import DomainError, KnownError
from sessions.gate import Judgement, Remedy, Stop, judge_document
from sessions.gathering import GroundRule
from sessions.ids import uuid8
from sessions.notes import PrintChoice
from sessions.people import Level
from sessions.permission import Audience
from sessions.publications import Publication
from sessions.quotables import levels, titles_of
from sessions.scopes import scope_for


class GateClosed(DomainError):
    """A document may not leave; the stops say which quotations, why, and what to do."""

    def __init__(self, title: str, stops: Sequence[Stop]) -> None:
        super().__init__("gate_closed", title=title, count=len(stops))
        self.stops = tuple(stops)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft in the archive, and what became of every note."""

    document: str
    used: Mapping[str, tuple[str, ...]]
    unused: Mapping[str, Unused]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A document, what is known of its gathering, and what the gate says of it."""

    tree: DocumentTree
    known: Known
    judgement: Judgement


class WriteUp:
    """Drafts, judges and publishes the write-up of a gathering."""

    def __init__(self, archive: Archive, actor: str, now_ms: Callable[[], int]) -> None:
        self._archive = archive
        self._actor = actor
        self._now_ms = now_ms

    # -- drafting -----------------------------------------------------------------------------------------

    def draft(self, gathering: str, arrangement: Arrangement = Arrangement.BY_SESSION) -> Drafted:
        """Compose a first draft; one that says just what the newest of its arrangement says is not kept again."""
        known = self._known(gathering)
        chosen = levels(known.quotables, known.answers.choices)
        for note, quotable in known.quotables.items():
            # A choice is about the name; where nobody said what was agreed, no choice lets the words be printed.
            if quotable.rule is GroundRule.NOT_ANNOUNCED:
                chosen[note] = Level.NONE
        material = replace(known.material, levels=chosen)
        composed = compose(material, templates(known.material.network.language), arrangement)
        document = self._keep(composed, gathering)
        return Drafted(document, composed.used, composed.unused)

    def _keep(self, composed: Draft, gathering: str) -> str:
        with self._archive.reader() as reader:
            number = _free(reader, "document", SERIES_OF[composed.document.arrangement], gathering, start=1)
            newest = _numbered(composed, gathering, number - 1)
            if number > 1 and self._is_same(reader, newest):
                return newest.document.id
        made = _numbered(composed, gathering, number)
        scope = scope_for("document", gathering)
        edits = [create(made.document, scope), *(create(block, scope) for block in made.blocks)]
        self._archive.commit(edits, self._actor, "document.draft").result()
        return made.document.id

    @staticmethod
    def _is_same(reader: Reader, draft: Draft) -> bool:
        kept = {one.record for one in reader.every("block", document=draft.document.id)}
        return kept == set(draft.blocks)

    # -- reading ------------------------------------------------------------------------------------------

    def tree(self, document: str) -> DocumentTree:
        """Return a document as its writers take it; raises DomainError ``document_unknown``."""
        with self._archive.reader() as reader:
            found = reader.view("document", document)
            if found is None or found.deleted:
                raise DomainError("document_unknown", document=document)
            gathering = str(found.fields["gathering"])
            record = next(
                k.record for k in reader.every("document", gathering=gathering) if k.record.id == document
            )
            blocks = [kept.record for kept in reader.every("block", document=document)]
            polls = {kept.record.id: kept.record for kept in reader.every("poll", gathering=gathering)}
        return tree_of(record, blocks, polls)

    def _known(self, gathering: str) -> Known:
        with self._archive.reader() as reader:
            return known_of(reader, gathering)

    # -- the gate -----------------------------------------------------------------------------------------

    def judge(self, document: str, audience: Audience = Audience.PUBLIC) -> Judgement:
        """Say what stops a document from reaching an audience, and what to look at."""
        return self._judged(document, audience).judgement

    def _judged(self, document: str, audience: Audience) -> _Judged:
        tree = self.tree(document)
        known = self._known(tree.document.gathering)
        return _Judged(tree, known, _judgement(tree, known, audience))

    def leave_out_names(self, document: str, audience: Audience = Audience.PUBLIC) -> int:
        """Choose for every quotation that is stopped by its attribution as much as is allowed; return how many."""
        judged = self._judged(document, audience)
        known = judged.known
        wanted = {stop.note for stop in judged.judgement.stops if Remedy.LEAVE_OUT_NAME in stop.remedies}
        edits: list[Edit] = []
        for note in sorted(wanted):
            edits.extend(self._choose(note, known))
        if edits:
            self._archive.commit(edits, self._actor, "quote.choose").result()
        return len(wanted)

    def _choose(self, note: str, known: Known) -> list[Edit]:
        level = known.quotables[note].ceiling()
        with self._archive.reader() as reader:
            chosen = [kept.record.id for kept in reader.every("print_choice", note=note)]
            number = _free(reader, "print_choice", "print_choice", note)
        if chosen:
            return [change("print_choice", one, level=level) for one in chosen]
        choice = PrintChoice(uuid8("print_choice", note, number), note, level)
        return [create(choice, scope_for("print_choice", known.material.gathering.id))]

    # -- leaving ------------------------------------------------------------------------------------------

    def publish(
        self,
        document: str,
        *targets: Path,
        audience: Audience = Audience.PUBLIC,
        is_large_print: bool = False,
        progress: Progress = unseen,
    ) -> Judgement:
        """Write a document for an audience into one or more files, whose endings say the format, and record it.

        Of large print there are only PDFs; other formats are as they always are.

        Raises GateClosed where a quotation may not leave, and KnownError as ``check_targets`` does; no file is made
        or touched then. Every file is whole before the first is written, and all are written before that is recorded.
        """
        check_targets(targets)
        judged = self._let_through(document, audience)
        mark = CHECKING_COPY if audience is Audience.QUOTED else ""
        writers = {
            kind: output for kind in map(_kind, targets) if isinstance(output := OUTPUTS[kind], OneFile)
        }
        written = {
            kind: ((is_large_print and output.write_large) or output.write)(judged.tree, mark, progress)
            for kind, output in writers.items()
        }
        files = {target: written[_kind(target)] for target in targets}
        for target, data in files.items():
            write_beside(target, data)
        self._record(judged, audience, files)
        return judged.judgement

    def publish_tables(
        self, document: str, output: Tables, folder: Path, audience: Audience = Audience.PUBLIC
    ) -> Judgement:
        """Write what a document has in tables into a folder, and record it; raises as ``publish`` does.

        Raises KnownError ``folder_not_empty`` where something is in the folder.
        """
        judged = self._let_through(document, audience)
        files = output.write(judged.tree)
        write_folder_beside(folder, files)
        self._record(judged, audience, {folder / name: data for name, data in files.items()})
        return judged.judgement

    def _let_through(self, document: str, audience: Audience) -> _Judged:
        judged = self._judged(document, audience)
        if not judged.judgement.is_open:
            raise GateClosed(judged.tree.document.title, judged.judgement.stops)
        return judged

    def _record(self, judged: _Judged, audience: Audience, files: Mapping[Path, bytes]) -> None:
        """Write down that a document left; the same files of the same state are not written down twice."""
        tree, quotables = judged.tree, judged.known.quotables
        with self._archive.reader() as reader:
            left = publication_of(reader, tree, audience, files, quotables)
            earlier: list[Publication] = [
                kept.record for kept in reader.every("publication", document=left.document)
            ]
            number = _free(reader, "publication", "publication", left.document)
        if any(replace(one, id="", at=0, signers=(), address="") == left for one in earlier):
            return
        made = replace(left, id=uuid8("publication", left.document, number), at=self._now_ms())
        scope = scope_for("publication", tree.document.gathering)
        self._archive.commit([create(made, scope)], self._actor, "publish").result()


def _judgement(tree: DocumentTree, known: Known, audience: Audience) -> Judgement:
    material = known.material
    texts = {
        material.network.id,
        *(text.id for text in material.standing_texts),
        *(strand.id for strand in material.strands),
        *(session.id for session in material.sessions),
    }
    return judge_document(
        tree,
        known.quotables.get,
        audience,
        titles_of(material.groups),
        citations={citation.id: citation for citation in material.citations},
        own_texts=texts,
    )


def check_targets(targets: Sequence[Path]) -> None:
    """Raise KnownError ``format_unknown``, ``is_a_folder`` or ``folder_missing`` where a file cannot be written."""
    for target in targets:
        if _kind(target) not in ENDINGS:
            raise KnownError(
                "format_unknown", path=str(target), formats=", ".join(f".{kind}" for kind in ENDINGS)
            )
        if target.is_dir():
            raise KnownError("is_a_folder", path=str(target))
        if not target.parent.is_dir():
            raise KnownError("folder_missing", path=str(target))


def _kind(target: Path) -> str:
    return target.suffix.removeprefix(".").casefold()


def _free(reader: Reader, kind: str, *parts: str, start: int = 0) -> int:
    """Return the first number whose record was never made: one that was taken back keeps its id."""
    return next(n for n in itertools.count(start) if reader.view(kind, uuid8(*parts, n)) is None)


def templates(language: str) -> Mapping[str, str]:
    """Return the sentence templates of a language by name."""
    text = (paths.templates(language) / "write-up.toml").read_text("utf-8")
    found: dict[str, Any] = tomllib.loads(text)
    return {name: str(sentence) for name, sentence in found.items()}


def _numbered(composed: Draft, gathering: str, number: int) -> Draft:
    """Return a draft whose ids say which draft of the gathering it is."""
    document: Document = replace(
        composed.document, id=uuid8(SERIES_OF[composed.document.arrangement], gathering, number)
    )
    names = {block.id: uuid8(document.id, place) for place, block in enumerate(composed.blocks)}
    blocks: tuple[Block, ...] = tuple(
        replace(b, id=names[b.id], document=document.id, parent=names.get(b.parent, ""))
        for b in composed.blocks
    )
    return replace(composed, document=document, blocks=blocks)
