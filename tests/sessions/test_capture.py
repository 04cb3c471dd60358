"""What typed lines mean: the table of docs/capture-grammar.md and its doubtful cases, row by row."""

from dataclasses import replace
from typing import Any

import pytest

from sessions.breakouts import Seat
from sessions.capture import (
    Blank,
    Help,
    Kept,
    Mark,
    Meaning,
    Mend,
    Mended,
    Roster,
    gaps,
    kept_note,
    mend,
    parse_line,
    plain_line,
    print_line,
    spoken_after,
)
from sessions.due_dates import is_due
from sessions.network import Strand
from sessions.notes import Note, NoteKind, Span

ROSTER = Roster(
    seats=(
        Seat("olga", "g", "Olga Prentis"),
        Seat("gus", "g", "Gus Zandvliet"),
        Seat("mai", "g", "Mai Ho"),
        Seat("zoe", "g", "Zoë Hartnell"),
        Seat("meg", "g", "Meg Tanner"),
        Seat("tess", "g", "Tess van Dijk"),
        Seat("ann1", "g", "Ann Ferris"),
        Seat("ann2", "g", "Ann Fowler"),
        Seat("noel", "g", "Dr Noel O’Hara", initials="NH"),
    ),
    strands=(
        Strand("ks", "n", "KS", "Kitchens and sheds"),
        Strand("bh", "n", "BH", "Borrowed hours"),
        Strand("wd", "n", "WD", "Walking distance"),
    ),
    also_known_as={"mai": ("Maisie",)},
)
KEY, QUESTION, ACTION = NoteKind.KEY_MESSAGE, NoteKind.QUESTION, NoteKind.ACTION
DECISION, DISAGREEMENT, EXAMPLE = NoteKind.DECISION, NoteKind.DISAGREEMENT, NoteKind.EXAMPLE
TEXT: dict[str, Any] = {}


def said(words: str, seat: str, **more: Any) -> dict[str, Any]:
    return {"words": words, "said_by": seat, **more}


def quote(words: str, **more: Any) -> dict[str, Any]:
    return {"words": words, "kind": NoteKind.QUOTE, "verbatim": (words,), **more}


def exact(*verbatim: str, **more: Any) -> dict[str, Any]:
    return {"verbatim": verbatim, **more}


def kind(which: NoteKind, words: str, **more: Any) -> dict[str, Any]:
    return {"kind": which, "words": words, **more}


