"""Planning a gathering: making one, with what is needed so that notes can be kept at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from facilitator.days import one
from facilitator.keys import keys_for
from facilitator.patterns import content_of, pattern
from facilitator.pen import Pen
from facilitator.plan_content import PLENARY, Content, DidBefore, content_like, days_like
from sessions.agenda import Part, Session
from sessions.breakouts import Group, GroupKind
from sessions.edits import Edit, create
from sessions.errors import DomainError
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.local_time import moment
from sessions.network import Network
from sessions.ops import Change
from sessions.people import Person
from sessions.ranks import salt_from, spread
from sessions.scopes import scope_for


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of a gathering that is to be; ``starts`` is minutes after midnight.

    ``sessions`` and ``groups`` are titles. The groups meet in the last session; each session has its plenary.
    ``announced_by`` is the name of whoever says what is agreed about quoting.
    """

    title: str
    on: date
    zone: str = ""
    network: str = ""
    theme: str = ""
    place: str = ""
    starts: int = 0
    sessions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    ground_rule: GroundRule = GroundRule.NOT_ANNOUNCED
    announced_by: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What was made. ``groups`` are the names that notes can be kept under, ``asked`` who did what the time before."""

    gathering: Gathering
    occasion: Occasion
    network: Network
    is_network_new: bool
    groups: tuple[str, ...]
    asked: tuple[DidBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class Started:
    """What is being made, and its Change once that is on the disk."""

    planned: Planned
    change: Future[Change]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A gathering with who convenes it and who says what is agreed."""

    gathering: Gathering
    network: Network
    is_network_new: bool
    announcer: Person | None
    is_announcer_known: bool


