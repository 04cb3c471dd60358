"""What a person is told: a sentence for every error, stop and finding, through one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext

from facilitator.archive.check import Finding
from facilitator.importing.problems import sentence_of_error
from facilitator.sentences_of_notes import of_notes
from facilitator.sentences_of_plan import of_plan
from facilitator.sentences_of_window import of_window
from sessions.compose import Reason as Unused
from sessions.errors import KnownError, SpokenError
from sessions.gate import LookAt, LookReason, Reason, Remedy, Stop
from sessions.people import Level

SHOWN_WORDS = 60


class Surface(StrEnum):
    """Where a sentence is read: what to do now differs."""

    COMMAND_LINE = "command line"
    WINDOW = "window"


def sentence_for(error: SpokenError, surface: Surface = Surface.COMMAND_LINE) -> str:
    """Return what happened, whether the text is safe, and what to do now."""
    if "folder" in error.fields or (error.code.startswith("folder_") and error.code not in _of_files()):
        return sentence_of_error(KnownError(error.code, **error.fields))
    fields = dict(error.fields)
    fields["why"] = _why_not_undone().get(str(fields.get("why")), "")
    if error.code == "edit_refused":
        fields["reason"] = _why_not_kept().get(str(fields.get("reason")), _("a fault in Facilitator"))
    count = int(fields.get("count", 0))
    every = {
        **_of_archive(),
        **_of_backups(),
        **_of_files(),
        **_of_reviews(),
        **_of_acts(),
        **_of_counts(count),
        **_of_finding(),
        **of_notes(error),
        **of_plan(),
        **(of_window() if surface is Surface.WINDOW else {}),
    }
    said = every[error.code].format(**fields)
    if error.fields.get("backup"):
        said += " " + _("The newest automatic backup is {backup}.").format(**fields)
    return said


def _of_archive() -> dict[str, str]:
    return {
        "work_stopped": _("Stopped. No file was made or changed."),
        "worker_gone": _(
            "What was being made ended before its time, perhaps for want of memory. No file was made or changed; "
            "close other programs and try again."
        ),
        "blob_too_large": _(
            "A file is larger than {most} bytes and was not kept. See whether it is the right one."
        ),
        "archive_busy": _("{path} is busy. Nothing was lost; try again in a moment."),
        "archive_foreign": _("{path} was not made by Facilitator and was left as it was. Name another file."),
        "archive_in_use": _(
            "{path} is open in another Facilitator, which is the only one that may write to it. Close that first."
        ),
        "archive_is_automatic": _(
            "{path} is an automatic backup, and the next one takes its place, so nothing can be kept in it. It was "
            "left as it was: ‘facilitator restore’ puts it back, into a new archive with --archive."
        ),
        "archive_missing": _(
            "There is no archive at {path}. Name another with --archive, or begin one with ‘facilitator take-notes’ or "
            "‘facilitator new TITLE’."
        ),
        "archive_newer": _(
            "{path} was made by a newer Facilitator and was left as it was. Use the newer version to open it."
        ),
        "archive_older": _(
            "{path} was made by an older Facilitator. Nothing is wrong with it: ‘facilitator check’ brings it up to "
            "date, after a copy of it was made."
        ),
        "archive_not_writable": _(
            "{path} cannot be written. See that the folder is there and is yours to write to."
        ),
        "archive_unreadable": _(
            "{path} cannot be read as an archive: it is damaged, or something else. It was left as it was. "
            "Put a backup in its place (‘facilitator restore BACKUP --replace’), or save what can be read of it into a "
            "new archive (‘facilitator salvage’)."
        ),
        "disk_full": _(
            "The disk that holds {path} is full. What was kept before is safe. Free some space, then go on."
        ),
        "disk_failing": _(
            "The disk that holds {path} reports an error. What was kept before is safe; see that the disk is in "
            "order before you go on, and make a backup elsewhere."
        ),
        "private_key_unusable": _(
            "What is off the record cannot be sealed: the key {path} cannot be made or read. Nothing was kept. See "
            "that the file is yours to read, or put it back from where you keep a copy."
        ),
        "sealed_elsewhere": _(
            "These words were kept off the record on another computer and can only be read there ({path} is missing "
            "or is another key)."
        ),
    }


def _of_backups() -> dict[str, str]:
    return {
        "backup_damaged": _(
            "{path} is not whole, so it was not put in the archive's place; nothing was changed. Take an older "
            "backup, or save what can be read of it into a new archive (‘facilitator salvage’)."
        ),
        "backup_missing": _("There is no backup at {path}. Nothing was changed."),
        "backup_name_taken": _(
            "{path} is a name that automatic backups have, and these are removed after some days. Nothing was "
            "written: choose another name."
        ),
        "nothing_to_salvage": _(
            "Nothing of an archive can be read in {path}. It was left as it was, and no file was made."
        ),
        "restore_onto_itself": _("{path} is the archive itself. Nothing was changed; name a backup of it."),
        "restore_would_replace": _(
            "There is an archive at {path} already, and it was left as it was. With --replace it is put aside, not "
            "removed."
        ),
    }


def _of_files() -> dict[str, str]:
    return {
        "folder_not_empty": _(
            "{path} has something in it and was left as it was. Name a folder that is empty or not there yet."
        ),
        "file_exists": _("{path} is there already and was left as it was. Choose another name."),
        "folder_missing": _("The folder for {path} is not there. Make it, or choose another."),
        "folder_refused": _(
            "Nothing was taken from {path}; everything is as it was. Put right what is named above (■), then try again."
        ),
        "notes_refused": _(
            "Nothing was taken; everything is as it was. Put right what is named above (■), then try again."
        ),
        "format_unknown": _(
            "Nothing was written: the ending of {path} names no format. It may end in one of: {formats}."
        ),
        "is_a_folder": _("{path} is a folder. Name a file in it."),
        "link_not_allowed": _(
            "A link leads to {link}. Only web and mail addresses can be published: mend the link."
        ),
        "no_face_for": _(
            "No typeface here has these characters: {characters}. Give a spelling in letters that can be printed."
        ),
        "document_too_long": _(
            "The document has more than {most} characters, and no PDF is made of so much. Nothing was written: see "
            "whether a whole file was pasted into a note."
        ),
        "typeface_unreadable": _(
            "The typeface {path} is missing or damaged. Nothing was written: install Facilitator anew, which brings it."
        ),
        "picture_too_large": _(
            "The picture ‘{about}’ has more pixels than any page can show ({most} on a side is the most). Nothing was "
            "written: make it smaller."
        ),
        "picture_unreadable": _(
            "The picture ‘{about}’ cannot be read: it is damaged, or neither PNG nor JPEG. Nothing was written: put "
            "another in its place."
        ),
        "picture_missing": _("{path} is not there, or cannot be read. Nothing was changed."),
        "picture_not_readable": _(
            "{path} cannot be read as a picture: it is damaged, or neither PNG nor JPEG. Nothing was changed: save it "
            "as one of these and try again."
        ),
        "picture_too_heavy": _(
            "{path} is larger than {most} MB. Nothing was changed: make the picture smaller."
        ),
        "picture_too_wide": _(
            "{path} has more pixels than any page can show ({most} on a side is the most). Nothing was changed: make "
            "the picture smaller."
        ),
        "not_writable": _(
            "{path} cannot be written. See that the folder is yours to write to, or choose another."
        ),
    }


def _of_reviews() -> dict[str, str]:
    return {
        "document_not_found": _(
            "There is no document ‘{document}’ in this archive, or several are called so. These are there: {documents}."
        ),
        "proof_kind_unknown": _(
            "{path} was not read: only these kinds of files can be looked through: {endings}."
        ),
        "proof_not_text": _(
            "{path} was not read: it is no text in UTF-8. Save it anew as .docx or as UTF-8 text."
        ),
        "proof_unreadable": _("{path} cannot be read: {reason}. Nothing was changed."),
        "review_damaged": _(
            "{path} is damaged, or is no Word file, and was not read. Ask for it again, or save it anew as .docx."
        ),
        "review_has_macros": _(
            "{path} has macros in it and was not read. Save it as .docx, which has none, and try again."
        ),
        "review_not_ours": _(
            "{path} was not read: this document was not made here, or the program that saved it dropped the marks by "
            "which its paragraphs are known."
        ),
        "review_not_word": _("{path} is no Word file (.docx) and was not read."),
        "review_other_document": _(
            "{path} was made from another document than ‘{title}’. Leave --document out to have it found."
        ),
        "review_protected": _(
            "{path} is locked with a password, or is of an older Word, and was not read. Save it as .docx without a "
            "password and try again."
        ),
        "review_too_large": _(
            "{path} was not read: it holds more than {most} bytes, more than any document has."
        ),
        "review_unknown_document": _(
            "{path} was made from a document that is not in this archive. Name another archive with --archive."
        ),
        "review_unreadable": _("{path} cannot be read: {reason}. Nothing was changed."),
    }


def _of_acts() -> dict[str, str]:
    return {
        "cannot_undo": _("This cannot be taken back: {why}. Everything is as it was."),
        "citation_incomplete": _(
            "Cited words need an author and a source; missing here: {missing}. Add it, or leave the words out."
        ),
        "colour_not_understood": _(
            "‘{colour}’ is not a colour as it is written here. Write one as #1b5a66, a number sign and six digits or "
            "letters from a to f. Nothing was changed."
        ),
        "colour_too_faint": _(
            "{colour} is too faint to be read on white paper. The nearest colour that can be read is {nearest}. "
            "Nothing was changed."
        ),
        "document_unknown": _("There is no document {document} in this archive."),
        "edit_refused": _("This was not kept: {reason}. Everything is as it was."),
        "gathering_differs": _(
            "‘{title}’ is in this archive already, and {path} says something else by now. Nothing was taken. Name a "
            "new archive with --archive, or put the folder back as it was."
        ),
        "gathering_unknown": _("There is no gathering {gathering} in this archive."),
        "group_ambiguous": _("Several groups are called ‘{group}’. Say which: {groups}."),
        "group_unknown": _("There is no group ‘{group}’ in this archive. These are there: {groups}."),
        "length_not_understood": _("‘{text}’ is not a length. Write 75, 75m or 1h15."),
        "mend_leaves_nothing": _("That would leave nothing of the line. It was left as it was."),
        "no_groups": _(
            "There are no groups in this archive yet. ‘facilitator take-notes’ begins to take notes at once; "
            "‘facilitator new TITLE’ makes a gathering with a group."
        ),
        "no_network": _("There is no network in this archive yet."),
        "note_unknown": _(
            "No note on the record has this id or begins with these words. It may be off the record already."
        ),
        "person_ambiguous": _("Several people are called ‘{person}’. Name one by id: {people}."),
        "person_unknown": _("Nobody in this archive is called ‘{person}’. Give the whole name, or an id."),
        "term_not_possible": _("Raw notes can be kept from 0 (no term) to {most} months, not {months}."),
        "nothing_to_redo": _("There is nothing to do again."),
        "nothing_to_undo": _("There is nothing to take back."),
        "report_back_too_long": _(
            "A group brings back {most} things at most, and {count} were chosen. Leave some out, or join two into one."
        ),
        "zone_unknown": _(
            "This computer knows no time zone ‘{zone}’. Write it as a continent and a city, such as Europe/London."
        ),
    }


def _of_finding() -> dict[str, str]:
    """Return what is said of what was named and is not there, or is there more than once."""
    return {
        "gathering_ambiguous": _("Several gatherings are meant by ‘{gathering}’. Say which: {titles}."),
        "gathering_not_found": _(
            "There is no gathering ‘{gathering}’ in this archive. These are there: {titles}."
        ),
        "network_ambiguous": _(
            "There are several networks here. Say with --network which one convenes: {networks}."
        ),
        "no_gatherings": _("No gatherings yet. Make one with ‘facilitator new TITLE’."),
        "record_unknown": _(
            "Nothing on the record has this id, is a group of this name or begins with these words."
        ),
        "speaker_unknown": _("Nobody in any group is called ‘{name}’. Nothing was looked for."),
        "strand_unknown": _("There is no strand ‘{strand}’ in this archive. These are there: {strands}."),
        "block_ambiguous": _(
            "Several parts of the document begin with ‘{after}’ or have it in them: {blocks}. Give more of the "
            "words, or the id."
        ),
        "block_unknown": _(
            "No part of the document has the words ‘{after}’. It has, among others: {blocks}."
        ),
        "picture_not_described": _(
            "Say what is to be seen in the picture, for those who hear the document: --alt TEXT. It was not put in."
        ),
        "network_name_missing": _("A network needs a name. Nothing was changed."),
        "network_unknown": _("There is no network ‘{network}’ in this archive. These are there: {networks}."),
        "network_which": _("There are several networks here. Say with --network which is meant: {networks}."),
        "title_missing": _("A gathering needs a title. Nothing was made."),
        "title_taken": _(
            "There is a gathering ‘{title}’ already. Nothing was made: give this one another title."
        ),
        "session_unknown": _(
            "There is no session ‘{session}’ in this gathering. These are there: {sessions}."
        ),
        "for_director_only": _(
            "‘{title}’ holds what is only for whoever runs the day, so it leaves for nobody but the group (--audience "
            "group). No file was made or changed."
        ),
        "year_not_understood": _(
            "‘{text}’ is no year. Write 2026, or the month in which your year begins: 2025-09."
        ),
        "year_needed": _("No day of ‘{title}’ is known. Say which year is meant: --year 2026."),
    }


def _of_counts(count: int) -> dict[str, str]:
    return {
        "gate_closed": ngettext(
            "‘{title}’ was not written: {count} thing stops it. No file was made or changed.",
            "‘{title}’ was not written: {count} things stop it. No file was made or changed.",
            count,
        ),
        "note_ambiguous": ngettext(
            "{count} note begins with these words. Give more of them.",
            "{count} notes begin with these words. Give more of them.",
            count,
        ),
    }


def _why_not_kept() -> Mapping[str, str]:
    return {
        "value_has_nul": _("it holds a character that is no text"),
        "value_has_surrogate": _("it holds half a character"),
        "value_too_long": _("it is too long. Part it into several"),
    }


def _why_not_undone() -> Mapping[str, str]:
    return {
        "changed_since": _("somebody has changed it since"),
        "not_undoable": _("removed words, permissions and publications stand; put them right by a new one"),
        "words_removed": _("the words it would bring back were removed"),
    }


def sentence_for_stop(stop: Stop) -> str:
    """Return which quotation is stopped, why, and what can be done."""
    words = shortened(stop.words)
    why = _reasons()[stop.reason].format(level=_levels()[stop.level])
    remedies = _(", or ").join(_remedies()[remedy] for remedy in stop.remedies)
    return _("‘{words}’ {why}. To go on: {remedies}.").format(words=words, why=why, remedies=remedies)


def sentence_for_look(look: LookAt) -> str:
    """Return what a person should look at; it stops nothing."""
    return {
        LookReason.NO_NOTE: _(
            "‘{words}’ stands in quotation marks and has no note behind it. See where it is from."
        ),
        LookReason.LEFT_OUT: _("‘{words}’ leaves words out […]. See that it still says what was meant."),
        LookReason.INSERTED: _("‘{words}’ has words in brackets that nobody said. See that they are right."),
    }[look.why].format(words=shortened(look.words))


def sentence_for_unused(why: Unused) -> str:
    """Return why a note does not stand in a draft."""
    return {
        "GAP": _("something was missed in it (@@)"),
        "SPEAKER_UNKNOWN": _("exact words, and nobody here has the initials before them"),
        "NO_GROUND_RULE": _("exact words, and nobody said what was agreed about quoting"),
        "NOT_PERMITTED": _("exact words that may not be printed"),
        "NAMES_SOMEBODY": _("exact words that name somebody who has not agreed to it"),
        "NAMES_A_BODY": _("exact words that name an organisation, against the Chatham House rule"),
        "CONTEXT": _("it answers a line that is not printed"),
        "EMPTY": _("no words are left of it"),
        "NO_PLACE": _("it belongs to no session"),
    }.get(why.name, why.value)


def shortened(words: str) -> str:
    """Return enough of some words to know them by."""
    words = " ".join(words.split())
    return words if len(words) <= SHOWN_WORDS else words[: SHOWN_WORDS - 1].rsplit(" ", 1)[0] + "…"


def _levels() -> Mapping[Level, str]:
    return {
        Level.NAMED: _("by name"),
        Level.ROLE: _("by role"),
        Level.SECTOR: _("by sector"),
        Level.ANONYMOUS: _("without a name"),
        Level.NONE: _("at all"),
    }


def _reasons() -> Mapping[Reason, str]:
    return {
        Reason.WORDS_DIFFER: _("differs from what was captured"),
        Reason.NOTE_GONE: _("rests on a note that was deleted or taken off the record"),
        Reason.NO_GROUND_RULE: _("comes from a meeting where nobody said what was agreed about quoting"),
        Reason.REFUSED: _("is attributed {level}, and its speaker said no to that"),
        Reason.WITHDRAWN: _("is attributed {level}, and its speaker has withdrawn permission for that"),
        Reason.NOT_ASKED: _("is attributed {level}, and its speaker has not said yes to that"),
        Reason.STANDING_CHOICE: _("is attributed {level}, and its speaker has chosen never to be"),
        Reason.TOO_FEW_SHARE: _("is attributed {level}, and fewer than three people there share it"),
        Reason.ORGANISATION: _("stands beside the speaker's organisation, against the Chatham House rule"),
        Reason.GROUP_BESIDE: _("has a group beside its attribution, which says who it was"),
        Reason.CITED_DIFFERS: _("differs from the words that were cited"),
        Reason.NO_SOURCE: _("is cited, and nothing says who wrote it and where"),
    }


def _remedies() -> Mapping[Remedy, str]:
    return {
        Remedy.ASK: _("ask, and note the answer"),
        Remedy.LEAVE_OUT_NAME: _("leave out the name"),
        Remedy.LEAVE_OUT_QUOTE: _("leave out the quotation"),
        Remedy.RESTORE_WORDS: _("put the words back"),
        Remedy.SAY_RULE: _("say which ground rule was announced, and by whom"),
        Remedy.LEAVE_OUT_GROUP: _("leave out the group"),
        Remedy.NAME_SOURCE: _("say who wrote it and where"),
    }


def sentence_for_finding(finding: Finding) -> str:
    """Return what a check has found."""
    fields = {"kind": finding.kind, "id": finding.id, "field": finding.field, "detail": finding.detail}
    return {
        "file_damaged": _("The file is damaged: {detail}."),
        "index_differs": _("The search index differs from the notes (places: {detail})."),
        "row_twice": _("A {kind} ({id}) is there twice."),
        "op_without_change": _("An entry of the journal about a {kind} ({id}) belongs to no act."),
        "op_unreadable": _("An entry of the journal about a {kind} ({id}) cannot be read."),
        "sealed_elsewhere": _(
            "A {kind} ({id}) is off the record and sealed with another key, so it was not checked."
        ),
        "row_without_ops": _("A {kind} ({id}) is not in the journal."),
        "row_missing": _("A {kind} ({id}) of the journal is not shown."),
        "row_differs": _("A {kind} ({id}) shows another {field} than the journal has."),
        "creation_has_not_come": _("A {kind} ({id}) waits for its beginning, which was made elsewhere."),
        "changes_missing": _("Changes made on the device {id} have not come here (missing: {detail})."),
        "points_nowhere": _("A {kind} ({id}) names a {field} that is not here."),
    }[finding.code].format(**fields)
