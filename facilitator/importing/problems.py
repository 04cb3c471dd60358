"""What was wrong with a file that was read: codes and places, and the sentence that a person sees."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Final

from sessions.errors import KnownError

MILD: Final = frozenset(
    {
        "control_characters",
        "file_empty",
        "file_not_read",
        "unknown_key",
        "unknown_column",
        "rule_not_announced",
        "notes_missing",
        "notes_empty",
        "line_not_kept",
        "nothing_to_mend",
        "nothing_to_go_on_with",
        "several_off_record",
        "poll_without_result",
        "counts_above_base",
        "percent_not_hundred",
        "poll_options_differ",
        "draft_missing",
        "draft_kept_as_text",
        "person_twice",
        "bad_mail",
        "rows_above",
        "role_not_known",
        "not_yes_or_no",
        "in_two_groups",
        "group_differs",
    }
)
"""Problems that do not keep a gathering from being imported; every other does."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place; ``line`` counts from 1, 0 for the file as a whole."""

    code: str
    file: str
    line: int = 0
    fields: Mapping[str, str | int] = field(default_factory=dict)
    is_fatal: bool = True


class Findings:
    """Collect problems while a folder is read, so that all of them are told at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, code: str, file: str, line: int = 0, **fields: str | int) -> None:
        """Add a problem; whether it is fatal follows from its code."""
        self._found.append(Problem(code, file, line, fields, code not in MILD))

    def take(self, others: Findings) -> None:
        """Add all problems that were found elsewhere."""
        self._found.extend(others.problems)

    def has(self, code: str, file: str) -> bool:
        """Tell whether a problem of this code was found in this file."""
        return any((problem.code, problem.file) == (code, file) for problem in self._found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems by file and line."""
        return tuple(sorted(self._found, key=lambda problem: (problem.file, problem.line)))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like this one, or ''."""
    by_folded = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(name[:80].casefold(), by_folded, n=1)
    return by_folded[found[0]] if found else ""


def sentence_of(problem: Problem) -> str:
    """Return where a problem is, what is wrong and what to do about it, in the language of the program."""
    told = words_of(problem)
    if problem.line:
        return _("{file}, line {line}: {told}").format(file=problem.file, line=problem.line, told=told)
    return _("{file}: {told}").format(file=problem.file, told=told)


def words_of(problem: Problem) -> str:
    """Return what is wrong and what to do about it; where it is has to be said beside it."""
    fields = {"key": "", "suggestion": "", **problem.fields}
    sentences: dict[str, str] = {}
    for told_of in (
        _of_files, _of_keys, _of_names, _of_rows, _of_polls, _of_notes, _of_outside, _of_draft, _of_added_files,
        _of_lists,
    ):  # fmt: skip
        sentences |= told_of()
    told = sentences[problem.code].format(**fields)
    if fields["suggestion"]:
        told += " " + _("Did you mean ‘{suggestion}’?").format(**fields)
    return told


def sentence_of_error(error: KnownError) -> str:
    """Return the sentence for a folder that could not be read from the disk."""
    return {
        "folder_missing": _("{folder} is not a folder. Give the folder that holds gathering.toml."),
        "folder_link_leaves": _(
            "{file} leads out of the folder, to {target}, and was not opened. Put a copy of the file in its place."
        ),
        "folder_not_a_file": _("{file} is not a file that can be read. Put an ordinary file in its place."),
        "folder_file_unreadable": _("{file} cannot be read ({reason}). Put that right and try again."),
        "folder_file_too_large": _(
            "{file} is larger than {most} bytes, which no notes are. See whether it is the right file."
        ),
    }[error.code].format(**error.fields)


def _of_files() -> dict[str, str]:
    return {
        "gathering_missing": _("this file is missing. Every gathering needs one: see docs/folder-format.md."),
        "gathering_empty": _("the file is empty. Fill it in: see docs/folder-format.md."),
        "people_empty": _(
            "the file is empty. Write ‘name’ into the first row and a person into each row below."
        ),
        "people_missing": _(
            "this file is missing. Make it, with ‘name’ in the first row and a person in each row below."
        ),
        "file_empty": _("the file is empty. Fill it in, or take it away if it is not needed."),
        "file_not_read": _(
            "this file is none that belongs to a gathering and was not read. Notes are in "
            "notes/<session>/<group>.notes."
        ),
        "not_utf8": _(
            "the text is not UTF-8: byte {offset} is not part of any letter. "
            "Open it in the program it comes from and save it as UTF-8."
        ),
        "control_characters": _(
            "{count} characters that no one can see were replaced by �. Look at that place and correct it."
        ),
        "line_too_long": _("the line has {length} characters, more than {most}. Part it into several lines."),
        "value_too_long": _("a text is too long to be kept. Part it into several."),
        "toml_broken": _(
            "this line cannot be read ({reason}). Compare it with the lines before it: quotation marks "
            "and brackets come in pairs."
        ),
        "toml_time_without_seconds": _("times are written with seconds. Write 09:30:00 for half past nine."),
    }


def _of_keys() -> dict[str, str]:
    return {
        "table_missing": _("the part [{table}] is missing. Add it: see docs/folder-format.md."),
        "key_missing": _("{key} is missing in [{table}]. Add a line: {key} = …"),
        "unknown_key": _(
            "nobody knows what {key} means in [{table}]; it was left out. Correct its spelling or take "
            "the line away."
        ),
        "wrong_type": _("{key} is written in another way. Write it like this: {expected}"),
        "bad_key": _(
            "‘{name}’ cannot be a key. Use lower-case letters, digits and hyphens, such as after-lunch."
        ),
        "bad_choice": _("{key} cannot be ‘{name}’. Choose one of: {allowed}."),
        "bad_date": _("‘{value}’ is not a date. Write the year first: 2026-10-14."),
        "bad_time": _("‘{value}’ is not a time of day. Write 09:30:00."),
        "bad_length": _("‘{value}’ is not a length between a minute and a day. Write 75, 75m or 1h15."),
        "unknown_zone": _(
            "‘{name}’ is not a time zone. Write a continent and a city, such as Europe/London."
        ),
        "bad_language": _("‘{name}’ is not the code of a language. Write en-GB, cy or el, for example."),
        "bad_colour": _("‘{name}’ is no colour. Write one as #1b5a66 is written."),
        "faint_colour": _(
            "the colour {name} is too faint to be read on paper. The nearest that can be is {nearest}."
        ),
        "too_many_colours": _(
            "a network has {most} colours: one for headings, one for bars. Take the others away."
        ),
        "rule_not_announced": _(
            "nobody is said to have announced the ground rule, so no quotation can be printed. "
            'Add announced_by = "…" if somebody did.'
        ),
        "occasion_missing": _("there is no [[occasion]]. Add one with a key, a title and a date."),
    }


def _of_names() -> dict[str, str]:
    return {
        "unknown_person": _("nobody in people.csv is called ‘{name}’. Add a row or correct the name."),
        "unknown_strand": _("no [[strand]] has the code ‘{name}’. Add one or correct the code."),
        "unknown_occasion": _("no [[occasion]] has the key ‘{name}’. Add one or correct the key."),
        "unknown_session": _(
            "no [[session]] has the key ‘{name}’. Add one, or correct the key or the folder's name."
        ),
        "unknown_group": _(
            "the session has no [[session.group]] with the key ‘{name}’. Add one or correct the file's name."
        ),
        "unknown_series": _("no [[series]] has the key ‘{name}’. Add one or correct the key."),
        "unknown_survey": _("no [[survey]] has the key ‘{name}’. Add one or correct the key."),
        "unknown_poll": _("no poll has the key ‘{name}’. Add its rows or correct the key."),
        "duplicate_key": _(
            "‘{name}’ is already the key of the one on line {first}. Give one of them another key."
        ),
        "duplicate_person": _(
            "‘{name}’ is already on line {first}. Take one row away, or tell two people apart by their names."
        ),
    }


def _of_rows() -> dict[str, str]:
    return {
        "table_broken": _(
            "the rows cannot be told apart from here on ({reason}). Look for a quotation mark that is not "
            "closed."
        ),
        "column_missing": _("there is no column ‘{name}’. The first row names the columns; add it there."),
        "unknown_column": _(
            "nobody knows the column ‘{name}’; it was left out. Correct its spelling or take it away."
        ),
        "duplicate_column": _("the column ‘{name}’ is there twice. Take one of them away."),
        "row_too_long": _(
            "the row has {cells} cells, the first row only {columns}. Put quotation marks around a cell "
            "that holds a comma."
        ),
        "cell_missing": _("{key} is empty. Fill it in."),
        "parts_differ": _(
            "{key} has {parts} parts, and this person came to {occasions} occasions. Part it into as many by ‘ | ’, or "
            "write what holds for all of them."
        ),
    }


def _of_polls() -> dict[str, str]:
    return {
        "poll_differs": _(
            "{key} says something else than the first row of the poll ‘{name}’. Leave it empty or make it "
            "the same."
        ),
        "option_twice": _(
            "the poll ‘{name}’ has the option ‘{option}’ twice. Take one away or change its words."
        ),
        "bad_count": _("{key} is ‘{value}’. Write a whole number without a sign."),
        "bad_percent": _("‘{value}’ is not a percentage. Write 0 to 100 with at most one decimal."),
        "counts_and_percent": _(
            "the poll ‘{name}’ has counts and percentages. Fill one of the two columns and empty the other."
        ),
        "result_incomplete": _(
            "this option of the poll ‘{name}’ has no {key} and others have. Fill it in, 0 if nobody chose it."
        ),
        "count_above_base": _("{count} chose this option and only {base} answered. Correct one of them."),
        "poll_in_both": _(
            "the poll ‘{name}’ names a session and a survey. Empty one of the two: a survey says itself in which "
            "session it is told."
        ),
        "poll_repeats_itself": _(
            "the poll ‘{name}’ repeats itself. Name the earlier poll in repeats, or nothing."
        ),
        "poll_without_result": _(
            "the poll ‘{name}’ has no result. Fill in count or percent when it is known."
        ),
        "counts_above_base": _(
            "the options of the poll ‘{name}’ have {count} answers and only {base} answered. Correct base "
            "unless several answers were allowed."
        ),
        "percent_not_hundred": _(
            "the percentages of the poll ‘{name}’ come to {sum}, not about 100. Look at the source again "
            "unless several answers were allowed."
        ),
        "poll_options_differ": _(
            "the poll ‘{name}’ repeats ‘{earlier}’ in the same words but has other options. Write "
            "reworded in wording, or correct the options."
        ),
    }


def _of_notes() -> dict[str, str]:
    return {
        "notes_missing": _("no notes came from ‘{group}’. Put them into this file, or go on without them."),
        "notes_empty": _("no notes came from ‘{group}’: the file is empty. Fill it in, or go on without it."),
        "line_not_kept": _(
            "‘{words}’ asks for something and is no note, so it was not kept. Write a letter before it if "
            "it is one."
        ),
        "nothing_to_mend": _(
            "no line before this one holds ‘{old}’, so nothing was mended. Mend the line by hand and take "
            "this one away."
        ),
        "nothing_to_go_on_with": _(
            "the line starts with a tab and there is no note before it. It was kept as a note; take the "
            "tab away."
        ),
        "several_off_record": _(
            "one line of this note says -x, so the whole note was kept off the record. Write it as two "
            "notes if that is too much."
        ),
        "quote_unmatched": _("no quotation begins with ‘{words}’. Copy its exact words from the notes."),
        "quote_ambiguous": _(
            "more than one quotation begins with ‘{words}’ ({places}). Write more of its words, or name "
            "the session."
        ),
    }


def _of_outside() -> dict[str, str]:
    return {
        "duplicate_figure": _(
            "‘{name}’ has a number for {day} already, on line {first}. Take one away or correct its day."
        ),
        "group_and_survey": _(
            'comments from a survey are in a group of kind "survey" that says which survey it is. Give both kind and '
            "survey, or neither."
        ),
        "survey_ended_early": _("the survey ‘{name}’ closed before it opened. Correct one of the two days."),
        "survey_more_answers": _(
            "more people answered the survey ‘{name}’ than were asked. Correct sent_to or answered_by."
        ),
    }


def _of_draft() -> dict[str, str]:
    return {
        "draft_kept_as_text": _(
            "{what} cannot stand in a draft and was kept as plain words. Look at that place, and write it in "
            "paragraphs, headings and lists."
        ),
        "draft_missing": _(
            "the text of ‘{title}’ is missing. Put it into this file, or take [draft] out of gathering.toml."
        ),
        "draft_not_named": _(
            "there is a text and gathering.toml has no [draft]. Add [draft] with a title, or take this file away."
        ),
        "heading_without_key": _("{{#}} names no session. Write the key of one, or take it away."),
    }


def _of_added_files() -> dict[str, str]:
    return {
        "no_notes_files": _(
            "there is no file of notes here. Name a file that ends in .notes, or its folder."
        ),
        "not_notes": _(
            "only files that end in .notes are taken in here. Give it that ending if each of its lines is a note."
        ),
        "group_not_here": _(
            "no group of this gathering is called ‘{name}’. Name the file after one of these, or say which is meant: "
            "{groups}."
        ),
        "group_not_clear": _(
            "several groups are called ‘{name}’. Put the file into a folder with the key of its session, or say which "
            "is meant: {groups}."
        ),
    }


def _of_lists() -> dict[str, str]:
    return {
        "nothing_pasted": _("nothing is there. Copy the rows in your spreadsheet, then paste them here."),
        "pasted_row_too_long": _(
            "the row has {cells} cells, and the first row names {columns} columns. Name the others there, or take them "
            "away."
        ),
        "rows_too_many": _("{count} rows are more than the {most} that are taken at once. Part them."),
        "person_twice": _("‘{name}’ is already on line {first}; this row was left out."),
        "rows_above": _("what stands above the names of the columns was left out."),
        "role_not_known": _(
            "‘{value}’ is not what somebody can be on a day; they come as a member. These can be: {allowed}."
        ),
        "not_yes_or_no": _("‘{value}’ is neither yes nor no; it was taken for no."),
        "bad_mail": _("‘{value}’ is no address that mail can be sent to. It was kept as it is written."),
        "in_two_groups": _(
            "‘{name}’ is in ‘{title}’ as well. Take one of the two away, if that is not meant."
        ),
        "group_differs": _(
            "{key} says something else than line {first} for the same group; what that line says was kept."
        ),
    }
