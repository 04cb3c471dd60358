"""What is thought about a session: each field in its place, kept by itself, refused beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sessions.agenda import PartKind
from ui.bridge import Bridge
from ui.plan.fields import KeptText, items_of
from ui.plan.form import Form
from ui.plan.names_field import NamesField
from ui.plan.parts_strip import PartsStrip
from ui.plan.sources import SourcesField
from ui.plan.writing import Writing
from ui.theme import Theme
from ui.widgets.tab_order import in_order

if TYPE_CHECKING:
    from facilitator.people_typed import Typed
    from facilitator.running_orders import OrderRow
    from facilitator.session_editor import EditorShown
    from ui.plan.writing import Started

BULLET: Final = "•"
BEFORE_PARTS: Final = ("question", "why_now", "learnt", "prompts")
AFTER_PARTS: Final = ("for_director", "materials", "sources")
TEXTS: Final = ("question", "why_now", "for_director")
LISTS: Final = ("learnt", "prompts", "materials", "sources")


class SessionFields(Form):
    """The fields of a session."""

    def __init__(self, bridge: Bridge, theme: Theme, writing: Writing, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._bridge = bridge
        self._writing = writing
        self._session = ""
        self._occasion = ""
        self._new_part = ""
        self._led = NamesField("led by", _("Led by"), self._typed, theme, self)
        self._chaired = NamesField("chaired by", _("Chaired by"), self._typed, theme, self)
        self._led.line.setPlaceholderText(_("Name, name"))
        self._chaired.line.setPlaceholderText(_("Name"))
        self._texts = {name: self._text(name, words) for name, words in field_words().items()}
        self._who = NamesField("part people", _("Who does this part"), self._typed, theme, self)
        self._parts = PartsStrip(theme, self._who, self)
        self.sources = SourcesField(theme, self)
        self._place()
        self._connect()

    def _text(self, name: str, words: str) -> KeptText:
        marks = {"learnt": BULLET, "prompts": "1", "materials": BULLET, "sources": BULLET}
        field = KeptText(name, words, self._theme, self, mark=marks.get(name, ""))
        if name in LISTS:
            field.setAccessibleDescription(_("One a line"))
        field.kept.connect(self._on_text_kept)
        return field

    def _place(self) -> None:
        words = field_words()
        self.add("led_by", _("Led by"), self._led, self._led.line)
        self.add("chaired_by", _("Chaired by"), self._chaired, self._chaired.line)
        for name in BEFORE_PARTS:
            self.add(name, words[name], self._texts[name])
        self.add("parts", _("Parts"), self._parts)
        for name in AFTER_PARTS:
            self.add(name, words[name], self._texts[name])
        self.add("source_notes", _("From the library"), self.sources, self.sources.more)
        before = (self._led.line, self._chaired.line, *(self._texts[name] for name in BEFORE_PARTS))
        after = (*(self._texts[name] for name in AFTER_PARTS), *self.sources.fields)
        in_order((*before, *self._parts.panel.fields, *after))
        self._parts.cards.come_after(before[-1])

    def _connect(self) -> None:
        self._led.given.connect(self._on_people_given)
        self._chaired.given.connect(self._on_people_given)
        for field in (self._led, self._chaired, self._who):
            field.newcomer_named.connect(self._on_newcomer_named)
            field.line.focused.connect(self._on_names_needed)
        self._parts.wished.connect(self._on_part_wished)
        self._parts.add_requested.connect(self._on_part_requested)
        self.sources.detach_requested.connect(self._on_detach_requested)

    # -- showing ------------------------------------------------------------------------------------------

    def show_session(self, shown: EditorShown, row: OrderRow, occasion: str) -> None:
        """Show a session; what is being typed in it stays."""
        is_new = shown.session.id != self._session
        if is_new:
            self.clear()
        self._session, self._occasion = shown.session.id, occasion
        self._led.show_people(shown.led_by, is_new=is_new)
        self._chaired.show_people([shown.chaired_by] if shown.chaired_by else [], is_new=is_new)
        for name, field in self._texts.items():
            value = getattr(shown.session, name)
            field.show_kept(value if isinstance(value, str) else "\n".join(value), is_new=is_new)
        has_part = any(part.id == self._new_part for part in row.parts)
        opened = self._new_part if has_part else ""
        self._new_part = "" if has_part else self._new_part
        self._parts.show_parts(row.parts, row.groups, is_new=is_new, open_part=opened)
        self.sources.show_sources(shown.sources)

    def keep_now(self) -> None:
        """Keep all that is typed and not kept."""
        for field in self._texts.values():
            field.keep_now()
        self._led.line.keep_now()
        self._chaired.line.keep_now()
        self._parts.panel.keep_now()

    def unclear(self) -> str:
        """Return the names that are typed and not kept, for it is not clear who is meant."""
        return ", ".join(field.unclear for field in (self._led, self._chaired, self._who) if field.unclear)

    def take_back(self) -> bool:
        """Take back what is being typed; tells whether there was anything."""
        fields: Sequence[KeptText | NamesField] = (*self._texts.values(), self._led, self._chaired)
        taken = [field.take_back() for field in fields]
        return any(taken)

    def take_focus(self) -> None:
        """Begin with the question."""
        self._texts["question"].setFocus()

    # -- keeping ------------------------------------------------------------------------------------------

    def _begin(self, name: str, start: Callable[[], Started]) -> None:
        self._writing.begin(start, partial(self.tell, name))

    @Slot(str)
    def _on_text_kept(self, text: str) -> None:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        name = self.sender().objectName()
        editor = self._writing.app.session_editor
        if name in TEXTS:
            self._begin(name, partial(editor.write, self._session, reading.TextField(name), text))
        else:
            field = reading.ListField(name)
            self._begin(name, partial(editor.write_list, self._session, field, items_of(text)))

    def _typed(self, text: str) -> Typed:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        return reading.people_typed(reading.register_of(self._bridge.reader), text)

    @Slot()
    def _on_names_needed(self) -> None:
        # What reads the archive brings the store, which is open by now.
        from ui.plan import reading

        names = reading.names(self._bridge.reader)
        for field in (self._led, self._chaired, self._who):
            field.line.know(names)

    @Slot(list)
    def _on_people_given(self, people: list[str]) -> None:
        editor = self._writing.app.session_editor
        if self.sender() is self._led:
            self._begin("led_by", partial(editor.set_led_by, self._session, people))
        elif len(people) > 1:
            self.tell("chaired_by", _("One person chairs a session. Leave one name here."))
        else:
            chair = people[0] if people else ""
            self._begin("chaired_by", partial(editor.set_chaired_by, self._session, chair))

    @Slot(str)
    def _on_newcomer_named(self, name: str) -> None:
        told = (
            "led_by"
            if self.sender() is self._led
            else "chaired_by"
            if self.sender() is self._chaired
            else "parts"
        )
        add = self._writing.app.day_people.add_new
        self._begin(told, partial(add, self._occasion, name))

    def settle_names(self) -> None:
        """Read names again once somebody new is in the register."""
        for field in (self._led, self._chaired, self._who):
            field.settle()

    @Slot()
    def _on_part_requested(self) -> None:
        self._begin("parts", self._add_part)

    def _add_part(self) -> Started:
        made = self._writing.app.parts.add(self._session, PartKind.SPEAKER)
        self._new_part = made.id
        return made

    @Slot(str, str, object)
    def _on_part_wished(self, part: str, what: str, value: object) -> None:
        parts = self._writing.app.parts
        acts: dict[str, Callable[[], Started]] = {
            "kind": partial(parts.set_kind, part, value),  # type: ignore[arg-type]
            "length": partial(parts.set_length, part, str(value)),
            "title": partial(parts.rename, part, str(value)),
            "people": partial(parts.set_people, part, value),  # type: ignore[arg-type]
            "protected": partial(parts.protect, part, is_protected=bool(value)),
            "earlier": partial(parts.move_by, part, -1),
            "later": partial(parts.move_by, part, 1),
            "remove part": partial(parts.remove, part),
        }
        self._writing.begin(acts[what], self._parts.panel.tell)

    @Slot(str)
    def _on_detach_requested(self, note: str) -> None:
        detach = self._writing.app.session_editor.detach_source
        self._begin("source_notes", partial(detach, self._session, note))


def field_words() -> dict[str, str]:
    """Return the labels of the fields that are typed."""
    return {
        "question": _("Question"),
        "why_now": _("Why now"),
        "learnt": _("What we have learnt"),
        "prompts": _("Prompts for groups"),
        "for_director": _("For the director"),
        "materials": _("Materials"),
        "sources": _("Sources"),
    }
