"""The write-up, a first draft from the notes of a gathering; and for documents of every kind the gate and the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.archive.archive import Archive
from facilitator.drafting import Drafted, free_number, keep_draft, templates
from facilitator.exporting.files import write_beside, write_folder_beside
from facilitator.exporting.wording import CHECKING_COPY
from facilitator.material import Known, known_for, known_of, printable
from facilitator.outputs import ENDINGS, Tables, Typeset, typeset
from facilitator.progress import Progress, unseen
from facilitator.publishing import publication_of
from facilitator.trees import document_tree
from sessions.compose import SERIES_OF, compose
from sessions.compose_running_order import is_for_director
from sessions.document import Arrangement, DocumentTree
from sessions.edits import Edit, change, create
from sessions.errors import DomainError, KnownError
from sessions.gate import Judgement, Remedy, Stop, judge_document
from sessions.ids import uuid8
from sessions.notes import PrintChoice
from sessions.permission import Audience
from sessions.publications import Publication
from sessions.quotables import titles_of
from sessions.scopes import scope_for

__all__ = ["Drafted", "GateClosed", "WriteUp", "check_targets", "templates"]


class GateClosed(DomainError):
    """A document may not leave; the stops say which quotations, why, and what to do."""

    def __init__(self, title: str, stops: Sequence[Stop]) -> None:
        super().__init__("gate_closed", title=title, count=len(stops))
        self.stops = tuple(stops)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A document, what is known of its gathering, and what the gate says of it."""

    tree: DocumentTree
    known: Known
    judgement: Judgement


class WriteUp:
    """Drafts the write-up of a gathering; judges and publishes documents of every kind."""

    def __init__(self, archive: Archive, actor: str, now_ms: Callable[[], int]) -> None:
        self._archive = archive
        self._actor = actor
        self._now_ms = now_ms

    # -- drafting -----------------------------------------------------------------------------------------

    def draft(self, gathering: str, arrangement: Arrangement = Arrangement.BY_SESSION) -> Drafted:
        """Compose a first draft; one that says just what the newest of its arrangement says is not kept again."""
        with self._archive.reader() as reader:
            material = printable(known_of(reader, gathering))
        composed = compose(material, templates(material.network.language), arrangement)
        return keep_draft(self._archive, self._actor, composed, SERIES_OF[arrangement], gathering)

    # -- reading ------------------------------------------------------------------------------------------

    def tree(self, document: str) -> DocumentTree:
        """Return a document as its writers take it; raises as ``document_tree`` does."""
        with self._archive.reader() as reader:
            return document_tree(reader, document)

    # -- the gate -----------------------------------------------------------------------------------------

    def judge(self, document: str, audience: Audience = Audience.PUBLIC) -> Judgement:
        """Say what stops a document from reaching an audience, and what to look at.

        Raises DomainError ``for_director_only`` where it holds words that are only for whoever runs the day.
        """
        return self._judged(document, audience).judgement

    def _judged(self, document: str, audience: Audience) -> _Judged:
        tree = self.tree(document)
        if audience is not Audience.GROUP and is_for_director(tree):
            raise DomainError("for_director_only", title=tree.document.title)
        with self._archive.reader() as reader:
            known = known_for(reader, tree)
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
            number = free_number(reader, "print_choice", "print_choice", note)
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
        typeset: Typeset = typeset,
    ) -> Judgement:
        """Write a document for an audience into one or more files, whose endings say the format, and record it.

        Whoever has a window has it ``typeset`` in another process.

        Of large print there are only PDFs; other formats are as they always are.

        Raises GateClosed where a quotation may not leave, and KnownError as ``check_targets`` does; no file is made
        or touched then. Every file is whole before the first is written, and all are written before that is recorded.
        """
        check_targets(targets)
        judged = self._let_through(document, audience)
        mark = CHECKING_COPY if audience is Audience.QUOTED else ""
        written = typeset(judged.tree, [_kind(target) for target in targets], mark, is_large_print, progress)
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
            number = free_number(reader, "publication", "publication", left.document)
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
