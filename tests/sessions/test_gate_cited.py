"""The gate on words that are cited or carried: a source, not a permission, and a second look at quotations."""

from dataclasses import replace

import pytest

from sessions.citations import Citation
from sessions.document import Block, Origin, Run, Source
from sessions.gate import Judgement, LookAt, LookReason, Reason, Remedy
from sessions.permission import Audience
from tests.sessions.test_gate import INNER, OR_QUOTE, block, judge, only, own, why

CITATION = Citation("c1", "g1", "Rules are what is left “when” nobody trusts.", "Iris Hale", "The Long Lane")


def cited(text: str = CITATION.words, *refs: str) -> Block:
    return block(own("‘"), Run(text, Source(Origin.CITED, refs or ("c1",))), own("’"))


def judge_cited(found: Block, *citations: Citation) -> Judgement:
    return judge(found, citations={one.id: one for one in citations})


def test_cited_words_need_no_permission_only_their_source() -> None:
    assert judge_cited(cited(), CITATION) == Judgement(())
    assert judge_cited(cited("rules are what is left ‘when’ nobody trusts"), CITATION) == Judgement(())


@pytest.mark.parametrize("author", ["", " "])
def test_cited_words_without_a_source_stop(author: str) -> None:
    nobody = replace(CITATION, author=author)
    for judgement in (
        judge_cited(cited(), nobody),
        judge_cited(cited()),
        judge_cited(block(Run("Rules", Source(Origin.CITED)))),
    ):
        stop = only(judgement)
        assert (stop.reason, stop.remedies) == (Reason.NO_SOURCE, (Remedy.NAME_SOURCE, *OR_QUOTE))


@pytest.mark.parametrize(
    "text", ["Rules are left when nobody trusts.", "Rules [sic] are what is left “when” nobody trusts."]
)
def test_cited_words_that_were_changed_stop(text: str) -> None:
    stop = only(judge_cited(cited(text), CITATION))
    assert (stop.note, stop.reason) == ("c1", Reason.CITED_DIFFERS)
    assert stop.remedies == (Remedy.RESTORE_WORDS, *OR_QUOTE)


@INNER
def test_cited_words_are_held_against_their_source_for_every_audience(audience: Audience) -> None:
    assert why(cited(), audience=audience) == [Reason.NO_SOURCE]


def test_cited_words_that_leave_some_out_are_shown() -> None:
    judgement = judge_cited(cited("Rules are […] “when” nobody trusts."), CITATION)
    assert judgement.is_open
    (look,) = judgement.look_at
    assert look.why is LookReason.LEFT_OUT


def test_long_quotations_in_what_a_draft_carried_are_shown() -> None:
    source = Source(Origin.CARRIED, ("old-block",))
    carried = block(Run("They said ‘nobody has ever asked us’, and ‘not once’.", source))
    assert judge(carried, own_texts=("t1",)).look_at == (LookAt("b1", "nobody has ever asked us"),)
