"""What commands share: the archive they work on, and what their exit codes mean."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

EXIT_REFUSED: Final = 1
EXIT_BAD_INPUT: Final = 65
EXIT_BUG: Final = 70
EXIT_WORLD: Final = 74
EXIT_IN_USE: Final = 75
"""1: a rule of the gathering said no · 65: the input cannot be understood · 70: a bug · 74: files · 75: in use."""

ARCHIVE = click.option(
    "--archive",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The archive to use instead of your own.",
)
