"""Where notes of a session are taken."""

import pytest

from facilitator.app import App
from facilitator.capture import NoteKept
from facilitator.sources import Source, source_of
from sessions.breakouts import GroupKind
from sessions.errors import DomainError


@pytest.fixture
def session(app: App) -> str:
    with app.archive.reader() as reader:
        return next(kept.record.id for kept in reader.every("session") if kept.record.key == "keys")


@pytest.mark.parametrize("source", [Source.PLENARY, Source.CHAT, Source.BREAK_WALL])
def test_a_source_is_made_once_and_takes_notes_like_a_group(app: App, session: str, source: Source) -> None:
    first = app.sources.open(session, source)
    first.durable.result(10)
    again = app.sources.open(session, source)
    assert (again.group, again.is_new) == (first.group, False)
    assert source_of(first.group) is source
    assert isinstance(app.capture(first.group.id).keep("a line"), NoteKept)
    assert app.group_pages.page(first.group.id).about.group == first.group
    assert source in {one for one, _ in app.sources.of_session(session)}


def test_the_break_wall_is_no_group_that_is_counted_and_undo_takes_it_back(app: App, session: str) -> None:
    before = app.sources.of_session(session)
    opened = app.sources.open(session, Source.BREAK_WALL)
    opened.durable.result(10)
    assert opened.is_new
    assert opened.group.kind is GroupKind.CHAT
    assert len({group.key for _, group in app.sources.of_session(session)}) == len(before) + 1
    app.archive.undo(app.actor).result(10)
    assert app.sources.of_session(session) == before


@pytest.mark.parametrize("source", [Source.GROUP, Source.SURVEY])
def test_what_there_are_several_of_is_planned_and_not_opened(app: App, session: str, source: Source) -> None:
    before = app.sources.of_session(session)
    with pytest.raises(DomainError, match="source_not_opened"):
        app.sources.open(session, source)
    with pytest.raises(DomainError, match="record_unknown"):
        app.sources.open("nowhere", Source.CHAT)
    assert app.sources.of_session(session) == before
