"""Every use case without a window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from gettext import gettext as _

import click

from facilitator import logs, paths
from facilitator.commands import (
    aims,
    building,
    changing,
    day_people,
    exporting,
    forgetting,
    gatherings,
    group_notes,
    helping,
    illustrating,
    journal,
    keeping,
    lists,
    notes,
    planning,
    proofing,
    recovering,
    reviewing,
    searching,
)
from facilitator.commands.manual import PROGRAM
from facilitator.commands.options import (
    EXIT_BAD_INPUT,
    EXIT_BUG,
    EXIT_IN_USE,
    EXIT_REFUSED,
    EXIT_STOPPED,
    EXIT_WORLD,
)
from facilitator.folders import FolderRefused
from facilitator.language import speak
from facilitator.lists import ListRefused
from facilitator.note_files import NotesRefused
from facilitator.reviews import ReviewRefused
from facilitator.telling import say_any_letter, say_error
from sessions.errors import KnownError, SpokenError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors become a sentence and an exit code."""
    say_any_letter()
    speak("")
    log = logs.log_to(paths.places().log)
    try:
        sys.exit(_run(arguments))
    finally:
        logs.stop_logging(log)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        commands.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo(_("Stopped. What was kept is safe."), err=True)
        return EXIT_STOPPED
    except SpokenError as error:
        return _say(error)
    except Exception:  # The edge: whatever else happens is a bug, and is logged as one.
        logging.getLogger(logs.LOGGER).exception("a bug")
        click.echo(
            _("Facilitator has a fault and stopped; what was kept is safe. {log} says more.").format(
                log=paths.places().log
            ),
            err=True,
        )
        return EXIT_BUG
    return 0


def _say(error: SpokenError) -> int:
    say_error(error)
    logging.getLogger(logs.LOGGER).info("stopped: %s", error.code)
    if isinstance(error, FolderRefused | NotesRefused | ReviewRefused | ListRefused):
        return EXIT_BAD_INPUT
    if error.code == "archive_in_use":
        return EXIT_IN_USE
    return EXIT_WORLD if isinstance(error, KnownError) else EXIT_REFUSED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="facilitator")
def commands() -> None:
    """Structure gatherings, capture notes, publish write-ups people trust.

    Nothing leaves this computer unless you hand it over. Without a command the window opens; with --capture alone it
    opens with a line that takes notes at once.
    """


for _command in (
    building.build,
    building.demo,
    gatherings.new,
    gatherings.list_,
    gatherings.show,
    planning.order,
    planning.repair,
    planning.add_session,
    planning.change_session,
    planning.remove_session,
    planning.copy_session,
    lists.add_groups,
    lists.take_people,
    lists.take_groups,
    day_people.add_person,
    day_people.change_person,
    day_people.take_off,
    day_people.seat,
    day_people.change_seat,
    aims.aims,
    aims.answer_aim,
    searching.search,
    exporting.export,
    reviewing.review,
    proofing.proof,
    illustrating.picture,
    illustrating.house,
    helping.help_,
    helping.completion,
    notes.take_notes,
    notes.open_group,
    notes.keep,
    notes.add_notes,
    changing.change_note,
    group_notes.report_back,
    group_notes.copy,
    group_notes.announce,
    notes.off_the_record,
    notes.on_the_record,
    journal.history,
    journal.undo,
    journal.redo,
    keeping.backup,
    keeping.check,
    recovering.restore,
    recovering.salvage,
    forgetting.erase,
    forgetting.retention,
):
    commands.add_command(_command)
