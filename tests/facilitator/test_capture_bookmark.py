"""Where a group was left is known again, and is no part of what the archive tells others."""

from facilitator.capture_bookmark import Bookmark, bookmark_of, bookmark_place, keep_bookmark, prompt_print

LEFT = Bookmark(1_000, 2_000, prompt_print("Who opens up?"))


def test_it_is_back_for_its_group_alone(app) -> None:
    keep_bookmark(app.archive, "one", LEFT)
    app.archive.settle_drafts()
    with app.archive.reader() as reader:
        assert bookmark_of(reader, "one") == LEFT
        assert bookmark_of(reader, "another") == Bookmark()


def test_the_last_one_counts_and_an_empty_one_leaves_nothing(app) -> None:
    keep_bookmark(app.archive, "one", Bookmark(prompt=LEFT.prompt))
    keep_bookmark(app.archive, "one", LEFT)
    assert [one.place for one in app.archive.drafts()] == ["beside/one"]
    keep_bookmark(app.archive, "one", Bookmark())
    assert app.archive.drafts() == ()


def test_no_change_is_made_of_it_and_the_words_of_the_prompt_are_not_in_it(app) -> None:
    with app.archive.reader() as reader:
        before = reader.history()
        keep_bookmark(app.archive, "one", LEFT)
        app.archive.settle_drafts()
        assert reader.history() == before
        assert "opens" not in reader.drafts()[0][0].text


def test_a_line_that_is_kept_leaves_it_where_it_is(app, desk) -> None:
    group = desk._group
    keep_bookmark(app.archive, group, LEFT)
    desk.keep_draft("half")
    desk.keep("The key hangs behind the door")
    app.archive.settle_drafts()
    with app.archive.reader() as reader:
        assert bookmark_of(reader, group) == LEFT


def test_what_another_facilitator_keeps_there_is_passed_over(app) -> None:
    told = '{"ends_at": 2000, "name": "Zoë", "mood": "good"}'
    app.archive.keep_draft(bookmark_place("one"), told)
    app.archive.settle_drafts()
    with app.archive.reader() as reader:
        assert bookmark_of(reader, "one") == Bookmark(ends_at=2000, name="Zoë")


def test_a_name_stands_in_it_as_it_was_typed(app) -> None:
    keep_bookmark(app.archive, "one", Bookmark(name="Zoë"))
    assert "Zoë" in app.archive.drafts()[0].text
