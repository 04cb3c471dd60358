"""What a network's documents look like: its name, its two colours and its logo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.archive.archive import Archive
from facilitator.archive.queries import Reader
from facilitator.archive.search import folded_words
from facilitator.importing.picture_file import read_picture
from facilitator.pictures import keep_picture
from sessions.edits import change
from sessions.errors import DomainError
from sessions.house_style import HouseStyle, checked
from sessions.network import Network

STYLE = "network.house"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to change of a house; what is None stays. ``is_without_logo`` takes the logo away."""

    name: str | None = None
    accent: str | None = None
    second: str | None = None
    logo: Path | None = None
    is_without_logo: bool = False


class House:
    """Keeps how the documents of a network look."""

    def __init__(self, archive: Archive, actor: str) -> None:
        self._archive = archive
        self._actor = actor

    def change(self, network: str, wish: Wish) -> None:
        """Change how the documents of a network (an id) look.

        Raises DomainError ``name_missing`` or as ``house_style.checked`` does, and KnownError as ``read_picture`` does;
        nothing is changed then.
        """
        with self._archive.reader() as reader:
            known = next(one for one in networks(reader) if one.id == network)
        if wish.name is not None and not wish.name.strip():
            raise DomainError("name_missing")
        colours = _colours(known, wish)
        fields: dict[str, object] = {
            "name": known.name if wish.name is None else " ".join(wish.name.split()),
            "accents": colours,
            "logo": "" if wish.is_without_logo else known.logo,
        }
        if wish.logo is not None:
            fields["logo"] = keep_picture(self._archive, read_picture(wish.logo))
        new = {name: value for name, value in fields.items() if value != getattr(known, name)}
        if new:
            self._archive.commit([change("network", network, **new)], self._actor, STYLE).result()


def _colours(known: Network, wish: Wish) -> tuple[str, ...]:
    """Return the colours of a network as wished; the usual ones are not written down."""
    if wish.accent is None and wish.second is None:
        return known.accents
    usual = (HouseStyle().accent, HouseStyle().second)
    now = (*known.accents[:2], *usual[len(known.accents[:2]) :])
    wished = [one if one is None else one.strip().lower() for one in (wish.accent, wish.second)]
    accent, second = (old if new is None else new for old, new in zip(now, wished, strict=True))
    checked(HouseStyle(known.name, accent, second))
    return () if (accent, second) == usual else (accent, second)


def networks(reader: Reader) -> list[Network]:
    """Return the networks of an archive."""
    return [kept.record for kept in reader.every("network")]


def network_named(reader: Reader, wanted: str) -> Network:
    """Return the network that is meant by its id or name, or the only one there is.

    Raises DomainError ``no_network``, ``network_unknown`` or ``network_which``, which name those there are.
    """
    known = networks(reader)
    if not known:
        raise DomainError("no_network")
    said = folded_words(wanted)
    found = [one for one in known if not wanted or one.id == wanted or folded_words(one.name) == said]
    if len(found) == 1:
        return found[0]
    shown = ", ".join(sorted(f"‘{one.name}’ ({one.id})" for one in found or known))
    raise DomainError("network_which" if found else "network_unknown", network=wanted, networks=shown)