class Plan:
    """Makes gatherings."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor
        self._pen = Pen(archive, surroundings, actor)

    def new(self, wish: Wish) -> Planned:
        """Make a gathering with one occasion, its sessions and groups, and a network where there is none.

        Raises DomainError ``title_missing``, ``title_taken``, ``network_ambiguous`` or ``zone_unknown``.
        """
        return _done(self.start(wish))

    def start(self, wish: Wish) -> Started:
        """Make a gathering as ``new`` does, and do not wait until it is on the disk."""
        frame = self._frame(wish)
        occasion = self._occasion(wish, frame)
        sessions = self._sessions(wish, occasion)
        groups = [group for one in sessions for group in self._groups(wish, one, is_last=one is sessions[-1])]
        return self._commit(frame, Content((occasion,), tuple(sessions), (), tuple(groups)))

    def from_pattern(self, name: str, wish: Wish) -> Planned:
        """Make a gathering from a pattern; what the wish says goes before what the pattern says.

        Its groups are those of the first session that has any. Raises DomainError ``pattern_unknown`` or as ``new``.
        """
        return _done(self.start_from_pattern(name, wish))

    def start_from_pattern(self, name: str, wish: Wish, language: str = "en") -> Started:
        """Make a gathering as ``from_pattern`` does, and do not wait until it is on the disk."""
        found = pattern(name, language)
        frame = self._frame(wish)
        wished = replace(wish, starts=wish.starts or found.starts)
        occasion = self._occasion(wished, frame)
        if not wish.announced_by:
            occasion = replace(occasion, ground_rule=found.ground_rule)
        occasion = replace(occasion, form=found.form)
        gathering = replace(frame.gathering, form=found.form)
        content = content_of(found, occasion, wish.groups, self._pen)
        return self._commit(replace(frame, gathering=gathering), content)

    def like(self, gathering: str, wish: Wish) -> Planned:
        """Make a gathering like an earlier one: its days, sessions, parts, groups and strands.

        Notes and people stay behind; who did what then is in ``Planned.asked``. Days keep their distance. Raises
        DomainError ``gone`` or as ``new``.
        """
        return _done(self.start_like(gathering, wish))

    def start_like(self, gathering: str, wish: Wish) -> Started:
        """Make a gathering as ``like`` does, and do not wait until it is on the disk."""
        with self._archive.reader() as reader:
            earlier: Gathering = one(reader, "gathering", gathering)
            wished = replace(wish, network=wish.network or one(reader, "network", earlier.network).name)
            days = days_like(reader, gathering)
        frame = self._frame(wished)
        is_home = frame.network.id == earlier.network
        told = replace(
            frame.gathering,
            theme=wish.theme or earlier.theme,
            form=earlier.form,
            series=earlier.series if is_home else "",
        )
        frame = replace(frame, gathering=told)
        template = self._occasion(wished, frame)
        content, asked = content_like(days, template, self._pen, is_home=is_home)
        started = self._commit(frame, content)
        return replace(started, planned=replace(started.planned, asked=asked))

    def _frame(self, wish: Wish) -> _Frame:
        if not wish.title.strip():
            raise DomainError("title_missing")
        with self._archive.reader() as reader:
            self._check_title(reader, wish.title)
            network, is_new = self._network(reader, wish)
            announcer, is_known = self._announcer(reader, wish.announced_by)
        gathering = Gathering(self._around.new_id(), network.id, wish.title.strip(), theme=wish.theme)
        return _Frame(gathering, network, is_new, announcer, is_known)

    def _commit(self, frame: _Frame, content: Content) -> Started:
        edits = [create(frame.network, scope_for("network"))] if frame.is_network_new else []
        if frame.announcer and not frame.is_announcer_known:
            edits.append(create(frame.announcer, scope_for("person")))
        edits += _edits(frame.gathering.id, [frame.gathering, *content.records])
        change = self._archive.commit(edits, self._actor, "gathering.new")
        keys = {one.id: one.key for one in content.sessions}
        names = tuple(f"{keys[one.session]}/{one.key}" for one in content.groups)
        return Started(
            Planned(frame.gathering, content.occasions[0], frame.network, frame.is_network_new, names), change
        )

    @staticmethod
    def _check_title(reader: Reader, title: str) -> None:
        words = folded_words(title)
        if any(folded_words(kept.record.title) == words for kept in reader.every("gathering")):
            raise DomainError("title_taken", title=title)

    def _network(self, reader: Reader, wish: Wish) -> tuple[Network, bool]:
        """Return the network that convenes: the one named, the only one there is, or a new one."""
        networks: list[Network] = [kept.record for kept in reader.every("network")]
        called = folded_words(wish.network)
        found = [one for one in networks if not called or folded_words(one.name) == called]
        if len(found) > 1:
            shown = ", ".join(sorted(f"‘{one.name}’" for one in found))
            raise DomainError("network_ambiguous", networks=shown)
        if found:
            return found[0], False
        made = Network(self._around.new_id(), wish.network.strip() or _("Our network"))
        return (Network(made.id, made.name, zone=wish.zone) if wish.zone else made), True

    def _announcer(self, reader: Reader, name: str) -> tuple[Person | None, bool]:
        """Return who says what is agreed, and whether they are known: the only one of that name, or somebody new."""
        if not name.strip():
            return None, False
        called = folded_words(name)
        known = [one.record for one in reader.every("person") if folded_words(one.record.name) == called]
        if len(known) == 1:
            return known[0], True
        return Person(self._around.new_id(), name.strip()), False

    def _occasion(self, wish: Wish, frame: _Frame) -> Occasion:
        made = Occasion(
            self._around.new_id(),
            frame.gathering.id,
            key="day",
            title=frame.gathering.title,
            date=wish.on,
            zone=wish.zone or frame.network.zone,
            starts=wish.starts,
            place=wish.place,
            ground_rule=wish.ground_rule,
            announced_by=frame.announcer.id if frame.announcer else "",
        )
        moment(made, made.starts)
        return made

    def _sessions(self, wish: Wish, occasion: Occasion) -> list[Session]:
        titles = wish.sessions or (occasion.title,)
        keyed = zip(titles, keys_for(titles, "session"), self._ranks(len(titles)), strict=True)
        return [
            Session(self._around.new_id(), occasion.id, key, title.strip(), rank=rank)
            for title, key, rank in keyed
        ]

    def _groups(self, wish: Wish, session: Session, *, is_last: bool) -> Iterator[Group]:
        titles = wish.groups if is_last else ()
        ranks = self._ranks(len(titles) + 1)
        everybody = _("Everybody together")
        yield Group(
            self._around.new_id(), session.id, PLENARY, everybody, kind=GroupKind.PLENARY, rank=ranks[0]
        )
        for title, key, rank in zip(titles, keys_for(titles, "group", (PLENARY,)), ranks[1:], strict=True):
            yield Group(self._around.new_id(), session.id, key, title.strip(), rank=rank)

    def _ranks(self, count: int) -> tuple[str, ...]:
        return spread(count, salt_from(self._around.randomness(8)))


def _done(started: Started) -> Planned:
    started.change.result()
    return started.planned


def _edits(gathering: str, records: Sequence[Gathering | Occasion | Session | Part | Group]) -> list[Edit]:
    return [create(one, scope_for("gathering", gathering)) for one in records]
