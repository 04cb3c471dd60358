"""What a person is told while taking notes: why an act on a note, a seat or a group's list was not done."""

from __future__ import annotations

from gettext import gettext as _

from sessions.errors import SpokenError


def of_notes(error: SpokenError) -> dict[str, str]:
    """Return the sentences of the place where notes are taken."""
    return {
        "announcer_missing": _("A ground rule counts once somebody has read it out. Say who did."),
        "merge_would_lose": _merge(str(error.fields.get("what", ""))),
        "no_action": _(
            "Only an action can be done or dropped. Make the note one first; nothing was changed."
        ),
        "seat_name_missing": _("Somebody who is here needs a name. Nothing was changed."),
        "note_off_record": _(
            "What is off the record stays as it was typed: it is not parted and not joined. Nothing was changed."
        ),
        "note_not_off_record": _(
            "Nothing that you keep off the record has this id or begins with these words."
        ),
        "rule_missing": _("Nothing was agreed about quoting yet. Say which ground rule was read out."),
        "seat_name_unknown": _(
            "Nobody in this group is called ‘{name}’, or several people may be meant. Give the whole name."
        ),
        "seat_in_use": _(
            "Notes here are said by ‘{name}’, or are theirs to do ({count}). Give these to somebody else first."
        ),
        "seat_taken": _("‘{name}’ is here already. Give the whole name, or another one."),
        "seat_unknown": _("Nobody in this group has that seat. Nothing was changed."),
        "source_not_opened": _("Groups and surveys are planned with the session. Nothing was made."),
        "split_in_quotation": _("This would part exact words. Part the line before or after them."),
        "split_leaves_nothing": _(
            "There is nothing before or after this place, so there is nothing to part."
        ),
        "version_unknown": _("This note has had {count} wordings, and not that one. Nothing was changed."),
        "words_missing": _(
            "Nothing is left of the words. To take the note away, delete it; nothing was changed."
        ),
    }


def _merge(what: str) -> str:
    return {
        "groups": _("Only two notes of one group can be joined. Nothing was changed."),
        "speakers": _(
            "These were said by different people, so they were not joined. Give both the same speaker first."
        ),
        "owners": _("Two people are to do these, so they were not joined. Give both the same one first."),
        "dates": _(
            "These are due at different times, so they were not joined. Give both the same date first."
        ),
    }.get(what, _("These two say different things, so they were not joined. Nothing was changed."))
