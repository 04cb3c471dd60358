"""What a shell can complete, read from the archive; where anything fails there is nothing to complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from facilitator import paths
from facilitator.app import reading
from facilitator.archive.queries import Reader
from facilitator.archive.search import plain
from facilitator.capture import group_names
from facilitator.gatherings import short_name

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
Found = Iterable[tuple[str, str]]
"""What is completed, and what it means."""


def _from(read: Callable[[Reader], Found]) -> Complete:
    def complete(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        begun = plain(incomplete)
        # The edge: a shell that completes can show nobody an error.
        with suppress(Exception), reading(paths.places(), _archive(ctx)) as reader:
            return [
                CompletionItem(value, help=told)
                for value, told in read(reader)
                if plain(value).startswith(begun)
            ]
        return []

    return complete


def _archive(ctx: click.Context) -> Path | None:
    chosen = ctx.params.get("archive")
    return Path(chosen) if chosen else None


def _gatherings(reader: Reader) -> Found:
    for kept in reader.every("gathering"):
        yield short_name(kept.record.title), kept.record.title


def _groups(reader: Reader) -> Found:
    return group_names(reader)


def _strands(reader: Reader) -> Found:
    for kept in reader.every("strand"):
        yield kept.record.code, kept.record.title


def _people(reader: Reader) -> Found:
    for kept in reader.every("seat"):
        yield kept.record.shown, ""


gatherings, groups, strands = _from(_gatherings), _from(_groups), _from(_strands)
people = _from(lambda reader: dict.fromkeys(_people(reader)))
