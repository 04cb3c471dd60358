"""Forgetting a person: every place is found first, then no byte of them is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import Any, Final

from facilitator import old_backups
from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.erasure import FOLLOWERS, Erasure, Step, parted
from facilitator.old_backups import Backup
from facilitator.tracing import places_of, places_of_all
from facilitator.whereabouts import Place, PlaceKind, Places, Published, person_named
from sessions.edits import Edit
from sessions.ops import OPS_IN_A_CHANGE

__all__ = ["Erased", "Forgetting", "Place", "Places", "person_named", "places_of"]

VERB: Final = "person.erase"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of forgetting a person.

    ``emptied`` are fields (kind, id, fields) that stay empty for good, because a text in them named the person and
    no other record could stand in their place. ``published`` is what cannot be called back. ``left`` are places
    that still hold the name. ``is_clean`` is false where another program was reading: the last bytes go later.
    """

    counts: dict[str, int]
    documents: tuple[str, ...] = ()
    emptied: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    published: tuple[Published, ...] = ()
    backups: tuple[Backup, ...] = ()
    perhaps: tuple[Place, ...] = ()
    unread: tuple[str, ...] = ()
    sealed: int = 0
    left: tuple[Place, ...] = ()
    is_clean: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        return {
            "counts": self.counts,
            "documents": list(self.documents),
            "emptied": [{"kind": kind, "id": id_, "fields": list(f)} for kind, id_, f in self.emptied],
            "published": [
                {"document": one.document, "audience": one.audience, "files": list(one.files)}
                for one in self.published
            ],
            "backups": [
                {"path": one.path, "rewritten": one.is_rewritten, "still_holds": one.why}
                for one in self.backups
            ],
            "perhaps": [{"kind": one.kind, "id": one.id} for one in self.perhaps],
            "originals_unread": list(self.unread),
            "off_the_record_sealed": self.sealed,
            "left": [{"kind": one.kind, "id": one.id} for one in self.left],
            "clean": self.is_clean,
        }


class Forgetting:
    """Finds where a person is held, and forgets them."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def places(self, person_id: str, also: Iterable[str] = ()) -> Places:
        """Return every place where a person is held; raises DomainError ``person_unknown``.

        A stranger, whom a seat names and no register, has no id: ``also`` holds the name then.
        """
        self._archive.settle_drafts()
        with self._archive.reader() as reader:
            return places_of(reader, person_id, also)

    def erase(
        self,
        person_id: str,
        *,
        also: Iterable[str] = (),
        keeps_words: bool = False,
        progress: Progress | None = None,
    ) -> Erased:
        """Take a person out of records, journal, index, originals and the backups this archive knows of.

        It cannot be undone. Stopped at any moment, it goes on where it was when it is called again: the person's own
        record is emptied last. ``progress`` is told how much is done of how much; what it raises before anything is
        done stops everything. Raises DomainError ``person_unknown``.
        """
        places = self.places(person_id, also)
        work = _Work(self._archive, self._actor, progress, len(places.places) + len(self._backups()))
        work.begin()
        work.most_of(places, keeps_words=keeps_words)
        backups: dict[str, Backup] = {}
        for is_person_gone in (False, True):
            # One may have been written meanwhile; none that is written after the second look holds anything.
            paths = [path for path in self._backups() if path not in backups or backups[path].why]
            for backup in self._rewritten(paths, places, keeps_words=keeps_words):
                backups[backup.path] = backup
                work.step()
            if not is_person_gone:
                work.person(places)
        self._archive.drop_unfinished_backups()
        is_clean = self._archive.is_cleaned()
        with self._archive.reader() as reader:
            found = places_of_all(reader, places.people, places.names.sure).places
        left = tuple(place for place in found if place.what is not PlaceKind.RULE)
        work.end()
        return replace(_told(places, work), backups=tuple(backups.values()), left=left, is_clean=is_clean)

    def _backups(self) -> tuple[str, ...]:
        with self._archive.reader() as reader:
            return reader.backups()

    def _rewritten(self, paths: Iterable[str], places: Places, *, keeps_words: bool) -> Iterator[Backup]:
        people, names = places.people, places.names.sure

        def holds(reader: Reader) -> bool:
            return places_of_all(reader, people, names).is_anything_left

        def erase(archive: Archive) -> None:
            with archive.reader() as reader:
                found = places_of_all(reader, people, names)
            work = _Work(archive, self._actor)
            work.most_of(found, keeps_words=keeps_words)
            work.person(found)

        return old_backups.rewrite(paths, self._around, holds, erase)


def _told(places: Places, work: _Work) -> Erased:
    return Erased(
        counts=places.counts(),
        documents=tuple(sorted(work.documents)),
        emptied=tuple((kind, id_, fields) for (kind, id_), fields in sorted(work.emptied.items())),
        published=places.published,
        perhaps=places.perhaps,
        unread=places.unread,
        sealed=places.sealed,
    )


class _Work:
    """Commits the steps of an erasure, many in a Change, and counts them."""

    def __init__(
        self, archive: Archive, actor: str, progress: Progress | None = None, total: int = 0
    ) -> None:
        self._archive = archive
        self._actor = actor
        self._progress = progress
        self._total = total
        self._done = 0
        self.documents: set[str] = set()
        self.emptied: dict[tuple[str, str], tuple[str, ...]] = {}

    def begin(self) -> None:
        """Say that nothing is done yet: the last moment to stop."""
        self._say()

    def step(self) -> None:
        """Count one thing more."""
        self._done = min(self._done + 1, self._total)
        self._say()

    def end(self) -> None:
        """Say that all is done."""
        self._done = self._total
        self._say()

    def _say(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total)

    def most_of(self, places: Places, *, keeps_words: bool) -> None:
        """Do all but what the other places are found by."""
        with self._archive.reader() as reader:
            erasure = Erasure(reader, places, _("a participant"), keeps_words=keeps_words)
            for kind in erasure.of_kinds():
                # What follows a record that was replaced must be there before the next one is read.
                self._commit(erasure.texts(kind), is_each_alone=bool(FOLLOWERS.get(kind)))
            self._commit(erasure.drafts())
            self._commit(erasure.notes())
            self._commit(erasure.originals())
            self._archive.drop_blobs(places.blobs)
            self._archive.forget_drafts([place.id for place in places.of(PlaceKind.DRAFT)])
        self.documents |= erasure.documents
        self.emptied |= erasure.emptied

    def person(self, places: Places) -> None:
        """Empty the person's seats and record."""
        with self._archive.reader() as reader:
            self._commit(Erasure(reader, places, "").person())

    def _commit(self, steps: Iterable[Step], *, is_each_alone: bool = False) -> None:
        waiting: list[Edit] = []
        for step in steps:
            if waiting and (is_each_alone or _weight(waiting) + _weight(step) > OPS_IN_A_CHANGE):
                self._write(waiting)
                waiting = []
            if _weight(step) > OPS_IN_A_CHANGE:
                self._commit_long(step)
            else:
                waiting.extend(step)
            self.step()
            if is_each_alone and waiting:
                self._write(waiting)
                waiting = []
        if waiting:
            self._write(waiting)

    def _commit_long(self, step: Step) -> None:
        """Commit what does not fit one Change: first what is made, as a long act, then what goes."""
        first, *rest = parted(step)
        self._write(list(first))
        self._commit(rest)

    def _write(self, edits: list[Edit]) -> None:
        self._archive.commit(edits, self._actor, VERB, is_cleaned_later=True).result()


def _weight(edits: Iterable[Edit]) -> int:
    return sum(1 if edit.is_creation else len(edit.fields) for edit in edits)