# Typed, and what differs from a point of the same words. An empty expectation: plain text, character by character.
ROWS: list[tuple[str, dict[str, Any]]] = [
    # plain words
    ("Hunger keeps its coat on", TEXT),
    ("  blanks at both ends go \n", {"words": "blanks at both ends go"}),
    ("Two lines\nare one note", TEXT),
    ("Who sharpens the shears in spring?", TEXT),
    ("Lastly – spell it out: say so at once", TEXT),
    ("Note: the door was locked", TEXT),
    ("https://example.org/a?b=c", TEXT),
    ("10:30 tea", TEXT),
    ("Ratio 3:1 in favour", TEXT),
    ("C++ and R&D and a + b", TEXT),
    ("Dial +44 20 7946 0000", TEXT),
    ("Write to meg@example.org today", TEXT),
    ("meg@example.org", TEXT),
    ("Ask @meg.example.org for it", TEXT),
    ("Ask @gus@example.social for it", TEXT),
    # quotations
    ('"Soup comes before forms"', quote("Soup comes before forms")),
    ("“Soup comes before forms”", quote("Soup comes before forms")),
    ("‘Soup comes before forms’", quote("Soup comes before forms")),
    ("'Soup comes before forms'", quote("Soup comes before forms")),
    ("“Soup comes before forms”.", quote("Soup comes before forms")),
    ("“Soup comes before forms”!", exact("Soup comes before forms")),
    ("'Never'", quote("Never")),
    ("‘Never’", quote("Never")),
    ('" Soup before forms "', quote("Soup before forms")),
    ('"Nobody is late for pie" @mai #kitchens', quote("Nobody is late for pie", said_by="mai", strands=("ks",))),
    ('Meg: "Soup before forms"', quote("Soup before forms", said_by="meg")),
    ('*"Soup before forms"', quote("Soup before forms", is_worth_quoting=True)),
    ('"Soup before forms" -x', quote("Soup before forms", is_off_record=True)),
    ('!"Soup before forms"', kind(KEY, '"Soup before forms"', verbatim=("Soup before forms",))),
    ('She said "soup before forms" and left', exact("soup before forms")),
    ("She said “soup before forms” and ‘names after’", exact("soup before forms", "names after")),
    ('The "ask" was plain', exact("ask")),
    ("The ‘ask’ was plain", TEXT),
    ("The 'ask' was plain", TEXT),
    ("The 'open door' had a bell", exact("open door")),
    ("The ('open door') had a bell", exact("open door")),
    ("“He said ‘never again’ to us”", quote("He said ‘never again’ to us")),
    ("“Outer “inner words” outer”", quote("Outer “inner words” outer")),
    ('"Outer "inner words" outer"', quote('Outer "inner words" outer')),
    ("‘The members’ voices matter’", quote("The members’ voices matter")),
    ("He said ‘the members’ voices matter’ and left", exact("the members’ voices matter")),
    ("He said ‘open all the doors’ to them", exact("open all the doors")),
    ("He said ‘open all doors’ to ‘the few’ now", exact("open all doors", "the few")),
    ("A ‘lost “found words” here", exact("found words")),
    ("A ‘stray mark and ‘two words’ here", exact("two words")),
    ("“one” and “two”", exact("one", "two")),
    ('"no end', TEXT),
    ("“no end", TEXT),
    ("no beginning”", TEXT),
    ("over” and “two words” here", exact("two words")),
    ("a ' lost 'two words' mark", exact("two words")),
    ("“wrong pair’", TEXT),
    ('""', TEXT),
    ("“ ”", TEXT),
    ('A 5" pipe and a 6" pipe', TEXT),
    ('A " lost" mark', TEXT),
    ("don't, won’t, can't", TEXT),
    ("The '90s and the ’80s", TEXT),
    ("'Tis the members' choice", TEXT),
    ("‘tis the members’ choice", TEXT),
    ("rock ’n’ roll and rock 'n' roll", TEXT),
    ("the members' and trustees' views", TEXT),
    ("'\"Never\"'", quote('"Never"')),
    ("said '\"Never\"' twice", exact("Never")),
    # who said it
    ("Meg: we baked", said("we baked", "meg")),
    ("meg:we baked", said("we baked", "meg")),
    ("ZOE HARTNELL : we baked", said("we baked", "zoe")),
    ("Zoë: we baked", said("we baked", "zoe")),
    ("mt: we baked", said("we baked", "meg")),
    ("tvd: we baked", said("we baked", "tess")),
    ("van Dijk: we baked", said("we baked", "tess")),
    ("nh: we baked", said("we baked", "noel")),
    ("no: we baked", {"asked_speaker": "no"}),
    ("O'Hara: we baked", said("we baked", "noel")),
    ("noel o’hara: we baked", said("we baked", "noel")),
    ("Maisie: we baked", said("we baked", "mai")),
    ("zq: we baked", {"asked_speaker": "zq"}),
    ("zqv: we baked", {"asked_speaker": "zqv"}),
    ("zqvw: we baked", TEXT),
    ("zq:we baked", TEXT),
    ("z1: we baked", TEXT),
    ("zq: we baked @meg", said("zq: we baked", "meg")),
    ("af: we baked", {"asked_speaker": "af"}),
    ("Ann: we baked", {"asked_speaker": "Ann"}),
    ("Ann Fowler: we baked", said("we baked", "ann2")),
    ("Meg:", TEXT),
    ("Meg:)", TEXT),
    ("Meg\nTanner: we baked", TEXT),
    ("Meg: Gus: we baked", said("Gus: we baked", "meg")),
    ("@meg we baked", said("we baked", "meg")),
    ("@meg: we baked", said("we baked", "meg")),
    ("we baked @meg", said("we baked", "meg")),
    ("we baked @ann-fowler", said("we baked", "ann2")),
    ("we agree with @meg on that", said("we agree with @meg on that", "meg")),
    ("we agree (@meg) on that", said("we agree (@meg) on that", "meg")),
    ("we agree with @meg @gus", said("we agree with @meg", "gus")),
    ("@meg we agree with @gus", said("we agree with @gus", "meg")),
    ("we agree with @gus, then @meg, then", said("we agree with @gus, then @meg, then", "gus")),
    ("we agree with @ann on that", {"asked_speaker": "ann"}),
    ("we agree with @ann or @ann on that", {"asked_speaker": "ann"}),
    ("we agree with @nobody here", TEXT),
    ("@nobody we agree", TEXT),
    ("@@ we agree", TEXT),
    ('she said "tell @meg now" twice', exact("tell @meg now")),
    ('she said "tell @meg now" to @gus twice', exact("tell @meg now", said_by="gus")),
    ("?: we baked", {"words": "we baked", "is_speaker_unknown": True}),
    ("Meg: ?: we baked", said("?: we baked", "meg")),
    ("?:)", TEXT),
    ("... we baked", {"words": "we baked", "goes_on": True}),
    ("… we baked", {"words": "we baked", "goes_on": True}),
    ("...we baked", TEXT),
    ("Meg: ... we baked", said("... we baked", "meg")),
    # kinds
    ("!Lend the good one", kind(KEY, "Lend the good one")),
    ("! Lend the good one", kind(KEY, "Lend the good one")),
    ("?Who washes up", kind(QUESTION, "Who washes up")),
    ("? Who washes up", kind(QUESTION, "Who washes up")),
    ("=We start in May", kind(DECISION, "We start in May")),
    ("= We start in May", kind(DECISION, "We start in May")),
    ("/Two of us disagree", kind(DISAGREEMENT, "Two of us disagree")),
    ("/ Two of us disagree", kind(DISAGREEMENT, "Two of us disagree")),
    ("e.g. the greenhouse", kind(EXAMPLE, "the greenhouse")),
    ("E.g., the greenhouse", kind(EXAMPLE, "the greenhouse")),
    ("e.g.: the greenhouse", kind(EXAMPLE, "the greenhouse")),
    ("eg the greenhouse", kind(EXAMPLE, "the greenhouse")),
    ("eg: the greenhouse", kind(EXAMPLE, "the greenhouse")),
    ("egg and spoon", TEXT),
    ("e.g.", TEXT),
    ("*We baked", {"words": "We baked", "is_worth_quoting": True}),
    ("*!We baked", kind(KEY, "We baked", is_worth_quoting=True)),
    ("!*We baked", kind(KEY, "We baked", is_worth_quoting=True)),
    ("*e.g. the greenhouse", kind(EXAMPLE, "the greenhouse", is_worth_quoting=True)),
    ("!e.g. the greenhouse", kind(KEY, "e.g. the greenhouse")),
    ("e.g. !the greenhouse", kind(EXAMPLE, "!the greenhouse")),
    ("Meg: !we baked", said("we baked", "meg", kind=KEY)),
    ("!Meg: we baked", said("we baked", "meg", kind=KEY)),
    ("!zq: we baked", kind(KEY, "zq: we baked", asked_speaker="zq")),
    ("* we baked", TEXT),
    ("> we baked", TEXT),
    ("- we baked", TEXT),
    ("*sigh* we baked", TEXT),
    ("*#KS *", {"words": "*", "is_worth_quoting": True, "strands": ("ks",)}),
    ("*\\we baked*", {"words": "we baked*", "is_worth_quoting": True}),
    ("**We baked** twice", TEXT),
    ("?!", TEXT),
    ("!!!", TEXT),
    ("?? we baked", TEXT),
    ("!", TEXT),
    ("=) thanks", TEXT),
    (">:( no", TEXT),
    (">5 people came", TEXT),
    (">£500 a head", TEXT),
    ("= 5 people", TEXT),
    ("!5 people came", kind(KEY, "5 people came")),
    ("=> next", TEXT),
    ("/etc/hosts is a file", TEXT),
    ("/s", TEXT),
    ("/10 for effort", TEXT),
    # actions
    (">copy the recipe", kind(ACTION, "copy the recipe")),
    (">@olga copy the recipe by 3 Nov", kind(ACTION, "copy the recipe", owner="olga", due="3 Nov")),
    ("@olga >copy the recipe", kind(ACTION, "copy the recipe", owner="olga")),
    (">copy the recipe @olga by Friday.", kind(ACTION, "copy the recipe", owner="olga", due="Friday")),
    (">copy it with @olga first", kind(ACTION, "copy it with @olga first", owner="olga")),
    ("Meg: >@olga copy it", kind(ACTION, "copy it", owner="olga", said_by="meg")),
    ("@meg >@olga copy it", kind(ACTION, "copy it", owner="olga", said_by="meg")),
    (">@olga copy it @gus", kind(ACTION, "copy it @gus", owner="olga")),
    (">@bob copy it", kind(ACTION, "@bob copy it", owner_asked="bob")),
    (">@bob and @jo copy it", kind(ACTION, "@bob and @jo copy it", owner_asked="bob")),
    (">@bob and @olga copy it", kind(ACTION, "@bob and @olga copy it", owner="olga")),
    (">@ann copy it", kind(ACTION, "@ann copy it", owner_asked="ann")),
    (">copy it By 2026-11-03", kind(ACTION, "copy it", due="2026-11-03")),
    (">copy it by the end of March #BH", kind(ACTION, "copy it", due="the end of March", strands=("bh",))),
    (">copy it by Friday by 3 Nov", kind(ACTION, "copy it by Friday", due="3 Nov")),
    (">copy it by hand", kind(ACTION, "copy it by hand")),
    (">copy it by 31 February", kind(ACTION, "copy it by 31 February")),
    (">stand by Friday’s list", kind(ACTION, "stand by Friday’s list")),
    (">copy it standby Friday", kind(ACTION, "copy it standby Friday")),
    (">copy it by\\Friday", kind(ACTION, "copy it by\\Friday")),
    ("copy it by Friday", TEXT),
    # strands
    ("#KS we baked", {"words": "we baked", "strands": ("ks",)}),
    ("we baked #ks", {"words": "we baked", "strands": ("ks",)}),
    ("we baked #kitchens", {"words": "we baked", "strands": ("ks",)}),
    ("we baked #kitchens-and-sheds", {"words": "we baked", "strands": ("ks",)}),
    ("we baked #walk", {"words": "we baked", "strands": ("wd",)}),
    ("we baked #wd #ks", {"words": "we baked", "strands": ("ks", "wd")}),
    ("we baked\n#wd", {"words": "we baked", "strands": ("wd",)}),
    ("we call it #KS in here", {"strands": ("ks",)}),
    ("we call it #KS.", {"strands": ("ks",)}),
    ("#KS: we baked", {"strands": ("ks",)}),
    ("we baked #MeToo", TEXT),
    ("#1 is the bus", TEXT),
    ("the bus is #1", TEXT),
    ("the bus is #s here", TEXT),
    ("no ## or #. here", TEXT),
    ("#KS", TEXT),
    ("Meg: #KS", TEXT),
    # somebody new
    ("+Ana", {"words": "", "added": ("Ana",)}),
    ("+Ana Brik", {"words": "", "added": ("Ana Brik",)}),
    ("+Ana  van  Brik +Jo", {"words": "", "added": ("Ana van Brik", "Jo")}),
    ("we baked +Ana Brik", {"words": "we baked", "added": ("Ana Brik",)}),
    ("we baked +Ana +ana +ANA", {"words": "we baked +Ana +ana", "added": ("Ana",)}),
    ("here is +Ana Brik today", {"added": ("Ana Brik",)}),
    ("here is +Ana's point", {"added": ("Ana",)}),
    ("here is +J. Brik, new", {"added": ("J. Brik",)}),
    ("here is +Ana de, well", {"added": ("Ana",)}),
    ("+Ana One Two Three Four Five came", {"added": ("Ana One Two Three Four",)}),
    ("+Ana Brik: we baked", {"words": "we baked", "added": ("Ana Brik",), "is_said_by_added": True}),
    ("Meg: +Ana: we baked", said("+Ana: we baked", "meg", added=("Ana",))),
    ("+Meg: we baked", said("we baked", "meg")),
    ("+Ann: we baked", TEXT),
    ("+Meg Tanner", TEXT),
    ("we baked +Meg", TEXT),
    ("x +y", TEXT),
    ("a +B", TEXT),
    ("we baked ++Ana", TEXT),
    # off the record
    ("we baked -x", {"words": "we baked", "is_off_record": True}),
    ("we baked -X", {"words": "we baked", "is_off_record": True}),
    ("we baked -x #KS", {"words": "we baked", "is_off_record": True, "strands": ("ks",)}),
    ("we baked - x", TEXT),
    ("max -x 3", TEXT),
    ("x-x", TEXT),
    ("-x", TEXT),
    # gaps
    ("that soup @@ again", TEXT),
    # just text
    ("\\!Lend it", {"words": "!Lend it"}),
    ("\\Meg: we baked", {"words": "Meg: we baked"}),
    ("\\zq: we baked", {"words": "zq: we baked"}),
    ("\\#KS", {"words": "#KS"}),
    ("\\\\#KS", {"words": "\\#KS"}),
    ("\\#KS we baked", {"words": "#KS we baked"}),
    ("\\@meg we baked", {"words": "@meg we baked"}),
    ("!\\Meg: we baked", kind(KEY, "Meg: we baked")),
    ("!\\we baked", kind(KEY, "we baked")),
    ("\\s/old/new/", {"words": "s/old/new/"}),
    ("\\?", {"words": "?"}),
    ("Meg: \\?", said("\\?", "meg")),
    ("we baked \\#KS", {"words": "we baked #KS"}),
    ("we baked \\@meg #KS", {"words": "we baked @meg", "strands": ("ks",)}),
    ("we baked \\+Ana Brik", {"words": "we baked +Ana Brik"}),
    ("we baked \\-x", {"words": "we baked -x"}),
    (">we baked \\by Friday", kind(ACTION, "we baked by Friday")),
    ("C:\\new\\folder", TEXT),
    ("\\\\server\\share", TEXT),
    ("\\", TEXT),
    ("\\!!!", TEXT),
    ("we baked \\#1", TEXT),
    # not a mend
    ("s/he is a strange start", TEXT),
    ("s/he/they said so", TEXT),
    ("s/old/new/g", TEXT),
    ("s//new/", TEXT),
    # hostile
    ("\ud800 @\udfff", TEXT),
    ("a\x00b", TEXT),
    ("\u202eשלום: we", TEXT),
    ("\u200b", TEXT),
    ("👩‍👩‍👧 #👩", TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), ROWS, ids=[ascii(typed) for typed, _ in ROWS])
