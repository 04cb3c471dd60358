"""What an act is called on screen."""

from __future__ import annotations

from gettext import gettext as _


def act_name(verb: str) -> str:
    """Return the words for a verb of the journal; one of a newer Facilitator stands as it is."""
    return {
        "act.done": _("finish"),
        "act.dropped": _("clear what was not finished"),
        "document.draft": _("draft a document"),
        "document.picture": _("put a picture into a document"),
        "folder.import": _("take in a folder"),
        "gathering.new": _("make a gathering"),
        "network.house": _("change how documents look"),
        "note.keep": _("keep a note"),
        "note.mend": _("mend a note"),
        "notes.expire": _("remove raw notes whose term is over"),
        "notes.set_term": _("set how long raw notes are kept"),
        "notes.add": _("take in a file of notes"),
        "off_the_record": _("take a note off the record"),
        "publish": _("publish"),
        "person.erase": _("forget a person"),
        "quote.choose": _("choose how a quotation is attributed"),
        "quote.permit": _("note a permission"),
        "redo": _("redo"),
        "salvaged": _("saved from a damaged archive"),
        "undo": _("undo"),
    }.get(verb, verb)
