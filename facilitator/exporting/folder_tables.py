"""people.csv and polls.csv: a row a person, a row an option, all columns, cells in quotation marks where needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from facilitator.exporting.folder_content import FolderContent
from facilitator.exporting.folder_names import NOTHING, Names
from facilitator.importing.folder_people import COLUMNS as OF_PEOPLE
from facilitator.importing.folder_polls import COLUMNS as OF_POLLS
from facilitator.importing.folder_polls import days_of
from facilitator.leaving_out import What
from sessions.people import Attendance, AttendanceRole, ContactChoice, Level, Listing, Person
from sessions.polls import Poll, Result, Wording

MOST_COUNTED = 9_999_999
BAR = " | "


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as a table; a cell without a value is empty."""
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return "".join(",".join(map(_cell, line)) + "\n" for line in lines)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


def people_csv(content: FolderContent, names: Names) -> str:
    """Return the people with the occasions each came to."""
    people = _People(content, names)
    return csv_of(OF_PEOPLE, [people.row(one) for one in content.people if one.id in names.people])


class _People:
    """Writes rows of people."""

    def __init__(self, content: FolderContent, names: Names) -> None:
        self._names = names
        self._occasions = content.occasions
        self._came: dict[str, dict[str, Attendance]] = {}
        for one in content.attendances:
            self._came.setdefault(names.one(one.person), {}).setdefault(one.occasion, one)

    def row(self, person: Person) -> dict[str, str]:
        """Return the cells of a person; what would be read without them is left empty."""
        text = self._names.text
        return {
            "name": self._names.people[person.id],
            "also_known_as": "; ".join(self._several(person.also_known_as)),
            "sort_name": text(person.sort_name),
            "organisation": text(person.organisation),
            "role": text(person.role),
            "sector": text(person.sector),
            "region": text(person.region),
            "pronouns": text(person.pronouns),
            "contact": text(person.contact),
            "contact_as": "" if person.contact_as is ContactChoice.ANYTHING else person.contact_as.value,
            "listed_as": "" if person.listed_as is Listing.NAME_AND_ORGANISATION else person.listed_as.value,
            "quoted_as": "" if person.quoted_as is Level.NAMED else person.quoted_as.word,
            **self._attendance(person),
        }

    def _several(self, names: Iterable[str]) -> list[str]:
        kept = [self._names.text(name) for name in names]
        if any(";" in name for name in kept):
            self._names.tally.add(What.TEXTS)
        return [name for name in kept if name]

    def _attendance(self, person: Person) -> dict[str, str]:
        came = [one for where in self._occasions if (one := self._came.get(person.id, {}).get(where.id))]
        keys = [self._names.key(one.occasion) for one in came]
        attended = ";".join(keys) or "-"
        return {
            "attended": "" if len(came) == len(self._occasions) else attended,
            "attended_as": self._each([one.role.value for one in came], AttendanceRole.MEMBER.value),
            "described_as": self._each([self._described(one, len(came)) for one in came], ""),
            "first_time": self._each(["yes" if one.is_first_time else "no" for one in came], "no"),
        }

    def _described(self, one: Attendance, count: int) -> str:
        """Return how somebody is described; a bar in it would part it where there are several occasions."""
        words = self._names.text(one.described_as)
        if count > 1 and "|" in words:
            self._names.tally.add(What.TEXTS)
            words = words.replace("|", "/")
        return words

    @staticmethod
    def _each(values: Sequence[str], usual: str) -> str:
        """Return what holds for each occasion: once where it is the same, nothing where it is as usual."""
        if len(set(values)) < 2:
            return "" if not values or values[0] == usual else values[0]
        return BAR.join(values).strip()


def polls_csv(content: FolderContent, names: Names) -> str:
    """Return the polls, or '' where there are none."""
    polls = _Polls(content, names)
    rows = [row for poll in content.polls for row in polls.rows(poll)]
    return csv_of(OF_POLLS, rows) if rows else ""


class _Polls:
    """Writes rows of polls."""

    def __init__(self, content: FolderContent, names: Names) -> None:
        self._names = names
        self._days = days_of(content.sessions, content.occasions, content.surveys)
        self._here = content.gathering.id
        self._keys: dict[str, str] = {}
        for poll in content.polls:
            self._keys[poll.id] = self._free(names.text(poll.key, is_needed=True))

    def _free(self, key: str) -> str:
        number, found = 2, key
        while found in self._keys.values():
            found = f"{key}-{number}"
            number += 1
        return found

    def rows(self, poll: Poll) -> Iterator[dict[str, str]]:
        """Yield a row for each option; what describes the poll stands in the first."""
        result = self._sound(poll)
        if not poll.options or result is not poll.result:
            self._names.tally.add(What.POLLS)
        seen: set[str] = set()
        for at, option in enumerate(poll.options):
            words = self._names.text(option.text, is_needed=True)
            while words in seen:
                self._names.tally.add(What.TEXTS)
                words = f"{words} {NOTHING}"
            seen.add(words)
            row = {"poll": self._keys[poll.id], "option": words, "group": self._names.text(option.group)}
            row |= self._of_poll(poll, result) if at == 0 else {}
            if result is not None and result.counts:
                row["count"] = str(result.counts[at])
            elif result is not None:
                whole, tenth = divmod(result.permille[at], 10)
                row["percent"] = f"{whole}.{tenth}" if tenth else str(whole)
            yield row

    def _of_poll(self, poll: Poll, result: Result | None) -> dict[str, str]:
        names = self._names
        is_here = poll.gathering == self._here
        session = names.key(poll.session) if is_here else ""
        survey = names.key(poll.survey) if is_here and not session else ""
        return {
            "session": session,
            "survey": survey,
            "date": self._date(poll, self._days.get(poll.session if session else poll.survey)),
            "question": names.text(poll.question, is_needed=True),
            "base": self._base(result),
            "source": names.text(result.source) if result else "",
            "repeats": self._keys.get(poll.repeats, ""),
            "wording": "" if poll.wording is Wording.SAME else poll.wording.value,
        }

    @staticmethod
    def _date(poll: Poll, usual: date | None) -> str:
        return "" if poll.taken == usual else poll.taken.isoformat()

    @staticmethod
    def _base(result: Result | None) -> str:
        if result is None or result.base < 0 or (result.counts and result.base == sum(result.counts)):
            return ""
        return str(result.base)

    @staticmethod
    def _sound(poll: Poll) -> Result | None:
        """Return the result, or None where its figures are none that could be read again."""
        result = poll.result
        if result is None or not poll.options:
            return result
        figures = result.counts or result.permille
        most = 1000 if result.permille else result.base if result.base >= 0 else MOST_COUNTED
        is_sound = (
            not (result.counts and result.permille)
            and len(figures) == len(poll.options)
            and all(0 <= figure <= min(most, MOST_COUNTED) for figure in figures)
            and result.base <= MOST_COUNTED
        )
        return result if is_sound else None
