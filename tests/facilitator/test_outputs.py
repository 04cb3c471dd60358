from dataclasses import replace

import pytest

from facilitator.exporting.wording import CHECKING_COPY
from facilitator.outputs import ENDINGS, OUTPUTS, OneFile, WorkingCopy, copy_out, file_name
from facilitator.progress import unseen
from sessions.document import BlockType
from sessions.edits import change
from sessions.errors import KnownError
from tests.facilitator.exporting.pdf_reading import pages
from tests.facilitator.terminal import text_of


@pytest.fixture
def gathering(app):
    with app.archive.reader() as reader:
        return next(kept.record for kept in reader.every("gathering"))


@pytest.fixture
def tree(app, gathering):
    return app.write_up.tree(app.write_up.draft(gathering.id).document)


def called(app, title):
    with app.archive.reader() as reader:
        gathering = next(kept.record.id for kept in reader.every("gathering"))
    app.archive.commit([change("gathering", gathering, title=title)], app.actor, "gathering.name").result()
    with app.archive.reader() as reader:
        return file_name(reader, gathering, "pdf")


@pytest.mark.parametrize("name", ENDINGS)
def test_only_a_copy_for_checking_says_so(tree, tmp_path, name):
    output = OUTPUTS[name]
    assert isinstance(output, OneFile)
    file = tmp_path / f"a.{name}"
    for mark in ("", CHECKING_COPY):
        file.write_bytes(output.write(tree, mark, unseen))
        assert (CHECKING_COPY in " ".join(text_of(file).split())) is bool(mark)


def test_a_pdf_says_so_on_every_page(tree, tmp_path):
    output = OUTPUTS["pdf"]
    assert isinstance(output, OneFile)
    told = pages(output.write(tree, CHECKING_COPY, unseen))
    assert len(told) > 3
    assert all(CHECKING_COPY in " ".join(page.split()) for page in told)


def test_a_web_page_says_so_below_its_contents_or_first(tree):
    output = OUTPUTS["html"]
    assert isinstance(output, OneFile)
    bare = replace(tree, nodes=tuple(n for n in tree.nodes if n.block.type is not BlockType.CONTENTS))
    for one in (tree, bare):
        page = output.write(one, CHECKING_COPY, unseen).decode()
        # The contents have a heading of their own.
        assert page.index(CHECKING_COPY) < page.index("<h2", page.index("<main"))


def test_pages_are_counted_while_they_are_drawn(tree):
    told = []
    output = OUTPUTS["pdf"]
    assert isinstance(output, OneFile)
    output.write(tree, "", lambda done, total, what: told.append((done, total, what)))
    assert len(told) > 2
    assert [done for done, _, _ in told] == list(range(2, told[-1][1] + 1))
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Autumn gathering", "Autumn gathering.pdf"),
        ("Who: keys? / locks", "Who keys locks.pdf"),
        ("..", "gathering.pdf"),
        ("con", "gathering.pdf"),
        ("a" * 300, "a" * 100 + ".pdf"),
        ("Κήποι", "Κήποι.pdf"),
    ],
)
def test_a_file_is_called_after_the_gathering(app, title, name):
    assert called(app, title) == name


def test_a_copy_for_checking_never_takes_the_place_of_what_is_published(app, gathering):
    with app.archive.reader() as reader:
        names = {file_name(reader, gathering.id, "pdf", is_for_checking=is_it) for is_it in (False, True)}
    assert len(names) == 2


class TestWorkingCopy:
    output = WorkingCopy(
        lambda reader, gathering: (
            {"notes/a.notes": gathering.encode(), "b.toml": b""},
            ["2 lines are left out."],
        )
    )

    def test_it_is_a_folder_with_what_it_says(self, app, gathering, tmp_path):
        with app.archive.reader() as reader:
            assert copy_out(reader, gathering.id, self.output, tmp_path / "copy") == (
                "2 lines are left out.",
            )
        assert (tmp_path / "copy" / "notes" / "a.notes").read_text("utf-8") == gathering.id
        assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["copy"]

    def test_an_empty_folder_is_filled_and_another_is_left(self, app, gathering, tmp_path):
        empty, full = tmp_path / "empty", tmp_path / "full"
        empty.mkdir()
        full.mkdir()
        (full / "mine").write_text("mine")
        with app.archive.reader() as reader:
            copy_out(reader, gathering.id, self.output, empty)
            with pytest.raises(KnownError, match="folder_not_empty"):
                copy_out(reader, gathering.id, self.output, full)
        assert (empty / "b.toml").exists()
        assert [path.name for path in full.iterdir()] == ["mine"]
