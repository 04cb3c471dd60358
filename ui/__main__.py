"""What ``facilitator`` starts: the window where nothing is asked, the command line where something is."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

ARCHIVE_SUFFIX = ".facilitator"
CAPTURE = "--capture"
"""Opens the window with a line to type in, for who comes late to a group that was planned nowhere."""
EXIT_NO_SCREEN = 69  # EX_UNAVAILABLE


def main(arguments: Sequence[str] | None = None) -> None:
    """Open the window, with an archive that is named alone; hand everything else to the command line."""
    if getattr(sys, "frozen", False):
        # A packaged program is started again for the process that works beside the window; no other pays for that.
        from multiprocessing import freeze_support

        freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    archive, takes_notes = _archive_in(given), given == [CAPTURE]
    if given and archive is None and not takes_notes:
        # The window's libraries are not on every server, and its archive is not in every window.
        from facilitator.cli import main as command_line

        command_line(given)
        return
    if not has_screen():
        print(_no_screen(), file=sys.stderr)  # noqa: T201 - there is nothing else to say it with
        sys.exit(EXIT_NO_SCREEN)
    # The window collects garbage itself (``ui/collecting.py``), and imports make none.
    gc.disable()
    # Qt is a tenth of a second, which commands need not pay.
    import PySide6

    if refused := refusal(sys.version_info[:2], PySide6.__version_info__[:2]):
        print(refused, file=sys.stderr)  # noqa: T201 - as above
        sys.exit(EXIT_NO_SCREEN)
    # As above.
    from ui.main import run_window

    # The same.
    from ui.place import TAKE_NOTES_NOW, Where

    sys.exit(run_window(archive, Where("capture", group=TAKE_NOTES_NOW) if takes_notes else None))


def _archive_in(given: Sequence[str]) -> Path | None:
    """Return the archive where nothing but one is named: a file that was double-clicked."""
    is_archive = len(given) == 1 and given[0].endswith(ARCHIVE_SUFFIX)
    return Path(given[0]) if is_archive else None


def has_screen() -> bool:
    """Tell whether there is anything to show a window on."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def refusal(python: tuple[int, int], qt: tuple[int, int]) -> str:
    """Return why a Python and a PySide6 do not go together, '' where they do."""
    if python >= (3, 12) or qt < (6, 12):
        return ""
    # Measured: this pair loses a reference to None at every call that returns nothing, and aborts within seconds.
    return _(
        "PySide6 {qt} stops within seconds on Python {python}, so the window was not opened. Install PySide6 6.11, "
        "or use Python 3.12 or 3.13."
    ).format(qt=".".join(map(str, qt)), python=".".join(map(str, python)))


def _no_screen() -> str:
    return _(
        "There is no screen here to open a window on. ‘facilitator --help’ shows what can be done without one, "
        "and ‘facilitator demo’ makes the write-up of the sample gathering."
    )


if __name__ == "__main__":
    main()
