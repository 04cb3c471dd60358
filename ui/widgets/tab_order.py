"""The order in which Tab goes from one widget to the next, where it is not that in which they were made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def in_order(widgets: Iterable[QWidget]) -> None:
    """Have Tab go through widgets one after the other; what came after the first of them comes after the last."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
