"""What Plan reads of the archive; it is imported once that is open, for it brings the store's weight with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from facilitator.app import Reader
from facilitator.dates import day_text
from facilitator.day_people import titles_of_those, titles_typed
from facilitator.importing.problems import sentence_of
from facilitator.lists import SOMEBODY_NEW, GroupsRead, PeopleRead
from facilitator.people_typed import Typed, people_typed, register_of
from facilitator.running_orders import OrderShown, counts_text, occasions_of, order_shown
from facilitator.session_editor import EditorShown, ListField, TextField, editor_shown, sources_found
from sessions.breakouts import GroupKind
from sessions.gathering import Occasion
from sessions.network import Strand
from sessions.people import sort_key_of
from ui.plan.lists_models import GroupLine, PersonLine
from ui.plan.paste_dialog import Doubt, Preview

__all__ = [
    "ListField", "Read", "TextField", "Typed", "counts_text", "editor_shown", "gathering_with", "gatherings",
    "group_lines",
    "groups_preview", "latest", "names", "other_occasions", "people_lines", "people_preview", "people_typed", "read",
    "register_of", "sources_found", "titles_typed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows: the occasions of a gathering, and one of them with its running order.

    ``strands`` are those of the network, in order.
    """

    occasions: tuple[Occasion, ...]
    order: OrderShown
    strands: tuple[Strand, ...]

    @property
    def codes(self) -> Mapping[str, str]:
        """Return the short codes of strands by their titles."""
        return {one.title: one.code for one in self.strands}


def gatherings(reader: Reader) -> dict[str, str]:
    """Return the titles of all gatherings by their ids, the newest first."""
    newest: dict[str, int] = {}
    for kept in reader.every("occasion"):
        day = kept.record.date.toordinal()
        newest[kept.record.gathering] = max(day, newest.get(kept.record.gathering, 0))
    titles = {kept.record.id: kept.record.title for kept in reader.every("gathering")}
    order = sorted(titles, key=lambda one: (newest.get(one, 0), one), reverse=True)
    return {one: titles[one] for one in order}


def latest(reader: Reader) -> str:
    """Return the id of the newest gathering that has an occasion, '' where there is none."""
    return next((one for one in gatherings(reader) if occasions_of(reader, one)), "")


def gathering_with(reader: Reader, session: str) -> str:
    """Return the id of the gathering that a session is of, '' where it is not there (any more)."""
    sessions = reader.page("session", id=session, limit=1) if session else []
    days = [day for one in sessions for day in reader.page("occasion", id=one.record.occasion, limit=1)]
    return next((str(day.record.gathering) for day in days), "")


def read(reader: Reader, gathering: str, occasion: str = "", session: str = "") -> Read | None:
    """Return a gathering with the occasion that is wished, else that of the session, else its longest one.

    None where it has no occasion (any more).
    """
    occasions = occasions_of(reader, gathering)
    if not occasions:
        return None
    days = {one.id for one in occasions}
    if session:
        found = reader.page("session", id=session, limit=1)
        occasion = found[0].record.occasion if found and found[0].record.occasion in days else occasion
    if occasion not in days:
        counts = reader.count("session", "occasion", days)
        occasion = max(occasions, key=lambda one: counts.get(one.id, 0)).id
    order = order_shown(reader, occasion)
    networks = [kept.record.network for kept in reader.page("gathering", id=gathering, limit=1)]
    strands = [kept.record for network in networks for kept in reader.every("strand", network=network)]
    return Read(occasions, order, tuple(sorted(strands, key=lambda one: (one.rank, one.id))))


def other_occasions(reader: Reader, but: str) -> list[tuple[str, str]]:
    """Return the ids of all occasions but one, each with its gathering and day in words, the newest first."""
    titles = gatherings(reader)
    return [
        (one.id, f"{title}, {day_text(one.date)}")
        for gathering, title in titles.items()
        for one in occasions_of(reader, gathering)
        if one.id != but
    ]


def group_lines(reader: Reader, shown: EditorShown) -> list[GroupLine]:
    """Return the groups of a session as the list shows them."""
    groups = [one for one in shown.groups if one.group.kind is GroupKind.BREAKOUT]
    seats = reader.count("seat", "group", [one.group.id for one in groups])
    return [
        GroupLine(
            id=one.group.id,
            title=one.group.title,
            topic=one.group.topic,
            note_taker=one.note_taker.name if one.note_taker else "",
            members=seats.get(one.group.id, 0),
        )
        for one in groups
    ]


def people_lines(reader: Reader, occasion: str, session: str) -> list[PersonLine]:
    """Return those who come to an occasion, by their names as a list has them, and where they sit in a session."""
    here = dict(reader.fields("attendance", ("person", "role"), occasion=occasion))
    wanted = ("id", "name", "organisation", "role", "sort_name")
    people = reader.fields("person", wanted, id=list(here))
    people.sort(key=lambda one: sort_key_of(one[1], one[4]))
    groups = titles_of_those(reader, session)
    return [
        PersonLine(person, name, organisation, role, here[person].value, groups.get(person, ""))
        for person, name, organisation, role, _sorted in people
    ]


def names(reader: Reader) -> list[str]:
    """Return the names of the register, for completion."""
    return sorted({name for (name,) in reader.fields("person", ("name",))})


def people_preview(read: PeopleRead) -> Preview:
    """Return what a pasted list of people comes to, for a person to look at."""
    new, known = set(read.new), read.known
    rows = tuple(
        (
            str(row.line),
            row.name,
            row.get("organisation"),
            row.here_as.value,
            _("new")
            if row.name in new
            else _("in the register")
            if str(row.line) in known
            else _("to be asked"),
        )
        for row in read.rows
    )
    taking = ngettext(
        "{count} person was understood, {new} of them new.",
        "{count} people were understood, {new} of them new.",
        len(rows),
    ).format(count=len(rows), new=len(new))
    columns = (_("Row"), _("Name"), _("Organisation"), _("Here as"), _("Known"))
    return Preview(
        columns, rows, _problems(read), _doubts(read), "" if read.is_refused or not rows else taking
    )


def groups_preview(read: GroupsRead) -> Preview:
    """Return what a pasted list of groups comes to, for a person to look at."""
    rows = tuple(
        (str(row.line), row.title, row.note_taker, row.topic, ", ".join((*row.leads, *row.members)))
        for row in read.rows
    )
    taking = ngettext(
        "{count} group was understood, with {new} people who are new.",
        "{count} groups were understood, with {new} people who are new.",
        len(rows),
    ).format(count=len(rows), new=len(read.new))
    columns = (_("Row"), _("Group"), _("Note-taker"), _("Topic"), _("People"))
    return Preview(
        columns, rows, _problems(read), _doubts(read), "" if read.is_refused or not rows else taking
    )


def _problems(read: PeopleRead | GroupsRead) -> tuple[str, ...]:
    return tuple(sentence_of(one) for one in read.problems)


def _doubts(read: PeopleRead | GroupsRead) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(
            one.key,
            one.name,
            _("Row {line}: who is {name}?").format(line=one.line, name=one.name),
            (
                *(
                    (person.id, ", ".join(filter(None, (person.name, person.role, person.organisation))))
                    for person in one.could_be
                ),
                (SOMEBODY_NEW, _("Somebody new")),
            ),
        )
        for one in read.asked
    )
