import json

import pytest

from facilitator.archive import search
from facilitator.commands import options
from tests.facilitator.terminal import run

WHERE = "Longbench autumn gathering 2026 · Holding the keys · "


def test_a_hit_says_where_it_was_said_and_shows_what_matches(sample):
    lines = run("search", "kitchen", "reasons").succeeded().out.splitlines()
    assert lines[0] == WHERE + "Baths, kitchens and sheds · 2026-11-12"
    assert lines[1].startswith(
        "  quote, Colin Brathwaite: We were handed a *kitchen* and a list of *reasons* why"
    )
    assert lines[1].endswith(" #KH")


def test_filters_need_no_words(sample):
    told = run(
        "search", "--kind", "key-message", "--strand", "pw", "--gathering", "autumn", "--year", "2026"
    ).succeeded()
    assert "  key message" in told.out
    assert "#PW" in told.out


def test_what_is_said_by_somebody(sample):
    told = run("search", "--said-by", "zoe farquhar").succeeded().out
    assert "Zoë Farquhar: " in told


def test_nothing_found_says_what_would_find_more(sample):
    assert "Nothing was found. Fewer words" in run("search", "periwinkle").succeeded().out


def test_a_script_has_every_hit_with_its_place(sample):
    told = json.loads(run("search", "kitchen", "reasons", "--json").succeeded().out)
    (hit,) = told["hits"]
    assert told["is_partial"] is False
    assert [hit["words"][start:end] for start, end in hit["matches"]] == ["kitchen", "reasons"]
    assert (hit["said_by"], hit["strands"], hit["date"]) == ("Colin Brathwaite", ["KH"], "2026-11-12")
    assert json.loads(run("search", "periwinkle", "--json").out) == {"is_partial": False, "hits": []}


def test_it_is_said_that_there_may_be_more(sample):
    ran = run("search", "the", "--most", "2").succeeded()
    assert "--most shows more" in ran.err
    assert len(ran.out.splitlines()) == 4
    assert "--most" not in run("search", "kitchen", "reasons").err


def test_it_is_said_that_only_the_newest_hits_were_ranked(sample, monkeypatch):
    monkeypatch.setattr(search, "RANKED_AT_MOST", 5)
    assert "only the newest" in run("search", "the").succeeded().err
    assert json.loads(run("search", "the", "--json").out)["is_partial"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], options.EXIT_USAGE, "Say what to look for"),
        (["?!"], options.EXIT_USAGE, "Say what to look for"),
        (["--kind", "poem"], options.EXIT_USAGE, "key-message"),
        (["--strand", "XX"], options.EXIT_REFUSED, "KH (Keeping house)"),
        (["--said-by", "Nobody"], options.EXIT_REFUSED, "Nobody in any group is called ‘Nobody’"),
        (["--gathering", "spring"], options.EXIT_REFUSED, "‘Longbench autumn gathering 2026’"),
    ],
)
def test_what_cannot_be_looked_for_is_said_in_words(sample, arguments, code, said):
    assert said in run("search", *arguments).failed(code).err


def test_off_the_record_is_never_found(sample):
    run("keep", "halls", typed="a periwinkle nobody may read -x\n").succeeded()
    assert "Nothing was found" in run("search", "periwinkle").succeeded().out
