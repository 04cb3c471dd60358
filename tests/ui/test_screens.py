"""Every picture has a file of its own, and every place is looked at full, empty, small, large and dark."""

from tests.ui.screens import BARE, MORE, ROOM, SCREENS, STATES
from ui.places import PLACES
from ui.theme import Scheme


def test_no_picture_is_written_over_another() -> None:
    files = [screen.file for screen in (*SCREENS, *MORE)]
    assert len(files) == len(set(files))
    assert not set(STATES) & set(BARE)


def test_every_place_is_seen_at_every_size_and_with_nothing_in_it() -> None:
    for place in PLACES:
        seen = {(screen.size, screen.scheme) for screen in SCREENS if screen.name == place.name}
        assert {scheme for _size, scheme in seen} == {Scheme.LIGHT, Scheme.DARK}
        assert len({size for size, _scheme in seen}) >= 3
        assert any(name.startswith(f"{place.name},") for name in BARE)
    assert {text_size for _size, _scheme, text_size in ROOM} == {100, 200}
