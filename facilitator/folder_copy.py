"""A working copy of a gathering as plain files: everything the form carries, not gated, never off the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from facilitator.archive.queries import PAGE, Reader
from facilitator.exporting.folder import write_folder
from facilitator.exporting.folder_content import FolderContent
from facilitator.importing.folder import read_gathering
from facilitator.leaving_out import LeftOut, Tally, What
from facilitator.material import known_of
from sessions.aims import Outcome
from sessions.document import BlockState, Document, DocumentKind
from sessions.errors import DomainError
from sessions.illustrations import is_illustration
from sessions.notes import Note, Permission, PermissionState
from sessions.ops import CREATION, DELETED, MOVED, REDACTED
from sessions.permission import answer_of, standing, strictness
from sessions.scopes import DESK, GATHERING, GROUP
from sessions.wording import same_words

_NO = frozenset({PermissionState.REFUSED, PermissionState.WITHDRAWN})


def working_copy(reader: Reader, gathering: str) -> tuple[dict[str, bytes], tuple[LeftOut, ...]]:
    """Return a gathering as the files of a folder by name, and what they do not carry.

    It is for those who may see the archive: every name and every quotation is in it, whatever was agreed about print.
    Raises DomainError ``gathering_unknown``.
    """
    tally = Tally()
    content = _Copy(reader, gathering, tally).content()
    files, unsaid = write_folder(content)
    for one in unsaid:
        tally.add(one.what, one.count)
    tally.add(What.REFUSED, sum(problem.is_fatal for problem in read_gathering(files).problems))
    return files, tally.left_out()


def folder_content(reader: Reader, gathering: str) -> FolderContent:
    """Return the records of a gathering that files can tell; raises DomainError ``gathering_unknown``."""
    return _Copy(reader, gathering, Tally()).content()


class _Copy:
    """Reads the records of one gathering, and counts what has no place in a folder."""

    def __init__(self, reader: Reader, gathering: str, tally: Tally) -> None:
        self._reader = reader
        self._tally = tally
        found = [kept.record for kept in reader.every("gathering") if kept.record.id == gathering]
        if not found:
            raise DomainError("gathering_unknown", gathering=gathering)
        self._gathering = found[0]
        self._known = known_of(reader, gathering)

    def content(self) -> FolderContent:
        """Return the records, each list in its order."""
        here, network = self._gathering.id, self._gathering.network
        occasions = self._ranked("occasion", gathering=here)
        sessions = [one for occasion in occasions for one in self._ranked("session", occasion=occasion.id)]
        groups = [one for session in sessions for one in self._ranked("group", session=session.id)]
        notes = [one for group in groups for one in self._notes(group.id)]
        document = self._draft()
        content = FolderContent(
            network=self._network(network),
            gathering=self._gathering,
            strands=tuple(self._ranked("strand", network=network)),
            standing_texts=tuple(self._every("standing_text", network=network)),
            series=tuple(self._ranked("series", network=network)),
            occasions=tuple(occasions),
            sessions=tuple(sessions),
            parts=tuple(one for session in sessions for one in self._ranked("part", session=session.id)),
            groups=tuple(groups),
            attendances=tuple(
                one for occasion in occasions for one in self._every("attendance", occasion=occasion.id)
            ),
            seats=tuple(one for group in groups for one in self._seats(group.id)),
            notes=tuple(notes),
            surveys=tuple(self._ranked("survey", gathering=here)),
            polls=tuple(self._polls()),
            figures=tuple(self._ranked("figure", network=network)),
            aims=tuple(self._ranked("aim", network=network)),
            citations=tuple(self._ranked("citation", gathering=here)),
            draft=document,
            blocks=tuple(self._every("block", document=document.id)) if document else (),
            answers={note.id: answer for note in notes if (answer := self._answer(note))},
            choices=self._known.answers.choices,
        )  # fmt: skip
        self._count(content)
        return replace(content, people=tuple(self._people(content)))

    # -- records ------------------------------------------------------------------------------------------

    def _every(self, kind: str, **equals: str) -> list[Any]:
        kept = list(self._reader.every(kind, **equals))
        self._tally.add(What.CLASHES, sum(bool(one.clashes) for one in kept))
        return [one.record for one in kept]

    def _ranked(self, kind: str, **equals: str) -> list[Any]:
        return sorted(self._every(kind, **equals), key=lambda one: (one.rank, one.id))

    def _network(self, network: str) -> Any:
        return next(one for one in self._every("network") if one.id == network)

    def _notes(self, group: str) -> list[Note]:
        self._tally.add(What.OFF_THE_RECORD, self._reader.off_the_record(group))
        return sorted(
            self._every("note", group=group), key=lambda note: (note.rank, note.line, note.kept_at, note.id)
        )

    def _seats(self, group: str) -> list[Any]:
        """Return the seats of a group; those who came in while notes were kept have no rank and are the last."""
        return sorted(self._every("seat", group=group), key=lambda seat: (not seat.rank, seat.rank, seat.id))

    def _draft(self) -> Document | None:
        """Return the draft for discussion; of several the one circulated last, and the others are counted as left out.

        One that was composed here and has not been changed can be composed again: it is no draft of the folder.
        """
        every: list[Document] = self._every("document", gathering=self._gathering.id)
        found = [one for one in every if one.kind is DocumentKind.DRAFT and not self._is_composed(one)]
        draft = max(found, key=lambda one: one.circulated or date.min, default=None)
        self._tally.add(What.DOCUMENTS, len(every) - (draft is not None))
        self._tally.add(
            What.PUBLICATIONS, sum(len(self._every("publication", document=one.id)) for one in every)
        )
        return draft

    def _is_composed(self, document: Document) -> bool:
        blocks = [kept.record for kept in self._reader.every("block", document=document.id)]
        states = {block.state for block in blocks if not is_illustration(block)}
        return document.circulated is None and states == {BlockState.ASSEMBLED}

    def _polls(self) -> list[Any]:
        """Return the polls of the gathering, and after them earlier ones elsewhere that they repeat."""
        polls = self._every("poll", gathering=self._gathering.id)
        others: Mapping[str, Any] = {}
        if any(poll.repeats and poll.repeats not in {one.id for one in polls} for poll in polls):
            others = {one.id: one for one in self._every("poll")}
        for poll in polls:
            earlier = others.get(poll.repeats)
            if earlier is not None and earlier not in polls:
                polls.append(earlier)
        return polls

    def _people(self, content: FolderContent) -> list[Any]:
        """Return the people of the gathering, and those who were at no other."""
        elsewhere = {one.person for one in self._every("attendance")} - {
            one.person for one in content.attendances
        }
        every = self._every("person")
        named = _named(content)
        # One is found to be another: both are needed, to know who stands for whom.
        named |= {one.same_as for one in every if one.id in named}
        return [one for one in every if one.id in named or one.id not in elsewhere]

    # -- answers ------------------------------------------------------------------------------------------

    def _answer(self, note: Note) -> Permission | None:
        """Return the answer that counts for the words of a note as they are now."""
        permissions = self._known.answers.permissions.get(note.id, ())
        about = [
            one
            for one in standing(permissions)
            if one.state in _NO or self._are_its_words(one.words_op, note)
        ]
        answer = min(about, key=lambda one: (strictness(answer_of(one)), one.at, one.id), default=None)
        self._tally.add(What.ANSWERS, len(permissions) - (answer is not None))
        return answer

    def _are_its_words(self, words_op: str, note: Note) -> bool:
        """Tell whether a version of a note's words is the one of now, or says the same."""
        older = self._known.answers.older_words.get(note.id, {})
        is_newest = words_op == self._known.material.words_ops.get(note.id)
        return is_newest or same_words(older.get(words_op, ""), note.words)

    # -- what stays behind --------------------------------------------------------------------------------

    def _count(self, content: FolderContent) -> None:
        notes = content.notes
        self._tally.add(What.REPORT_ORDER, sum(bool(note.report_rank) for note in notes))
        self._tally.add(
            What.OUTCOMES, sum(note.outcome is not Outcome.OPEN or bool(note.became) for note in notes)
        )
        self._tally.add(What.MOMENTS, sum(note.kept_at > 0 for note in notes))
        originals = sum(len(self._every("original", group=group.id)) for group in content.groups)
        self._tally.add(What.ORIGINALS, originals)
        self._tally.add(What.LOGO, bool(content.network.logo))
        self._count_history(content)

    def _count_history(self, content: FolderContent) -> None:
        """Count edits, mended notes and deleted records in one walk over the journal."""
        scopes = {f"{GATHERING}{self._gathering.id}", f"{DESK}{self._gathering.id}"}
        scopes |= {f"{GROUP}{group.id}" for group in content.groups}
        deleted: dict[tuple[str, str], Any] = {}
        mended: set[str] = set()
        edits = before = 0
        while page := self._reader.history(before=before, limit=PAGE):
            for op in (entry.op for _n, _change, entries in page for entry in entries):
                is_of_other_document = op.kind == "block" and content.draft is None
                if op.scope not in scopes or op.field in {CREATION, REDACTED} or is_of_other_document:
                    continue
                if op.field == DELETED:
                    deleted.setdefault((op.kind, op.id), op.value)
                    continue
                edits += 1
                if op.kind == "note" and op.field == "words":
                    mended.add(op.id)
            before = page[-1][0]
        self._tally.add(What.EDITS, edits)
        self._tally.add(What.MENDED, len(mended & {note.id for note in content.notes}))
        gone = [value for value in deleted.values() if value and value.get("why") != MOVED]
        self._tally.add(What.DELETED, len(gone))


def _named(content: FolderContent) -> set[str]:
    """Return the ids of all people whom the records of a gathering mention."""
    lists: list[Iterable[str]] = [
        content.network.convenors,
        (one.person for one in content.attendances),
        (one.person for one in content.seats),
        (one.announced_by for one in content.occasions),
        (one.chaired_by for one in content.sessions),
        (one.note_taker for one in content.groups),
    ]
    many: Sequence[Sequence[Any]] = (content.series, content.sessions)
    lists += [one.led_by for records in many for one in records]
    lists += [one.people for one in content.parts]
    lists += [one.leads for one in content.groups]
    return {person for people in lists for person in people}
