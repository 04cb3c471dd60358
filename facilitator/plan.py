"""Planning a gathering: making one, with what is needed so that notes can be kept at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from facilitator.archive.archive import Archive, Surroundings
from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from facilitator.keys import keys_for
from sessions.agenda import Session
from sessions.breakouts import Group, GroupKind
from sessions.edits import Edit, create
from sessions.errors import DomainError
from sessions.gathering import Gathering, GroundRule, Occasion
from sessions.local_time import moment
from sessions.network import Network
from sessions.people import Person
from sessions.ranks import salt_from, spread
from sessions.scopes import scope_for

PLENARY = "plenary"


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
    """What was made. ``groups`` are the names that notes can be kept under."""

    gathering: Gathering
    occasion: Occasion
    network: Network
    is_network_new: bool
    groups: tuple[str, ...]


class Plan:
    """Makes gatherings."""

    def __init__(self, archive: Archive, surroundings: Surroundings, actor: str) -> None:
        self._archive = archive
        self._around = surroundings
        self._actor = actor

    def new(self, wish: Wish) -> Planned:
        """Make a gathering with one occasion, its sessions and groups, and a network where there is none.

        Raises DomainError ``title_missing``, ``title_taken``, ``network_ambiguous`` or ``zone_unknown``.
        """
        if not wish.title.strip():
            raise DomainError("title_missing")
        with self._archive.reader() as reader:
            self._check_title(reader, wish.title)
            network, is_new = self._network(reader, wish)
            announcer, is_known = self._announcer(reader, wish.announced_by)
        gathering = Gathering(self._around.new_id(), network.id, wish.title.strip(), theme=wish.theme)
        occasion = self._occasion(wish, gathering, network, announcer)
        moment(occasion, occasion.starts)
        sessions = self._sessions(wish, occasion)
        groups = [group for one in sessions for group in self._groups(wish, one, is_last=one is sessions[-1])]
        edits = [create(network, scope_for("network"))] if is_new else []
        edits += [create(announcer, scope_for("person"))] if announcer and not is_known else []
        edits += _edits(gathering.id, [gathering, occasion, *sessions, *groups])
        self._archive.commit(edits, self._actor, "gathering.new").result()
        keys = {one.id: one.key for one in sessions}
        names = tuple(f"{keys[one.session]}/{one.key}" for one in groups)
        return Planned(gathering, occasion, network, is_new, names)

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

    def _occasion(
        self, wish: Wish, gathering: Gathering, network: Network, announcer: Person | None
    ) -> Occasion:
        return Occasion(
            self._around.new_id(),
            gathering.id,
            key="day",
            title=gathering.title,
            date=wish.on,
            zone=wish.zone or network.zone,
            starts=wish.starts,
            place=wish.place,
            ground_rule=wish.ground_rule,
            announced_by=announcer.id if announcer else "",
        )

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


def _edits(gathering: str, records: Sequence[Gathering | Occasion | Session | Group]) -> list[Edit]:
    return [create(one, scope_for("gathering", gathering)) for one in records]
