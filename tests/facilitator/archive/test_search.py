"""Finding notes: words as people type them, filters, accents, and an index that is always true."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from facilitator.archive.archive import Archive
from facilitator.archive.engine import run
from facilitator.archive.search import RANKED_AT_MOST, Wanted, rebuild
from sessions.edits import change, create, delete, redact, restore
from sessions.notes import NoteKind
from tests.facilitator.archive.world import AMAL, GROUP, edit, keep, note, opened

WORDS = {
    "welsh": "Ŵyn y mynydd",
    "greek": "Ἡ ἀγάπη τῆς Ἑλλάδος· Ελλάς",
    "german": "Die große Straße",
    "french": "L’été, c’est l’école",
    "decomposed": "Cafe\u0301 society",
    "plain": "Trust needs a budget line and time",
    "operators": "NEAR the AND of OR, NOT in",
    "cyrillic": "Доверие важно",
    "mixed": "GDPR_2018 e-mail x2",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with opened(tmp_path_factory.mktemp("library")) as archive:
        keep(archive, *(note(name, words) for name, words in WORDS.items()))
        yield archive


def found(archive: Archive, words: str = "", **filters: tuple[str, ...]) -> list[str]:
    with archive.reader() as reader:
        return sorted(kept.record.id for kept in reader.search(Wanted(words, **filters)).notes)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("wyn", "welsh"), ("ŵyn", "welsh"), ("W\u0302yn ", "welsh"), ("WYN mynydd", "welsh"), ("mynydd w", "welsh"),
        ("αγαπη", "greek"), ("ἀγάπη", "greek"), ("ελλας", "greek"), ("ΕΛΛΑΣ ", "greek"),
        ("strasse", "german"), ("GROSSE", "german"), ("große str", "german"),
        ("ete", "french"), ("l'ecole", "french"), ("c’est", "french"),
        ("café", "decomposed"), ("cafe soc", "decomposed"),
        ("budget tim", "plain"), ("time trust", "plain"), ('"budget line"', "plain"),
        ("AND or NOT near", "operators"), ("довер", "cyrillic"), ("gdpr 2018", "mixed"), ("e-mail", "mixed"),
        ("x2 ", "mixed"),
    ],
)  # fmt: skip
def test_words_are_found(library: Archive, typed: str, wanted: str) -> None:
    assert wanted in found(library, typed)


@pytest.mark.parametrize("typed", ["budge ", "rust", "trust elephants", "wordsx", "kxpoint", "gx1", "zzz"])
def test_words_that_are_not_there(library: Archive, typed: str) -> None:
    assert found(library, typed) == []


@pytest.mark.parametrize(
    "typed", ["", "   ", "…", '"', "'; DROP TABLE note; --", "*", "-", "(", "words:", "^a", "\0"]
)
def test_signs_are_no_words(library: Archive, typed: str) -> None:
    assert isinstance(found(library, typed), list)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example('a" OR b*', "NEAR(a b)")
@example("\ud800", "\0")
@given(typed=st.text(st.characters()), value=st.text())
def test_whatever_is_typed_is_words(library: Archive, typed: str, value: str) -> None:
    with library.reader() as reader:
        reader.search(Wanted(typed, strands=(value,), said_by=(value, "x"), kinds=(value,)))
        assert len(reader.search(Wanted(f"{typed} trust ")).notes) <= 1


def test_one_letter_finds_what_begins_with_it(library: Archive) -> None:
    assert found(library, "b") == ["plain"]
    assert found(library, "д") == ["cyrillic"]


def test_filters_are_any_of_several_and_all_of_them(archive: Archive) -> None:
    keep(
        archive,
        note("a", "trust", strands=("LW", "B"), said_by="seat-1"),
        note("b", "trust", kind=NoteKind.KEY_MESSAGE, strands=("B",)),
        note("c", "doubt", kind=NoteKind.QUOTE, said_by="seat-2"),
    )
    assert found(archive, "trust", strands=("lw",)) == ["a"]
    assert found(archive, "", strands=("LW", "B")) == ["a", "b"]
    assert found(archive, "", kinds=("key message", "quote")) == ["b", "c"]
    assert found(archive, "", kinds=("quote",), said_by=("seat-1", "seat-2")) == ["c"]
    assert found(archive, "", groups=("1",)) == ["a", "b", "c"]
    assert found(archive, "", groups=("11",)) == []
    assert found(archive, "", said_by=("seat",)) == []


def test_the_index_follows_every_change(archive: Archive) -> None:
    keep(archive, note("n1", "alpha"), note("n2", "alpha"))
    edit(archive, "n1", words="beta")
    assert (found(archive, "alpha"), found(archive, "beta")) == (["n2"], ["n1"])
    edit(archive, "n1", strands=("S",))
    assert found(archive, "beta", strands=("S",)) == ["n1"]
    archive.commit([delete("note", "n1")], AMAL, "note.delete").result(10)
    assert found(archive, "beta") == []
    archive.commit([restore("note", "n1")], AMAL, "note.restore").result(10)
    assert found(archive, "beta") == ["n1"]
    archive.commit([redact("note", "n1", "words")], AMAL, "words.remove").result(10)
    assert found(archive, "beta") == []
    archive.undo(AMAL)
    assert not [f for f in archive.check() if f.is_damage]


def test_the_newest_are_ranked_and_it_is_said(archive: Archive) -> None:
    many = RANKED_AT_MOST + 50
    edits = [create(note(f"n{n:05d}", f"common word {'trust ' * (n < 10)}"), GROUP) for n in range(many)]
    archive.commit(edits, AMAL, "import").result(60)
    with archive.reader() as reader:
        result = reader.search(Wanted("common"), limit=many)
        assert result.is_partial
        assert len(result.notes) == RANKED_AT_MOST
        assert min(kept.record.id for kept in result.notes) == "n00050"
        rare = reader.search(Wanted("trust"))
        assert not rare.is_partial
        assert len(rare.notes) == 10
        exact = reader.search(Wanted("common"), limit=5)
        assert [kept.record.id for kept in exact.notes] == [
            f"n{n:05d}" for n in range(many - 1, many - 6, -1)
        ]


def test_the_best_comes_first(archive: Archive) -> None:
    keep(
        archive,
        note("far", "trust and many other words that have nothing to do with it at all"),
        note("near", "trust"),
    )
    with archive.reader() as reader:
        assert [kept.record.id for kept in reader.search(Wanted("trust")).notes] == ["near", "far"]


def vocabulary(archive: Archive) -> list[tuple[str, int]]:
    """Return every term of the index and in how many notes it stands."""

    def read(connection: object) -> list[tuple[str, int]]:
        run(connection, "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'note_index', 'row')")  # type: ignore[arg-type]
        rows = run(connection, "SELECT term, doc FROM temp.terms ORDER BY term")  # type: ignore[arg-type]
        run(connection, "DROP TABLE temp.terms")  # type: ignore[arg-type]
        return [(row[0], row[1]) for row in rows]

    return archive._writer.do(read).result(10)


@pytest.mark.parametrize("seed", range(3))
def test_the_index_of_many_changes_is_the_index_made_anew(archive: Archive, seed: int) -> None:
    rng = random.Random(seed)
    said = ["trust", "doubt", "budget", "time", "église", "Ŵyn", "people", "listen"]
    ids = [f"n{n}" for n in range(30)]
    keep(archive, *(note(one, " ".join(rng.choices(said, k=4))) for one in ids))
    for _ in range(120):
        one = rng.choice(ids)
        edits = rng.choice(
            [
                [change("note", one, words=" ".join(rng.choices(said, k=3)), strands=tuple(rng.choices("ABC", k=2)))],
                [delete("note", one)],
                [restore("note", one)],
                [change("note", one, words="")],
            ]
        )  # fmt: skip
        archive.commit(edits, AMAL, "note.edit").result(10)
    archive.commit([redact("note", ids[0], "words")], AMAL, "words.remove").result(10)
    kept_up = vocabulary(archive)
    archive._writer.do(rebuild).result(10)
    assert vocabulary(archive) == kept_up
    assert not [f for f in archive.check() if f.is_damage]