def test_meaning(typed: str, expected: dict[str, Any]) -> None:
    line = parse_line(typed, ROSTER)
    assert isinstance(line, Kept)
    verbatim = tuple(line.words[span.start : span.end] for span in line.spans)
    wanted = dict(expected)
    assert verbatim == wanted.pop("verbatim", ())
    assert line == Kept(**{"words": typed, **wanted, "spans": line.spans})
    assert parse_line(print_line(line, ROSTER), ROSTER) == line


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Blank()),
        (" \t\n", Blank()),
        ("?", Help()),
        (" ? ", Help()),
        ("s/old/new/", Mend("old", "new")),
        ("s/old/new", Mend("old", "new")),
        ("s/old//", Mend("old", "")),
        ("s/old words/new words/ ", Mend("old words", "new words")),
        (r"s/and\/or/or/", Mend("and/or", "or")),
        (r"s/a\b/c\/d/", Mend(r"a\b", "c/d")),
        ("s/he/they/", Mend("he", "they")),
    ],
)
def test_lines_that_keep_nothing(typed: str, expected: object) -> None:
    assert parse_line(typed, ROSTER) == expected


def marks(typed: str) -> list[tuple[str, str]]:
    line = parse_line(typed, ROSTER)
    assert isinstance(line, Kept)
    return [(typed[mark.start : mark.end], mark.meaning.value) for mark in line.marks]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Meg: *!we @@ baked #KS -x", [
            ("Meg:", "speaker"), ("*", "worth quoting"), ("!", "kind"), ("@@", "gap"), ("#KS", "strand"),
            ("-x", "off the record"),
        ]),
        ("@olga >copy it by 3 Nov.", [("@olga", "owner"), (">", "kind"), ("by 3 Nov.", "due")]),
        ("zq: we baked", [("zq", "asked speaker")]),
        ("zq: we baked @meg", [("@meg", "speaker")]),
        (">ask @bob or @olga", [(">", "kind"), ("@olga", "owner")]),
        (">ask @bob", [(">", "kind"), ("@bob", "asked owner")]),
        ('"the @@ first @@"', [("the ", "span"), ("@@", "gap"), (" first ", "span"), ("@@", "gap")]),
        ("he said “so be it” to +Ana B #ks", [("so be it", "span"), ("+Ana", "added"), ("#ks", "strand")]),
        ("we said @@ in \\#KS", [("@@", "gap"), ("\\", "just text")]),
        ("?: well", [("?:", "unknown speaker")]),
        ("... well", [("...", "goes on")]),
        ("@@ and \\+Ana", [("@@", "gap"), ("\\", "just text")]),
        ("+Ana #KS", [("+Ana", "added")]),
        ("#KS", []),
    ],
)  # fmt: skip
def test_marks_say_where_what_was_understood(typed: str, expected: list[tuple[str, str]]) -> None:
    assert marks(typed) == expected


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("mt: we baked @@", "Meg Tanner: we baked @@"),
        ("#ks we baked #wd", "we baked #KS #WD"),
        ("we call it #KS here", "we call it #KS here"),
        ("@olga >copy it -x", ">@olga copy it -x"),
        ("‘we said \"no\" twice’", '"we said "no" twice"'),
        ("here is +Ana Brik today", "here is +Ana Brik today"),
        ("+Ana: we baked +Jo", "+Ana: we baked +Jo"),
        ("#KS s/old/new", "\\s/old/new #KS"),
        ("we baked \\@ann-fowler", "we baked \\@ann-fowler"),
    ],
)  # fmt: skip
def test_printing_is_plain(typed: str, printed: str) -> None:
    line = parse_line(typed, ROSTER)
    assert isinstance(line, Kept)
    assert print_line(line, ROSTER) == printed
    assert parse_line(printed, ROSTER) == line


