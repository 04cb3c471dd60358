"""What the page of notes does, on the command line: seats put right, places opened, lines put back on the record."""

import pytest

from facilitator.commands import options
from tests.facilitator.terminal import run

SECRET = "the urn is not insured -x\n"


@pytest.fixture
def stranger(sample):
    run("keep", "halls", typed="+Odd Rey: the gate sticks\n").succeeded()


class TestChangingASeat:
    def test_a_stranger_gets_another_name_and_speaks_under_it(self, stranger):
        ran = run("change-seat", "halls", "Odd Rey", "--name", "Odd Reyes-Ito").succeeded()
        assert ran.out == "Odd Reyes-Ito, or ori before a colon.\n"
        assert "Odd Reyes-Ito: the gate sticks" in run("copy", "halls").succeeded().out
        run("undo").succeeded()
        assert "Odd Rey: the gate sticks" in run("copy", "halls").succeeded().out

    def test_initials_are_given_and_shared_ones_are_said(self, stranger):
        assert ", or zz before" in run("change-seat", "halls", "or", "--initials", "zz").succeeded().out
        ran = run("change-seat", "halls", "zz", "--name", "Zeb Fry").succeeded()
        assert "full names count" in ran.err

    def test_who_is_not_to_be_named_is_not_and_may_be_again(self, stranger):
        run("change-seat", "halls", "Odd Rey", "--not-to-be-named").succeeded()
        assert "Odd Rey" not in run("copy", "halls").succeeded().out
        run("change-seat", "halls", "Odd Rey", "--may-be-named").succeeded()
        assert "Odd Rey: the gate sticks" in run("copy", "halls").succeeded().out

    def test_who_was_not_here_goes_and_who_has_spoken_does_not(self, stranger):
        assert "Notes here are said by" in run("change-seat", "halls", "or", "--remove").failed(1).err
        run("keep", "halls", typed="+Cy Moss\n").succeeded()
        run("change-seat", "halls", "Cy Moss", "--remove").succeeded()
        ran = run("change-seat", "halls", "Cy Moss", "--remove").failed(options.EXIT_REFUSED)
        assert "called ‘Cy Moss’" in ran.err

    @pytest.mark.parametrize("wanted", [(), ("--remove", "--name", "Odd")])
    def test_it_is_said_what_is_to_change(self, stranger, wanted):
        ran = run("change-seat", "halls", "or", *wanted).failed(options.EXIT_USAGE)
        assert "--remove and nothing else" in ran.err


class TestOpeningAGroup:
    def test_the_wall_is_made_once_and_takes_notes(self, sample):
        ran = run("open-group", "autumn", "keys", "break-wall").succeeded()
        assert ran.out == "Made: The wall.\nKeep notes with ‘facilitator keep break-wall’.\n"
        again = run("open-group", "autumn", "keys", "break-wall").succeeded()
        assert again.out.startswith("There already: The wall.")
        run("keep", "break-wall", typed="Biscuits!\n").succeeded()
        assert "Biscuits!" in run("copy", "break-wall").succeeded().out

    def test_one_that_is_there_is_named(self, sample):
        ran = run("open-group", "autumn", "keys", "plenary").succeeded()
        assert "There already" in ran.out

    def test_undo_takes_it_back(self, sample):
        run("open-group", "autumn", "keys", "break-wall").succeeded()
        run("undo").succeeded()
        assert "break-wall" in run("keep", "break-wall", typed="").failed(1).err

    def test_groups_are_planned_and_sessions_named(self, sample):
        assert "plenary" in run("open-group", "autumn", "keys", "survey").failed(options.EXIT_USAGE).err
        assert "keys" in run("open-group", "autumn", "nowhere", "chat").failed(options.EXIT_REFUSED).err


class TestBackOnTheRecord:
    def test_what_is_off_is_listed_without_a_word_of_it(self, sample):
        assert "nothing off the record" in without_any().out
        run("keep", "halls", typed=SECRET).succeeded()
        ran = run("on-the-record").succeeded()
        assert "halls" in ran.out
        assert "urn" not in ran.out

    def test_a_line_is_put_back_by_its_words_and_by_its_id(self, sample):
        run("keep", "halls", typed=SECRET).succeeded()
        assert "the urn" not in run("copy", "halls").succeeded().out
        ran = run("on-the-record", "the urn is").succeeded()
        assert "On the record again" in ran.out
        assert "the urn" not in ran.out
        assert "the urn is not insured" in run("copy", "halls").succeeded().out
        run("off-the-record", "the urn is").succeeded()
        (line,) = [line for line in run("on-the-record").succeeded().out.splitlines() if "halls" in line][-1:]
        run("on-the-record", line.split()[-1]).succeeded()
        assert "the urn is not insured" in run("copy", "halls").succeeded().out

    def test_what_is_not_off_and_what_may_be_several_is_refused(self, sample):
        ran = run("on-the-record", "the urn").failed(options.EXIT_REFUSED)
        assert "Nothing that you keep off the record" in ran.err
        run("keep", "halls", typed=SECRET + "the urn leaks -x\n").succeeded()
        assert "2 notes begin" in run("on-the-record", "the urn").failed(options.EXIT_REFUSED).err


def without_any():
    """Put back all that the sample keeps off the record, and list what is left."""
    for line in run("on-the-record").succeeded().out.splitlines():
        run("on-the-record", line.split()[-1]).succeeded()
    return run("on-the-record").succeeded()
