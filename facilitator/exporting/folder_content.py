"""The records that become a folder, in the order in which the files tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from facilitator.exporting.folder_names import Names, codes, people_names, plan_keys
from facilitator.leaving_out import Tally
from sessions.agenda import Part, Session
from sessions.aims import Aim
from sessions.breakouts import Group, Seat
from sessions.citations import Citation
from sessions.document import Block, Document
from sessions.figures import Figure
from sessions.gathering import Gathering, Occasion
from sessions.network import Network, StandingText, Strand
from sessions.notes import Note, Permission
from sessions.people import Attendance, Level, Person
from sessions.polls import Poll
from sessions.series import Series
from sessions.surveys import Survey


@dataclass(frozen=True, slots=True)
class FolderContent:
    """The records of one gathering, each list in its order; none is off the record.

    ``answers`` has the answer that counts for a note, ``choices`` how it is to stand in print, both by note id.
    Earlier polls that are repeated may be of another gathering.
    """

    network: Network
    gathering: Gathering
    strands: tuple[Strand, ...] = ()
    standing_texts: tuple[StandingText, ...] = ()
    series: tuple[Series, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    sessions: tuple[Session, ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    seats: tuple[Seat, ...] = ()
    notes: tuple[Note, ...] = ()
    surveys: tuple[Survey, ...] = ()
    polls: tuple[Poll, ...] = ()
    figures: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()
    citations: tuple[Citation, ...] = ()
    draft: Document | None = None
    blocks: tuple[Block, ...] = ()
    answers: Mapping[str, Permission] = field(default_factory=dict)
    choices: Mapping[str, Level] = field(default_factory=dict)

    def groups_of(self, session: Session) -> tuple[Group, ...]:
        """Return the groups of a session."""
        return tuple(group for group in self.groups if group.session == session.id)

    def parts_of(self, session: Session) -> tuple[Part, ...]:
        """Return the parts of a session."""
        return tuple(part for part in self.parts if part.session == session.id)


def names_of(content: FolderContent, tally: Tally) -> Names:
    """Return what everything is called in the files."""
    people, same_as = people_names(content.people, tally)
    lists = [plan_keys(content.groups_of(session), tally) for session in content.sessions]
    lists += [
        plan_keys(content.series, tally),
        plan_keys(content.occasions, tally),
        plan_keys(content.sessions, tally),
        plan_keys(content.surveys, tally),
        codes(content.strands, tally),
    ]
    keys = dict(chain.from_iterable(one.items() for one in lists))
    return Names(people, same_as, keys, tally)
