"""The same words: spelling, marks and white space forgiven, nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sessions.wording import folded_words, same_words, starts_with_words

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = st.lists(st.text("abcñ'", min_size=1, max_size=6), min_size=1, max_size=8)

SAME = [
    ("We rang nobody back.", "we rang nobody back"),
    ("‘Nobody rang’, she said", '"Nobody rang", she said'),
    ("don’t", "don't"),
    ("one – two", "one — two"),
    ("caf\u00e9", "cafe\u0301"),
    ("two\u00a0hours\n later", "two hours later"),
    ("‘Tis late", "'tis late."),
    ("We rang […] nobody back", "We rang in June and nobody back"),
    ("[…] nobody back", "We rang nobody back."),
    ("We rang [...]", "We rang nobody back"),
    ("We […], nobody […] home", "We rang and, nobody was at home"),
    ("İzmir is far", "i\u0307zmir is far"),
]
OTHER = [
    ("We rang nobody back", "We rang nobody"),
    ("We rang nobody back!", "We rang nobody back"),
    ("We rang nobody back?", "We rang nobody back"),
    ("We rang …", "We rang"),
    ("We rang...", "We rang"),
    ("We Rang", "We rang"),
    ("We rang […] back", "We rang the feedback"),
    ("We […] ra […] back", "We did rang nobody back"),
    ("We rang […] rang nobody back", "We rang nobody back"),
    ("nobody […] back", "We rang nobody back"),
    ("[…]", "We rang nobody back"),
    ("We rang […] them", "We rang […] us"),
    ("", "We"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_same(a: str, b: str) -> None:
    assert same_words(a, b)
    assert same_words(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_other(a: str, b: str) -> None:
    assert not same_words(a, b)
    assert not same_words(b, a)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded_words(folded_words(text)) == folded_words(text)
    assert same_words(text, folded_words(text))


@given(texts, texts)
def test_neither_side_is_special(a: str, b: str) -> None:
    assert same_words(a, b) == same_words(b, a)


@given(words, st.integers(0, 8), st.integers(0, 8))
def test_words_left_out_are_skipped(whole: list[str], one: int, other: int) -> None:
    start, end = sorted((min(one, len(whole)), min(other, len(whole))))
    kept = [*whole[:start], "[…]", *whole[end:]]
    assume(len(kept) > 1)
    assert same_words(" ".join(kept), " ".join(whole))


@given(words, words)
def test_other_words_are_never_the_same(one: list[str], other: list[str]) -> None:
    assert same_words(" ".join(one), " ".join(other)) == (" ".join(one) == " ".join(other))


@given(words, words)
def test_every_beginning_begins(one: list[str], rest: list[str]) -> None:
    whole = " ".join([*one, *rest])
    assert starts_with_words(whole, " ".join(one))
    assert starts_with_words(whole, " ".join([*one, "[…]", rest[-1]]))
    assert starts_with_words(whole, whole + ".")


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        ("we rang", True),
        ("We rang.", True),
        ("We […] back", True),
        ("We ran", False),
        ("rang", False),
        ("", False),
        ("[…]", False),
        ("We rang nobody back at all", False),
        ("We […] never", False),
    ],
)
def test_beginnings(beginning: str, expected: bool) -> None:
    assert starts_with_words("We rang nobody back. They minded", beginning) is expected
