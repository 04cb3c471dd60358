"""How long raw notes are kept: what is over is listed first, and removed only when somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from facilitator import old_backups
from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.capture import draft_place
from facilitator.capture_bookmark import bookmark_place
from facilitator.off_the_record import CONTENT
from facilitator.old_backups import Backup
from sessions.edits import Edit, change, redact
from sessions.errors import DomainError
from sessions.network import Network
from sessions.ops import OPS_IN_A_CHANGE
from sessions.retention import checked_term, is_over, last_day

EXPIRE: Final = "notes.expire"
SET_TERM: Final = "notes.set_term"
WORDS: Final = (*CONTENT, "became")
"""What of a raw note goes when its term is over; that there was one, where and of what kind, stays."""


@dataclass(frozen=True, slots=True)
class Over:
    """Raw notes of a gathering whose term is over, since when, the files they came from, and half-typed lines."""

    gathering: str
    title: str
    since: date
    notes: tuple[str, ...]
    originals: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expired:
    """What was removed; ``is_clean`` is false where another program was reading: the last bytes go later."""

    over: tuple[Over, ...]
    backups: tuple[Backup, ...] = ()
    is_clean: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        return {
            "over": [over_told(one) for one in self.over],
            "backups": [
                {"path": one.path, "rewritten": one.is_rewritten, "still_holds": one.why}
                for one in self.backups
            ],
            "clean": self.is_clean,
        }


def over_told(one: Over) -> dict[str, Any]:
    """Return what is over as plain values."""
    return {
        "gathering": one.gathering,
        "title": one.title,
        "since": one.since.isoformat(),
        "notes": len(one.notes),
        "originals": len(one.originals),
        "half_typed": len(one.drafts),
    }


class Retention:
    """Keeps the term that a network has set for raw notes."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def set_term(self, months: int) -> None:
        """Set for how many months after their occasion raw notes are kept, 0 for no term.

        Raises DomainError ``term_not_possible`` or ``no_network``.
        """
        checked_term(months)
        with self._archive.reader() as reader:
            networks = [kept.record.id for kept in reader.every("network")]
        if not networks:
            raise DomainError("no_network")
        edits = [change("network", one, keeps_notes_months=months) for one in networks]
        self._archive.commit(edits, self._actor, SET_TERM).result()

    def term(self) -> int:
        """Return the months raw notes are kept, 0 where no term is set."""
        with self._archive.reader() as reader:
            return max((kept.record.keeps_notes_months for kept in reader.every("network")), default=0)

    def over(self) -> tuple[Over, ...]:
        """Return what would go today, gathering by gathering; nothing is changed."""
        self._archive.settle_drafts()
        with self._archive.reader() as reader:
            return tuple(_over(reader, self._around.now_ms()))

    def apply(self) -> Expired:
        """Remove the words of raw notes whose term is over, here and in the backups this archive knows of.

        Documents stay as they are; what they quote then rests on notes without words, so they leave no more. It
        cannot be undone; stopped at any moment, the rest goes when it is called again.
        """
        found = self.over()
        now = self._around.now_ms()
        _remove(self._archive, found, self._actor)
        with self._archive.reader() as reader:
            paths = reader.backups()
            terms = {kept.record.id: kept.record.keeps_notes_months for kept in reader.every("network")}

        def holds(reader: Reader) -> bool:
            return any(True for _ in _over(reader, now, terms))

        def work(archive: Archive) -> None:
            with archive.reader() as reader:
                over = tuple(_over(reader, now, terms))
            _remove(archive, over, self._actor)

        backups = tuple(old_backups.rewrite(paths, self._around, holds, work))
        return Expired(found, backups, self._archive.is_cleaned())


