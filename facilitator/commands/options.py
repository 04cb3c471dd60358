"""What commands share: the archive they work on, options of one name everywhere, and what their exit codes mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from gettext import gettext as _
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

EXIT_REFUSED: Final = 1
EXIT_USAGE: Final = 2
EXIT_BAD_INPUT: Final = 65
EXIT_BUG: Final = 70
EXIT_WORLD: Final = 74
EXIT_IN_USE: Final = 75
EXIT_STOPPED: Final = 130

EXITS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "done",
        EXIT_REFUSED: "refused: a rule of the gathering says no, or what was named is not there",
        EXIT_USAGE: "the command was not written as it should be",
        EXIT_BAD_INPUT: "the input cannot be understood",
        EXIT_BUG: "a fault of Facilitator",
        EXIT_WORLD: "the world says no: a file or folder cannot be read or written, a disk is full",
        EXIT_IN_USE: "another Facilitator is writing to the archive",
        EXIT_STOPPED: "stopped by Ctrl+C; what was kept is safe, and no file is half written",
    }
)
"""What every exit code means."""

ARCHIVE_VARIABLE: Final = "FACILITATOR_ARCHIVE"

ARCHIVE = click.option(
    "--archive",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar=ARCHIVE_VARIABLE,
    show_envvar=True,
    is_eager=True,  # Read before what is completed from it.
    help="The archive to use instead of your own.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for scripts.")
LARGE_PRINT = click.option(
    "--large-print", is_flag=True, help="Set the PDF in large print: 17 points, no serifs, one column."
)
LEAVE_OUT_NAMES = click.option(
    "--leave-out-names", is_flag=True, help="Print what is stopped for its attribution without it."
)


def check_large_print(formats: Collection[str] | None) -> None:
    """Say that large print needs a PDF where it is asked for (None: it is not) and none is among the formats."""
    if formats is not None and "pdf" not in formats:
        raise click.UsageError(_("--large-print needs a PDF, and none is to be written."))
