"""What may be done to a kept line."""

import pytest

from sessions.errors import DomainError
from sessions.note_edits import edited, is_exact, merged, of_kind, on_strands, said_by, split, with_words
from sessions.notes import Certainty, Note, NoteKind, Span

POINT = Note("p", "halls", "the boiler is older than the hall", rank="a")
QUOTE = Note("q", "halls", "We must go on", NoteKind.QUOTE, (Span(0, 13),), said_by="zoe", rank="b")
MIXED = with_words(Note("m", "halls", "", rank="c"), 'they said "never again and never here" and left')


class TestWords:
    def test_exact_words_inside_a_line_are_found_anew(self) -> None:
        note = edited(POINT, ' he said "never again and never here" twice ')
        assert note.words == 'he said "never again and never here" twice'
        assert note.verbatim == ("never again and never here",)
        assert edited(note, "he said nothing").spans == ()

    @pytest.mark.parametrize(
        "typed", ["We must never go on", '"We must never go on"', "“We must never go on”"]
    )
    def test_a_quotation_stays_one_with_or_without_its_marks(self, typed: str) -> None:
        note = edited(QUOTE, typed)
        assert note.words == "We must never go on"
        assert is_exact(note)

    def test_a_quotation_with_marks_inside_is_not_undressed(self) -> None:
        assert edited(QUOTE, 'We "must go" on').words == 'We "must go" on'

    def test_nothing_is_no_line(self) -> None:
        with pytest.raises(DomainError, match="words_missing"):
            edited(POINT, "  ")


class TestKind:
    def test_a_point_becomes_a_decision_and_nothing_else_changes(self) -> None:
        decision = of_kind(POINT, NoteKind.DECISION)
        assert (decision.kind, decision.words, decision.spans) == (NoteKind.DECISION, POINT.words, ())
        assert of_kind(POINT, NoteKind.POINT) is POINT

    def test_a_quotation_that_becomes_something_else_keeps_its_exact_words(self) -> None:
        message = of_kind(QUOTE, NoteKind.KEY_MESSAGE)
        assert message.words == "“We must go on”"
        assert message.verbatim == ("We must go on",)
        assert of_kind(message, NoteKind.QUOTE) == QUOTE

    def test_a_line_that_becomes_a_quotation_is_exact_from_end_to_end(self) -> None:
        assert is_exact(of_kind(POINT, NoteKind.QUOTE))


class TestMerging:
    def test_the_first_has_the_words_of_both_and_all_exact_words(self) -> None:
        both = merged(MIXED, with_words(Note("n", "halls", ""), 'but "we came back"'))
        assert both.id == "m"
        assert both.words == 'they said "never again and never here" and left but "we came back"'
        assert both.verbatim == ("never again and never here", "we came back")

    def test_two_quotations_become_a_point_with_two_exact_stretches(self) -> None:
        both = merged(QUOTE, Note("r", "halls", "and on", NoteKind.QUOTE, (Span(0, 6),), said_by="zoe"))
        assert both.kind is NoteKind.POINT
        assert both.words == "“We must go on” “and on”"
        assert both.verbatim == ("We must go on", "and on")

    def test_nothing_that_is_said_of_either_is_lost(self) -> None:
        other = Note(
            "o", "halls", "mend it", NoteKind.ACTION, strands=("ks", "bh"), is_worth_quoting=True, owner="zoe",
            due="Friday", report_rank="x",
        )  # fmt: skip
        both = merged(Note("f", "halls", "fix", strands=("bh",), certainty=Certainty.WRITTEN), other)
        assert both.strands == ("bh", "ks")
        assert both.is_worth_quoting
        assert (both.owner, both.due, both.report_rank) == ("zoe", "Friday", "x")
        assert both.certainty is Certainty.HEARD

    @pytest.mark.parametrize(
        ("second", "what"),
        [
            (POINT, "groups"),
            (Note("o", "baths", "x"), "groups"),
            (Note("o", "halls", "x", said_by="zoe"), "speakers"),
            (Note("o", "halls", "x", is_speaker_unknown=True), "speakers"),
            (Note("o", "halls", "x", owner="mai"), "owners"),
            (Note("o", "halls", "x", due="Monday"), "dates"),
        ],
    )
    def test_what_would_be_lost_or_said_wrongly_stops_it(self, second: Note, what: str) -> None:
        first = POINT if second is POINT else Note("f", "halls", "y", owner="zoe", due="Friday")
        with pytest.raises(DomainError, match="merge_would_lose") as caught:
            merged(first, second)
        assert caught.value.fields == {"what": what}


class TestSplitting:
    def test_each_half_has_its_words_and_the_speaker(self) -> None:
        note = said_by(POINT, "zoe")
        first, second = split(note, 10, "new", "r")
        assert (first.id, first.words, first.said_by) == ("p", "the boiler", "zoe")
        assert (second.id, second.words, second.said_by) == ("new", "is older than the hall", "zoe")
        assert (second.rank, second.moved_from) == ("r", "p")

    def test_both_halves_of_a_quotation_are_exact(self) -> None:
        assert all(is_exact(half) for half in split(QUOTE, 7, "new", "r"))

    @pytest.mark.parametrize("at", [-3, 0, 99])
    def test_a_half_without_words_is_none(self, at: int) -> None:
        with pytest.raises(DomainError, match="split_leaves_nothing"):
            split(POINT, at, "new", "r")

    def test_exact_words_inside_a_line_are_not_parted_but_may_stand_in_either_half(self) -> None:
        with pytest.raises(DomainError, match="split_in_quotation"):
            split(MIXED, 20, "new", "r")
        first, second = split(MIXED, MIXED.words.index("and left"), "new", "r")
        assert first.verbatim == MIXED.verbatim
        assert second.spans == ()


class TestSpeaker:
    def test_a_seat_somebody_and_nobody(self) -> None:
        asked = Note("n", "halls", "x", asked_speaker="qq")
        assert (said_by(asked, "zoe").said_by, said_by(asked, "zoe").asked_speaker) == ("zoe", "")
        assert said_by(asked, "", is_unknown=True).is_speaker_unknown
        assert not said_by(asked, "zoe", is_unknown=True).is_speaker_unknown
        assert said_by(QUOTE, "").said_by == ""


def test_strands_stand_in_the_networks_order_and_those_it_lost_come_last() -> None:
    assert on_strands(POINT, ["gone", "ks", "bh", "ks"], ["bh", "ks", "wd"]).strands == ("bh", "ks", "gone")
