"""What a person is told: a sentence for every error, stop and finding, through one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _

from facilitator.archive.check import Finding
from facilitator.importing.problems import sentence_of_error
from sessions.errors import SpokenError
from sessions.gate import Reason, Remedy, Stop
from sessions.people import Level

SHOWN_WORDS = 60


def sentence_for(error: SpokenError) -> str:
    """Return what happened, whether the text is safe, and what to do now."""
    if error.code.startswith("folder_") and error.code not in _errors():
        return sentence_of_error(error)  # type: ignore[arg-type]
    template = _errors().get(error.code)
    if template is None:
        return str(error)
    fields = dict(error.fields)
    if "why" in fields:
        fields["why"] = _why_not_undone().get(str(fields["why"]), fields["why"])
    return template.format(**fields)


def _errors() -> Mapping[str, str]:
    return {**_of_archive(), **_of_files(), **_of_acts()}


def _of_archive() -> dict[str, str]:
    return {
        "archive_busy": _("{path} is busy. Nothing was lost; try again in a moment."),
        "archive_foreign": _("{path} was not made by Facilitator and was left as it is. Name another file."),
        "archive_in_use": _(
            "{path} is open in another Facilitator, which is the only one that may write to it. Close that first; "
            "nothing was changed."
        ),
        "archive_missing": _("There is no archive at {path}. Name another with --archive."),
        "archive_newer": _(
            "{path} was made by a newer Facilitator and was left as it is. Use the newer version to open it."
        ),
        "archive_not_writable": _(
            "{path} cannot be written. See that the folder is there and is yours to write to."
        ),
        "archive_unreadable": _(
            "{path} cannot be read as an archive: it is damaged, or something else. It was left as it is. "
            "Put a backup in its place."
        ),
        "disk_full": _(
            "The disk that holds {path} is full. What was kept before is safe. Free some space, then go on."
        ),
        "sealed_elsewhere": _(
            "These words were kept off the record on another computer and can only be read there ({path} is missing "
            "or is another key)."
        ),
    }


def _of_files() -> dict[str, str]:
    return {
        "file_exists": _("{path} is there already and was left as it is. Choose another name."),
        "folder_missing": _("The folder for {path} is not there. Make it, or choose another."),
        "folder_refused": _(
            "Nothing was taken from {path}; the archive is as it was. Put right what is named above."
        ),
        "format_unknown": _("{path} has an ending that says no format. It may end in one of: {formats}."),
        "is_a_folder": _("{path} is a folder. Choose the name of a file."),
        "link_not_allowed": _(
            "A link leads to {link}. Only web and mail addresses can be published: mend the link."
        ),
        "no_face_for": _(
            "No typeface here has these characters: {characters}. Give a spelling in letters that can be printed."
        ),
        "not_writable": _(
            "{path} cannot be written. See that the folder is yours to write to, or choose another."
        ),
    }


def _of_acts() -> dict[str, str]:
    return {
        "cannot_undo": _("This cannot be taken back: {why}."),
        "document_unknown": _("There is no document {document} in this archive."),
        "edit_refused": _("This was not kept ({reason}); everything is as it was."),
        "gate_closed": _("‘{title}’ was not written: {count} thing(s) stop it. No file was made or changed."),
        "gathering_differs": _(
            "‘{title}’ is in this archive already, and {path} says something else. Nothing was taken. Name a new "
            "archive with --archive, or put the folder back as it was."
        ),
        "gathering_unknown": _("There is no gathering {gathering} in this archive."),
        "group_unknown": _("There is no group ‘{group}’ in this archive. ‘facilitator list’ names them."),
        "note_unknown": _("No note on the record is meant by ‘{note}’. It may be off the record already."),
        "note_ambiguous": _("{count} notes begin with ‘{note}’. Give more of its words."),
        "nothing_to_redo": _("There is nothing to do again."),
        "nothing_to_undo": _("There is nothing to take back."),
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
    why = _reasons()[stop.reason].format(level=_level(stop.level))
    remedies = _(" or ").join(_remedies()[remedy] for remedy in stop.remedies)
    return _("‘{words}’ {why}. To go on: {remedies}.").format(words=words, why=why, remedies=remedies)


def shortened(words: str) -> str:
    """Return enough of some words to know them by."""
    return words if len(words) <= SHOWN_WORDS else words[: SHOWN_WORDS - 1].rsplit(" ", 1)[0] + "…"


def _level(level: Level) -> str:
    return {
        Level.NAMED: _("by name"),
        Level.ROLE: _("by role"),
        Level.SECTOR: _("by sector"),
        Level.ANONYMOUS: _("without a name"),
        Level.NONE: _("at all"),
    }[level]


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
    }


def _remedies() -> Mapping[Remedy, str]:
    return {
        Remedy.ASK: _("ask, and note the answer"),
        Remedy.LEAVE_OUT_NAME: _("leave out the name"),
        Remedy.LEAVE_OUT_QUOTE: _("leave out the quotation"),
        Remedy.RESTORE_WORDS: _("put the words back"),
        Remedy.SAY_RULE: _("say which ground rule was announced, and by whom"),
        Remedy.LEAVE_OUT_GROUP: _("leave out the group"),
    }


def sentence_for_finding(finding: Finding) -> str:
    """Return what a check has found."""
    fields = {"kind": finding.kind, "id": finding.id, "field": finding.field, "detail": finding.detail}
    return {
        "file_damaged": _("The file is damaged: {detail}."),
        "index_differs": _("The search index differs from the notes in {detail} place(s)."),
        "row_without_ops": _("A {kind} ({id}) is not in the journal."),
        "row_missing": _("A {kind} ({id}) of the journal is not shown."),
        "row_differs": _("A {kind} ({id}) shows another {field} than the journal has."),
        "creation_has_not_come": _("A {kind} ({id}) waits for its beginning, which was made elsewhere."),
        "changes_missing": _("{detail} change(s) made on the device {id} have not come here."),
        "points_nowhere": _("A {kind} ({id}) names a {field} that is not here."),
    }[finding.code].format(**fields)
