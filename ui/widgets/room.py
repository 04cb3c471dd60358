"""How large a dialog is: as it wishes, as far as the window below it goes."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from ui.theme import Theme

EDGE: Final = 24
"""What of the window is left to be seen."""


def take_room(dialog: QDialog, theme: Theme, window: QWidget, wide: int, high: int) -> None:
    """Give a dialog a size that is ``wide`` and ``high`` at 100 %, or what there is of the window."""
    edge = theme.px(EDGE)
    dialog.resize(min(theme.px(wide), window.width() - edge), min(theme.px(high), window.height() - edge))
