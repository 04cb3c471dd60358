"""What an act is called on screen."""

from __future__ import annotations

from gettext import gettext as _


def act_name(verb: str) -> str:
    """Return the words for a verb of the journal; one of a newer Facilitator stands as it is."""
    return {
        "action.answer": _("say what became of an action"),
        "action.reopen": _("open an action again"),
        "action.set": _("say who does it, and until when"),
        "act.done": _("finish"),
        "act.dropped": _("clear what was not finished"),
        "document.draft": _("draft a document"),
        "folder.import": _("take in a folder"),
        "gathering.new": _("make a gathering"),
        "note.delete": _("delete a note"),
        "note.edit": _("write a note anew"),
        "note.keep": _("keep a note"),
        "note.kind": _("make a note one of another kind"),
        "note.mend": _("mend a note"),
        "note.merge": _("make two notes one"),
        "note.restore": _("bring back older words"),
        "note.speaker": _("say who said it"),
        "note.split": _("make one note two"),
        "note.strands": _("put a note on strands"),
        "note.worth_quoting": _("mark what is worth quoting"),
        "notes.expire": _("remove raw notes whose term is over"),
        "notes.set_term": _("set how long raw notes are kept"),
        "notes.add": _("take in a file of notes"),
        "off_the_record": _("take a note off the record"),
        "publish": _("publish"),
        "person.erase": _("forget a person"),
        "quote.choose": _("choose how a quotation is attributed"),
        "quote.permit": _("note a permission"),
        "redo": _("redo"),
        "seat.add": _("add somebody who is here"),
        "report_back": _("choose what a group brings back"),
        "salvaged": _("saved from a damaged archive"),
        "undo": _("undo"),
    }.get(verb, verb)
