"""The right pane of Plan: one session, its groups, and the people of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.aio import TaskScope, ask
from ui.announcing import announce
from ui.bridge import Bridge
from ui.plan.asking import Sure
from ui.plan.fields import KeptLine
from ui.plan.lists_pane import GroupsSection
from ui.plan.paste_dialog import PasteDialog, Preview
from ui.plan.people_section import PeopleSection
from ui.plan.session_fields import SessionFields
from ui.plan.sources import SourcesDialog
from ui.plan.writing import Writing
from ui.theme import Theme
from ui.widgets.labels import label

if TYPE_CHECKING:
    from facilitator.day_people import TakenOff
    from facilitator.library import Hit
    from facilitator.running_orders import OrderRow
    from facilitator.session_editor import EditorShown
    from ui.plan.reading import Read


class SessionPane(QFrame):
    """Shows a session and keeps what is typed in it."""

    back_requested = Signal()

    def __init__(
        self, bridge: Bridge, theme: Theme, writing: Writing, scope: TaskScope, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._writing = writing
        self._scope = scope
        self._shown: EditorShown | None = None
        self._occasion = ""
        self.setObjectName("session pane")
        self.setProperty("kind", "paper")
        self._back = self._button("back", _("‹ Running order"), "link", self.back_requested.emit)
        self._back.setToolTip(_("Esc"))
        self._strand = self._button("strand", "", "chip", self._on_strand_clicked)
        self._title = KeptLine("session title", _("Title"), self)
        self._title.setProperty("kind", "title")
        self._wrong = label("", "amber", "title wrong", self)
        self._wrong.hide()
        self.fields = SessionFields(bridge, theme, writing, self)
        self.groups = GroupsSection(bridge, theme, writing, self)
        self.people = PeopleSection(bridge, theme, writing, self)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._measure)
        self._measure()

    def _connect(self) -> None:
        self._title.kept.connect(self._on_title_kept)
        self.fields.sources.library_requested.connect(self._on_library_requested)
        self.groups.paste_requested.connect(self._on_paste_groups)
        self.groups.remove_requested.connect(self._on_remove_group)
        self.people.paste_requested.connect(self.paste_people)
        self.people.remove_requested.connect(self._on_take_off)

    def _button(self, name: str, words: str, kind: str, done: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.clicked.connect(done)
        return button

    def _lay_out(self) -> None:
        self._inside = QWidget(self)
        self._inside.setProperty("kind", "paper")
        self._rows = QVBoxLayout(self._inside)
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(self._strand)
        head.addStretch(1)
        self._rows.addLayout(head)
        for widget in (self._title, self._wrong, self.fields, self.groups, self.people):
            self._rows.addWidget(widget)
        self._rows.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("session scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    @Slot()
    def _measure(self) -> None:
        px = self._theme.px
        self._rows.setContentsMargins(px(18), px(16), px(18), px(18))
        self._rows.setSpacing(px(8))
        self._arrange_fields()

    # -- showing ------------------------------------------------------------------------------------------

    @property
    def session(self) -> str:
        """Return the id of the session that is shown."""
        return self._shown.session.id if self._shown else ""

    def show_session(self, row: OrderRow | None, read: Read | None) -> None:
        """Show a session; what was typed in the one before is kept."""
        if row is None or row.id != self.session:
            self.keep_now()
        self._inside.setVisible(read is not None)
        self._show_parts_of_session(is_one=row is not None)
        if row is None or read is None:
            self._shown = None
            self._occasion = read.order.occasion.id if read is not None else ""
            self.show_people()
            return
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        reader = self._bridge.reader
        shown = reading.editor_shown(reader, row.id)
        is_new = row.id != self.session
        self._shown, self._occasion = shown, read.order.occasion.id
        self._title.show_kept(shown.session.title, is_new=is_new)
        self._show_strand(shown)
        self.fields.show_session(shown, row, self._occasion)
        self.groups.show_groups(reading.group_lines(reader, shown), row.id, self._occasion)
        self.show_people()
        if is_new:
            self._scroll.verticalScrollBar().setValue(0)
            self._tell("")

    def _show_parts_of_session(self, *, is_one: bool) -> None:
        """Show what is of a session, or leave the people of the day alone."""
        for widget in (self._strand, self._title, self.fields, self.groups):
            widget.setVisible(is_one)

    def show_people(self) -> None:
        """Show who comes on the day."""
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        if self._occasion:
            lines = reading.people_lines(self._bridge.reader, self._occasion, self.session)
            self.people.show_people(lines, self._occasion, self.session)

    def settle_names(self) -> None:
        """Read names again that somebody new may have."""
        self.fields.settle_names()
        self.groups.settle_names()
        self.people.settle_names()

    def _show_strand(self, shown: EditorShown) -> None:
        strand = shown.strand
        words = _("No strand")
        tone = ""
        if strand is not None:
            words = _("{code} · {title}").format(code=strand.code, title=strand.title)
            tone = self._theme.strand([one.id for one in shown.strands].index(strand.id))[0]
        self._strand.setText(words)
        self._strand.setAccessibleName(_("Strand: {strand}").format(strand=words))
        if tone != self._strand.property("tone"):
            self._strand.setProperty("tone", tone)
            self._strand.style().unpolish(self._strand)
            self._strand.style().polish(self._strand)

    def _tell(self, words: str) -> None:
        if words:
            announce(self._wrong, words, is_urgent=True)
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    # -- room and focus -----------------------------------------------------------------------------------

    @property
    def has_focus_within(self) -> bool:
        """Tell whether somebody types here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def arrange(self, *, is_alone: bool) -> None:
        """Show a way back where the list is not beside it."""
        self._back.setVisible(is_alone)
        self._arrange_fields()

    def _arrange_fields(self) -> None:
        self.fields.arrange(is_stacked=self.width() < self._theme.px(520))

    def resizeEvent(self, event: object) -> None:
        """Put labels above their fields where there is little room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange_fields()

    def take_focus(self) -> None:
        """Begin at the title."""
        if self._shown is not None:
            self._scroll.verticalScrollBar().setValue(0)
            self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keeping ------------------------------------------------------------------------------------------

    def keep_now(self) -> None:
        """Keep all that is typed and not kept."""
        if self._shown is not None:
            self._title.keep_now()
            self.fields.keep_now()
            if unclear := self.fields.unclear():
                told = _("{names}: not kept, for it is not clear who is meant. Choose below the field.")
                self._writing.refused.emit(told.format(names=unclear))

    async def keep_all(self) -> bool:
        """Keep all that is typed, and wait until it is; False where something was refused."""
        self.keep_now()
        return await self._writing.settled() and not self.fields.unclear()

    def take_back(self) -> bool:
        """Take back what is being typed; tells whether there was anything."""
        return any([self._title.take_back(), self.fields.take_back(), self.people.take_back()])

    @Slot(str)
    def _on_title_kept(self, title: str) -> None:
        rename = self._writing.app.running_order.rename
        self._writing.begin(partial(rename, self.session, title), self._tell)

    @Slot()
    def _on_strand_clicked(self) -> None:
        if self._shown is None:
            return
        menu = QMenu(self)
        menu.setObjectName("strands")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in (None, *self._shown.strands):
            words = _("{code} · {title}").format(code=one.code, title=one.title) if one else _("No strand")
            made = QAction(words, menu)
            made.setCheckable(True)
            made.setChecked((one.id if one else "") == self._shown.session.strand)
            made.setData(one.id if one else "")
            made.triggered.connect(self._on_strand_chosen)
            menu.addAction(made)
        if not self._shown.strands:
            menu.addAction(_("Your network has no strands yet")).setEnabled(False)
        menu.popup(self._strand.mapToGlobal(QPoint(0, self._strand.height())))

    @Slot()
    def _on_strand_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            set_strand = self._writing.app.session_editor.set_strand
            self._writing.begin(partial(set_strand, self.session, str(sender.data())), self._tell)

    # -- asked first --------------------------------------------------------------------------------------

    @Slot()
    def _on_library_requested(self) -> None:
        self._scope.start(self._add_sources())

    async def _add_sources(self) -> None:
        session = self.session
        words = self._shown.session.title if self._shown else ""
        dialog = SourcesDialog(self._theme, self.window(), partial(self._look, session), words)
        if await ask(dialog) == QDialog.DialogCode.Accepted and dialog.ticked:
            attach = self._writing.app.session_editor.attach_sources
            await self._writing.do(partial(attach, session, dialog.ticked), self._tell)

    def _look(self, session: str, words: str) -> Sequence[Hit]:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        return reading.sources_found(self._bridge.reader, session, words)

    @Slot()
    def _on_paste_groups(self) -> None:
        self._scope.start(self._paste_groups())

    @Slot()
    def paste_people(self) -> None:
        """Ask for people out of a spreadsheet."""
        self._scope.start(self._paste_people())

    async def _paste_groups(self) -> None:
        session = self.session
        words = _(
            "One group a row: its name, who takes the notes, who sits there. A first row may name the columns."
        )
        dialog = PasteDialog(
            self._theme, self.window(), _("Groups from a spreadsheet"), words, self._groups_preview
        )
        if await ask(dialog) == QDialog.DialogCode.Accepted:
            take = partial(self._writing.app.lists.take_groups, session, dialog.text, dialog.answers)
            await self._writing.do(take, self.groups.tell)

    async def _paste_people(self) -> None:
        occasion = self._occasion
        words = _("One person a row: name, organisation, role. A first row may name the columns.")
        dialog = PasteDialog(
            self._theme, self.window(), _("People from a spreadsheet"), words, self._people_preview
        )
        if await ask(dialog) == QDialog.DialogCode.Accepted:
            take = partial(self._writing.app.lists.take_people, occasion, dialog.text, dialog.answers)
            await self._writing.do(take, self.people.tell)

    def _groups_preview(self, text: str) -> Preview:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        return reading.groups_preview(self._writing.app.lists.read_groups(text))

    def _people_preview(self, text: str) -> Preview:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        return reading.people_preview(self._writing.app.lists.read_people(text))

    @Slot(str)
    def _on_remove_group(self, group: str) -> None:
        self._scope.start(self._remove_group(group))

    async def _remove_group(self, group: str) -> None:
        notes = self._bridge.reader.count("note", "group", [group]).get(group, 0)
        notes += self._bridge.reader.off_the_record(group)
        if notes:
            heading = _("Remove “{title}”?").format(title=self.groups.title_of(group))
            words = _("Its notes go with it. Undo brings all of it back.")
            if (
                await ask(Sure(self._theme, self.window(), heading, words, _("Remove")))
                != QDialog.DialogCode.Accepted
            ):
                return
        remove = partial(self._writing.app.session_groups.remove, group, with_notes=bool(notes))
        await self._writing.do(remove, self.groups.tell)

    @Slot(str)
    def _on_take_off(self, person: str) -> None:
        self._scope.start(self._take_off(person))

    async def _take_off(self, person: str) -> None:
        name = self.people.name_of(person)
        still: list[str] = []

        def start() -> TakenOff:
            gone = self._writing.app.day_people.take_off(self._occasion, person)
            still.extend(gone.still)
            return gone

        if await self._writing.do(start, self.people.tell) and still:
            told = _("{name} is off the list, and still {does}.")
            self.people.tell(told.format(name=name, does=_(", ").join(still)))
