"""The brief of a session and the running order as files: where to is asked, what may leave is judged, and told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from ui.aio import ask
from ui.widgets.room import take_room

if TYPE_CHECKING:
    from facilitator.running_orders import OrderRow
    from ui.plan.page import PlanPage

ENDING: Final = "pdf"


class Exports(QObject):
    """Makes documents of the plan."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__(page)
        self._page = page

    async def brief(self, row: OrderRow) -> None:
        """Make the brief of a session."""
        outputs = self._page.bridge.app.plan_outputs
        name = outputs.suggested_name(self._page.gathering, ENDING, row.id)
        target = await self._where(_("Brief"), name)
        if target is not None:
            await self._made(partial(outputs.write_brief, row.id, target), _("Setting the brief"))
            self._page.say(_("The brief of “{title}” is in {file}.").format(title=row.title, file=target))

    async def running_order(self, *, is_for_director: bool) -> None:
        """Make the running order of the gathering; that for whoever runs the day says more."""
        outputs, gathering = self._page.bridge.app.plan_outputs, self._page.gathering
        target = await self._where(_("Running order"), outputs.suggested_name(gathering, ENDING))
        if target is None:
            return
        write = partial(outputs.write_running_order, gathering, target, is_for_director=is_for_director)
        await self._made(write, _("Setting the running order"))
        told = _("The running order is in {file}.")
        if is_for_director:
            told = _("The running order for whoever runs the day is in {file}. It is for them alone.")
        self._page.say(told.format(file=target))

    async def _where(self, heading: str, name: str) -> Path | None:
        dialog = QFileDialog(self._page.window(), heading)
        dialog.setObjectName("save as")
        take_room(dialog, self._page.theme, self._page.window(), 760, 520)
        if QGuiApplication.platformName() == "offscreen":
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF (*.pdf)"), _("Web page (*.html)"), _("Word (*.docx)")])
        dialog.setDefaultSuffix(ENDING)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(folder)
        dialog.selectFile(name)
        if await ask(dialog) != QDialog.DialogCode.Accepted:
            return None
        chosen = Path(dialog.selectedFiles()[0])
        ending = dialog.selectedNameFilter().rpartition(".")[2].rstrip(")")
        return chosen.with_suffix(f".{ending}") if ending and chosen.suffix == f".{ENDING}" else chosen

    async def _made(self, make: Callable[..., Path], title: str) -> None:
        # What sets pages is ReportLab and python-docx, which a start must not pay for.
        from facilitator.outputs import typeset

        await asyncio.to_thread(make, typeset=self._page.work.waited_for(typeset, title))
