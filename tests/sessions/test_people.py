"""How people are ordered and abbreviated, and the exact words in what they said."""

import pytest

from sessions.notes import NoteKind, Span
from sessions.people import Level, Person, initials, sort_key, sort_key_of
from tests.sessions.factories import note


def in_order(*people: Person) -> list[str]:
    return [person.name for person in sorted(people, key=sort_key)]


def test_levels_are_ordered_by_how_much_they_say() -> None:
    assert sorted(Level) == [Level.NONE, Level.ANONYMOUS, Level.SECTOR, Level.ROLE, Level.NAMED]


def test_people_are_ordered_by_the_last_word_of_their_name() -> None:
    assert in_order(Person("1", "Amal Young"), Person("2", "Zoe Adams")) == ["Zoe Adams", "Amal Young"]


def test_people_of_one_surname_are_ordered_by_their_whole_name() -> None:
    assert in_order(Person("1", "Zoe Adams"), Person("2", "Amal Adams")) == ["Amal Adams", "Zoe Adams"]


def test_a_sort_name_goes_before_the_rule() -> None:
    tom = Person("1", "Tom van Dijk", sort_name="van Dijk")
    assert in_order(Person("2", "Uma Wren"), tom) == ["Tom van Dijk", "Uma Wren"]


def test_case_and_accents_do_not_count_in_the_order() -> None:
    people = (Person("1", "Eve Fox"), Person("2", "Ann Éclair"), Person("3", "Bo eden"))
    assert in_order(*people) == ["Ann Éclair", "Bo eden", "Eve Fox"]


def test_who_knows_but_the_names_has_the_same_order() -> None:
    tom = Person("1", "Tom van Dijk", sort_name="van Dijk")
    assert sort_key_of("Tom van Dijk", "van Dijk") == sort_key(tom)
    assert sort_key_of("Ann Éclair") == sort_key(Person("2", "Ann Éclair")) == ("eclair", "ann eclair")


def test_a_name_of_one_word_is_its_own_surname() -> None:
    assert sort_key(Person("1", "Madonna")) == ("madonna", "madonna")


@pytest.mark.parametrize(
    ("name", "short"),
    [("Sue Thomas", "st"), ("Tom van Dijk", "tvd"), ("Jean-Luc Roy", "jlr"), ("Élodie  Roy", "ér"), ("", "")],
)
def test_initials_are_the_first_letters_of_every_word(name: str, short: str) -> None:
    assert initials(name) == short


def test_a_note_gives_its_exact_words_in_order() -> None:
    kept = note("She said “ring them” and then “ring again”", spans=(Span(10, 19), Span(31, 41)))
    assert kept.verbatim == ("ring them", "ring again")


def test_a_plain_note_holds_no_exact_words() -> None:
    assert note().verbatim == ()


def test_a_quote_is_exact_from_end_to_end() -> None:
    kept = note("ring them", kind=NoteKind.QUOTE, spans=(Span(0, 9),))
    assert kept.verbatim == (kept.words,)


@pytest.mark.parametrize(("words", "is_gap"), [("We rang @@ back", True), ("We rang a@b.org", False)])
def test_two_at_signs_say_that_something_was_missed(words: str, is_gap: bool) -> None:
    assert note(words).has_gap is is_gap
