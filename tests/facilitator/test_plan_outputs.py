"""Briefs and running orders leave as files from where they are planned."""

import pytest

from facilitator.plan_outputs import BriefState
from facilitator.session_editor import TextField
from sessions.errors import DomainError, KnownError


@pytest.fixture
def plan(planned):
    planned.app.running_order.begin_at(planned.tea, "11:20").result()
    return planned


@pytest.fixture
def outputs(plan):
    return plan.app.plan_outputs


def test_the_brief_of_a_session(plan, outputs, tmp_path):
    target = tmp_path / outputs.suggested_name(plan.gathering, "html", plan.keys)
    assert target.name == "Spring gathering, Holding the keys.html"
    assert outputs.write_brief(plan.keys, target) == target
    assert "Holding the keys" in target.read_text("utf-8")
    assert [one.kind.value for one in plan.every("document")] == ["session brief"]
    assert len(plan.every("publication")) == 1


def test_whether_a_brief_still_says_what_the_plan_says(plan, outputs, tmp_path):
    assert outputs.brief_state(plan.keys) is BriefState.NOT_WRITTEN
    outputs.write_brief(plan.keys, tmp_path / "brief.md")
    assert outputs.brief_state(plan.keys) is BriefState.UP_TO_DATE
    plan.app.session_editor.write(plan.keys, TextField.QUESTION, "Who holds the keys?").result()
    assert outputs.brief_state(plan.keys) is BriefState.OUT_OF_DATE
    plan.undo()
    assert outputs.brief_state(plan.keys) is BriefState.UP_TO_DATE


def test_a_brief_that_is_written_again_has_the_times_of_today(plan, outputs, tmp_path):
    assert "10:20–11:20" in outputs.write_brief(plan.keys, tmp_path / "first.md").read_text("utf-8")
    plan.app.running_order.start_at(plan.occasion, "9:00").result()
    again = outputs.write_brief(plan.keys, tmp_path / "again.md").read_text("utf-8")
    assert "09:20–10:20" in again


def test_all_briefs_but_those_of_breaks(plan, outputs, tmp_path):
    written = outputs.write_briefs(plan.gathering, tmp_path, "md")
    assert [one.name for one in written] == [
        "Spring gathering, 1 Welcome.md",
        "Spring gathering, 2 Holding the keys.md",
        "Spring gathering, 3 Closing.md",
    ]
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == sorted(
        one.name for one in written
    )


def test_the_running_order_for_everybody_and_for_the_director(plan, outputs, tmp_path):
    plan.app.session_editor.write(plan.keys, TextField.FOR_DIRECTOR, "Count the keys twice").result()
    everybody = outputs.write_running_order(plan.gathering, tmp_path / "order.pdf")
    assert everybody.read_bytes().startswith(b"%PDF")
    open_one = outputs.write_running_order(plan.gathering, tmp_path / "order.txt").read_text("utf-8")
    full = outputs.write_running_order(plan.gathering, tmp_path / "full.txt", is_for_director=True)
    assert "Count the keys" not in open_one
    assert "Count the keys" in full.read_text("utf-8")
    assert "over by 13:00 whatever happens" in open_one
    assert outputs.suggested_name(plan.gathering, "pdf") == "Spring gathering, running-order.pdf"


def test_where_it_cannot_be_written_nothing_is_made(plan, outputs, tmp_path):
    with pytest.raises(KnownError, match="format_unknown"):
        outputs.write_brief(plan.keys, tmp_path / "brief.xyz")
    with pytest.raises(KnownError, match="folder_missing"):
        outputs.write_briefs(plan.gathering, tmp_path / "nowhere")
    with pytest.raises(DomainError, match="gone"):
        outputs.write_brief("nothing", tmp_path / "brief.pdf")
    assert plan.every("document") == []
