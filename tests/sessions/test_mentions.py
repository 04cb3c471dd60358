import pytest

from sessions.mentions import Mention, Names, texts_in

IVY = Names(["Ivy Quillfeather", "Quilly", "ivy@quill.example"], ["Quillfeather", "Ivy", "Quilly"])


@pytest.mark.parametrize(
    "text",
    [
        "Ivy Quillfeather",
        "then IVY QUILLFEATHER’s urn",
        "ivy-quillfeather.notes",
        "Ivy\u00a0Quíllfeather said",
        "Ivy Qui\u0301llfeather",
        "ask Quilly",
        "mail to Ivy@Quill.example, please",
    ],
)
def test_a_name_is_found_in_whole_words(text: str) -> None:
    assert IVY.mention(text) is Mention.SURE
    assert IVY.may_stand_in(text)


@pytest.mark.parametrize("text", ["Mr Quillfeather", "poison ivy", "a quilly mess", "“Ivy” alone"])
def test_a_surname_or_a_word_in_small_letters_is_perhaps_one(text: str) -> None:
    assert IVY.mention(text) is Mention.PERHAPS


@pytest.mark.parametrize("text", ["", "Ivy", "Quillfeathers", "privy", "XQuilly", "Zoë"])
def test_parts_of_words_are_none(text: str) -> None:
    assert Names(["Ivy Quillfeather", "Quilly"]).mention(text) is Mention.NONE


def test_only_the_letters_of_the_name_go() -> None:
    said = "Ivy Quillfeather, ivy qui\u0301llfeathe\u0301r\u0301’s and Quilly’s keys; quilly stays"
    hidden = "a participant, a participant’s and a participant’s keys; quilly stays"
    assert IVY.hidden(said, "a participant") == hidden
    assert IVY.hidden("nobody here", "x") == "nobody here"


def test_names_that_overlap_are_hidden_once() -> None:
    names = Names(["Ivy Quillfeather", "Quillfeather Smith", "Ivy"])
    assert names.hidden("Ivy Quillfeather Smith", "one person") == "one person"
    assert names.stretches("for Ivy Quillfeather") == ((4, 20),)


def test_letters_that_fold_to_two_keep_their_place() -> None:
    names = Names(["Ana Weiß"])
    assert names.hidden("Straße: ANA WEISS, ana weiß.", "x") == "Straße: x, x."


def test_a_name_needs_letters() -> None:
    names = Names(["", " ", "–", "Q"], ["–"])
    assert names.sure == ()
    assert names.perhaps == ()
    assert not names.may_stand_in("anything – Q")


def test_the_whole_of_a_text_is_a_name() -> None:
    assert IVY.is_called("Ivy  QUILLFEATHER")
    assert not IVY.is_called("Ivy Quillfeather and others")


def test_all_texts_of_a_value_are_read_runs_as_one() -> None:
    runs = [{"text": "Ivy ", "src": {"refs": ["n1"]}}, {"text": "Quillfeather"}]
    assert list(texts_in(runs)) == ["Ivy Quillfeather", "Ivy ", "n1", "Quillfeather"]
    assert list(texts_in({"a": ["b", 3, None], "c": {"d": "e"}, "f": []})) == ["b", "e"]
