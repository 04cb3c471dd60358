"""The brief of a session and the running order as files: where to is asked, what may leave is judged, and told."""

from __future__ import annotations

import asyncio
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from sessions.document import DocumentKind
from sessions.permission import Audience
from ui.aio import ask

if TYPE_CHECKING:
    from facilitator.documents import Wish
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
        # What reads the archive brings the store, which is open by now.
        from facilitator.documents import Wish

        wish = Wish(DocumentKind.SESSION_BRIEF, self._page.gathering, session=row.id)
        told = _("The brief of “{title}” is in {file}.")
        await self._export(wish, _("Brief"), _("brief {title}").format(title=row.title), told, row.title)

    async def running_order(self, *, is_for_director: bool) -> None:
        """Make the running order of the gathering; that for whoever runs the day says more."""
        # What reads the archive brings the store, which is open by now.
        from facilitator.documents import Wish

        wish = Wish(DocumentKind.RUNNING_ORDER, self._page.gathering, is_for_director=is_for_director)
        what = _("running order for the director") if is_for_director else _("running order")
        told = _("The running order is in {file}.")
        if is_for_director:
            told = _("The running order for whoever runs the day is in {file}. It is for them alone.")
        await self._export(wish, _("Running order"), what, told)

    async def _export(self, wish: Wish, heading: str, what: str, told: str, title: str = "") -> None:
        # Names of files come with every format there is.
        from facilitator.outputs import file_name

        name = file_name(self._page.bridge.reader, wish.gathering, ENDING, what)
        target = await self._where(heading, name)
        if target is None:
            return
        await self._made(partial(self._make, wish, target))
        self._page.say(told.format(title=title, file=target))

    async def _where(self, heading: str, name: str) -> Path | None:
        dialog = QFileDialog(self._page.window(), heading)
        dialog.setObjectName("save as")
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

    async def _made(self, make: partial[None]) -> None:
        await asyncio.to_thread(make)

    def _make(self, wish: Wish, target: Path) -> None:
        documents = self._page.bridge.app.documents
        audience = Audience.GROUP if wish.is_for_director else Audience.PUBLIC
        documents.publish(documents.draft(wish).document, target, audience=audience)
