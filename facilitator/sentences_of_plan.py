"""What a person is told while planning: why an act on the running order, a session or a list was not done."""

from __future__ import annotations

from gettext import gettext as _


def of_plan() -> dict[str, str]:
    """Return the sentences of the places where a gathering is planned and opened."""
    return {
        "aim_ambiguous": _("Several aims begin with ‘{text}’. Give more of the words, or the id."),
        "aim_unknown": _("No aim begins with ‘{text}’. ‘facilitator aims’ lists those that are open."),
        "occasion_unknown": _("There is no day ‘{name}’ in this gathering. These are there: {occasions}."),
        "cannot_split": _(
            "‘{title}’ cannot be split there: both halves need a part or some minutes. Nothing was changed."
        ),
        "group_has_notes": _(
            "Notes were kept in ‘{title}’ ({count}). Nothing was changed: say that they are meant to go."
        ),
        "groups_too_many": _("Between one group and {most} can be made at once. Nothing was made."),
        "session_has_notes": _("Nothing was changed. {told} Say that this is meant."),
        "gone": _("What this was about is not there any more. Nothing was changed."),
        "here_as_unknown": _("‘{text}’ is not what somebody can be on a day. These can be: {roles}."),
        "quoted_as_unknown": _("‘{text}’ is not a way to be quoted. These are: {levels}."),
        "no_such_group": _("There is no group ‘{group}’ in this session. These are there: {groups}."),
        "kind_from_parts": _(
            "‘{title}’ has several parts, and what it is follows from them. Change the kind of a part, or take "
            "parts away."
        ),
        "list_refused": _(
            "Nothing was taken; everything is as it was. Put right what is named above (■), then try again."
        ),
        "pattern_unknown": _("There is no pattern ‘{name}’. There are: {patterns}."),
        "people_not_clear": _(
            "It is not clear who is meant by: {people}. Say who, or that it is somebody new."
        ),
        "name_missing": _("Nothing was kept: give a name."),
        "not_readable": _("{path} cannot be read. See that it is yours to read; it was left as it was."),
        "nothing_runs_over": _("Nothing runs over here any more. Nothing was changed."),
        "nothing_to_shorten": _(
            "Nothing before it can be shorter: what is left is protected, or five minutes or less. Move the end, or "
            "take something out."
        ),
        "parts_need_more": _(
            "Its parts take {least} minutes at least: none is made shorter than five minutes, and those that are "
            "protected stay as they are. Take one out, or give it more time."
        ),
        "parts_protected": _(
            "All its parts are protected, so none can be longer. Give one of them a length of its own."
        ),
        "time_not_understood": _("‘{text}’ is not a time of day. Write 10:00, 10.00 or 10."),
    }
