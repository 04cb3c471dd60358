"""The marks of the capture line and what each means, for the sheet of keys."""

from __future__ import annotations

from gettext import gettext as _


def capture_marks() -> list[tuple[str, str]]:
    """Return what may be typed in the capture line, each with what it means."""
    return [
        (_("plain words"), _("a point made by the group")),
        (_("“exact words”"), _("a quotation, word for word; also inside a line")),
        (_("Sue: words · st: words · @sue"), _("who said it, where the group's list has them")),
        (_("?: words"), _("said by somebody to be named later")),
        (_("... words"), _("the same speaker goes on")),
        (_("!words"), _("key message")),
        (_("?words"), _("question")),
        (_(">@rosa words by 5 Dec"), _("action, with who does it and by when")),
        (_("*words"), _("worth quoting")),
        (_("e.g. words"), _("example")),
        (_("= words · / words"), _("the group agreed · disagreed")),
        (_("#strand"), _("the strand or theme it belongs to")),
        (_("+Name"), _("somebody who is here and not on the list")),
        (_("words -x"), _("off the record")),
        (_("@@"), _("something was missed here")),
        (_("s/old/new/"), _("mends the last line that has the old words")),
    ]


def capture_keys() -> list[tuple[str, str]]:
    """Return the keys of the capture line that write in it, which are no acts of a place."""
    return [
        (_("Enter"), _("Keep the line")),
        (_("Shift+Enter"), _("Break the line and go on")),
    ]
