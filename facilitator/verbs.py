"""What an act is called on screen."""

from __future__ import annotations

from gettext import gettext as _


def act_name(verb: str) -> str:
    """Return the words for a verb of the journal; one of a newer Facilitator stands as it is."""
    return {
        "act.done": _("finish"),
        "act.dropped": _("clear what was not finished"),
        "document.draft": _("draft a document"),
        "folder.import": _("take in a folder"),
        "gathering.new": _("make a gathering"),
        "occasion.start": _("change when the day begins"),
        "order.repair": _("repair the running order"),
        "part.add": _("add a part"),
        "part.kind": _("change what a part is"),
        "part.length": _("change the length of a part"),
        "part.move": _("move a part"),
        "part.people": _("change who does a part"),
        "part.protect": _("change whether a part is protected"),
        "part.remove": _("take out a part"),
        "part.rename": _("rename a part"),
        "session.add": _("add a session"),
        "session.begin": _("change when a session begins"),
        "session.copy": _("copy a session"),
        "session.duplicate": _("duplicate a session"),
        "session.kind": _("change what a session is"),
        "session.length": _("change the length of a session"),
        "session.move": _("move a session"),
        "session.must_end": _("change when a session must end"),
        "session.protect": _("change whether a session is protected"),
        "session.remove": _("remove a session"),
        "session.rename": _("rename a session"),
        "session.split": _("split a session"),
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
