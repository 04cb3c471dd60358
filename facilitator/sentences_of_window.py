"""What a person is told in the window where the command line would name a command or an option."""

from __future__ import annotations

from gettext import gettext as _


def of_window() -> dict[str, str]:
    """Return the sentences that say what to do in the window; all others are the same as on the command line."""
    return {**_of_archives(), **_of_plans()}


def _of_archives() -> dict[str, str]:
    return {
        "archive_is_automatic": _(
            "{path} is an automatic backup, and the next one takes its place, so nothing can be kept in it. It was "
            "left as it was: open your own archive, and put this backup back from there."
        ),
        "archive_missing": _("There is no archive at {path}. Choose another, or begin a new one."),
        "archive_older": _(
            "{path} was made by an older Facilitator. Nothing is wrong with it: it is brought up to date when it is "
            "opened to be written in, after a copy of it was made."
        ),
        "archive_unreadable": _(
            "{path} cannot be read as an archive: it is damaged, or something else. It was left as it was. "
            "Put a backup in its place."
        ),
        "backup_damaged": _(
            "{path} is not whole, so it was not put in the archive's place; nothing was changed. Take an older backup."
        ),
        "restore_would_replace": _(
            "There is an archive at {path} already, and it was left as it was. Choose another name."
        ),
        "review_unknown_document": _(
            "{path} was made from a document that is not in this archive. Open the archive that it was made from."
        ),
        "gathering_differs": _(
            "‘{title}’ is in this archive already, and {path} says something else by now. Nothing was taken. Put the "
            "folder back as it was, or take it into a new archive."
        ),
    }


def _of_plans() -> dict[str, str]:
    return {
        "aim_unknown": _("No aim begins with ‘{text}’."),
        "for_director_only": _(
            "‘{title}’ holds what is only for whoever runs the day, so it leaves for nobody but the group. No file "
            "was made or changed."
        ),
        "network_ambiguous": _("There are several networks here. Say which one convenes: {networks}."),
        "network_which": _("There are several networks here. Say which is meant: {networks}."),
        "no_gatherings": _("No gatherings yet. Make one in Home."),
        "no_groups": _("There are no groups in this archive yet. Make a gathering, or begin to take notes."),
        "picture_not_described": _(
            "Say what is to be seen in the picture, for those who hear the document. It was not put in."
        ),
        "review_other_document": _(
            "{path} was made from another document than ‘{title}’. Open that document first."
        ),
        "year_needed": _("No day of ‘{title}’ is known. Say which year is meant."),
    }
