"""Who is here, as a page shows them."""

from sessions.breakouts import Seat, as_seated
from sessions.roster import Roster, sharing_initials


def test_two_with_the_same_initials_need_their_whole_names() -> None:
    seats = [
        Seat("ann", "g", "Ann Lee"),
        Seat("ada", "g", "Ada Lumb", "AL"),
        Seat("zoe", "g", "Zoë Hartnell", "zh"),
        Seat("eva", "g", "Éva Hart", "éh"),
        Seat("ed", "g", "Ed Holt", "eh"),
        Seat("nobody", "g", ""),
    ]
    assert sharing_initials(seats) == {"ann", "ada", "eva", "ed"}
    assert sharing_initials([]) == frozenset()


def test_who_has_a_rank_sits_before_those_who_came_later() -> None:
    seats = [
        Seat("c", "g", "Cy"),
        Seat("z", "g", "Zoë", rank="a"),
        Seat("b", "g", "Bo"),
        Seat("y", "g", "Yul", rank="b"),
    ]
    assert [seat.id for seat in as_seated(seats)] == ["z", "y", "b", "c"]


def test_a_tag_is_a_name_and_not_initials() -> None:
    roster = Roster((Seat("sue", "g", "Sue"), Seat("wen", "g", "Wen Li"), Seat("al", "g", "Al", "al")))
    assert [roster.tag_of(seat) for seat in ("sue", "wen", "al")] == ["sue", "wen", "al"]
