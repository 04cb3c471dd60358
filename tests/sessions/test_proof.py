"""What a second pair of eyes stops at, and what it lets pass."""

import pytest

from sessions.proof import Doubt, Doubted, doubts

NAMES = ("Wanda Okafor", "Małgorzata Zielińska", "Ivo Brandt", "Iva Brandt", "Joan de Treloar")
CAPTURED = ("We rang them four times before anybody answered the door.", "")


def kinds(*paragraphs: str) -> list[Doubt]:
    return [one.doubt for one in doubts(paragraphs, NAMES, CAPTURED)]


def test_a_clean_text_has_no_doubts() -> None:
    text = (
        "Wanda Okafor spoke first, and Wanda Okafor’s hall has a ramp now.",
        "She said: “We rang them four times before anybody answered the door.” It is called a “soft opening”.",
        "Of those asked, 62% said yes, 28% said no and 10.4% did not know; 5 of 9 groups agreed.",
        "They had had enough. That was so so good.",
        "We rang. We rang.",
    )
    assert doubts(text, NAMES, CAPTURED) == ()


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        ("Then Wanda Okofor spoke.", "Wanda Okofor", "Wanda Okafor"),
        ("Malgorzata Zielińska's kitchen", "Malgorzata Zielińska's", "Małgorzata Zielińska"),
        ("Thanks to Joan de Treloer.", "Joan de Treloer", "Joan de Treloar"),
    ],
)
def test_names_nearly_those_of_the_register(text: str, said: str, meant: str) -> None:
    assert doubts([text], NAMES) == (Doubted(Doubt.NAME, 1, said, meant),)


def test_a_name_is_told_once_and_never_guessed_between_two() -> None:
    twice = "Wanda Okofor came; later Wanda Okofor left."
    assert kinds(twice) == [Doubt.NAME]
    assert kinds("Ivu Brandt came.") == []
    assert kinds("Wendy Ogilvie came with Peter Pan.") == []


def test_marks_that_are_no_pair_and_two_kinds_of_them() -> None:
    assert kinds("She said “we are open.") == [Doubt.OPEN_MARKS]
    assert kinds('A "quiet room', "and more") == [Doubt.OPEN_MARKS]
    found = doubts(["a “quiet room”", "a “warm room”", 'a "cold room"'])
    assert found == (Doubted(Doubt.MIXED_MARKS, 3, 'a "cold room"'),)


def test_quotations_are_held_against_what_was_captured() -> None:
    changed = "“We phoned them four times before anybody answered the door.”"
    (found,) = doubts([changed], captured=CAPTURED)
    assert (found.doubt, found.instead) == (Doubt.WORDS_DIFFER, CAPTURED[0])
    assert kinds("“Nobody ever asked us what we wanted.”") == [Doubt.WORDS_UNKNOWN]
    assert [one.doubt for one in doubts(["“Nobody ever asked us what we wanted.”"])] == [Doubt.WORDS_UNKNOWN]
    assert kinds("“We rang them […] before anybody answered the door.”") == []


def test_figures_that_cannot_be() -> None:
    (found,) = doubts(["Yes 62%, no 28 per cent, perhaps 14%."])
    assert (found.doubt, found.words, found.instead) == (Doubt.SUM, "62% + 28 per cent + 14%", "104 %")
    assert kinds("12 out of 9 groups said so.") == [Doubt.SHARE]
    assert kinds("Up 20%, 30% and 5%.") == []


def test_what_stands_twice() -> None:
    assert kinds("It is the the hall.") == [Doubt.WORD_TWICE]
    sentence = "The hall on the corner is open every day but Tuesday."
    found = doubts([sentence, "Something else.", f"And again. {sentence}"])
    assert [(one.doubt, one.paragraph, one.instead) for one in found] == [(Doubt.PASSAGE_TWICE, 3, "1")]
