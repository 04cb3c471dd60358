"""Rows out of a spreadsheet: with and without names of columns, and every problem at its row."""

import pytest

from facilitator.importing.pasted_groups import GroupRow, groups_pasted
from facilitator.importing.pasted_people import people_pasted
from facilitator.importing.pasted_rows import MOST_ROWS
from facilitator.importing.problems import sentence_of
from sessions.people import AttendanceRole


def told(problems):
    return [(one.code, one.line) for one in problems]


class TestPeople:
    @pytest.mark.parametrize("mark", ["\t", ",", ";"])
    def test_the_first_row_may_name_the_columns_in_any_order(self, mark):
        text = "E-mail|Full name|Organisation\njoan@a.example|Joan Treloar|The hall\n".replace("|", mark)
        (joan,), problems = people_pasted(text)
        assert (joan.name, joan.line, not problems) == ("Joan Treloar", 2, True)
        assert dict(joan.says) == {"contact": "joan@a.example", "organisation": "The hall"}

    def test_without_names_the_order_says_what_a_cell_is_and_an_address_is_known(self):
        (joan, bo), problems = people_pasted("Joan Treloar\tThe hall\tj@a.example\tCaretaker\nBo\n")
        assert not problems
        assert dict(joan.says) == {
            "organisation": "The hall",
            "role": "Caretaker",
            "contact": "j@a.example",
        }
        assert (bo.name, bo.says, bo.line) == ("Bo", (), 2)

    def test_first_and_last_names_in_columns_of_their_own(self):
        (joan,), _ = people_pasted("First name,Surname,Job title\nJoan,Treloar,Caretaker")
        assert (joan.name, joan.get("role"), joan.get("region")) == ("Joan Treloar", "Caretaker", "")

    def test_how_they_come(self):
        (joan, bo), problems = people_pasted(
            "Name,Attending as,First time,In print\nJoan,Note-taker,Yes,The hall\nBo,,,\n"
        )
        assert not problems
        assert (joan.here_as, joan.is_first_time, joan.described_as) == (
            AttendanceRole.NOTE_TAKER,
            True,
            "The hall",
        )
        assert (bo.here_as, bo.is_first_time) == (AttendanceRole.MEMBER, False)

    def test_problems_by_row(self):
        rows, problems = people_pasted(
            "Name,E-mail,Shoe size,Attending as,Name\n"
            "Joan,joan@a.example,4,,\n"
            ",bo@a.example,,,\n"
            "Joan,joan@a.example,,,\n"
            "Cy,not an address,,king,,\n"
            "Dee,,,,,more\n"
        )
        assert [row.name for row in rows] == ["Joan", "Cy", "Dee"]
        assert told(problems) == [
            ("unknown_column", 1), ("duplicate_column", 1), ("cell_missing", 3), ("person_twice", 4),
            ("bad_mail", 5), ("role_not_known", 5), ("pasted_row_too_long", 6),
        ]  # fmt: skip
        assert sentence_of(problems[3]) == (
            "pasted rows, line 4: ‘Joan’ is already on line 2; this row was left out."
        )

    def test_a_title_above_the_names_of_the_columns_is_left_out(self):
        (joan,), problems = people_pasted("Attendees, March 2027\n\nName\tOrganisation\nJoan\tThe hall\n")
        assert (joan.name, joan.get("organisation"), joan.line) == ("Joan", "The hall", 4)
        assert told(problems) == [("rows_above", 3)]
        assert not problems[0].is_fatal

    def test_a_column_that_counts_and_one_that_is_empty_name_nobody(self):
        rows, problems = people_pasted("1.\tJoan\tThe hall\n2.\tBo\tBaths\n3.\n")
        assert [row.name for row in rows] == ["Joan", "Bo"]
        assert told(problems) == [("cell_missing", 3)]
        rows, problems = people_pasted("\t\tJoan\tThe hall\n\t\tBo\n")
        assert [(row.name, row.get("organisation")) for row in rows] == [("Joan", "The hall"), ("Bo", "")]
        assert not problems

    def test_the_addresses_of_a_mail_are_people(self):
        rows, problems = people_pasted('Joan Castle <joan@a.example>; "Bo Ray" <bo@b.example>')
        assert [(row.name, row.get("contact")) for row in rows] == [
            ("Joan Castle", "joan@a.example"),
            ("Bo Ray", "bo@b.example"),
        ]
        (joan, _bo), more = people_pasted("Name\tRole\nJoan Castle <joan@a.example>\tWarden\nBo\t\n")
        assert dict(joan.says) == {"role": "Warden", "contact": "joan@a.example"}
        assert (joan.name, not problems, not more) == ("Joan Castle", True, True)

    def test_words_nobody_knows_keep_nobody_away(self):
        (joan, bo), problems = people_pasted("Name,Here as,First time\nJoan,Delegate,yes\nBo,Cook,maybe\n")
        assert (joan.here_as, joan.is_first_time) == (AttendanceRole.MEMBER, True)
        assert (bo.here_as, bo.is_first_time) == (AttendanceRole.MEMBER, False)
        assert told(problems) == [("role_not_known", 3), ("not_yes_or_no", 3)]
        assert not any(one.is_fatal for one in problems)
        assert sentence_of(problems[1]) == (
            "pasted rows, line 3: ‘maybe’ is neither yes nor no; it was taken for no."
        )

    def test_namesakes_with_addresses_of_their_own_are_two(self):
        rows, problems = people_pasted("Joan\tj@a.example\nJoan\tj@b.example\n")
        assert (len(rows), not problems) == (2, True)

    def test_names_are_of_one_spelling(self):
        (zoe,), _ = people_pasted("\ufeffZoe\u0308   Farquhar\r\n")
        assert zoe.name == "Zoë Farquhar"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "nothing_pasted"),
            (" \n\t\n", "nothing_pasted"),
            ('Name,Role\n"Joan,x\n', "table_broken"),
            ("Joan\n" * (MOST_ROWS + 1), "rows_too_many"),
            ("x" * 2001, "value_too_long"),
        ],
    )
    def test_what_cannot_be_taken(self, text, code):
        _, problems = people_pasted(text)
        assert problems[0].code == code
        assert problems[0].is_fatal

    def test_characters_nobody_sees_are_told(self):
        (joan,), problems = people_pasted("Name\nJo\x07an")
        assert (joan.name, told(problems)) == ("Jo�an", [("control_characters", 2)])