@pytest.mark.parametrize(
    "kept", [Kept(""), Kept(" we "), Kept("we", said_by="gone"), Kept("we", NoteKind.REFLECTION)]
)
def test_what_no_line_can_mean_is_printed_plainly(kept: Kept) -> None:
    assert print_line(kept, ROSTER).endswith(kept.words.strip())


def test_somebody_with_no_name_that_is_theirs_alone_cannot_be_named() -> None:
    twins = Roster(
        (Seat("a", "g", "Jo Ash"), Seat("b", "g", "Jo Ash"), Seat("c", "g", ""), Seat("d", "g", "?"))
    )
    assert [twins.person(name) for name in ("jo", "JO ASH", "ja", "", "?")] == ["", "", "", None, None]
    assert twins.name_of("a") == twins.tag_of("a") == twins.name_of("c") == ""


def test_a_shown_name_that_is_also_somebody_elses_falls_back_on_another() -> None:
    roster = Roster((Seat("a", "g", "Jo", initials="jx"), Seat("b", "g", "Jo Ash")))
    assert roster.name_of("a") == "jx"
    assert roster.person("Jo") == ""


def test_two_strands_with_one_code_are_told_apart_by_their_titles() -> None:
    roster = Roster(
        (),
        (Strand("a", "n", "X", "Open doors"), Strand("b", "n", "X", "Warm rooms"), Strand("c", "n", "", "")),
    )
    assert [roster.strand(word) for word in ("x", "open", "warm", "o", "opening")] == ["", "a", "b", "", ""]
    assert roster.code_of("a") == "open-doors"
    assert roster.code_of("c") == ""


