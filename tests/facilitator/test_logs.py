import logging

import pytest

from facilitator import logs

SECRET = "the words somebody typed"


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "folder" / "facilitator.log"
    handler = logs.log_to(path)
    yield path
    logs.stop_logging(handler)


def test_a_line_has_a_time_a_level_and_what_happened(log):
    logging.getLogger(logs.LOGGER).info("taken: %s notes", 3)
    assert log.read_text("utf-8").endswith("INFO facilitator: taken: 3 notes\n")


@pytest.mark.allows_log
@pytest.mark.parametrize("kind", [ValueError, KeyError, AssertionError, OSError, RuntimeError])
def test_an_error_is_logged_by_its_place_and_kind_and_not_by_what_it_says(log, kind):
    try:
        try:
            raise kind(SECRET)
        except kind as error:
            raise RuntimeError(f"while keeping {SECRET!r}") from error
    except RuntimeError:
        logging.getLogger(logs.LOGGER).exception("a bug")
    told = log.read_text("utf-8")
    assert kind.__name__ in told
    assert "builtins.RuntimeError" in told
    assert __name__.rpartition(".")[2] in told
    assert told.count("line ") >= 2
    assert SECRET not in told


@pytest.mark.allows_log
def test_an_error_that_follows_another_unmeant_tells_both(log):
    try:
        try:
            raise ValueError(SECRET)
        finally:
            raise KeyError(SECRET)
    except KeyError:
        logging.getLogger(logs.LOGGER).exception("a bug")
    told = log.read_text("utf-8")
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert SECRET not in told


@pytest.mark.allows_log
def test_an_error_about_the_program_says_what_it_says(log):
    try:
        getattr(object(), "nothing")  # noqa: B009 - what is asked for is not there
    except AttributeError:
        logging.getLogger(logs.LOGGER).exception("a bug")
    assert "no attribute 'nothing'" in log.read_text("utf-8")


@pytest.mark.allows_log
def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    handler = logs.log_to(tmp_path / "file" / "facilitator.log")
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger(logs.LOGGER).exception("a bug")
    logs.stop_logging(handler)
    assert "a bug" not in capsys.readouterr().out


def test_a_line_that_cannot_be_formatted_says_nothing_on_the_terminal(log, capsys, monkeypatch):
    monkeypatch.setattr(logging.getLogger(logs.LOGGER), "propagate", False)
    logging.getLogger(logs.LOGGER).info("%d", SECRET)
    assert capsys.readouterr() == ("", "")


def test_the_log_is_of_at_most_two_megabytes(log):
    for _ in range(3):
        logging.getLogger(logs.LOGGER).info("x" * 600_000)
    assert sum(path.stat().st_size for path in log.parent.iterdir()) < 2_100_000


def test_afterwards_nobody_writes_to_it(tmp_path):
    handler = logs.log_to(tmp_path / "facilitator.log")
    logs.stop_logging(handler)
    assert handler not in logging.getLogger(logs.LOGGER).handlers
