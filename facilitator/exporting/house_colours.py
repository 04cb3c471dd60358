"""The colours of a network's documents on a screen and in pictures, made from its two accents so that all can be read."""

from __future__ import annotations

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, fields
from typing import Final

from sessions.house_style import BAR_CONTRAST, PAPER, TEXT_CONTRAST, HouseStyle, checked, contrast

BLACK: Final = "#000000"
INK: Final = "#1d2a33"
MUTED: Final = "#56636b"
HAIR: Final = "#c6d0d2"
WARM: Final = "#f7f2ea"
NIGHT: Final = "#11181b"
NIGHT_INK: Final = "#e3e8e6"
NIGHT_MUTED: Final = "#a7b4b8"
NIGHT_HAIR: Final = "#37464b"
NIGHT_WARM: Final = "#262119"
_STEPS: Final = 64
_SCALE: Final = 6
"""Most answers of a scale have so many shades; further ones begin anew."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of a page: grounds, what is written on them, and the bars of charts."""

    paper: str
    ink: str
    muted: str
    deep: str
    accent: str
    second: str
    tint: str
    warm: str
    hair: str
    track: str
    bar: str
    most: str
    cover: str
    on_cover: str
    quiet_on_cover: str
    mark_on_cover: str
    scale: tuple[str, ...]

    @property
    def on_scale(self) -> tuple[str, ...]:
        """Return what can be read on each shade of a scale: black or white passes on any colour."""
        return tuple(PAPER if contrast(shade) >= TEXT_CONTRAST else BLACK for shade in self.scale)


def light(house: HouseStyle) -> Colours:
    """Return the colours by day. Raises DomainError as ``checked`` does."""
    house = checked(house)
    tint = mixed(house.accent, PAPER, 0.9)
    grounds = (PAPER, tint, WARM)
    deep = readable(mixed(house.accent, BLACK, 0.4), grounds, 7.0, BLACK)
    bar = readable(mixed(house.accent, PAPER, 0.25), (PAPER, tint), BAR_CONTRAST, BLACK)
    return Colours(
        paper=PAPER,
        ink=INK,
        muted=MUTED,
        deep=deep,
        accent=readable(house.accent, grounds, TEXT_CONTRAST, BLACK),
        second=readable(house.second, grounds, TEXT_CONTRAST, BLACK),
        tint=tint,
        warm=WARM,
        hair=HAIR,
        track=tint,
        bar=bar,
        most=deep,
        cover=deep,
        on_cover=PAPER,
        quiet_on_cover=mixed(PAPER, deep, 0.15),
        mark_on_cover=readable(house.second, (deep,), 5.5, PAPER),
        scale=_scale(deep, bar),
    )


def dark(house: HouseStyle) -> Colours:
    """Return the colours by night."""
    house = checked(house)
    tint = mixed(house.accent, NIGHT, 0.8)
    grounds = (NIGHT, tint, NIGHT_WARM)
    cover = mixed(house.accent, NIGHT, 0.65)
    most = readable(house.accent, (NIGHT, tint), 8.0, PAPER)
    bar = readable(house.accent, (NIGHT, tint), BAR_CONTRAST + 0.4, PAPER)
    return Colours(
        paper=NIGHT,
        ink=NIGHT_INK,
        muted=NIGHT_MUTED,
        deep=readable(house.accent, grounds, 11.0, PAPER),
        accent=readable(house.accent, grounds, 8.0, PAPER),
        second=readable(house.second, grounds, 6.5, PAPER),
        tint=tint,
        warm=NIGHT_WARM,
        hair=NIGHT_HAIR,
        track=tint,
        bar=bar,
        most=most,
        cover=cover,
        on_cover="#f2f6f5",
        quiet_on_cover=readable(NIGHT_MUTED, (cover,), TEXT_CONTRAST + 1, PAPER),
        mark_on_cover=readable(house.second, (cover,), 5.5, PAPER),
        scale=_scale(most, bar),
    )


def css_of(house: HouseStyle) -> str:
    """Return the colours of a house style as CSS variables: by day, by night, and on paper."""
    day = light(house)
    on_paper = {"cover": PAPER, "on_cover": day.deep, "quiet_on_cover": MUTED, "mark_on_cover": day.second}
    printed = Colours(**{name.name: getattr(day, name.name) for name in fields(day)} | on_paper)
    return "\n".join(
        [
            f":root {{ {_variables(day)} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(dark(house))} }} }}",
            f"@media print {{ :root {{ {_variables(printed)} }} }}",
            *(
                f".scale-{at} {{ fill: var(--scale-{at}); }} .on-scale-{at} {{ fill: var(--on-scale-{at}); }}"
                for at in range(1, _SCALE + 1)
            ),
        ]
    )


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def readable(colour: str, grounds: Sequence[str], least: float, towards: str) -> str:
    """Return the first shade on the way to black or white that has a contrast on every ground; the end at the latest."""
    shades = (_shade(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(
        (shade for shade in shades if min(contrast(shade, each) for each in grounds) >= least), towards
    )


def _shade(colour: str, towards: str, share: float) -> str:
    """Return a lighter or darker shade that stays as much of a colour as it was: grey is what mixing would make of it."""
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in _parts(colour)))
    end = 1.0 if towards == PAPER else 0.0
    made = hls_to_rgb(hue, lightness + (end - lightness) * share, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in made)


def _scale(first: str, last: str) -> tuple[str, ...]:
    return tuple(mixed(first, last, at / (_SCALE - 1)) for at in range(_SCALE))


def _variables(colours: Colours) -> str:
    named = {each.name: getattr(colours, each.name) for each in fields(colours) if each.name != "scale"}
    shades = {f"scale-{at}": shade for at, shade in enumerate(colours.scale, 1)}
    words = {f"on-scale-{at}": shade for at, shade in enumerate(colours.on_scale, 1)}
    every = named | shades | words
    return " ".join(f"--{name.replace('_', '-')}: {colour};" for name, colour in every.items())


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