def test_figures_alone_are_the_beginning_of_no_title() -> None:
    roster = Roster((), (Strand("a", "n", "A", "2030 vision"),))
    assert [roster.strand(word) for word in ("20", "2030", "2030-v", "vis")] == ["", "", "a", "a"]


def test_a_code_means_its_strand_even_if_a_title_begins_with_it() -> None:
    roster = Roster((), (Strand("a", "n", "OPEN", "Warm rooms"), Strand("b", "n", "B", "Open doors")))
    assert [roster.strand(word) for word in ("open", "open-d", "ope")] == ["a", "b", ""]


def test_equal_rosters_are_equal() -> None:
    again = Roster(tuple(ROSTER.seats), tuple(ROSTER.strands), {"mai": ("Maisie",)})
    assert again == ROSTER
    assert hash(again) == hash(ROSTER)
    assert replace(again, strands=()) != ROSTER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* first", "first"),
        ("- second", "second"),
        ("> third", "third"),
        (">> > - fourth", "fourth"),
        (">quoted", "quoted"),
        ("• fifth", "fifth"),
        ("•sixth", "sixth"),
        ("1. seventh", "seventh"),
        ("12) eighth", "eighth"),
        ("  plain  ", "plain"),
        ("-5 degrees", "-5 degrees"),
        ("3.5 million", "3.5 million"),
        ("2021. That was the year", "2021. That was the year"),
        ("**bold** words", "**bold** words"),
        (">5 people", ">5 people"),
        ("!Meg: #KS -x", "!Meg: #KS -x"),
        ("-", ""),
        ("", ""),
    ],
)
def test_pasted_lines_lose_the_marks_of_lists_and_mails(text: str, expected: str) -> None:
    assert plain_line(text) == expected


