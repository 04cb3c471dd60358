"""Every Change is told once it is on the disk, whichever way it came."""

from facilitator.app import App
from sessions.ops import Change


def test_acts_undo_and_redo_are_told_with_what_they_touched(app: App) -> None:
    heard: list[Change] = []
    app.archive.listen(heard.append)
    with app.archive.reader() as reader:
        group = next(iter(reader.every("group"))).record.id
        kept = app.capture(group).keep("The lift is out of order again.")
        app.archive.undo(app.actor).result()
        app.archive.redo(app.actor).result()
        app.archive.clean().result()  # the writer has done all that came before
        assert [change.verb for change in heard] == ["note.keep", "undo", "undo"]
        for change in heard:
            assert [kind for kind, _id in reader.touched(change.act)] == ["note"]
    assert kept is not None


def test_what_failed_is_not_told(app: App) -> None:
    heard: list[Change] = []
    app.archive.listen(heard.append)
    assert app.archive.redo(app.actor).exception() is not None
    app.archive.clean().result()
    assert heard == []
