"""What build and export share: drafting for an audience, and saying what was written and what stopped it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, Final

import click

from facilitator.app import App
from facilitator.documents import Wish
from facilitator.progress import Progress
from facilitator.telling import say_looks, say_unused
from facilitator.writeup import Drafted, GateClosed
from sessions.document import DocumentKind
from sessions.gate import Judgement
from sessions.permission import Audience

LEFT_KEYS: Final = (
    ("gathering", "its id"),
    ("written", "the files, by their full paths; empty where something stops them"),
    ("stops", "what stops publication: words, reason, level, remedies, note"),
    ("look_at", "what a person should look at: words, reason"),
    ("left_out", "notes that are not in the draft: reason, count; sentences where it is a working copy"),
)
STAGES: Final = 4
"""Taking in, drafting, the gate, writing."""


@dataclass(frozen=True, slots=True)
class Left:
    """What has left: which files, and what the gate and the draft say."""

    gathering: str
    written: tuple[Path, ...]
    judgement: Judgement
    drafted: Drafted


Publish = Callable[[str, Progress], Judgement]


def leave(
    app: App,
    gathering: str,
    targets: Sequence[Path],
    publish: Publish,
    progress: Progress,
    *,
    audience: Audience = Audience.PUBLIC,
    wish: Wish | None = None,
    is_without_names: bool = False,
    as_json: bool = False,
) -> Left:
    """Draft what is wished, or the write-up of a gathering, and let it leave.

    Without the names that stop it where that is wanted.
    """
    wanted = wish or Wish(DocumentKind.WRITE_UP, gathering)
    progress(1, STAGES, _("Putting the draft together"))
    drafted = app.documents.draft(wanted)
    if is_without_names and (count := app.write_up.leave_out_names(drafted.document, audience)):
        drafted = app.documents.draft(wanted)
        several = ngettext(
            "{count} quotation is printed with only as much of a name as is allowed.",
            "{count} quotations are printed with only as much of a name as is allowed.",
            count,
        )
        click.echo(several.format(count=count), err=True)
    progress(2, STAGES, _("Looking at every quotation"))
    with _telling_what_stopped(gathering, as_json=as_json):
        judgement = publish(drafted.document, progress)
    progress(STAGES, STAGES, "")
    return Left(gathering, tuple(targets), judgement, drafted)


def say_left(left: Left, *, as_json: bool) -> None:
    """Say what was written and what deserves a look."""
    if as_json:
        click.echo(json.dumps(_as_json(left), ensure_ascii=False, indent=2))
        return
    for path in left.written:
        click.echo(_("Written: {path}").format(path=path.absolute()))
    say_looks(left.judgement.look_at)
    say_unused(left.drafted.unused)


@contextmanager
def _telling_what_stopped(gathering: str, *, as_json: bool) -> Iterator[None]:
    """Tell a script what stopped a document; the sentences for people come with the error."""
    try:
        yield
    except GateClosed as closed:
        if as_json:
            told = {
                "gathering": gathering,
                "written": [],
                "stops": _stops(closed),
                "look_at": [],
                "left_out": [],
            }
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        raise


def _as_json(left: Left) -> dict[str, Any]:
    why = Counter(reason.name.lower() for reason in left.drafted.unused.values())
    return {
        "gathering": left.gathering,
        "written": [str(path.absolute()) for path in left.written],
        "stops": [],
        "look_at": [{"words": look.words, "reason": look.why.value} for look in left.judgement.look_at],
        "left_out": [{"reason": reason, "count": count} for reason, count in sorted(why.items())],
    }


def _stops(closed: GateClosed) -> list[dict[str, Any]]:
    return [
        {
            "words": stop.words,
            "reason": stop.reason.value,
            "level": stop.level.name.lower(),
            "remedies": [remedy.value for remedy in stop.remedies],
            "note": stop.note,
        }
        for stop in closed.stops
    ]