def test_mending_takes_the_last_line_that_matches() -> None:
    lines = ["we fed Ana", "we fed Ana, and Ana sang", "nobody sang"]
    assert mend(lines, "Ana", "Jo") == Mended(1, "we fed Ana, and Ana sang", "we fed Jo, and Ana sang")
    assert mend(lines, "ana", "Jo") is None
    assert mend(lines, "", "Jo") is None
    assert mend([], "a", "b") is None


def test_gaps() -> None:
    assert gaps("@@ we @@@ sang@@") == (0, 6, 14)
    assert gaps("we baked @meg") == ()


def kept(text: str) -> Kept:
    line = parse_line(text, ROSTER)
    assert isinstance(line, Kept)
    return line


def test_a_line_that_goes_on_takes_the_speaker_before_it() -> None:
    line = kept("... and again")
    assert spoken_after(line, kept("Meg: we baked")) == Kept("and again", said_by="meg")
    assert spoken_after(line, kept("?: we baked")) == Kept("and again", is_speaker_unknown=True)
    assert spoken_after(line, kept("zq: we baked")) == Kept("and again", asked_speaker="zq")
    assert spoken_after(line, kept("we baked")) == Kept("and again")


def test_it_waits_while_the_line_before_it_waits() -> None:
    line = kept("... and again")
    for before in (None, kept("... and so"), kept("+Ana: we baked")):
        assert spoken_after(line, before) is line
    other = kept("Gus: no")
    assert spoken_after(other, kept("Meg: we baked")) is other


