"""An archive file, open for writing: commit, accept, undo, redo, and what keeps it clean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine

from facilitator.archive import blobs, copies, drafts
from facilitator.archive import engine as engines
from facilitator.archive.acts import Act, Acts, Surroundings, pieces
from facilitator.archive.check import Finding, Looked
from facilitator.archive.daily import BackedUp, Shelf, back_up_if_changed, is_automatic, telling_of_backup
from facilitator.archive.drafts import Draft, Drafts
from facilitator.archive.lock import locked
from facilitator.archive.queries import Reader
from facilitator.archive.reserve import Reserve
from facilitator.archive.schema import bring_up_to_date, version_of
from facilitator.archive.sealing import Seal
from facilitator.archive.writer import Urgency, Writer
from sessions.edits import Edit
from sessions.errors import KnownError
from sessions.journal import May
from sessions.ops import REDACTED, Arrival, Change, Op, SetAside
from sessions.undo import Stacks

__all__ = ["Archive", "Surroundings"]


class Archive:
    """The one writer of an archive file. Everything that changes goes through ``commit`` or ``accept``."""

    def __init__(self, path: Path, surroundings: Surroundings) -> None:
        if is_automatic(path):
            # The next one takes its place, and with it every line that was typed here.
            raise KnownError("archive_is_automatic", path=str(path))
        self.path = path
        self._around = surroundings
        self._seal = Seal(surroundings.private_key)
        self._acts = Acts(surroundings, self._seal)
        self._drafts = Drafts(self._seal)
        self._reserve = Reserve(path)
        self._waiting = Lock()
        self._reading: Engine | None = None
        self._cleaning: Future[None] | None = None
        self._is_ready = False
        self._listeners: list[Callable[[Change], None]] = []
        self.backed_up = BackedUp()
        """What came of the automatic backup, once the archive is closed."""
        self._lock = locked(path)
        try:
            with telling_of_backup(self._shelf):
                self._writer = self._started()
        except BaseException:
            self._lock.release()
            raise
        try:
            with telling_of_backup(self._shelf):
                self._settle_in()
        except BaseException:
            self.close()
            raise

    def _started(self) -> Writer:
        try:
            return self._opened()
        except KnownError as error:
            # Not even opening works on a full disk.
            if error.code != "disk_full" or not self._reserve.spend():
                raise
        return self._opened()

    def _opened(self) -> Writer:
        found = version_of(self.path)
        if not found and self.path.exists() and self._shelf.newest():
            # A file of no length where an archive was is a loss, and no place to begin anew.
            raise KnownError("archive_unreadable", path=str(self.path))
        try:
            engine = engines.writing_engine(self.path)
            try:
                # Opened here, where what stands in the way is told: a thread that dies of it answers nobody.
                engine.connect().close()
                bring_up_to_date(engine, self.path, found, self._around.now_ms())
            except BaseException:
                engine.dispose()
                raise
        except Exception as error:
            raise engines.known(error, self.path) from error
        return Writer(
            engine,
            lambda error: engines.known(error, self.path),
            self._acts.forget,
            self._reserve.spend,
        )

    def _settle_in(self) -> None:
        self.device = self._writer.do(lambda connection: self._acts.settle_in(connection, self.path)).result()
        self.clear_unfinished()
        self.clean()
        if self._around.is_lasting:
            self._reserve.make()
        self._is_ready = True

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self.path, self._around.backups)

    @property
    def backups_folder(self) -> Path:
        """Return where the automatic backups lie; the folder is made with the first."""
        return self._shelf.folder

    @property
    def is_reserve_spent(self) -> bool:
        """Tell whether the disk was full and the last room on it was given up, so that some must be made."""
        return self._reserve.is_spent

    def close(self) -> None:
        """Finish what is queued, make the day's backup if something changed, and give the file back."""
        if self._lock.is_locked:
            self.clean()
            made = self._back_up_today() if self._is_ready and self._around.is_lasting else None
            self._writer.stop()
            if self._reading is not None:
                self._reading.dispose()
            self._lock.release()
            if made is not None:
                self.backed_up = made.result()

    def _back_up_today(self) -> Future[BackedUp]:
        shelf, today, now_ms = self._shelf, self._around.today(), self._around.now_ms()
        return self._writer.do_bare(lambda connection: back_up_if_changed(connection, shelf, today, now_ms))

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reader(self) -> Reader:
        """Return a reader of the archive with a connection of its own; close it before the archive."""
        with self._waiting:
            # One for all readers, so that each need not learn its questions anew.
            self._reading = self._reading or engines.reading_engine(self.path)
        return Reader(self.path, self._seal, engine=self._reading)

    # -- the two doors ------------------------------------------------------------------------------------

    def commit(
        self,
        edits: Sequence[Edit],
        actor: str,
        verb: str,
        *,
        is_cleaned_later: bool = False,
        ends_draft: str = "",
    ) -> Future[Change]:
        """Make the edits one act of a person here; the Future is done when it is on the disk.

        More than fits one Change becomes a long act: pieces that let other acts go between them, hidden until the
        last is there, and gone again where one of them fails. Who removes words in many acts cleans once, at the
        end (``is_cleaned_later``); the next start does it where that did not come. With the act goes the half-typed
        line of a place that it keeps (``ends_draft``).
        """
        found = tuple(pieces(edits))
        if ends_draft:
            self._drafts.give_up([ends_draft])
        if len(found) > 1:
            done = self._commit_long(found, actor, verb, ends_draft)
        else:
            doing = Act(actor, verb)

            def work(connection: Connection) -> Change:
                change = self._acts.commit(connection, found[0], doing)
                drafts.drop(connection, [ends_draft] if ends_draft else [])
                return change

            done = self._writer.do(work)
        self._tell_when(done)
        if not is_cleaned_later and any(REDACTED in edit.fields for piece in found for edit in piece):
            self.clean()
        return done

    def _commit_long(
        self, found: Sequence[Sequence[Edit]], actor: str, verb: str, ends_draft: str
    ) -> Future[Change]:
        doing = Act(actor, verb, self._around.new_id())
        failures: list[BaseException] = []
        done: Future[Change] = Future()
        done.set_running_or_notify_cancel()

        def note_failure(piece: Future[Change | None]) -> None:
            if error := piece.exception():
                failures.append(error)

        for piece in found:
            self._writer.do(self._piece(piece, doing, failures), Urgency.LONG).add_done_callback(note_failure)

        def end(connection: Connection) -> Change | None:
            if not failures:
                drafts.drop(connection, [ends_draft] if ends_draft else [])
                return self._acts.finish(connection, actor, doing.act)
            self._acts.drop(connection, actor, doing.act)
            return None

        def answer(last: Future[Change | None]) -> None:
            note_failure(last)
            change = None if failures else last.result()
            if change is None:
                done.set_exception(failures[0])
            else:
                done.set_result(change)

        self._writer.do(end, Urgency.LONG).add_done_callback(answer)
        return done

    def accept(
        self, change: Change, ops: Sequence[Op], origin: Arrival, may: May
    ) -> Future[tuple[SetAside, ...]]:
        """Take ops made elsewhere; the Future has those that were set aside, and why."""
        future = self._writer.do(lambda connection: self._acts.accept(connection, change, ops, origin, may))
        future.add_done_callback(lambda done: None if done.exception() else self._tell(change))
        if any(op.field == REDACTED for op in ops):
            self.clean()
        return future

    def keep_blob(self, sha256: str, mime: str, content: bytes) -> Future[None]:
        """Keep bytes that a record names by their sha256; the Future is done when they are on the disk.

        Raises KnownError ``blob_too_large``.
        """
        return self._writer.do(lambda connection: blobs.keep(connection, sha256, mime, content))

    def _piece(
        self, piece: Sequence[Edit], doing: Act, failures: Sequence[BaseException]
    ) -> Callable[[Connection], Change | None]:
        def work(connection: Connection) -> Change | None:
            return None if failures else self._acts.commit(connection, piece, doing)

        return work

    # -- half-typed lines ---------------------------------------------------------------------------------

    def keep_draft(self, place: str, text: str) -> None:
        """Keep what stands half typed in a place, when no act waits; of several within a moment the last one.

        An empty text lets go of it. It is sealed, no part of the journal, and in no pack and no folder.
        """
        if self._drafts.wait(place, text, self._around.now_ms()):
            self._writer.do(lambda connection: self._drafts.write(connection, place), Urgency.DRAFT)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the half-typed lines that can be read here, the oldest first."""
        self.settle_drafts()
        with self.reader() as reader:
            return reader.drafts()[0]

    def settle_drafts(self) -> None:
        """Wait until every half-typed line is written, so that whoever looks for words finds them."""
        self._writer.do(lambda _connection: None, Urgency.DRAFT).result()

    def drop_draft(self, place: str) -> Future[None]:
        """Let go of what stands half typed in a place."""
        self._drafts.give_up([place])

        def work(connection: Connection) -> None:
            drafts.drop(connection, [place])

        return self._writer.do(work)

    def forget_drafts(self, places: Collection[str]) -> None:
        """Let go of half-typed lines whose words must be gone when the archive is next cleaned."""
        self._drafts.give_up(places)
        self._writer.do(lambda connection: drafts.forget(connection, places)).result()

    # -- undo ---------------------------------------------------------------------------------------------

    def stacks(self) -> Stacks:
        """Return the acts of this device that can be undone and redone, the next one last."""
        with self.reader() as reader:
            return reader.stacks(self.device)

    def undo(self, actor: str) -> Future[Change]:
        """Take back the last act made here; raises DomainError ``nothing_to_undo`` or ``cannot_undo``."""
        return self._tell_when(self._writer.do(lambda connection: self._acts.undo(connection, actor, "undo")))

    def redo(self, actor: str) -> Future[Change]:
        """Do again what was last undone; raises DomainError ``nothing_to_redo`` or ``cannot_undo``."""
        return self._tell_when(self._writer.do(lambda connection: self._acts.undo(connection, actor, "redo")))

    # -- who hears of what changed ------------------------------------------------------------------------

    def listen(self, hear: Callable[[Change], None]) -> None:
        """Have every Change told once it is on the disk, in the writer's thread; ``Reader.touched`` says to what."""
        self._listeners.append(hear)

    def _tell_when(self, done: Future[Change]) -> Future[Change]:
        done.add_done_callback(lambda found: None if found.exception() else self._tell(found.result()))
        return done

    def _tell(self, change: Change) -> None:
        for hear in self._listeners:
            hear(change)

    # -- keeping clean ------------------------------------------------------------------------------------

    def clear_unfinished(self) -> None:
        """Drop what a long act had made here when the program was stopped in the middle of it."""
        self._writer.do(self._acts.clear_unfinished).result()

    def clean(self) -> Future[None]:
        """Leave no byte of words that were removed since the last time, when nothing else waits.

        Every redaction asks for this by itself; ask again to know when it is done.
        """

        def work(connection: Connection) -> None:
            with self._waiting:
                self._cleaning = None
            copies.clean(connection, self.path)

        with self._waiting:
            if self._cleaning is None:
                self._cleaning = self._writer.do_bare(work)
            return self._cleaning

    def is_cleaned(self) -> bool:
        """Clean, and tell whether no byte is left; where another program reads, the last go when it is next opened."""
        try:
            self.clean().result()
        except KnownError as error:
            if error.code != "archive_busy":
                raise
            return False
        return True

    def drop_blobs(self, hashes: Collection[str]) -> None:
        """Take kept originals away for good; their bytes are gone when the archive is next cleaned."""
        self._writer.do(lambda connection: copies.drop_blobs(connection, hashes)).result()

    def drop_unfinished_backups(self) -> None:
        """Remove what backups left that were stopped in the middle; one that is being written is finished first."""
        self._writer.do(copies.drop_unfinished, Urgency.CLEANING).result()

    def check(self, looked: Looked | None = None) -> list[Finding]:
        """Return all that is wrong with this archive, damage first."""
        with self.reader() as reader:
            return reader.check(looked)

    def repair(self) -> None:
        """Write rows and index again from the journal."""
        self._writer.do(self._acts.rewrite, Urgency.LONG).result()

    def backup(self, target: Path) -> Future[Path]:
        """Write a consistent copy of the archive beside others; it holds everything and stays with its owner.

        Raises KnownError ``backup_name_taken`` for a name that automatic backups have, and as ``copies.back_up`` does.
        """
        if self._shelf.is_ours(target):
            # It would be removed in its turn, and what a person makes is never removed.
            raise KnownError("backup_name_taken", path=str(target))
        return self._writer.do_bare(
            lambda connection: copies.back_up(connection, target, self._around.now_ms())
        )
