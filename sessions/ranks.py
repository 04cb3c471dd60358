"""The order of a list: a text for each item, so that one can always be put between two others.

A rank is a fraction in base 62 and four characters of salt, compared as bytes. The salt keeps the ranks apart that
two computers give to the same place in a list at the same time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE: Final = len(DIGITS)
SALT_LENGTH: Final = 4
LONGEST: Final = 40
MIDDLE: Final = DIGITS[BASE // 2]
STEP_DIGITS: Final = 4  # so many digits count the items that are put at an end of the list: 14 million steps


def between(low: str, high: str, salt: str) -> str:
    """Return a rank above ``low`` and below ``high``; an empty text is the end of the list on that side.

    Raises ValueError where there is no room: the ranks are equal or in the wrong order, or ``high`` is ``low`` and
    zeros. The list is then spread anew.
    """
    _check_salt(salt)
    if low and high and low >= high:
        raise ValueError(f"nothing is above {low!r} and below {high!r}")
    if not low and not high:
        return MIDDLE + salt
    if not high:
        return (_step(low, 1) or _middle(low, "")) + salt
    if not low:
        return (_step(high, -1) or _middle("", high)) + salt
    return _middle(low, high) + salt


def spread(count: int, salt: str) -> tuple[str, ...]:
    """Return so many ranks in rising order, evenly apart, with room between them and at both ends."""
    _check_salt(salt)
    width = STEP_DIGITS
    while BASE**width < (count + 1) * BASE**2:
        width += 1
    gap = BASE**width // (count + 1)
    return tuple(_digits(_not_round(place * gap, 1), width) + salt for place in range(1, count + 1))


def placed(ranks: Sequence[str], at: int, salt: str) -> tuple[str, Mapping[int, str]]:
    """Return the rank of what is put at a place of a list, and the new ranks of those there where they are spread anew.

    ``ranks`` are those of the list in its order, ``at`` how many of them come before. They are spread where there is no
    room: two are equal, one has none, or they have grown too long.
    """
    before, after = ranks[:at][-1:], ranks[at : at + 1]
    made = ""
    if all((*before, *after)):
        with suppress(ValueError):
            made = between("".join(before), "".join(after), salt)
    if made and not needs_respread(made):
        return made, {}
    fresh = spread(len(ranks) + 1, salt)
    return fresh[at], dict(enumerate((*fresh[:at], *fresh[at + 1 :])))


def needs_respread(rank: str) -> bool:
    """Tell whether a rank has grown so long that its list is to be spread anew."""
    return len(rank) > LONGEST


def salt_from(randomness: bytes) -> str:
    """Return the salt that four or more bytes make."""
    if len(randomness) < SALT_LENGTH:
        raise ValueError(f"a salt takes {SALT_LENGTH} bytes, not {len(randomness)}")
    return "".join(DIGITS[byte % BASE] for byte in randomness[:SALT_LENGTH])


def _check_salt(salt: str) -> None:
    if len(salt) != SALT_LENGTH or not set(salt) <= set(DIGITS):
        raise ValueError(f"{salt!r} is not {SALT_LENGTH} letters or digits")


def _step(rank: str, by: int) -> str:
    """Return the fraction a small step away, or '' where the end is reached.

    Halving the room to the end of the list each time would make ranks a digit longer for every six notes.
    """
    number = 0
    for digit in rank[:STEP_DIGITS].ljust(STEP_DIGITS, "0"):
        number = number * BASE + _value(digit)
    number = _not_round(number + by, by)
    return _digits(number, STEP_DIGITS) if 0 < number < BASE**STEP_DIGITS else ""


def _not_round(number: int, by: int) -> int:
    """Return the number, or the next one where its last digit is zero: below x0 there may be no room but x."""
    return number if number % BASE else number + by


def _middle(low: str, high: str) -> str:
    """Return a fraction about half way that is above ``low``, below ``high`` and does not begin ``high``."""
    made = ""
    is_bounded = bool(high)
    while True:
        place = len(made)
        if is_bounded and place == len(high):
            raise ValueError(f"nothing is above {low!r} and below {high!r}")
        below = _value(low[place]) if place < len(low) else 0
        above = _value(high[place]) if is_bounded else BASE
        if above - below > 1:
            return made + DIGITS[(below + above) // 2]
        is_bounded = is_bounded and above == below
        made += DIGITS[below]


def _value(digit: str) -> int:
    value = DIGITS.find(digit)
    if value < 0:
        raise ValueError(f"{digit!r} has no place in a rank")
    return value


def _digits(number: int, width: int) -> str:
    made = ""
    for _ in range(width):
        number, digit = divmod(number, BASE)
        made = DIGITS[digit] + made
    return made
