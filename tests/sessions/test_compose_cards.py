"""Documents made of few records: a group's card, the table of aims, the list of those who took part."""

from dataclasses import replace
from typing import Any

from sessions.aims import Aim, Outcome
from sessions.breakouts import Seat
from sessions.compose import Draft, Reason
from sessions.compose_aims_table import aims_table
from sessions.compose_participants import participants_list
from sessions.compose_read_back import read_back_card
from sessions.document import BlockType, DocumentKind, Origin
from sessions.notes import NoteKind
from sessions.people import Attendance, Level
from tests.sessions.documents import EVERY, check_sources, rows, under
from tests.sessions.test_compose_material import OCCASION, SEATS, Notebook, texts, whole
from tests.sessions.wide_material import AIMS


def card(book: Notebook, **records: Any) -> Draft:
    return read_back_card(book.material(**records), EVERY, "north")


class TestCard:
    def test_it_holds_what_the_group_chose_in_its_order_with_the_time_it_takes(self) -> None:
        book = Notebook()
        last = book.keep("north", "Ring the bell twice", report_rank="b")
        first = book.quote("north", "Nobody rings twice.", by="cy", level=Level.NAMED, report_rank="a")
        book.keep("north", "Said and not chosen")
        book.keep("south", "Elsewhere", report_rank="a")
        made = card(book)
        assert made.document.kind is DocumentKind.READ_BACK
        assert (made.document.title, made.document.subtitle) == ("North bank", "Who keeps the boat?")
        assert under(made, "What we bring back") == [
            "‘Nobody rings twice.’ (Cyprian Oake, Otter Landing)",
            "Ring the bell twice.",
            "About 10 seconds to read out.",
        ]
        assert set(made.used) == {first, last}
        assert not made.unused
        (quoted,) = [run for block in made.blocks for run in block.body if run.src.origin is Origin.QUOTE]
        assert (quoted.text, quoted.src.words_op) == ("Nobody rings twice.", f"op-{first}")
        check_sources(made)

    def test_nobody_is_known_by_role_or_sector_beside_their_group(self) -> None:
        for level in (Level.ROLE, Level.SECTOR, Level.ANONYMOUS):
            book = Notebook()
            book.quote("north", "Nobody rings twice.", by="bo", level=level, report_rank="a")
            assert under(card(book), "What we bring back")[0] == "‘Nobody rings twice.’"

    def test_without_a_choice_it_is_the_first_key_messages(self) -> None:
        book = Notebook()
        for number in range(4):
            book.keep("north", f"Message {number}", NoteKind.KEY_MESSAGE)
        assert under(card(book), "What we bring back")[:-1] == ["Message 0.", "Message 1.", "Message 2."]

    def test_nothing_chosen_is_said(self) -> None:
        assert texts(card(Notebook())) == [
            "What we bring back", "Nothing has been chosen to bring back yet.",
        ]  # fmt: skip

    def test_questions_and_actions_stand_below(self) -> None:
        book = Notebook()
        book.keep("north", "Who mends the bell", NoteKind.QUESTION)
        book.keep("north", "Write to the quay", NoteKind.ACTION, owner="ada")
        made = card(book)
        assert under(made, "Questions we were left with") == ["Who mends the bell?"]
        assert rows(made, BlockType.ACTIONS)[1:] == [["Write to the quay", "Ada Quill", "No date yet"]]

    def test_what_cannot_be_read_out_has_a_reason(self) -> None:
        book = Notebook()
        gone = book.quote("north", "Not to be said.", level=Level.NONE, report_rank="a")
        gap = book.keep("north", "Something @@ here", NoteKind.QUESTION)
        assert card(book).unused == {gone: Reason.NOT_PERMITTED, gap: Reason.GAP}
        assert "Not to be said" not in whole(card(book))

    def test_long_ones_are_told_in_minutes(self) -> None:
        book = Notebook()
        book.keep("north", "word " * 300, report_rank="a")
        assert "About 3 minutes to read out." in texts(card(book))


class TestAims:
    def test_open_ones_are_last_and_the_counts_add_up(self) -> None:
        more = (
            Aim("a4", "net", "own a dog", outcome=Outcome.DROPPED, said_in="a letter", rank="4"),
            Aim("a5", "net", "row at night", outcome=Outcome.PARTLY, became="twice", rank="5"),
        )
        made = aims_table(Notebook().material(aims=(*AIMS, *more)), EVERY)
        assert made.document.title == "What became of it"
        assert (
            texts(made)[0]
            == "Of five aims, one was met, one was met in part, one was dropped and two are still open."
        )
        assert rows(made) == [
            ["What we said", "Where and when", "By when", "What became of it"],
            ["Paint every landing.", "the last crossing, 4 February 2026", "Not said", "Done. All nine are green."],
            ["Row at night.", "Not said", "Not said", "Done in part. Twice."],
            ["Own a dog.", "a letter", "Not said", "Dropped."],
            ["Find a second bell. On what it depends: money for brass.", "the last crossing, 4 February 2026",
             "Spring", "Still open."],
            ["Teach forty people to row.", "Winter crossing", "June", "Still open."],
        ]  # fmt: skip
        check_sources(made)

    def test_no_aims_are_said_to_be_none(self) -> None:
        assert texts(aims_table(Notebook().material(), EVERY)) == ["No aim has been written down yet."]
        overtaken = replace(AIMS[0], outcome=Outcome.OVERTAKEN, said_in="")
        made = aims_table(Notebook().material(aims=(overtaken,)), EVERY)
        assert rows(made)[1][1:] == [
            "4 February 2026", "Not said", "Overtaken by events. All nine are green.",
        ]  # fmt: skip


class TestParticipants:
    def test_it_lists_people_as_they_agree_and_counts_all_of_them(self) -> None:
        made = participants_list(Notebook().material(), EVERY)
        assert made.document.title == "Who took part"
        assert (
            texts(made)[0]
            == "Of the six people who took part, five are listed here. One preferred not to be."
        )
        assert "Fay Holm" not in whole(made)
        assert rows(made)[1:] == [["The day", "Wednesday 3 February 2027", "6", "0"]]
        check_sources(made)

    def test_who_was_there_twice_is_counted_once_and_strangers_are_counted(self) -> None:
        dinner = replace(OCCASION, id="eve", title="The dinner", rank="0")
        there = (
            Attendance("a1", "day", "ada"), Attendance("a2", "eve", "ada", is_first_time=True),
            Attendance("a3", "eve", "bo", is_first_time=True),
        )  # fmt: skip
        strangers = tuple(Seat(f"x-{group}", group, "A stranger") for group in ("north", "south"))
        made = participants_list(
            Notebook().material(occasions=(OCCASION, dinner), attendances=there, seats=(*SEATS, *strangers)),
            EVERY,
        )
        counted = [(row[0], row[2], row[3]) for row in rows(made)[1:]]
        # Everybody of the register has a seat; those who are known and did not come are not strangers.
        assert counted == [("The dinner", "2", "2"), ("The day", "2", "0"), ("All together", "3", "2")]
        assert texts(made)[-1].startswith("Whoever was there more than once")

    def test_nobody_yet(self) -> None:
        made = participants_list(Notebook().material(attendances=(), seats=()), EVERY)
        assert texts(made) == ["Nobody is known to have taken part yet."]
