"""The body that convenes: its name, its strands and the texts it uses again and again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuoteMarks(StrEnum):
    """Which marks stand outside a quotation; the other pair stands inside."""

    SINGLE = "single"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Network:
    """A network and its house style. ``convenors`` are person ids; ``zone`` is an IANA name.

    ``keeps_notes_months`` is how long raw notes are kept after their occasion, 0 where no term is set. ``accents``
    are up to two colours (``#rrggbb``), ``logo`` is the sha256 of a kept picture.
    """

    id: str
    name: str
    about: str = ""
    aims: tuple[str, ...] = ()
    convenors: tuple[str, ...] = ()
    zone: str = "Europe/London"
    language: str = "en-GB"
    quote_marks: QuoteMarks = QuoteMarks.SINGLE
    keeps_notes_months: int = 0
    accents: tuple[str, ...] = ()
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """A long-lived line of the network's thinking, with the short code people type after ``#``."""

    id: str
    network: str
    code: str
    title: str
    question: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class StandingText:
    """A text the network owns and carries into many documents; a new wording is a new version."""

    id: str
    network: str
    key: str
    title: str
    words: str
    version: int = 1
