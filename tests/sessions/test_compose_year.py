"""An annual report: every gathering of the year, numbers that add up, nothing that may not be quoted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sessions.aims import Aim, Outcome
from sessions.breakouts import Seat
from sessions.compose import Draft, Material, compose
from sessions.compose_year import Library, Told, annual_report
from sessions.document import Block, BlockType, ChartForm, DocumentKind, Origin, Run, Source
from sessions.figures import Figure
from sessions.gathering import Gathering
from sessions.notes import NoteKind
from sessions.people import Attendance, Level, Listing
from sessions.polls import Option, Poll, Result
from sessions.series import Series
from sessions.years import Year, year_from
from tests.sessions.documents import EVERY, check_sources, rows, under
from tests.sessions.test_compose_material import (
    GATHERING,
    GROUPS,
    OCCASION,
    PEOPLE,
    SEATS,
    SESSION,
    Notebook,
    texts,
    whole,
)
from tests.sessions.wide_material import AIMS, SURVEY, TEXTS

YEAR = year_from("2027")
SERIES = Series("annual", "net", "annual", "The winter crossing")
OPTIONS = (Option("yes", "Yes"), Option("no", "No"))
POLL = Poll("now", "g", "s1", "row", "Do you row?", date(2027, 2, 3), OPTIONS, Result((6, 3)), "then")
THEN = replace(
    POLL, id="then", session="", taken=date(2026, 2, 3), result=Result((4, 4)), repeats="", key="then"
)


def report(*told: Told, year: Year = YEAR, **home: Any) -> Draft:
    library = Library(Notebook().material(standing_texts=TEXTS, **home), told)
    return annual_report(library, EVERY, year)


def noted(book: Notebook, **records: Any) -> Material:
    return book.material(**records)


def elsewhere(name: str, day: date, **fields: Any) -> Material:
    """Return a small gathering of two people on a day."""
    occasion = replace(OCCASION, id=f"{name}-day", gathering=name, date=day, place="")
    return Notebook().material(
        gathering=Gathering(name, "net", name.title(), **fields), occasions=(occasion,), sessions=(), parts=(),
        groups=(), seats=(), attendances=tuple(Attendance(f"{name}-{at}", occasion.id, PEOPLE[at].id) for at in (0, 1)),
    )  # fmt: skip


@pytest.fixture
def book() -> Notebook:
    made = Notebook()
    made.keep("north", "Keep the boat dry", NoteKind.KEY_MESSAGE)
    made.quote("south", "I row alone.", by="bo", is_worth_quoting=True)
    made.quote("isle", "Nobody asked us.", is_worth_quoting=True, level=Level.NONE)
    return made


class TestTheYear:
    def test_it_holds_the_gatherings_that_begin_in_it_by_series_with_how_many_came(
        self, book: Notebook
    ) -> None:
        winter = noted(book, gathering=replace(GATHERING, series="annual"))
        told = [winter, elsewhere("ice", date(2027, 1, 1)), elsewhere("later", date(2028, 1, 1)),
                elsewhere("thaw", date(2027, 12, 31), series="unknown")]  # fmt: skip
        unused = replace(SERIES, id="cell", title="A cell")
        made = report(*map(Told, told), series=(SERIES, unused))
        assert made.document.kind is DocumentKind.ANNUAL_REPORT
        assert (made.document.title, made.document.dateline) == (
            "Ferrymen in 2027", "1 January 2027 to 31 December 2027",
        )  # fmt: skip
        assert rows(made, place=0)[1:] == [["3 February 2027", "Winter crossing", "Who rows?", "6"]]
        assert rows(made, place=1)[1:] == [
            ["1 January 2027", "Ice", "", "2"],
            ["31 December 2027", "Thaw", "", "2"],
        ]
        heads = texts(made, BlockType.HEADING)
        assert {"The winter crossing", "Other gatherings"} <= set(heads)
        assert "A cell" not in heads
        check_sources(made)

    def test_people_are_counted_once_however_often_they_came_and_nobody_is_listed(
        self, book: Notebook
    ) -> None:
        stranger = Seat("x", "north", "A stranger")
        figure = Figure("f1", "net", "boats", "boats", 14, date(2027, 6, 1))
        old = replace(figure, id="f0", key="rafts", label="rafts", on=date(2026, 6, 1))
        made = report(
            Told(noted(book, seats=(*SEATS, stranger))), Told(elsewhere("ice", date(2027, 1, 1))),
            figures=(figure, old),
        )  # fmt: skip
        top = next(block for block in made.blocks if block.type is BlockType.FIGURES)
        found = [(block.label, block.text) for block in made.blocks if block.parent == top.id]
        assert found == [
            ("2", "gatherings in the year."),
            ("7", "people who came to at least one of them."),
            ("3", "small groups that met in them."),
            ("3", "lines of notes taken, by hand."),
            ("14", "boats on 1 June 2027."),
        ]
        assert BlockType.PEOPLE not in {block.type for block in made.blocks}

    def test_one_of_each_is_said_of_one(self) -> None:
        lone = Notebook()
        lone.keep("north", "One line")
        material = noted(lone, attendances=(Attendance("a", "day", "ada"),), groups=GROUPS[2:3], seats=())
        made = report(Told(material))
        assert under(made, "The year in figures") == [
            "gathering in the year.", "person who came.", "small group that met.", "line of notes taken, by hand.",
        ]  # fmt: skip

    def test_year_in_which_nothing_met_says_so(self) -> None:
        made = report()
        assert under(made, "What met, and when") == ["Nothing met in this year."]
        assert "The year in figures" not in texts(made)
        assert texts(made, BlockType.ACKNOWLEDGEMENTS) == [
            "And thank you to everybody who came, said something, and stayed to put the chairs away."
        ]

    def test_another_year_is_another_document(self) -> None:
        other = report(year=year_from("2026-09"))
        assert other.document.title == "Ferrymen in 2026/27"
        assert other.document.id != report().document.id


class TestPieces:
    def test_without_a_write_up_it_is_from_the_notes(self, book: Notebook) -> None:
        made = report(Told(noted(book)))
        assert under(made, "Winter crossing") == [
            "3 February 2027, Online. Six took part.",
            "Key messages",
            "Keep the boat dry.",
            "In people’s own words:",
            "‘I row alone.’",
        ]
        assert "Nobody asked us" not in whole(made)

    def test_every_session_has_its_turn(self) -> None:
        book = Notebook()
        for at in range(7):
            book.keep("north", f"First {at}", NoteKind.KEY_MESSAGE)
        book.keep("late", "Second", NoteKind.KEY_MESSAGE)
        later = replace(SESSION, id="s2", rank="2")
        group = replace(GROUPS[2], id="late", session="s2")
        made = report(Told(noted(book, sessions=(SESSION, later), groups=(*GROUPS, group))))
        assert under(made, "Winter crossing")[2:] == [
            "First 0.", "Second.", "First 1.", "First 2.", "First 3.", "First 4.",
        ]  # fmt: skip

    def test_gathering_over_two_days_has_both_and_all_places(self, book: Notebook) -> None:
        second = replace(
            OCCASION, id="eve", title="The dinner", date=date(2027, 2, 4), place="The loft", rank="2"
        )
        both = noted(book, occasions=(OCCASION, second), attendances=())
        made = report(Told(replace(both, seats=())))
        assert under(made, "Winter crossing")[0] == "3 February 2027 to 4 February 2027, Online and The loft."
        alone = noted(book, occasions=(replace(OCCASION, place=""),), attendances=(), seats=())
        assert under(report(Told(alone)), "Winter crossing")[0] == "3 February 2027."
        silent = report(Told(elsewhere("ice", date(2027, 1, 1))))
        assert "What was said" not in texts(silent)

    def test_from_a_write_up_it_takes_what_still_may_stand(self, book: Notebook) -> None:
        material = noted(book)
        blocks = compose(material, EVERY).blocks
        made = report(Told(material, blocks))
        assert under(made, "Winter crossing")[1:] == [
            "Key messages", "Keep the boat dry.", "In people’s own words:", "‘I row alone.’",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "changed",
        [
            {"notes": ()},
            {"levels": {"n002": Level.NONE}},
        ],
    )
    def test_words_that_may_not_stand_any_more_do_not(self, book: Notebook, changed: dict[str, Any]) -> None:
        blocks = compose(noted(book), EVERY).blocks
        made = report(Told(noted(book, **changed), blocks))
        assert "I row alone" not in whole(made)

    def test_words_that_were_put_right_since_are_the_new_ones(self, book: Notebook) -> None:
        blocks = compose(noted(book), EVERY).blocks
        made = report(Told(noted(book, words_ops={"n002": "another"}), blocks))
        quoted = [run for block in made.blocks for run in block.body if run.src.origin is Origin.QUOTE]
        assert [run.src.words_op for run in quoted] == ["another"]

    def test_who_may_not_be_named_any_more_is_not(self, book: Notebook) -> None:
        book.levels["n002"] = Level.NAMED
        blocks = compose(noted(book), EVERY).blocks
        assert "Bo Marsh, Reed Quay" in whole(report(Told(noted(book), blocks)))
        later = noted(book, levels={"n002": Level.ANONYMOUS})
        made = report(Told(later, blocks))
        # The write-up's is left out; the notes' own words are told without the name.
        assert under(made, "Winter crossing")[-1] == "‘I row alone.’"

    def test_what_rests_on_no_note_is_no_voice_and_what_is_a_persons_own_words_may_stand(
        self, book: Notebook
    ) -> None:
        def block(name: str, kind: BlockType, runs: tuple[Run, ...] = (), parent: str = "") -> Block:
            return Block(name, "w", kind, parent, name, runs)

        own = Run("We said it ourselves.", Source(Origin.OWN))
        loose = Run("Resting on nothing", Source(Origin.NOTES))
        cited = Run("Cited.", Source(Origin.CITED, ("c",)))
        blocks = (
            block("1", BlockType.KEY_MESSAGES), block("2", BlockType.ITEM, (own,), "1"),
            block("3", BlockType.ITEM, (loose,), "1"), block("4", BlockType.ITEM, (), "1"),
            block("5", BlockType.PULL_QUOTE, (cited,)),
        )  # fmt: skip
        made = report(Told(noted(book), blocks))
        assert under(made, "Winter crossing")[2:4] == ["We said it ourselves.", "In people’s own words:"]
        assert "Resting" not in whole(made)
        assert "Cited" not in whole(made)


class TestTheRest:
    def test_question_put_before_is_drawn_through_the_years_and_told_once(self) -> None:
        again = replace(
            POLL, id="again", key="again", taken=date(2027, 9, 1), repeats="now", result=Result((9, 1))
        )
        first, second = noted(Notebook(), polls=(POLL, THEN)), elsewhere("ice", date(2027, 9, 1))
        survey = replace(SURVEY, id="asked", gathering="ice")
        later = replace(again, gathering="ice", session="", survey="asked")
        made = report(Told(first), Told(replace(second, polls=(later, POLL, THEN), surveys=(survey,))))
        (poll,) = [block for block in made.blocks if block.type is BlockType.POLL]
        assert (poll.about, poll.form) == ("again", ChartForm.YEARS)
        assert "Asked again" not in texts(report(Told(noted(Notebook(), polls=(replace(POLL, repeats=""),)))))

    def test_aims_are_those_of_two_years_and_whatever_is_open(self) -> None:
        old = Aim("a8", "net", "buy a bell", said_on=date(2020, 1, 1), rank="8")
        done = replace(old, id="a9", words="sell a bell", outcome=Outcome.DONE, rank="9")
        to_come = replace(AIMS[0], id="a7", words="row in summer", said_on=date(2028, 1, 1))
        made = report(aims=(*AIMS, old, done, to_come))
        assert [row[0] for row in rows(made)[1:]] == [
            "Paint every landing.",
            "Find a second bell. On what it depends: money for brass.",
            "Teach forty people to row.",
            "Buy a bell.",
        ]

    def test_thanks_name_those_who_agree_to_be_listed(self) -> None:
        group = replace(GROUPS[4], note_taker="nobody")
        made = report(Told(noted(Notebook(), groups=(*GROUPS[:4], group))))
        (thanks,) = [block for block in made.blocks if block.type is BlockType.ACKNOWLEDGEMENTS]
        assert thanks.label == "With thanks"
        assert thanks.text.startswith(
            "Sessions were led by Bo Marsh. Notes were taken by Eve Tarn. One did so who prefers not to be listed."
        )
        shy = tuple(replace(one, listed_as=Listing.NOT_LISTED) for one in PEOPLE)
        led = replace(SESSION, led_by=("bo", "cy", "gone"))
        words = texts(
            report(Told(noted(Notebook(), people=shy, sessions=(led,), groups=()))),
            BlockType.ACKNOWLEDGEMENTS,
        )[0]
        assert words.startswith("Two did so who prefer not to be listed.")

    def test_it_ends_with_what_the_network_says_of_itself(self) -> None:
        made = report()
        assert texts(made, BlockType.HEADING)[:2] == ["What we hope for", "How we work"]
        assert texts(made)[-1] == "Ada Quill\nConvenor, Ferrymen"
