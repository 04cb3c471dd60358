"""Who sits in a group."""

import pytest

from facilitator.app import App
from facilitator.capture import CaptureDesk, group_named
from facilitator.seats import Seated
from sessions.breakouts import Seat
from sessions.errors import DomainError


@pytest.fixture
def group(app: App) -> str:
    with app.archive.reader() as reader:
        return group_named(reader, "halls")


def seats(app: App, group: str) -> dict[str, Seat]:
    with app.archive.reader() as reader:
        return {kept.record.id: kept.record for kept in reader.every("seat", group=group)}


def done(app: App, seated: Seated) -> Seat:
    seated.durable.result(10)
    assert seats(app, seated.seat.group).get(seated.seat.id) in {seated.seat, None}
    return seated.seat


def test_a_stranger_is_seated_and_known_to_the_line(app: App, desk: CaptureDesk, group: str) -> None:
    seat = done(app, app.seats.add(group, "  Ann   Lee "))
    assert (seat.shown, seat.initials) == ("Ann Lee", "al")
    desk.refresh()
    assert desk.roster.person("al") == seat.id


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_has_no_name(app: App, group: str, name: str) -> None:
    with pytest.raises(DomainError, match="seat_name_missing"):
        app.seats.add(group, name)
    with pytest.raises(DomainError, match="seat_name_missing"):
        app.seats.rename(next(iter(seats(app, group))), name)


def test_the_same_name_twice_is_refused_and_the_same_initials_are_said(app: App, group: str) -> None:
    done(app, app.seats.add(group, "Ann Lee"))
    with pytest.raises(DomainError, match="seat_taken"):
        app.seats.add(group, "ANN lee")
    second = app.seats.add(group, "Ada Lumb")
    assert second.is_ambiguous
    assert not app.seats.rename(done(app, second).id, "Ada Lumb", "AdL").is_ambiguous


def test_a_name_is_put_right_and_can_be_taken_back(app: App, group: str) -> None:
    seat = done(app, app.seats.add(group, "An Lea"))
    assert done(app, app.seats.rename(seat.id, "Ann Lee")).initials == "al"
    app.archive.undo(app.actor).result(10)
    assert seats(app, group)[seat.id] == seat


def test_somebody_is_not_to_be_named(app: App, group: str) -> None:
    seat = done(app, app.seats.add(group, "Ann Lee"))
    assert done(app, app.seats.set_not_to_be_named(seat.id)).is_not_to_be_named
    assert not done(app, app.seats.set_not_to_be_named(seat.id, is_not=False)).is_not_to_be_named


def test_who_has_spoken_or_has_something_to_do_keeps_the_seat(
    app: App, desk: CaptureDesk, group: str
) -> None:
    desk.keep("+Ann Lee: hello")
    desk.keep(">@ann mend the boiler")
    (ann,) = [seat for seat in seats(app, group).values() if seat.shown == "Ann Lee"]
    with pytest.raises(DomainError, match="seat_in_use") as caught:
        app.seats.remove(ann.id)
    assert caught.value.fields == {"name": "Ann Lee", "count": 2}
    bea = done(app, app.seats.add(group, "Bea Noone"))
    done(app, app.seats.remove(bea.id))
    assert bea.id not in seats(app, group)
    with pytest.raises(DomainError, match="seat_unknown"):
        app.seats.remove(bea.id)