def test_a_kept_line_becomes_a_note() -> None:
    line = kept("Meg: *>@olga copy “the dumpling recipe” by 3 Nov #KS")
    note = kept_note(line, id="n1", group="g", kept_at=5, line=2, rank="a")
    assert note == Note(
        "n1",
        "g",
        "copy “the dumpling recipe”",
        NoteKind.ACTION,
        (Span(6, 25),),
        said_by="meg",
        strands=("ks",),
        is_worth_quoting=True,
        owner="olga",
        due="3 Nov",
        kept_at=5,
        line=2,
        rank="a",
    )
    assert note.verbatim == ("the dumpling recipe",)


def test_marks_do_not_count_when_lines_are_compared() -> None:
    assert kept("mt: we baked") == kept("Meg:  we baked")
    assert kept("mt: we").marks == (Mark(0, 3, Meaning.SPEAKER),)


@pytest.mark.parametrize(
    "text",
    [
        "3 Nov", "3rd November", "Nov 3", "3 Nov 2026", "the 3rd of May", "November 3rd, 2026", "Fri 3 Nov",
        "Friday, 3 Nov",
        "2026-11-03", "3/11", "3/11/26", "03/11/2026", "29 Feb", "Friday", "next Tue", "this weds", "today", "tomorrow",
        "next week", "next month", "end of March", "the end of March 2027", "the end of the week", "end of next month",
        "March", "early May", "mid-June",
    ],
)  # fmt: skip
def test_real_dates_are_due_dates(text: str) -> None:
    assert is_due(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 Feb",
        "29 Feb 2027",
        "0 May",
        "2026-13-01",
        "0000-01-01",
        "12/25",
        "hand",
        "noon",
        "5",
        "the 5th",
        "Fridays",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_due(text)
