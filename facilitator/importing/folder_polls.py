"""polls.csv: what was asked, the options, and what was answered or published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from facilitator.importing.folder_origin import Known, Origin
from facilitator.importing.folder_tables import Row, day_in, read_rows
from facilitator.importing.folder_text import POLLS
from facilitator.importing.problems import Findings
from sessions.agenda import Session
from sessions.gathering import Gathering, Occasion
from sessions.polls import Option, Poll, Result, Wording
from sessions.surveys import Survey
from sessions.wording import same_words

COLUMNS: Final = (
    "poll", "session", "survey", "date", "question", "option", "group", "count", "percent", "base", "source",
    "repeats", "wording",
)  # fmt: skip
_OF_THE_POLL: Final = ("session", "survey", "date", "question", "base", "source", "repeats", "wording")
_WORDINGS: Final = MappingProxyType({wording.value: wording for wording in Wording})
_COUNT: Final = re.compile(r"[0-9]{1,7}")
_PERCENT: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]))?\s*%?")


@dataclass(frozen=True, slots=True)
class PollTaking:
    """Where polls were taken: the gathering, its sessions and surveys by key, and the dates of both by id."""

    gathering: Gathering
    sessions: Known
    surveys: Known
    days: Mapping[str, date]


def read_polls(text: str, taking: PollTaking, origin: Origin, findings: Findings) -> tuple[Poll, ...]:
    """Return the polls of polls.csv."""
    rows = read_rows(POLLS, text, COLUMNS, "poll", findings) or ()
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        if row["poll"]:
            by_key.setdefault(row["poll"], []).append(row)
        else:
            findings.add("cell_missing", POLLS, row.line, key="poll")
    polls: list[Poll] = []
    for key, found in by_key.items():
        _check_same(key, found, findings)
        first = found[0]
        session = taking.sessions.id_of(first["session"], POLLS, first.line)
        survey = taking.surveys.id_of(first["survey"], POLLS, first.line)
        if first["session"] and first["survey"]:
            findings.add("poll_in_both", POLLS, first.line, name=key)
        taken = _taken(first, taking.days.get(session) or taking.days.get(survey), findings)
        poll = _poll(key, found, taken, origin, findings)
        polls.append(replace(poll, gathering=taking.gathering.id, session=session, survey=survey))
    return _with_repeats(polls, by_key, findings)


def days_of(
    sessions: Sequence[Session], occasions: Sequence[Occasion], surveys: Sequence[Survey]
) -> dict[str, date]:
    """Return the day of each session, and that on which each survey closed, by id."""
    by_occasion = {occasion.id: occasion.date for occasion in occasions}
    days = {one.id: by_occasion[one.occasion] for one in sessions if one.occasion in by_occasion}
    return days | {survey.id: survey.closed for survey in surveys if survey.closed}


def _check_same(key: str, rows: Sequence[Row], findings: Findings) -> None:
    """Say where a later row describes the poll in another way than its first."""
    for row in rows[1:]:
        for column in _OF_THE_POLL:
            if row[column] and row[column] != rows[0][column]:
                findings.add("poll_differs", POLLS, row.line, key=column, name=key)


def _taken(row: Row, known_day: date | None, findings: Findings) -> date:
    iso = day_in(row, "date", findings)
    if iso:
        return date.fromisoformat(iso)
    # The day of a session is known or has been asked for; a survey may have none.
    if known_day is None and not row["date"] and not row["session"]:
        findings.add("cell_missing", POLLS, row.line, key="date")
    return known_day or date.min


def _poll(key: str, rows: Sequence[Row], taken: date, origin: Origin, findings: Findings) -> Poll:
    first = rows[0]
    if not first["question"]:
        findings.add("cell_missing", POLLS, first.line, key="question")
    seen: set[str] = set()
    for row in rows:
        if not row["option"]:
            findings.add("cell_missing", POLLS, row.line, key="option")
        elif row["option"] in seen:
            findings.add("option_twice", POLLS, row.line, name=key, option=row["option"])
        seen.add(row["option"])
    return Poll(
        id=origin.id_of("poll", POLLS, key),
        gathering="",
        session="",
        key=key,
        question=first["question"],
        taken=taken,
        options=tuple(
            Option(origin.id_of("option", POLLS, row.line), row["option"], row["group"]) for row in rows
        ),
        result=_result(key, rows, findings),
        wording=first.choice("wording", _WORDINGS, Wording.SAME, findings),
    )


def _result(key: str, rows: Sequence[Row], findings: Findings) -> Result | None:
    has_counts = any(row["count"] for row in rows)
    has_percent = any(row["percent"] for row in rows)
    line = rows[0].line
    if has_counts and has_percent:
        findings.add("counts_and_percent", POLLS, line, name=key)
        return None
    if not has_counts and not has_percent:
        findings.add("poll_without_result", POLLS, line, name=key)
        return None
    column = "count" if has_counts else "percent"
    values = tuple(_value(key, row, column, findings) for row in rows)
    base = _whole(rows[0], "base", findings)
    if has_percent:
        _check_sum(key, values, line, findings)
        return Result(permille=values, base=base, source=rows[0]["source"])
    _check_base(key, rows, values, base, findings)
    return Result(counts=values, base=base if base >= 0 else sum(values), source=rows[0]["source"])


def _value(key: str, row: Row, column: str, findings: Findings) -> int:
    if not row[column]:
        findings.add("result_incomplete", POLLS, row.line, name=key, key=column)
        return 0
    if column == "count":
        return max(0, _whole(row, column, findings))
    told = _PERCENT.fullmatch(row[column])
    permille = int(told.group(1)) * 10 + int(told.group(2) or 0) if told else -1
    if not 0 <= permille <= 1000:
        findings.add("bad_percent", POLLS, row.line, value=row[column][:60])
    return permille


def _whole(row: Row, column: str, findings: Findings) -> int:
    """Return a whole number, -1 where none is given."""
    if row[column] and not _COUNT.fullmatch(row[column]):
        findings.add("bad_count", POLLS, row.line, key=column, value=row[column][:60])
        return -1
    return int(row[column]) if row[column] else -1


def _check_sum(key: str, permille: Sequence[int], line: int, findings: Findings) -> None:
    """Say when published percentages are further from 100 than rounding each to a whole takes them."""
    if abs(sum(permille) - 1000) > max(10, 5 * len(permille)):
        findings.add("percent_not_hundred", POLLS, line, name=key, sum=f"{sum(permille) / 10:g}")


def _check_base(key: str, rows: Sequence[Row], counts: Sequence[int], base: int, findings: Findings) -> None:
    if base < 0:
        return
    above = [(row, count) for row, count in zip(rows, counts, strict=True) if count > base]
    for row, count in above:
        findings.add("count_above_base", POLLS, row.line, count=count, base=base)
    if not above and sum(counts) > base:
        findings.add("counts_above_base", POLLS, rows[0].line, name=key, count=sum(counts), base=base)


def _with_repeats(
    polls: Sequence[Poll], rows: Mapping[str, Sequence[Row]], findings: Findings
) -> tuple[Poll, ...]:
    by_key = {poll.key: poll for poll in polls}
    known = Known("unknown_poll", {poll.key: poll.id for poll in polls}, findings)
    linked: list[Poll] = []
    for poll in polls:
        row = rows[poll.key][0]
        earlier = row["repeats"]
        if _leads_back(poll.key, rows):
            findings.add("poll_repeats_itself", POLLS, row.line, name=poll.key)
        elif earlier in by_key and poll.wording is Wording.SAME and not _same_options(poll, by_key[earlier]):
            findings.add("poll_options_differ", POLLS, row.line, name=poll.key, earlier=earlier)
        linked.append(replace(poll, repeats=known.id_of(earlier, POLLS, row.line)))
    return tuple(linked)


def _leads_back(key: str, rows: Mapping[str, Sequence[Row]]) -> bool:
    seen = {key}
    at = rows[key][0]["repeats"]
    while at in rows and at not in seen:
        seen.add(at)
        at = rows[at][0]["repeats"]
    return at == key


def _same_options(poll: Poll, earlier: Poll) -> bool:
    pairs = zip(poll.options, earlier.options, strict=False)
    return len(poll.options) == len(earlier.options) and all(
        same_words(one.text, other.text) for one, other in pairs
    )
