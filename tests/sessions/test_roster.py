"""Who is here, as a page shows them."""

from sessions.breakouts import Seat
from sessions.roster import sharing_initials


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
