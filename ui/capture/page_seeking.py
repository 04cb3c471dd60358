"""Going to a note wherever it stands: one that was found, one that is to mend, one that is reported back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from ui.aio import TaskScope, in_thread
from ui.bridge import Bridge
from ui.capture.notes_acts import NotesActs
from ui.capture.notes_find import way_to
from ui.capture.page_body import PageBody


class Seeking(QObject):
    """Chooses notes in the list, and loads what is around them first where it is not."""

    def __init__(self, bridge: Bridge, scope: TaskScope, body: PageBody, acts: NotesActs) -> None:
        super().__init__(body)
        self._bridge = bridge
        self._scope = scope
        self._body = body
        self._acts = acts
        self.group = ""
        self._hits: list[str] = []
        self._at = 0
        self._mended_last = ""
        body.finder.wanted.connect(self._on_wanted)
        body.finder.stepped.connect(self._on_stepped)
        body.finder.closed.connect(self._on_closed)

    @Slot(str)
    def go_to(self, note: str) -> None:
        """Choose a note and go to the list."""
        self._scope.start(self._go(note))

    async def _go(self, note: str) -> bool:
        is_here = await self._choose(note)
        if is_here:
            self._body.notes.setFocus(Qt.FocusReason.OtherFocusReason)
        return is_here

    async def _choose(self, note: str) -> bool:
        if self._body.model.number_of(note) < 0:
            ends = await in_thread(way_to, self._bridge.app.group_pages, self.group, note)
            self._body.model.show_before(ends)
        at = self._body.model.number_of(note)
        if at >= 0:
            self._body.notes.choose(at)
        return at >= 0

    # -- mending ------------------------------------------------------------------------------------------

    def mend_next(self) -> bool:
        """Go to the next gap, then to the next line without a speaker; tell whether there was any."""
        if not self.group or not self._bridge.is_open:
            return False
        # Reading brings SQLAlchemy, which a start must not pay for; the archive is open by now.
        from facilitator.group_pages import to_mend

        missing = to_mend(self._bridge.reader, self.group)
        every = [(one.note.id, True) for one in missing.gaps]
        every += [(one.note.id, False) for one in missing.unsaid if one.note.id not in dict(every)]
        if not every:
            return False
        ids = [note for note, _is_gap in every]
        after = ids.index(self._mended_last) + 1 if self._mended_last in ids else 0
        note, is_gap = every[after % len(every)]
        self._mended_last = note
        self._scope.start(self._mend(note, is_gap=is_gap))
        return True

    async def _mend(self, note: str, *, is_gap: bool) -> None:
        if await self._go(note):
            if is_gap:
                self._acts.write_anew()
            else:
                self._acts.ask_speaker()

    # -- finding ------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_wanted(self, words: str) -> None:
        self._scope.start(self._find(words))

    async def _find(self, words: str) -> None:
        found: list[str] = []
        if words and self._bridge.is_open and self.group:
            pages = self._bridge.app.group_pages
            notes = await in_thread(pages.find, self.group, words)
            found = [one.note.id for one in reversed(notes)]
        if words != self._body.finder.field.text().strip():
            return
        self._hits, self._at = found, 0
        self._show_hit()

    @Slot(int)
    def _on_stepped(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show_hit()

    def _show_hit(self) -> None:
        self._body.finder.tell(self._at + 1, len(self._hits))
        if self._hits:
            self._scope.start(self._choose(self._hits[self._at]))

    @Slot()
    def _on_closed(self) -> None:
        self._hits = []
        if self._body.notes.note() is not None:
            self._body.notes.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._body.line.setFocus(Qt.FocusReason.OtherFocusReason)
