"""What an act is called on screen."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext


def _(words: str) -> str:
    """Mark words for the catalogue: only those of the verb that is asked for are looked up in it."""
    return words


def act_name(verb: str) -> str:
    """Return the words for a verb of the journal; one of a newer Facilitator stands as it is."""
    told = {**_of_notes(), **_of_plans(), **_of_archives()}.get(verb)
    return gettext(told) if told is not None else verb


def _of_notes() -> Mapping[str, str]:
    return {
        "action.answer": _("say what became of an action"),
        "action.reopen": _("open an action again"),
        "action.set": _("say who does it, and until when"),
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
        "notes.add": _("take in a file of notes"),
        "notes.expire": _("remove raw notes whose term is over"),
        "notes.paste": _("keep pasted lines"),
        "notes.set_term": _("set how long raw notes are kept"),
        "off_the_record": _("take a note off the record"),
        "quote.choose": _("choose how a quotation is attributed"),
        "quote.permit": _("note a permission"),
        "seat.add": _("add somebody who is here"),
        "seat.name": _("choose whether somebody is named"),
        "seat.remove": _("take away a seat"),
        "seat.rename": _("name somebody anew"),
    }


def _of_plans() -> Mapping[str, str]:
    return {
        "aim.answer": _("say what became of an aim"),
        "day.come": _("put somebody on the list of a day"),
        "day.here_as": _("change what somebody is on a day"),
        "day.leave": _("take somebody off the list of a day"),
        "gathering.new": _("make a gathering"),
        "group.add": _("add groups"),
        "group.move": _("move a group"),
        "group.open": _("open a place to take notes in"),
        "group.people": _("change who leads a group or takes its notes"),
        "group.remove": _("remove a group"),
        "group.write": _("change a group"),
        "groups.paste": _("take in a list of groups"),
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
        "people.paste": _("take in a list of people"),
        "person.quoted_as": _("change whether somebody is named"),
        "person.write": _("change what is known of somebody"),
        "seat.place": _("change which group somebody sits in"),
        "session.add": _("add a session"),
        "session.begin": _("change when a session begins"),
        "session.copy": _("copy a session"),
        "session.duplicate": _("duplicate a session"),
        "session.kind": _("change what a session is"),
        "session.length": _("change the length of a session"),
        "session.move": _("move a session"),
        "session.must_end": _("change when a session must end"),
        "session.people": _("change who leads or chairs a session"),
        "session.protect": _("change whether a session is protected"),
        "session.remove": _("remove a session"),
        "session.rename": _("rename a session"),
        "session.source": _("change which notes a session goes back to"),
        "session.split": _("split a session"),
        "session.strand": _("change the strand of a session"),
        "session.write": _("write in a session"),
    }


def _of_archives() -> Mapping[str, str]:
    return {
        "act.done": _("finish"),
        "act.dropped": _("clear what was not finished"),
        "document.draft": _("draft a document"),
        "document.picture": _("put a picture into a document"),
        "folder.import": _("take in a folder"),
        "ground_rule.announce": _("note who read out the ground rule"),
        "network.house": _("change how documents look"),
        "on_the_record": _("put a note on the record"),
        "person.erase": _("forget a person"),
        "publish": _("publish"),
        "redo": _("redo"),
        "report_back": _("choose what a group brings back"),
        "salvaged": _("saved from a damaged archive"),
        "undo": _("undo"),
    }