class TestGroups:
    def test_the_first_row_may_name_the_columns(self):
        rows, problems = groups_pasted(
            "Group\tNote-taker\tLead\tTopic\tMembers\nHalls\tYemi\tZoë\tOne of it\tLlŷr, Gareth; Moira\tNasreen\n"
        )
        assert not problems
        assert rows == (
            GroupRow(2, "Halls", "Yemi", ("Zoë",), "One of it", ("Llŷr", "Gareth", "Moira", "Nasreen")),
        )
        assert rows[0].names == ("Zoë", "Yemi", "Llŷr", "Gareth", "Moira", "Nasreen")

    def test_without_names_the_second_cell_takes_the_notes(self):
        rows, problems = groups_pasted("Halls,Yemi,Llŷr,Gareth\nBaths\n")
        assert rows == (GroupRow(1, "Halls", "Yemi", members=("Llŷr", "Gareth")), GroupRow(2, "Baths"))
        assert not problems

    def test_each_column_may_be_a_group(self):
        rows, problems = groups_pasted("Table 1\tTable 2\tTable 3\nJoan\tBo\tCy\nDee\t\tEve\n")
        assert not problems
        assert rows == (
            GroupRow(1, "Table 1", members=("Joan", "Dee")),
            GroupRow(1, "Table 2", members=("Bo",)),
            GroupRow(1, "Table 3", members=("Cy", "Eve")),
        )
        for text in ("Group 1\tTable 2\nJoan\tBo\n", "Group 1\tGroup 2\n", "Group 1\nGroup 2\n"):
            rows, _problems = groups_pasted(text)
            assert rows[0].title == "Group 1"
            assert not rows[0].members

    def test_a_title_above_is_left_out(self):
        rows, problems = groups_pasted("Breakouts\nRoom\tNote taker\nHalls\tYemi\n")
        assert [(row.title, row.note_taker, row.line) for row in rows] == [("Halls", "Yemi", 3)]
        assert told(problems) == [("rows_above", 2)]

    def test_a_row_for_each_person_makes_one_group(self):
        rows, problems = groups_pasted("Room,Name,Notes\nHalls,Llŷr,\nBaths,Colin,Colin\nhalls,Gareth,Yemi\n")
        assert not problems
        assert [(row.title, row.note_taker, row.members) for row in rows] == [
            ("Halls", "Yemi", ("Llŷr", "Gareth")),
            ("Baths", "Colin", ("Colin",)),
        ]

    def test_problems_by_row(self):
        rows, problems = groups_pasted(
            "Group,Note-taker,Topic\nHalls,Yemi,One\n,Bo,\nHalls,Zoë,Two\nBaths,Yemi,\n"
        )
        assert [row.title for row in rows] == ["Halls", "Baths"]
        assert told(problems) == [
            ("cell_missing", 3), ("group_differs", 4), ("group_differs", 4), ("in_two_groups", 5),
        ]  # fmt: skip
        assert (rows[0].note_taker, rows[0].topic) == ("Yemi", "One")