def _over(reader: Reader, now_ms: int, terms: dict[str, int] | None = None) -> Iterator[Over]:
    """Yield the gatherings with raw notes whose term is over; ``terms`` is another archive's word for the months."""
    networks: dict[str, Network] = {kept.record.id: kept.record for kept in reader.every_ever("network")}
    gatherings = {kept.record.id: kept.record for kept in reader.every_ever("gathering")}
    days = _days(reader)
    found: list[tuple[str, date, str]] = []
    for group, (gathering, day) in days.items():
        network = networks.get(gatherings[gathering].network) if gathering in gatherings else None
        if network is None:
            continue
        months = (terms or {}).get(network.id, network.keeps_notes_months)
        today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(network.zone)).date()
        if is_over(day, months, today):
            found.append((gathering, last_day(day, months), group))
    for gathering, groups in groupby(sorted(found), key=lambda one: one[0]):
        every = list(groups)
        ids = [group for _, _, group in every]
        notes, originals = _raw(reader, ids)
        drafts = _half_typed(reader, ids)
        if notes or originals or drafts:
            since = min(day for _, day, _ in every)
            yield Over(gathering, gatherings[gathering].title, since, tuple(notes), tuple(originals), drafts)


def _days(reader: Reader) -> dict[str, tuple[str, date]]:
    """Return for each group its gathering and the day of its occasion; deleted plans still tell the day.

    Comments of a survey that belongs to no session count from the day it closed.
    """
    occasions = {kept.record.id: kept.record for kept in reader.every_ever("occasion")}
    sessions = {kept.record.id: kept.record for kept in reader.every_ever("session")}
    surveys = {kept.record.id: kept.record for kept in reader.every_ever("survey")}
    found: dict[str, tuple[str, date]] = {}
    for kept in reader.every_ever("group"):
        group = kept.record
        occasion = occasions.get(sessions[group.session].occasion) if group.session in sessions else None
        survey = surveys.get(group.survey)
        if occasion is not None:
            found[group.id] = (occasion.gathering, occasion.date)
        elif survey is not None and survey.closed is not None:
            found[group.id] = (survey.gathering, survey.closed)
    return found


def _raw(reader: Reader, groups: list[str]) -> tuple[list[str], list[str]]:
    """Return the notes and originals of groups that still hold anything, those off the record among them."""
    found: list[list[str]] = []
    for kind, fields in (("note", WORDS), ("original", ("name", "sha256"))):
        every = (kept for group in groups for kept in reader.every_ever(kind, group=group))
        found.append([kept.record.id for kept in every if not kept.redacted.issuperset(fields)])
    return found[0], found[1]


def _half_typed(reader: Reader, groups: list[str]) -> tuple[str, ...]:
    """Return the places of the half-typed lines of groups, read or not."""
    found, shut = reader.drafts()
    places = {place(group) for group in groups for place in (draft_place, bookmark_place)}
    return tuple(place for place in (*(one.place for one in found), *shut) if place in places)


def _remove(archive: Archive, over: Iterable[Over], actor: str) -> None:
    """Empty notes and originals, as many at a time as fit one Change."""
    for one in over:
        edits: list[Edit] = [redact("note", note, *WORDS) for note in one.notes]
        edits += [redact("original", original, "name", "sha256") for original in one.originals]
        with archive.reader() as reader:
            blobs = _blobs(reader, one.originals)
        # The bytes first: the record that names them is how they are found.
        archive.drop_blobs(blobs)
        archive.forget_drafts(one.drafts)
        for start in range(0, len(edits), OPS_IN_A_CHANGE):
            piece = edits[start : start + OPS_IN_A_CHANGE]
            archive.commit(piece, actor, EXPIRE, is_cleaned_later=True).result()


def _blobs(reader: Reader, originals: Iterable[str]) -> list[str]:
    """Return the kept bytes that only these originals name."""
    gone = set(originals)
    every = [kept.record for kept in reader.every_ever("original")]
    others = {one.sha256 for one in every if one.id not in gone}
    return [one.sha256 for one in every if one.id in gone and one.sha256 and one.sha256 not in others]
