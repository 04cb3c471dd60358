"""What holds for every line anybody could type."""

import os
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sessions.breakouts import Seat
from sessions.capture import Blank, Kept, Roster, gaps, mend, parse_line, plain_line, print_line
from sessions.network import Strand

PEOPLE = (
    "Olga Prentis", "Gus Zandvliet", "Mai Ho", "Zoë Hartnell", "Emrys Doku", "Olga Whitfield", "Meg", "Tess van Dijk",
)  # fmt: skip
ROSTER = Roster(
    seats=tuple(Seat(f"seat{n}", "g", name, "mb" if name == "Meg" else "") for n, name in enumerate(PEOPLE)),
    strands=(
        Strand("ks", "n", "KS", "Kitchens and sheds"),
        Strand("bh", "n", "BH", "Borrowed hours"),
        Strand("wd", "n", "WD", "Walking distance"),
        Strand("odd", "n", "K S", "Where we walk 2030"),
    ),
    also_known_as={"seat4": ("Em",)},
)
MARK_PIECES = (
    "!", "?", ">", "*", "=", "/", "#", "@", "+", "\\", ":", "...", "…", "e.g.", "eg ", "-x", "@@", '"', "“", "”", "‘",
    "’", "'", ".", ",", "(", ")", " ", "  ", "\n", "\t", "s/", "by ", "?: ", "#KS", "#kit", "#1", "#where", "@gus",
    "@mai", "@olga", "@nobody", "@olga-prentis", "Gus:", "olga:", "mt:", "tvd: ", "Meg: ", "+Ana", "+Ana Brik", "+Gus",
    "+Ana: ", "by Friday", "by 3 Nov", "by 31 Feb", "words", "Go on", "don't", "members’", "5", "’90s", "é", "x", "he",
)  # fmt: skip
PIECE = st.sampled_from(MARK_PIECES)
MARKED = st.lists(st.one_of(PIECE, PIECE, st.just(" ")), max_size=14).map("".join)
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
ANY_NAME = st.text(st.sampled_from("aAbé ’'.-:@#\\\"!?İß(\u0301"), max_size=8)

PLAIN_START = st.sampled_from(
    [
        "We",
        "Nobody",
        "Lastly – spell it out:",
        "It",
        "(Later)",
        "Cold ovens",
        "Áine",
        "7 people",
        "‘Trust’ and",
    ]
)
PLAIN_WORD = st.sampled_from(
    [
        "we", "baked", "people", "don't", "it’s", "members'", "carers’", "'90s", "’twas", "rock ’n’ roll", "(quietly)",
        "twenty-two", "–", "—", "kneading", "10:30", "C++", "a + b", "‘trust’", "'hope'", "R&D", "50%", "£5,000",
        "and/or", "x-x", "well;", "first,", "so…", "A.", "[sic]", "meg@example.org", "3:1", "http://example.org/a?b=c",
        "Zoë", "mañana", "\u05e9\u05dc\u05d5\u05dd", "🙂", "s/he", "5", "and:", "Lastly", "ratio", "+44", "-",
    ]
)  # fmt: skip
EXAMPLES = int(os.environ.get("CAPTURE_EXAMPLES", "2000"))
thoroughly = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_marks(text: str, line: Kept) -> None:
    edge = 0
    for mark in line.marks:
        assert edge <= mark.start < mark.end <= len(text), (text, line.marks)
        edge = mark.end


def check_line(text: str, roster: Roster = ROSTER) -> None:
    line = parse_line(text, roster)
    if not isinstance(line, Kept):
        return
    check_marks(text, line)
    assert all(0 <= span.start < span.end <= len(line.words) for span in line.spans)
    assert line.words or line.added
    assert parse_line(print_line(line, roster), roster) == line


@settings(parent=thoroughly)
@given(MARKED)
@example("\\#KS @gus")
@example("#KS \\@gus")
@example(">by Friday by 3 Nov")
@example("#KS s/a/b")
@example("*#KS *")
def test_a_line_full_of_marks_prints_as_a_line_that_means_the_same(text: str) -> None:
    check_line(text)


@settings(parent=thoroughly)
@given(ANYTHING)
def test_no_text_raises_and_every_line_can_be_printed(text: str) -> None:
    check_line(text)
    plain_line(text)
    gaps(text)
    mend([text], "a", text)


@settings(parent=thoroughly, max_examples=EXAMPLES // 5)
@given(
    st.lists(st.tuples(ANY_NAME, ANY_NAME), max_size=4),
    st.lists(st.tuples(ANY_NAME, ANY_NAME), max_size=3),
    MARKED,
    st.sampled_from(["", "{}: ", "@{} ", "#{} ", "{}:"]),
    st.integers(0, 6),
)
def test_whatever_people_and_strands_are_called(people, strands, text, prefix, which) -> None:
    roster = Roster(
        tuple(Seat(f"s{n}", "g", name, short) for n, (name, short) in enumerate(people)),
        tuple(Strand(f"t{n}", "n", code, title) for n, (code, title) in enumerate(strands)),
    )
    names = [name for pair in (*people, *strands) for name in pair] or ["a"]
    check_line(prefix.format(names[which % len(names)]) + text, roster)


@settings(parent=thoroughly)
@given(PLAIN_START, st.lists(PLAIN_WORD, max_size=14))
def test_plain_prose_keeps_every_character(start: str, words: list[str]) -> None:
    text = " ".join([start, *words])
    line = parse_line(text, ROSTER)
    assert isinstance(line, Kept)
    assert line == Kept(text)


@settings(parent=thoroughly, max_examples=EXAMPLES // 5)
@given(st.text(st.characters(categories=["Zs", "Cc"]), max_size=5))
def test_what_is_only_white_space_is_blank_or_kept(text: str) -> None:
    assert isinstance(parse_line(text, ROSTER), Blank) == (not text.strip())


@settings(parent=thoroughly, max_examples=EXAMPLES // 5)
@given(MARKED)
def test_a_pasted_line_loses_only_what_stands_before_its_words(text: str) -> None:
    plain = plain_line(text)
    assert text.strip().endswith(plain)
    assert len(plain) == len(plain.strip())


TIRING = (
    *MARK_PIECES,
    "\\#KS ",
    " #KS",
    " @gus",
    " +Ana",
    " -x",
    "‘a ",
    "“a ",
    "' 's ",
    '"@@" ',
    "'a b' ",
    " by May",
    "🙂",
)


def seconds_to_read(piece: str, length: int) -> float:
    """Read one mark over and over: alone, after words, before words, in an action, in nested quotation marks."""
    many = piece * (length // len(piece))
    nested = "“" * (length // 2) + many + "”" * (length // 2)
    begun = time.perf_counter()
    for text in (many, "words " + many, many + " words", ">" + many, nested):
        assert parse_line(text, ROSTER) is not None
        plain_line(text)
    return time.perf_counter() - begun


# What took time by the square would take minutes for a megabyte, and many seconds for a twentieth of it.
@pytest.mark.parametrize("piece", TIRING)
def test_a_long_line_of_any_mark_is_read_in_time(piece: str) -> None:
    assert seconds_to_read(piece, 50_000) < 8


@pytest.mark.long
@pytest.mark.parametrize("piece", TIRING)
def test_a_megabyte_of_any_mark_is_read_in_time(piece: str) -> None:
    assert seconds_to_read(piece, 1_000_000) < 100
