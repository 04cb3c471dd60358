"""What each command's help says beyond its options, and the same as data for the manual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import click

from facilitator.commands.options import EXIT_BUG, EXIT_STOPPED, EXIT_USAGE, EXITS

PROGRAM: Final = "facilitator"
WIDE: Final = 400
"""Columns for text that is not laid out for a terminal."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """What a command reads and writes, how it may end, and how it is used.

    ``exits`` are the codes beside those that any command may end with, ``examples`` command lines and what they do,
    ``keys`` the keys of its JSON and what they hold.
    """

    reads: str = ""
    writes: str = ""
    exits: tuple[int, ...] = ()
    examples: Pairs = ()
    keys: Pairs = ()
    see_also: tuple[str, ...] = ()

    @property
    def endings(self) -> Pairs:
        """Return every exit code with its meaning."""
        codes = sorted({0, EXIT_USAGE, EXIT_BUG, EXIT_STOPPED, *self.exits})
        return tuple((str(code), EXITS[code]) for code in codes)


class Command(click.Command):
    """A command whose help is a page of a manual."""

    def __init__(self, *arguments: Any, manual: Manual, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.manual = manual

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the manual says below the options."""
        super().format_epilog(ctx, formatter)
        for title, pairs in sections(self):
            with formatter.section(title):
                formatter.write_dl(pairs, col_max=24)


def sections(command: click.Command) -> Iterator[tuple[str, Pairs]]:
    """Yield what the manual of a command has below its options; nothing where it has no manual."""
    manual = getattr(command, "manual", None)
    if not isinstance(manual, Manual):
        return
    files = tuple(
        (title, text) for title, text in (("Reads", manual.reads), ("Writes", manual.writes)) if text
    )
    if files:
        yield "Files", files
    if manual.keys:
        yield "JSON", manual.keys
    yield "Exit codes", manual.endings
    if manual.examples:
        yield "Examples", tuple((f"{PROGRAM} {line}", told) for line, told in manual.examples)
    if manual.see_also:
        yield "See also", tuple((f"{PROGRAM} {name}", "") for name in manual.see_also)


@dataclass(frozen=True, slots=True)
class Page:
    """One command of the manual."""

    name: str
    usage: str
    summary: str
    paragraphs: tuple[str, ...]
    options: Pairs
    sections: tuple[tuple[str, Pairs], ...]


def pages(group: click.Group) -> Iterator[Page]:
    """Yield a page for every command there is, by name."""
    above = click.Context(group, info_name=PROGRAM, terminal_width=WIDE, max_content_width=WIDE)
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None or command.hidden:
            continue
        within = click.Context(
            command, above, info_name=name, terminal_width=WIDE, max_content_width=WIDE,
            help_option_names=["-h", "--help"],
        )  # fmt: skip
        records = (parameter.get_help_record(within) for parameter in command.get_params(within))
        told = [" ".join(part.split()) for part in (command.help or "").split("\n\n")]
        yield Page(
            name=name,
            usage=" ".join([PROGRAM, name, *command.collect_usage_pieces(within)]),
            summary=told[0],
            paragraphs=tuple(told),
            # An argument is told of in the text.
            options=tuple(record for record in records if record and record[1]),
            sections=tuple(sections(command)),
        )
