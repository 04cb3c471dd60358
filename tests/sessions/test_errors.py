"""Errors carry a code and plain fields; the sentence is made elsewhere."""

import pytest

from sessions.errors import DomainError, KnownError, SpokenError

BOTH = pytest.mark.parametrize("kind", [DomainError, KnownError])


@BOTH
def test_an_error_carries_its_code_and_fields(kind: type[SpokenError]) -> None:
    error = kind("unreadable_line", file="notes.txt", line=3)
    assert (error.code, error.fields) == ("unreadable_line", {"file": "notes.txt", "line": 3})


@BOTH
def test_a_log_line_shows_code_and_fields(kind: type[SpokenError]) -> None:
    assert (
        str(kind("unreadable_line", file="notes.txt", line=3)) == "unreadable_line (file='notes.txt', line=3)"
    )
    assert str(kind("disk_full")) == "disk_full"


def test_a_rule_that_says_no_is_not_the_world_saying_no() -> None:
    assert not issubclass(DomainError, KnownError)
    assert not issubclass(KnownError, DomainError)
