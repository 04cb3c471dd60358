"""What a person wishes of the running order, done: asked back where it must be, written, and shown when it is kept."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from sessions.agenda import PartKind, format_length, parse_clock, parse_length
from sessions.repairing import StopKind, Way
from ui.aio import ask
from ui.plan.asking import Choice, LineAsked, Sure
from ui.plan.exports import Exports
from ui.plan.order_pane import OrderPane
from ui.plan.session_acts import SessionActs
from ui.plan.writing import Writing

if TYPE_CHECKING:
    from facilitator.app import App
    from facilitator.order_repairs import Offer
    from facilitator.pen import Made
    from ui.plan.page import PlanPage
    from ui.plan.writing import Started


class Wishes(QObject):
    """Does the acts of the page."""

    def __init__(self, page: PlanPage, order: OrderPane, acts: SessionActs, writing: Writing) -> None:
        super().__init__(page)
        self._page = page
        self._order = order
        self._writing = writing
        self._exports = Exports(page)
        self._made = ""
        self._is_title_next = False
        acts.wished.connect(self._on_wished)
        acts.kind_wished.connect(self._on_kind_wished)
        order.repairs.taken.connect(self._on_repair_taken)
        order.repairs.others_requested.connect(self._on_others_requested)
        order.view.dropped.connect(self._on_dropped)
        order.delegate.title_typed.connect(self._on_title_typed)
        order.delegate.length_typed.connect(self._on_length_typed)

    @property
    def _app(self) -> App:
        return self._page.bridge.app

    def _do(self, start: Callable[[], Started]) -> None:
        self._writing.begin(start)

    def choose_next(self) -> str:
        """Return the session that was just made, once."""
        made, self._made = self._made, ""
        return made

    def follow_up(self) -> None:
        """Have the title of a session typed that was just added."""
        if self._is_title_next and not self._made:
            self._is_title_next = False
            self._order.view.setFocus()
            self._order.view.type_title()

    @Slot(str)
    def _on_wished(self, name: str) -> None:
        page = self._page
        if not page.occasion:
            return
        if name in self._plain():
            self._plain()[name]()
        elif name in self._asked():
            page.scope.start(self._asked()[name]())

    def _plain(self) -> dict[str, Callable[[], object]]:
        view = self._order.view
        return {
            "type title": view.type_title,
            "type length": view.type_length,
            "add session": self._add,
            "move up": partial(self._move, -1),
            "move down": partial(self._move, 1),
            "protect": self._protect,
            "duplicate": self._duplicate,
            "repair": self._offer_repairs,
            "paste people": self._page.session.paste_people,
        }

    def _asked(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "must end": self._ask_must_end,
            "starts at": self._ask_start,
            "day begins": self._ask_day,
            "split": self._ask_split,
            "copy to": self._ask_copy,
            "remove": self._ask_remove,
            "brief": self._export_brief,
            "running order": partial(self._exports.running_order, is_for_director=False),
            "director order": partial(self._exports.running_order, is_for_director=True),
        }

    # -- at once ------------------------------------------------------------------------------------------

    def _session(self) -> str:
        row = self._page.row
        return row.id if row else ""

    def _making(self, start: Callable[[], Made]) -> Made:
        made = start()
        self._made = made.id
        return made

    def _add(self) -> None:
        self._is_title_next = True
        add = partial(self._app.running_order.add, self._page.occasion, after=self._session())
        self._do(partial(self._making, add))

    def _duplicate(self) -> None:
        self._do(partial(self._making, partial(self._app.session_copies.duplicate, self._session())))

    def _move(self, steps: int) -> None:
        self._do(partial(self._app.running_order.move_by, self._session(), steps))

    def _protect(self) -> None:
        row = self._page.row
        if row is not None:
            protect = self._app.running_order.protect
            self._do(partial(protect, row.id, is_protected=not row.is_protected))

    @Slot(object)
    def _on_kind_wished(self, kind: PartKind) -> None:
        self._do(partial(self._app.running_order.set_kind, self._session(), kind))

    @Slot(str, int)
    def _on_dropped(self, session: str, place: int) -> None:
        self._do(partial(self._app.running_order.move_to, session, place))

    @Slot(str, str)
    def _on_title_typed(self, session: str, title: str) -> None:
        self._do(partial(self._app.running_order.rename, session, title))

    @Slot(str, str)
    def _on_length_typed(self, session: str, length: str) -> None:
        self._do(partial(self._app.running_order.set_length, session, length))

    # -- too long -----------------------------------------------------------------------------------------

    def _offer_repairs(self) -> None:
        offers = self._app.order_repairs.offers(self._page.occasion)
        first = [one for one in offers if one.overrun == offers[0].overrun]
        if not first:
            return
        overrun = first[0].overrun
        title = next((row.title for row in self._order.model.rows if row.id == overrun.session), "")
        heading = _("{length} too long at “{title}”").format(
            length=format_length(overrun.minutes), title=title
        )
        names = way_words(overrun.kind)
        self._order.repairs.offer(heading, first, [names[one.way] for one in first])

    @Slot(object)
    def _on_others_requested(self, offer: Offer) -> None:
        self._page.scope.start(self._ask_other(offer))

    async def _ask_other(self, offer: Offer) -> None:
        stretch = offer.overrun.stretch
        found = self._app.order_repairs.candidates(self._page.occasion, stretch)
        choices = [(one.one, one.preview) for one in found]
        asked = Choice(
            self._page.theme, self._page, _("Shorten one"), _("Which one gives the time?"), choices
        )
        if await ask(asked) == QDialog.DialogCode.Accepted:
            self._on_repair_taken(next(one for one in found if one.one == asked.chosen))

    @Slot(object)
    def _on_repair_taken(self, offer: Offer) -> None:
        self._order.repairs.hide()
        self._order.view.setFocus()
        repair = self._app.order_repairs.repair
        self._do(partial(repair, self._page.occasion, offer.overrun.stretch, offer.way, offer.one))

    async def _export_brief(self) -> None:
        row = self._page.row
        if row is not None:
            await self._exports.brief(row)

    # -- asked first --------------------------------------------------------------------------------------

    async def _line(self, heading: str, words: str, now: str, check: Callable[[str], object]) -> str | None:
        """Return what was typed, '' included; None where it is to stay as it is."""
        asked = LineAsked(self._page.theme, self._page, heading, words, check)
        asked.line.setText(now)
        asked.line.selectAll()
        answer = await ask(asked)
        return asked.line.text().strip() if answer == QDialog.DialogCode.Accepted else None

    async def _ask_must_end(self) -> None:
        row = self._page.row
        if row is None:
            return
        words = _("“{title}” must be over at (13:00, or nothing where nobody minds):").format(title=row.title)
        typed = await self._line(_("Must end at"), words, row.must_end or row.ends, parse_clock)
        if typed is not None:
            await self._writing.do(partial(self._app.running_order.must_end, row.id, typed))

    async def _ask_start(self) -> None:
        row = self._page.row
        if row is None:
            return
        words = _("“{title}” begins at (10:30, or nothing to let it flow):").format(title=row.title)
        typed = await self._line(_("Starts at"), words, row.fixed_start or row.starts, parse_clock)
        if typed is not None:
            await self._writing.do(partial(self._app.running_order.begin_at, row.id, typed))

    async def _ask_day(self) -> None:
        rows = self._order.model.rows
        typed = await self._line(
            _("The day begins at"),
            _("Everything that flows moves with it."),
            rows[0].starts if rows else "",
            parse_clock,
        )
        if typed:
            await self._writing.do(partial(self._app.running_order.start_at, self._page.occasion, typed))

    async def _ask_split(self) -> None:
        row = self._page.row
        if row is None:
            return
        if len(row.parts) > 1:
            choices = [
                (part.id, _("{time} {part}").format(time=part.starts, part=part.title or part.kind_name))
                for part in row.parts[1:]
            ]
            asked = Choice(
                self._page.theme, self._page, _("Split in two"), _("The second half begins with:"), choices
            )
            at = asked.chosen if await ask(asked) == QDialog.DialogCode.Accepted else None
        else:
            words = _("Length of the first half (25, 25m or 1h10):")
            at = await self._line(_("Split in two"), words, format_length(row.length // 2), parse_length)
        if at is not None:
            await self._writing.do(partial(self._making, partial(self._app.session_copies.split, row.id, at)))

    async def _ask_copy(self) -> None:
        # The store is there by now, and what reads it comes with it.
        from ui.plan import reading

        row = self._page.row
        if row is None:
            return
        words = _("A copy of the plan of “{title}” goes to the end of:").format(title=row.title)
        choices = reading.other_occasions(self._page.bridge.reader, self._page.occasion)
        if not choices:
            self._order.tell(_("There is no other gathering to copy it to."))
            return
        asked = Choice(self._page.theme, self._page, _("Copy to another gathering"), words, choices)
        if await ask(asked) != QDialog.DialogCode.Accepted:
            return
        there = asked.chosen
        if await self._writing.do(partial(self._app.session_copies.copy_to, row.id, there)):
            named = dict(choices)[there]
            self._page.say(_("“{title}” is copied to {there}.").format(title=row.title, there=named))

    async def _ask_remove(self) -> None:
        row = self._page.row
        if row is None:
            return
        # The store is there by now, and what counts in it comes with it.
        from facilitator.session_removal import going_told

        going = self._app.session_removal.going(row.id)
        if going.is_asked:
            heading = _("Remove “{title}”?").format(title=row.title)
            sure = Sure(self._page.theme, self._page, heading, going_told(going), _("Remove"))
            if await ask(sure) != QDialog.DialogCode.Accepted:
                return
        remove = self._app.session_removal.remove
        await self._writing.do(partial(remove, row.id, with_notes=going.is_asked))


def way_words(kind: StopKind) -> dict[Way, str]:
    """Return what the ways out of an overrun are called."""
    moved = {
        StopKind.MUST_END: _("End later"),
        StopKind.FIXED_START: _("Start what follows later"),
        StopKind.LENGTH: _("Let it take longer"),
    }
    return {
        Way.SHARED: _("Shorten everything a little"),
        Way.ONE: _("Shorten one"),
        Way.MOVED: moved[kind],
        Way.DROPPED: _("Let the hard stop go"),
    }
