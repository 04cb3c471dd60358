"""How the window tells of errors: a toast, a banner where typing is at risk, a window for a fault of ours."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from gettext import gettext as _

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from facilitator.logs import LOGGER
from sessions.errors import SpokenError
from ui.aio import TaskScope, ask, has_loop
from ui.error_words import words_of
from ui.place import Said
from ui.shell.banner import Banner
from ui.shell.pages import Pages
from ui.shell.toasts import Toast
from ui.theme import Theme

LOG = logging.getLogger(f"{LOGGER}.window")
QUIET = frozenset({"nothing_to_undo", "nothing_to_redo", "work_stopped"})
AT_RISK = frozenset({"disk_full", "disk_failing"})
"""With these, what is being typed cannot be kept here any more."""


class Telling(QObject):
    """Tells of errors over one window."""

    copy_requested = Signal()
    """Everything that is typed and kept here is to go to the clipboard."""

    def __init__(
        self, theme: Theme, over: Pages, banner_on: QWidget, keep_all: Callable[[], Awaitable[bool]]
    ) -> None:
        super().__init__(over)
        self._theme = theme
        self._keep_all = keep_all
        self.toast = Toast(theme, over)
        self.banner = Banner(theme, banner_on)
        self.banner.copy_requested.connect(self.copy_requested)
        self.scope = TaskScope(self)
        self._is_faulty = False
        self._has_warned = False

    @Slot(object)
    def say(self, said: Said) -> None:
        """Say words that are no error."""
        self.toast.say(said)

    def say_copied(self, is_anything: bool) -> None:
        """Say what came of copying everything."""
        there_is = _("Copied. Put it into another program and save it there.")
        self.toast.say(Said(there_is if is_anything else _("There is nothing here to copy.")))

    @Slot(object)
    def tell(self, error: BaseException) -> None:
        """Say what went wrong, in the way of its kind."""
        if isinstance(error, SpokenError):
            LOG.info("told: %s", error.code)
            if error.code in AT_RISK:
                self.banner.tell(words_of(error))
            else:
                self.toast.say(Said(words_of(error), is_urgent=error.code not in QUIET))
            return
        LOG.error("a bug", exc_info=error)
        if has_loop() and not self._is_faulty:
            self._is_faulty = True
            self.scope.start(self._tell_fault(error))
        else:
            self.toast.say(Said(words_of(error), is_urgent=True))

    async def _tell_fault(self, error: BaseException) -> None:
        # Its report needs what knows the versions of packages, which a start must not pay for.
        from ui.dialogs.fault import FaultDialog

        try:
            window = self.banner.window()
            await ask(FaultDialog(self._theme, error, await self._kept(), window))
        finally:
            self._is_faulty = False

    async def _kept(self) -> bool:
        """Keep what is being typed before anything else; tell whether that could be done."""
        try:
            return await self._keep_all()
        except Exception:  # The edge: a place that is at fault must not hide the fault that is told.
            LOG.exception("typed words could not be kept")
            return False

    def warn_of_full_disk(self) -> None:
        """Say once that the last room on the disk is in use."""
        if not self._has_warned:
            self._has_warned = True
            words = _(
                "The disk is full. What you type is still kept, in the last room that was held back for it: "
                "free some space now."
            )
            self.banner.tell(words, is_warning=True)
