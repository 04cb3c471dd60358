import unicodedata

import pytest

from facilitator.archive.search import folded_words
from facilitator.capture import group_named
from facilitator.library import Query, matches, search
from sessions.edits import change
from sessions.errors import DomainError
from sessions.notes import NoteKind


def found(app, *words, most=50, **filters):
    with app.archive.reader() as reader:
        return search(reader, Query(" ".join(words), **filters), most)


def words_of(hits):
    return [hit.note.words for hit in hits.hits]


def shown_matches(words, asked, *, is_last_whole=False):
    spans = matches(words, folded_words(asked), is_last_whole=is_last_whole)
    return [words[start:end] for start, end in spans]


class TestMatches:
    @pytest.mark.parametrize(
        ("words", "asked", "shown"),
        [
            ("If the hall shuts, the halls", "hall", ["hall", "halls"]),
            ("Keys and keyholes", "keys", ["Keys"]),
            ("two words here", "words two", ["two", "words"]),
            ("Zoë and Zoe", "ZOE", ["Zoë", "Zoe"]),
            (unicodedata.normalize("NFD", "café door"), "cafe", [unicodedata.normalize("NFD", "café")]),
            ("don’t_stop", "stop", ["stop"]),
            ("nothing", "else", []),
            ("nothing", "", []),
        ],
    )
    def test_the_words_that_match_are_shown(self, words, asked, shown):
        assert shown_matches(words, asked) == shown

    def test_only_the_last_word_may_be_unfinished(self):
        assert shown_matches("halls of keys", "hall key") == ["keys"]
        assert shown_matches("halls of keys", "key", is_last_whole=True) == []


class TestSearch:
    def test_it_says_where_it_was_said_and_by_whom_the_group_knows(self, app):
        (hit,) = found(app, "building to sit in").hits or found(app, "Tuesday").hits
        assert hit.gathering == "Longbench autumn gathering 2026"
        assert hit.session == "Holding the keys"
        assert hit.group
        assert str(hit.on) == "2026-11-12"
        assert hit.matches

    def test_every_note_that_is_found_has_all_the_words(self, app):
        hits = found(app, "key").hits
        assert len(hits) > 3
        assert all(hit.matches for hit in hits)

    def test_filters_need_no_words(self, app):
        quotes = found(app, kinds=(NoteKind.QUOTE,)).hits
        assert quotes
        assert {hit.note.kind for hit in quotes} == {NoteKind.QUOTE}
        both = found(app, kinds=(NoteKind.QUOTE, NoteKind.QUESTION)).hits
        assert {hit.note.kind for hit in both} == {NoteKind.QUOTE, NoteKind.QUESTION}

    @pytest.mark.parametrize("strand", ["KH", "kh", "Keeping house", "keeping"])
    def test_a_strand_is_meant_by_code_or_title(self, app, strand):
        hits = found(app, strands=(strand,)).hits
        assert hits
        assert all("KH" in hit.strands for hit in hits)

    def test_a_gathering_and_a_year_are_asked_for_as_their_groups(self, app):
        everything = set(words_of(found(app, "the", most=500)))
        here = found(app, "the", gatherings=("autumn",), years=(2026,), most=500)
        assert set(words_of(here)) == everything
        assert set(words_of(found(app, "the", years=(2025, 2026), most=500))) == everything
        assert found(app, "the", years=(2025,)).hits == ()
        assert found(app, "the", gatherings=("autumn",), years=(2025,)).hits == ()

    @pytest.mark.parametrize("name", ["Zoë Farquhar", "zoe farquhar", "Zoe", "zf"])
    def test_somebody_is_meant_by_any_name_they_have(self, app, name):
        hits = found(app, said_by=(name,)).hits
        assert hits
        assert {hit.speaker for hit in hits} == {"Zoë Farquhar"}

    def test_a_name_in_the_register_counts_where_the_group_has_another(self, app):
        with app.archive.reader() as reader:
            person = next(k.record for k in reader.every("person") if k.record.name == "Zoë Farquhar")
        edit = change("person", person.id, also_known_as=("Zed",))
        app.archive.commit([edit], app.actor, "person.name").result()
        hits = found(app, said_by=("zed",)).hits
        assert {hit.speaker for hit in hits} == {"Zoë Farquhar"}

    @pytest.mark.parametrize(
        ("filters", "code"),
        [
            ({"strands": ("XX",)}, "strand_unknown"),
            ({"strands": ("",)}, "strand_unknown"),
            ({"said_by": ("Nobody Here",)}, "speaker_unknown"),
            ({"said_by": ("",)}, "speaker_unknown"),
            ({"gatherings": ("spring",)}, "gathering_not_found"),
        ],
    )
    def test_a_filter_that_names_nothing_is_said(self, app, filters, code):
        with pytest.raises(DomainError) as error:
            found(app, **filters)
        assert error.value.code == code

    def test_off_the_record_is_never_found(self, app, desk):
        desk.keep("a periwinkle nobody may read -x")
        desk.keep("a periwinkle anybody may read")
        assert words_of(found(app, "periwinkle")) == ["a periwinkle anybody may read"]

    def test_somebody_who_is_not_to_be_named_is_marked(self, app, desk):
        desk.keep("+Ann Lee")
        desk.keep("Ann Lee: a periwinkle")
        with app.archive.reader() as reader:
            group = group_named(reader, "halls")
            seat = next(k.record for k in reader.every("seat", group=group) if k.record.shown == "Ann Lee")
        edit = change("seat", seat.id, is_not_to_be_named=True)
        app.archive.commit([edit], app.actor, "seat.hide").result()
        (hit,) = found(app, "periwinkle").hits
        assert (hit.speaker, hit.is_speaker_hidden) == ("Ann Lee", True)

    def test_no_more_are_shown_than_wanted(self, app):
        assert len(found(app, "the", most=3).hits) == 3


@pytest.mark.parametrize(
    ("query", "is_empty"),
    [
        (Query(), True),
        (Query(" ?! "), True),
        (Query("key"), False),
        (Query(kinds=(NoteKind.QUOTE,)), False),
        (Query(years=(2026,)), False),
    ],
)
def test_what_asks_for_nothing(query, is_empty):
    assert query.is_empty is is_empty
