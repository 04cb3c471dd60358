"""The two buttons of a question: the one that does it, which Enter presses, and the one that leaves it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


def answers(dialog: QDialog, yes: str, no: str, name: str = "yes") -> tuple[QDialogButtonBox, QPushButton]:
    """Return both in their box, and the first by itself; they accept and reject the dialog."""
    box = QDialogButtonBox(dialog)
    # A button that the box makes has its look before anybody can say which kind it is.
    made = QPushButton(yes, dialog)
    made.setObjectName(name)
    made.setProperty("kind", "primary")
    made.setDefault(True)
    left = QPushButton(no, dialog)
    left.setObjectName("leave it")
    left.setAutoDefault(False)
    box.addButton(made, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(left, QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box, made
