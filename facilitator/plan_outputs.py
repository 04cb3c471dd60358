"""What leaves from Plan: the brief of a session, those of all sessions, and the running order, as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from facilitator.archive.archive import Archive
from facilitator.days import one, sessions_of
from facilitator.documents import Documents, Wish
from facilitator.outputs import Typeset, file_name, typeset
from facilitator.progress import Progress, unseen
from facilitator.writeup import check_targets
from sessions.agenda import PartKind, Session
from sessions.document import DocumentKind
from sessions.errors import KnownError
from sessions.gathering import Occasion
from sessions.permission import Audience


class BriefState(StrEnum):
    """What became of the brief of a session."""

    NOT_WRITTEN = "not written"
    OUT_OF_DATE = "out of date"
    UP_TO_DATE = "up to date"


class PlanOutputs:
    """Writes plans as files. Setting pages takes time: call it where nobody waits for the screen.

    Each can be ``typeset`` in another process.
    """

    def __init__(self, archive: Archive, documents: Documents) -> None:
        self._archive = archive
        self._documents = documents

    def suggested_name(self, gathering: str, ending: str, session: str = "") -> str:
        """Return a name for the brief of a session, or for the running order."""
        with self._archive.reader() as reader:
            what = one(reader, "session", session).title if session else "running-order"
            return file_name(reader, gathering, ending, what)

    def brief_state(self, session: str) -> BriefState:
        """Return whether the brief of a session has been written and still says what the plan says.

        It reads the whole gathering: ask where nobody waits for the screen. Raises DomainError ``gone``.
        """
        document, is_same = self._documents.newest(self._brief_of(session))
        with self._archive.reader() as reader:
            has_left = bool(document) and bool(reader.page("publication", document=document, limit=1))
        if not has_left:
            return BriefState.NOT_WRITTEN
        return BriefState.UP_TO_DATE if is_same else BriefState.OUT_OF_DATE

    def _brief_of(self, session: str) -> Wish:
        with self._archive.reader() as reader:
            about: Session = one(reader, "session", session)
            day: Occasion = one(reader, "occasion", about.occasion)
        return Wish(DocumentKind.SESSION_BRIEF, day.gathering, session=session)

    def write_brief(
        self, session: str, target: Path, *, progress: Progress = unseen, typeset: Typeset = typeset
    ) -> Path:
        """Write the brief of a session into a file whose ending says the format.

        Raises DomainError ``gone``, and as ``WriteUp.publish`` does.
        """
        check_targets([target])
        return self._written(self._brief_of(session), target, Audience.PUBLIC, progress, typeset)

    def write_briefs(
        self, gathering: str, folder: Path, ending: str = "pdf", *, progress: Progress = unseen
    ) -> tuple[Path, ...]:
        """Write the brief of every session but breaks into a folder; a file of the same name is written anew.

        Raises KnownError ``folder_missing``, and as ``write_brief`` does.
        """
        if not folder.is_dir():
            raise KnownError("folder_missing", path=str(folder))
        with self._archive.reader() as reader:
            sessions = sessions_of(reader, gathering)
            parts = [kept.record for kept in reader.among("part", "session", (each.id for each in sessions))]
            resting = {part.session for part in parts} - {
                part.session for part in parts if part.kind is not PartKind.BREAK
            }
            told = [each for each in sessions if each.id not in resting]
            names = [
                file_name(reader, gathering, ending, f"{number} {each.title}")
                for number, each in enumerate(told, 1)
            ]
        return tuple(
            self.write_brief(each.id, folder / name, progress=progress)
            for each, name in zip(told, names, strict=True)
        )

    def write_running_order(
        self,
        gathering: str,
        target: Path,
        *,
        is_for_director: bool = False,
        progress: Progress = unseen,
        typeset: Typeset = typeset,
    ) -> Path:
        """Write the running order; that for whoever runs the day has more, and is for the group alone.

        Raises DomainError ``gathering_unknown``, and as ``WriteUp.publish`` does.
        """
        check_targets([target])
        wish = Wish(DocumentKind.RUNNING_ORDER, gathering, is_for_director=is_for_director)
        audience = Audience.GROUP if is_for_director else Audience.PUBLIC
        return self._written(wish, target, audience, progress, typeset)

    def _written(
        self, wish: Wish, target: Path, audience: Audience, progress: Progress, typeset: Typeset
    ) -> Path:
        drafted = self._documents.draft(wish)
        self._documents.publish(
            drafted.document, target, audience=audience, progress=progress, typeset=typeset
        )
        return target
