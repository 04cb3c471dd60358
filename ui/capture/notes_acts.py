"""What may be done to the notes in the list, each by a key and from the menu of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from gettext import gettext as _
from gettext import ngettext
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from sessions.errors import SpokenError
from sessions.notes import NoteKind
from sessions.report_back import MOST, report_back
from ui.aio import TaskScope, ask, in_thread
from ui.bridge import Bridge
from ui.capture.group_desk import not_any_more, placed
from ui.capture.notes_dialogs import Chooser, VersionsDialog
from ui.capture.notes_model import NotesModel
from ui.capture.notes_rows import NoteRow
from ui.capture.notes_view import NotesView
from ui.error_words import words_of
from ui.place import Said
from ui.shell.window_acts import act
from ui.theme import Theme

UNKNOWN = "?"
GROUP = "-"


class Begun(Protocol):
    """What an act has come to, and when it is on the disk."""

    @property
    def durable(self) -> Future[Any]:
        """Return when it is."""


class NotesActs(QObject):
    """Does to the chosen note what a key says; what came of it is heard as a Change."""

    said = Signal(object)
    words_refused = Signal(str, object)
    """Words that somebody has written and that could not be kept, and why."""
    last_written = Signal()
    """The field of the line before is left again: the next words are for the line."""

    def __init__(
        self, bridge: Bridge, theme: Theme, scope: TaskScope, model: NotesModel, view: NotesView
    ) -> None:
        super().__init__(view)
        self._bridge = bridge
        self.theme = theme
        self._scope = scope
        self._model = model
        self._view = view
        self.group = ""
        self._shown_for_field = ""
        self._is_last_written = False
        view.painter.closeEditor.connect(self._on_field_closed)
        view.painter.words_written.connect(self._on_words_written)
        view.painter.parting_wished.connect(self._on_parting_wished)
        view.painter.hiding_switched.connect(self._on_hiding_switched)
        view.doubleClicked.connect(self.write_anew)
        self.acts = self._made()

    def _made(self) -> list[QAction]:
        found = [
            self._act("write anew", _("Write the note anew"), "Return", self.write_anew),
            self._act("kind", _("Make it another kind"), "K", self.ask_kind),
            self._act("speaker", _("Say who said it"), "S", self.ask_speaker),
            self._act("strands", _("Put it on strands"), "T", self.ask_strands),
            self._act("report back", _("Report it back, or not"), "R", self.switch_report_back),
            self._act("merge", _("Join it to the note before"), "M", self.merge),
            self._act("part", _("Part it in two"), "Shift+M", self.part),
            self._act("versions", _("Older versions"), "V", self.show_versions),
            self._act("off the record", _("Take it off the record, or put it back on"), "O", self.take_off),
            self._act("show hidden", _("Show or hide what is off the record"), "Space", self.switch_hidden),
            self._act("delete", _("Delete it"), "Delete", self.delete),
        ]
        found[0].setShortcuts([QKeySequence(keys) for keys in ("Return", "Enter", "F2")])
        return found

    def _act(self, name: str, words: str, keys: str, done: Callable[[], object]) -> QAction:
        made = act(self._view, f"note {name}", words, keys, done)
        # A letter is an act only where the list itself has the focus, not in the field of a row.
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    # -- words --------------------------------------------------------------------------------------------

    @Slot()
    def write_anew(self) -> None:
        """Open the field of the chosen note."""
        self._open_field(is_parting=False)

    @Slot()
    def part(self) -> None:
        """Ask where the chosen note parts."""
        self._open_field(is_parting=True)

    def write_last(self) -> None:
        """Open the field of the last note."""
        if self._model.rowCount():
            self._model.go_to_end()
            self._view.choose(self._model.rowCount() - 1)
            self._open_field(is_parting=False)
            self._is_last_written = self._view.is_writing

    def _open_field(self, *, is_parting: bool) -> None:
        row = self._row()
        if row is None or row.is_provisional:
            return
        number = self._model.number_of(row.note.id)
        if self._model.is_hidden(row):
            self._model.switch_hidden(number)
            self._shown_for_field = row.note.id
        self._view.write_anew(number, is_parting=is_parting)

    @Slot()
    def _on_field_closed(self) -> None:
        """Hide what was shown only to be written anew; who came from the line goes on in it."""
        shown, self._shown_for_field = self._model.number_of(self._shown_for_field), ""
        if shown >= 0 and not self._model.is_hidden(self._model.row_at(shown)):
            self._model.switch_hidden(shown)
        is_last, self._is_last_written = self._is_last_written, False
        if is_last and self._view.hasFocus():
            self.last_written.emit()

    @Slot(str, str)
    def _on_words_written(self, note: str, words: str) -> None:
        self._scope.start(self._write(note, words))

    async def _write(self, note: str, words: str) -> None:
        try:
            await self._bridge.done(self._bridge.app.notes.edit_words(note, words).durable)
        except SpokenError as error:
            self.words_refused.emit(words, error)

    @Slot(str, int)
    def _on_parting_wished(self, note: str, at: int) -> None:
        notes = self._bridge.app.notes
        self._do(lambda: notes.split(note, at))

    @Slot()
    def merge(self) -> None:
        """Join the chosen note to the one before it."""
        row = self._row()
        at = self._model.number_of(row.note.id) if row is not None else 0
        if row is not None and at > 0:
            before, second = self._model.row_at(at - 1).note.id, row.note.id
            notes = self._bridge.app.notes
            self._do(lambda: notes.merge(before, second), _("Joined. Ctrl+Z parts them again."))

    @Slot()
    def delete(self) -> None:
        """Delete the chosen note."""
        row = self._row()
        if row is not None:
            note, notes = row.note.id, self._bridge.app.notes
            self._do(lambda: notes.delete(note), _("Deleted. Ctrl+Z brings it back."))

    @Slot()
    def show_versions(self) -> None:
        """Show the words the chosen note had."""
        row = self._row()
        if row is not None:
            self._scope.start(self._show_versions(row.note.id))

    async def _show_versions(self, note: str) -> None:
        notes = self._bridge.app.notes
        found = [(one.words, one.at, one.name) for one in notes.versions(note)]
        if len(found) < 2:
            self.said.emit(Said(_("These are the only words this note has had.")))
            return
        dialog = VersionsDialog(self.theme, found, self._view)
        is_wished = bool(await ask(dialog))
        version = dialog.chosen
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_wished and version > 0:
            self._do(lambda: notes.restore(note, version), _("The older words are back."))

    # -- kind, speaker, strands ---------------------------------------------------------------------------

    @Slot()
    def ask_kind(self) -> None:
        """Offer the kinds of line in a menu, each with its letter."""
        row = self._row()
        if row is None:
            return
        menu = QMenu(self._view)
        menu.setObjectName("kinds")
        menu.setAccessibleName(_("What kind of line is it?"))
        menu.aboutToHide.connect(menu.deleteLater)
        for kind, words in _kinds():
            one = menu.addAction(words)
            one.setObjectName(kind.value)
            one.setData((row.note.id, kind))
            one.setCheckable(True)
            one.setChecked(kind is row.note.kind)
            one.triggered.connect(self._on_kind_chosen)
        menu.popup(self._below_chosen())

    @Slot()
    def _on_kind_chosen(self) -> None:
        chosen = self.sender()
        assert isinstance(chosen, QAction)
        note, kind = chosen.data()
        notes = self._bridge.app.notes
        self._do(lambda: notes.set_kind(note, kind))

    def _below_chosen(self) -> QPoint:
        rect = self._view.visualRect(self._view.currentIndex())
        return self._view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(self.theme.px(54), 0))

    @Slot()
    def ask_speaker(self) -> None:
        """Ask who said the chosen note."""
        row = self._row()
        if row is not None:
            self._scope.start(self._ask_speaker(row))

    async def _ask_speaker(self, row: NoteRow) -> None:
        seats = [(seat.id, seat.shown) for seat in self._model.legend.seats.values()]
        others = [(UNKNOWN, _("Somebody, to be found out later")), (GROUP, _("Nobody: the group"))]
        taken = row.note.said_by or (UNKNOWN if row.note.is_speaker_unknown else GROUP)
        title = _("Who said this?")
        dialog = Chooser(self.theme, title, [*seats, *others], [taken], is_several=False, parent=self._view)
        is_wished, chosen = bool(await ask(dialog)), dialog.chosen
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_wished and chosen:
            notes, seat = self._bridge.app.notes, chosen[0]
            said_by = "" if seat in {UNKNOWN, GROUP} else seat
            self._do(lambda: notes.set_speaker(row.note.id, said_by, is_unknown=seat == UNKNOWN))

    @Slot()
    def ask_strands(self) -> None:
        """Ask which strands the chosen note is on."""
        row = self._row()
        if row is not None:
            self._scope.start(self._ask_strands(row))

    async def _ask_strands(self, row: NoteRow) -> None:
        strands = [
            (strand.id, f"{strand.code} · {strand.title}")
            for _number, strand in self._model.legend.strands.values()
        ]
        if not strands:
            self.said.emit(Said(_("The network has no strands yet.")))
            return
        title = _("Which strands is this on?")
        dialog = Chooser(self.theme, title, strands, row.note.strands, is_several=True, parent=self._view)
        is_wished, chosen = bool(await ask(dialog)), dialog.chosen
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_wished and chosen != row.note.strands:
            notes = self._bridge.app.notes
            self._do(lambda: notes.set_strands(row.note.id, chosen))

    # -- off the record -----------------------------------------------------------------------------------

    @Slot()
    def take_off(self) -> None:
        """Take the chosen note off the record."""
        row = self._row()
        if row is not None:
            self._take_off(row)

    def take_last_off(self) -> None:
        """Take the last kept line that is on the record off it."""
        for row in reversed(self._model.rows):
            if not row.is_off_record:
                self._take_off(row)
                return

    def _take_off(self, row: NoteRow) -> None:
        if row.is_off_record:
            self._scope.start(self._on_again(row.note.id))
        else:
            self._scope.start(self._off(row.note.id))

    async def _on_again(self, note: str) -> None:
        """Put a line back on the record: its keeper may."""
        try:
            await in_thread(self._bridge.app.off_the_record.put_back, note)
        except SpokenError as error:
            self.said.emit(Said(words_of(error), is_urgent=True))
            return
        self.said.emit(Said(_("On the record again: everybody who sees this group sees it.")))

    async def _off(self, note: str) -> None:
        try:
            # It waits for the disk and for every draft that holds the words.
            taken = await in_thread(self._bridge.app.off_the_record.take_off, note)
        except SpokenError as error:
            self.said.emit(Said(words_of(error), is_urgent=True))
            return
        told = [_("Off the record: the words stay with you.")]
        if taken.documents:
            count = len(taken.documents)
            drafts = ngettext(
                "They were taken out of {count} draft.", "They were taken out of {count} drafts.", count
            )
            told.append(drafts.format(count=count))
        if taken.backups:
            told.append(
                _("Backups made before still hold them: {paths}").format(paths=", ".join(taken.backups))
            )
        self.said.emit(Said(" ".join(told), is_urgent=bool(taken.backups)))

    @Slot()
    def switch_hidden(self) -> None:
        """Show the words of the chosen note that are off the record, or hide them again."""
        row = self._row()
        if row is not None:
            self._model.switch_hidden(self._model.number_of(row.note.id))

    @Slot(int)
    def _on_hiding_switched(self, number: int) -> None:
        self._model.switch_hidden(number)

    # -- report back --------------------------------------------------------------------------------------

    @Slot()
    def switch_report_back(self) -> None:
        """Report the chosen note back, or no longer."""
        row = self._row()
        if row is not None:
            desk, note, group = self._bridge.app.report_back, row.note.id, self.group
            if row.note.report_rank:
                self._do(lambda: desk.unpick(group, note))
            else:
                self._do(lambda: desk.pick(group, note))

    def report_back_as(self, number: int) -> None:
        """Report the chosen note, else the last one, back as the first, second or third."""
        row = self._row() or next((one for one in reversed(self._model.rows) if not one.is_off_record), None)
        if row is None:
            return
        picked = report_back(kept.record for kept in self._bridge.reader.picked(self.group))
        note = row.note.id
        wanted = placed([one.id for one in picked], note, number)
        desk, group = self._bridge.app.report_back, self.group
        told = [_("To report back, {number} of {most}.").format(number=wanted.index(note) + 1, most=MOST)]
        told += [not_any_more(one.words) for one in picked if one.id not in wanted]
        self._do(lambda: desk.choose(group, wanted), " ".join(told))

    # -- doing --------------------------------------------------------------------------------------------

    def _row(self) -> NoteRow | None:
        return self._view.note()

    def _do(self, begin: Callable[[], Begun], told: str = "") -> None:
        self._scope.start(self._done(begin, told))

    async def _done(self, begin: Callable[[], Begun], told: str) -> None:
        try:
            await self._bridge.done(begin().durable)
        except SpokenError as error:
            self.said.emit(Said(words_of(error), is_urgent=True))
            return
        if told:
            self.said.emit(Said(told))


def _kinds() -> Sequence[tuple[NoteKind, str]]:
    return (
        (NoteKind.POINT, _("&Point")),
        (NoteKind.QUOTE, _("&Quote")),
        (NoteKind.KEY_MESSAGE, _("&Key message")),
        (NoteKind.QUESTION, _("Q&uestion")),
        (NoteKind.ACTION, _("&Action")),
        (NoteKind.DECISION, _("A&greed")),
        (NoteKind.EXAMPLE, _("&Example")),
        (NoteKind.DISAGREEMENT, _("&Disagreement")),
        (NoteKind.REFLECTION, _("&Reflection")),
    )
